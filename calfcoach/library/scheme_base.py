"""A scheme of sounds together with the shipped one it builds on. Loads no sound, and knows none."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import yaml_files
from calfcoach.library.problems import KeyPath, did_you_mean, quoted
from calfcoach.library.scheme_models import SchemeFile
from calfcoach.resources import assets_dir

MOST_BASES = 4
"""Schemes that may build on one another."""

INSTEAD = "the built-in cue is heard instead"
"""What a line about a sound that cannot be had ends with."""


def shipped_scheme(name: str) -> Path:
    """The file of a shipped scheme; it need not be there."""
    return assets_dir() / "schemes" / f"{name}.yaml"


def judged_scheme(file: LoadedFile) -> LoadedFile:
    """The file, if it holds a scheme, once it was looked at together with its base."""
    data = file.source.data
    written = data.get("sounds") if isinstance(data, dict) else None
    named = written if isinstance(written, Mapping) else {}
    return file.judged(SchemeFile, lambda scheme: _findings(scheme, named))


def on_its_base(scheme: SchemeFile, depth: int = 0) -> SchemeFile:
    """The scheme with what it takes from its base, or as it stands where that is not there."""
    base = None if depth > MOST_BASES else _base(scheme)
    if base is None:
        return scheme
    base = on_its_base(base, depth + 1)
    cues = {key: cue for key, cue in base.cues.items() if key not in scheme.silent}
    return scheme.model_copy(update={"sounds": {**base.sounds, **scheme.sounds}, "cues": {**cues, **scheme.cues}})


def names_sound_files(file: LoadedFile) -> bool:
    """Whether it holds a scheme with sound files of its own."""
    scheme = file.sketch
    return isinstance(scheme, SchemeFile) and any(
        layer.file is not None for layers in scheme.sounds.values() for layer in layers
    )


def _base(scheme: SchemeFile) -> SchemeFile | None:
    path = None if scheme.base is None else shipped_scheme(scheme.base)
    content = load_file(path).content if path is not None and path.is_file() else None
    return content if isinstance(content, SchemeFile) else None


def _findings(scheme: SchemeFile, named: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong; `named` has the sounds that stand in the file, also those that could not be understood."""
    if scheme.base is None:
        return
    if _base(scheme) is None:
        known = [path.stem for path in yaml_files(shipped_scheme(scheme.base).parent)]
        hint = did_you_mean(scheme.base, known)
        yield ("base",), f"there is no shipped scheme {quoted(scheme.base)} to build on{hint}"
    sounds = on_its_base(scheme).sounds
    for key, cue in scheme.cues.items():
        if cue.sound is not None and cue.sound not in sounds and cue.sound not in named:
            yield ("cues", key.value, "sound"), f"there is no sound '{cue.sound}'; {INSTEAD}"
