"""Finds and reads schemes: which sound tells which cue. What is wrong with one is a line, and the built-in cue instead.

The user's folder comes before the shipped one. Refuses to know when a cue is due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calfcoach.audio.pcm import RATE, Samples
from calfcoach.audio.sound_files import BadSoundFile, read_sound
from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import yaml_files
from calfcoach.library.problems import Problem, did_you_mean, quoted
from calfcoach.library.scheme_files import no_scheme, scheme_files, scheme_id
from calfcoach.library.scheme_models import CueKey, CueSound, Layer, SchemeFile
from calfcoach.resources import assets_dir

BUILT_IN = "beeps"
"""The scheme whose sounds stand in for what is missing in another."""

MOST_BASES = 4

MOST_SAMPLES = 60 * RATE
"""Frames of all sound files of a scheme together: 11 MiB."""

_INSTEAD = "the built-in cue is heard instead"


@dataclass(frozen=True, eq=False)
class SoundLayer:
    """A layer with the samples of its sound file, if it has one. Two are never equal: it is a key for caches."""

    layer: Layer
    file: Samples | None = None


ToldCue = tuple[CueSound, tuple[SoundLayer, ...]]
"""How a cue is told, and the layers of its sound: none where it is only spoken."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """A scheme ready to be heard: for each cue that is heard, how.

    `problems` are lines for the person: what of its file could not be used.
    """

    id: str
    name: str
    summary: str
    cues: Mapping[CueKey, ToldCue]
    problems: tuple[str, ...] = ()


def load_scheme(name: str, folders: Sequence[Path] | None = None) -> Scheme:
    """The scheme of an id (its file's name) or of the name shown for it (`voice+beeps`).

    Raises:
        KnownError: there is no scheme of that name.
    """
    wanted = scheme_id(name)
    for path in scheme_files(folders):
        if path.stem == wanted:
            return read_scheme(path)
    raise no_scheme(name, folders)


def read_scheme(path: Path) -> Scheme:
    """The scheme of a file, whatever is wrong with it: that is in its `problems`, sound files and base included."""
    return _scheme(load_file(path))


@cache
def _built_in() -> Mapping[CueKey, ToldCue]:
    content = load_file(_shipped(BUILT_IN)).content
    assert isinstance(content, SchemeFile)
    layers = {name: tuple(SoundLayer(layer) for layer in sound) for name, sound in content.sounds.items()}
    return {key: (cue, layers.get(cue.sound or "", ())) for key, cue in content.cues.items()}


def _shipped(name: str) -> Path:
    return assets_dir() / "schemes" / f"{name}.yaml"


def _scheme(file: LoadedFile) -> Scheme:
    problems = [str(problem) for problem in file.problems]
    content = file.content or file.sketch
    if not isinstance(content, SchemeFile):
        problems.append(f"{file.path.name} gives no scheme; the built-in cues are heard instead")
        return Scheme(file.path.stem, file.path.stem, "", _built_in(), tuple(problems))
    whole = _on_its_base(content, file, problems)
    room = [MOST_SAMPLES]
    sounds = {name: _read_layers(file, name, layers, problems, room) for name, layers in whole.sounds.items()}
    cues: dict[CueKey, ToldCue] = {}
    for key, cue in whole.cues.items():
        layers = () if cue.sound is None else sounds.get(cue.sound)
        if cue.sound is not None and cue.sound not in sounds and file.content is not None:
            spot = file.source.value_spot(("cues", key.value, "sound"))
            problems.append(str(Problem(file.path, *spot, f"there is no sound '{cue.sound}'; {_INSTEAD}")))
        if layers or (cue.voice and cue.sound is None):
            cues[key] = (cue, layers or ())
        elif key in _built_in():
            cues[key] = _built_in()[key]
    # A cue whose lines could not be understood is a cue all the same.
    named = {path[1] for path in file.unsure if path[:1] == ("cues",) and len(path) > 1}
    for key in CueKey:
        if key.value in named and key not in cues and key in _built_in():
            cues[key] = _built_in()[key]
    return Scheme(file.path.stem, content.name, content.summary, cues, tuple(problems))


def _on_its_base(content: SchemeFile, file: LoadedFile, problems: list[str], depth: int = 0) -> SchemeFile:
    """The scheme with what it takes from its base, or as it stands where that cannot be read."""
    if content.base is None or depth > MOST_BASES:
        return content
    path = _shipped(content.base)
    base = load_file(path).content if path.is_file() else None
    if not isinstance(base, SchemeFile):
        known = [path.stem for path in yaml_files(assets_dir() / "schemes")]
        message = f"there is no shipped scheme {quoted(content.base)} to build on{did_you_mean(content.base, known)}"
        problems.append(str(Problem(file.path, *file.source.value_spot(("base",)), message)))
        return content
    base = _on_its_base(base, file, problems, depth + 1)
    cues = {key: cue for key, cue in base.cues.items() if key not in content.silent}
    return content.model_copy(update={"sounds": {**base.sounds, **content.sounds}, "cues": {**cues, **content.cues}})


def _read_layers(
    file: LoadedFile, name: str, layers: Sequence[Layer], problems: list[str], room: list[int]
) -> tuple[SoundLayer, ...] | None:
    """The layers with their files; None, with the reason in `problems`, where one of them cannot be used.

    `room` holds the frames that the files of the scheme may still have.
    """
    read = []
    for number, layer in enumerate(layers):
        if next(layer.faults(), None) is not None:
            return None
        try:
            samples = None if layer.file is None else read_sound(file.path.parent / layer.file)
            room[0] -= 0 if samples is None else samples.size
            if room[0] < 0:
                raise BadSoundFile(f"the sound files of a scheme last at most {MOST_SAMPLES // RATE} s together")
        except BadSoundFile as error:
            spot = file.source.value_spot(("sounds", name, number, "file"))
            problems.append(str(Problem(file.path, *spot, f"{error}; {_INSTEAD}")))
            return None
        if samples is not None and layer.seconds is None:
            layer = layer.model_copy(update={"seconds": samples.size / RATE})
        read.append(SoundLayer(layer, samples))
    return tuple(read)
