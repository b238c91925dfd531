"""Finds and reads schemes: which sound tells which cue. What is wrong with one is a line, and the built-in cue instead.

The user's folder comes before the shipped one. Refuses to know when a cue is due.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calfcoach.audio.pcm import Samples
from calfcoach.audio.sound_files import BadSoundFile, read_sound
from calfcoach.errors import KnownError
from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import yaml_files
from calfcoach.library.problems import Problem, did_you_mean, quoted
from calfcoach.library.scheme_models import CueKey, CueSound, Layer, SchemeFile
from calfcoach.resources import assets_dir, user_data_dir

BUILT_IN = "beeps"
"""The scheme whose sounds stand in for what is missing in another."""


@dataclass(frozen=True, eq=False)
class SoundLayer:
    """A layer with the samples of its sound file, if it has one. Two are never equal: it is a key for caches."""

    layer: Layer
    file: Samples | None = None


@dataclass(frozen=True, eq=False)
class Scheme:
    """A scheme ready to be heard: for each cue how it is told, and the layers of its sound (empty without one).

    `problems` are lines for the person: what of its file could not be used.
    """

    id: str
    name: str
    summary: str
    cues: Mapping[CueKey, tuple[CueSound, tuple[SoundLayer, ...]]]
    problems: tuple[str, ...] = ()


def scheme_folders() -> tuple[Path, ...]:
    """Where schemes are looked for: the user's folder, then the shipped one."""
    return user_data_dir() / "schemes", assets_dir() / "schemes"


def scheme_names(folders: Sequence[Path] | None = None) -> dict[str, str]:
    """The ids of all schemes that can be read, in alphabetical order, with the names to show."""
    found: dict[str, str] = {}
    for path in _files(folders):
        content = load_file(path).sketch
        if isinstance(content, SchemeFile):
            found.setdefault(path.stem, content.name)
    return dict(sorted(found.items()))


def load_scheme(name: str, folders: Sequence[Path] | None = None) -> Scheme:
    """The scheme of an id (its file's name) or of the name shown for it (`voice+beeps`).

    Raises:
        KnownError: there is no scheme of that name.
    """
    wanted = name.strip().lower().replace("+", "-").replace(" ", "-")
    for path in _files(folders):
        if path.stem == wanted:
            return _scheme(load_file(path))
    known = scheme_names(folders)
    raise KnownError(f"there is no scheme {quoted(name)}; there are {', '.join(known)}{did_you_mean(name, known)}")


def _files(folders: Sequence[Path] | None) -> Iterator[Path]:
    for folder in scheme_folders() if folders is None else folders:
        if folder.is_dir():
            yield from yaml_files(folder)


@cache
def _built_in() -> Mapping[CueKey, tuple[CueSound, tuple[SoundLayer, ...]]]:
    content = load_file(assets_dir() / "schemes" / f"{BUILT_IN}.yaml").content
    assert isinstance(content, SchemeFile)
    layers = {name: tuple(SoundLayer(layer) for layer in sound) for name, sound in content.sounds.items()}
    return {key: (cue, layers.get(cue.sound or "", ())) for key, cue in content.cues.items()}


def _scheme(file: LoadedFile) -> Scheme:
    problems = [str(problem) for problem in file.problems]
    content = file.content or file.sketch
    if not isinstance(content, SchemeFile):
        problems.append(f"{file.path.name} gives no scheme; the built-in cues are heard instead")
        return Scheme(file.path.stem, file.path.stem, "", _built_in(), tuple(problems))
    sounds: dict[str, tuple[SoundLayer, ...] | None] = {}
    for name, layers in content.sounds.items():
        sounds[name] = _read_layers(file, name, layers, problems)
    cues: dict[CueKey, tuple[CueSound, tuple[SoundLayer, ...]]] = {}
    wrong = {str(step) for path in file.unsure for step in path[1:2] if path[0] == "cues"}
    for key in CueKey:
        cue = content.cues.get(key)
        if cue is None and key.value not in wrong:
            continue
        ready = () if cue is None or cue.sound is None else sounds.get(cue.sound)
        if cue is None or ready is None or not (ready or cue.voice):
            if key in _built_in():
                cues[key] = _built_in()[key]
        else:
            cues[key] = (cue, ready)
    return Scheme(content.id, content.name, content.summary, cues, tuple(problems))


def _read_layers(
    file: LoadedFile, name: str, layers: Sequence[Layer], problems: list[str]
) -> tuple[SoundLayer, ...] | None:
    """The layers with their files; None, with the reason in `problems`, where one of them cannot be used."""
    read = []
    for number, layer in enumerate(layers):
        if next(layer.faults(), None) is not None:
            return None
        try:
            samples = None if layer.file is None else read_sound(file.path.parent / layer.file)
        except BadSoundFile as error:
            spot = file.source.value_spot(("sounds", name, number, "file"))
            problems.append(str(Problem(file.path, *spot, f"{error}; the built-in cue is heard instead")))
            return None
        if samples is not None and layer.seconds is None:
            layer = layer.model_copy(update={"seconds": samples.size / 48_000})
        read.append(SoundLayer(layer, samples))
    return tuple(read)
