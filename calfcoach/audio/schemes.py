"""Finds and reads schemes: which sound tells which cue. Each fault in one becomes a line, and the built-in cue is used.

The user's folder comes before the shipped one. Refuses to know when a cue is due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calfcoach.audio.pcm import RATE, Samples
from calfcoach.audio.sound_files import BadSoundFile, peak_db, read_sound
from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.problems import TOP, KeyPath, Problem, quoted
from calfcoach.library.scheme_base import (
    BUILT_IN,
    PHASE_KEYS,
    judged_scheme,
    on_its_base,
    shipped_scheme,
    unheard,
)
from calfcoach.library.scheme_files import no_scheme, scheme_path
from calfcoach.library.scheme_models import QUIETEST_DB, CueKey, CueSound, Layer, SchemeFile
from calfcoach.texts import text

MOST_SAMPLES = 60 * RATE
"""Frames of all sound files of a scheme together: 11 MiB."""


@dataclass(frozen=True, eq=False)
class SoundLayer:
    """A layer with the samples of its sound file, if it has one. Two are never equal: it is a key for caches."""

    layer: Layer
    file: Samples | None = None


SchemeCue = tuple[CueSound, tuple[SoundLayer, ...]]
"""What a scheme says of a cue, and the layers of its sound: none where it is only spoken."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """A scheme ready to be heard: for each cue that is heard, how.

    `problems` are what of its file could not be used.
    """

    id: str
    name: str
    summary: str
    cues: Mapping[CueKey, SchemeCue]
    problems: tuple[Problem, ...] = ()


def load_scheme(name: str, folders: Sequence[Path] | None = None) -> Scheme:
    """The scheme of an id (its file's name) or of the name shown for it (`Voice + beeps`).

    Raises:
        KnownError: there is no scheme of that name.
    """
    path = scheme_path(name, folders)
    if path is None:
        raise no_scheme(name, folders)
    return read_scheme(path)


def read_scheme(path: Path) -> Scheme:
    """The scheme of a file, whatever is wrong with it: that is in its `problems`, sound files and base included."""
    return scheme_of(load_file(path))


@cache
def _built_in() -> Mapping[CueKey, SchemeCue]:
    content = load_file(shipped_scheme(BUILT_IN)).content
    assert isinstance(content, SchemeFile)
    layers = {name: tuple(SoundLayer(layer) for layer in sound) for name, sound in content.sounds.items()}
    return {key: (cue, layers.get(cue.sound or "", ())) for key, cue in content.cues.items()}


def scheme_of(file: LoadedFile) -> Scheme:
    """The scheme of a file that was read, as `read_scheme` gives it."""
    file = judged_scheme(file)
    content = file.sketch
    if not isinstance(content, SchemeFile):
        nothing = Problem(file.path, *TOP, text("this file gives no scheme; the built-in cues are heard instead"))
        return Scheme(file.path.stem, file.path.stem, "", _built_in(), (*file.problems, nothing))
    whole = on_its_base(content)
    files = _SoundFiles(file)
    sounds = {name: files.read(name, layers) for name, layers in whole.sounds.items()}
    cues: dict[CueKey, SchemeCue] = {}
    for key, cue in whole.cues.items():
        layers = () if cue.sound is None else sounds.get(cue.sound)
        if cue.sound is None and cue.voice and key in PHASE_KEYS:
            # Where there is no voice, or no room for the word, a phase would begin without a sound.
            cues[key] = (cue.model_copy(update={"together": False}), _built_in()[key][1])
        elif layers or (cue.voice and cue.sound is None):
            cues[key] = (cue, layers or ())
        elif key in _built_in():
            cues[key] = _built_in()[key]
    # A cue whose lines could not be understood is a cue all the same.
    named = {path[1] for path in file.unsure if path[:1] == ("cues",) and len(path) > 1}
    instead = unheard(whole) | {key for key in CueKey if key.value in named and key not in cues}
    cues |= {key: cue for key, cue in _built_in().items() if key in instead}
    return Scheme(file.path.stem, content.name, content.summary, cues, (*file.problems, *files.problems))


class _SoundFiles:
    """Reads the sound files of a scheme; what is wrong with them is in `problems`."""

    def __init__(self, file: LoadedFile) -> None:
        self._file = file
        self._room = MOST_SAMPLES
        self.problems: list[Problem] = []

    def read(self, name: str, layers: Sequence[Layer]) -> tuple[SoundLayer, ...] | None:
        """The layers of a sound with their files; None where one of them cannot be used."""
        read = [self._layer(layer, ("sounds", name, number, "file")) for number, layer in enumerate(layers)]
        whole = tuple(layer for layer in read if layer is not None)
        return whole if len(whole) == len(read) else None

    def _layer(self, layer: Layer, path: KeyPath) -> SoundLayer | None:
        if next(layer.faults(), None) is not None:
            return None
        if layer.file is None:
            return SoundLayer(layer)
        try:
            samples = read_sound(self._file.path.parent / layer.file)
            if peak_db(samples) + layer.level < QUIETEST_DB:
                raise BadSoundFile(
                    text("{file} is silent at the level of {level:g} dB", file=quoted(layer.file), level=layer.level)
                )
            self._room -= samples.size
            if self._room < 0:
                raise BadSoundFile(
                    text("the sound files of a scheme last at most {seconds} s together", seconds=MOST_SAMPLES // RATE)
                )
        except BadSoundFile as error:
            spot = self._file.source.value_spot(path)
            self.problems.append(
                Problem(self._file.path, *spot, text("{problem}; the built-in cue is heard instead", problem=error))
            )
            return None
        if layer.seconds is None:
            layer = layer.model_copy(update={"seconds": samples.size / RATE})
        return SoundLayer(layer, samples)
