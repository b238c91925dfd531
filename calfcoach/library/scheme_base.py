"""A scheme of sounds together with the shipped one it builds on, and what nobody would hear in it.

Whatever a file says, the movements of a rep and the holds are told by some sound. Loads no sound, and knows none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import yaml_files
from calfcoach.library.problems import KeyPath, did_you_mean, quoted
from calfcoach.library.scheme_models import QUIETEST_DB, SHORTEST_S, CueKey, CueSound, Layer, SchemeFile
from calfcoach.resources import assets_dir
from calfcoach.texts import text

BUILT_IN = "beeps"
"""The scheme whose sounds stand in for what is missing in another."""

MOST_BASES = 4
"""Schemes that may build on one another."""

REP, HOLD = (CueKey.LOWER, CueKey.CONTRACT), (CueKey.HOLD,)
"""Of each of these at least one is heard: without them a set would be silent."""

PHASES = {REP: (*REP, CueKey.STRETCH, CueKey.SQUEEZE), HOLD: (*HOLD, CueKey.RELAX)}
"""The phases that go with them."""

PHASE_KEYS = frozenset(key for phases in PHASES.values() for key in phases)

LATEST_S = 0.5
"""How long after the beginning of a phase its sound begins at the latest."""


def shipped_scheme(name: str) -> Path:
    """The file of a shipped scheme; it need not be there."""
    return assets_dir() / "schemes" / f"{name}.yaml"


def judged_scheme(file: LoadedFile) -> LoadedFile:
    """The file, if it holds a scheme, once it was looked at together with its base."""
    if isinstance(file.sketch, SchemeFile) and ("base",) in file.unsure:
        file = replace(file, sketch=file.sketch.model_copy(update={"base": BUILT_IN}))
    data = file.source.data
    written = data.get("sounds") if isinstance(data, dict) else None
    named = written if isinstance(written, Mapping) else {}
    return file.judged(SchemeFile, lambda scheme: _findings(scheme, named))


def on_its_base(scheme: SchemeFile, depth: int = 0) -> SchemeFile:
    """The scheme with what it takes from its base: the built-in one where that is not there, or nothing else is."""
    if depth > MOST_BASES or (scheme.base is None and scheme.cues):
        return scheme
    base = _base(scheme) or _shipped(BUILT_IN)
    if base is None:
        return scheme
    base = on_its_base(base, depth + 1)
    cues = {key: cue for key, cue in base.cues.items() if key not in scheme.silent}
    return scheme.model_copy(update={"sounds": {**base.sounds, **scheme.sounds}, "cues": {**cues, **scheme.cues}})


def unheard(whole: SchemeFile) -> frozenset[CueKey]:
    """The cues of a scheme on its base in place of which the built-in ones are to be heard."""
    missing = {key for group in _soundless(whole) for key in PHASES[group] if key not in whole.cues}
    return frozenset(missing | {key for key, cue in whole.cues.items() if not _audible(whole, key, cue)})


def names_sound_files(file: LoadedFile) -> bool:
    """Whether it holds a scheme with sound files of its own."""
    scheme = file.sketch
    return isinstance(scheme, SchemeFile) and any(
        layer.file is not None for layers in scheme.sounds.values() for layer in layers
    )


def _base(scheme: SchemeFile) -> SchemeFile | None:
    return None if scheme.base is None else _shipped(scheme.base)


def _shipped(name: str) -> SchemeFile | None:
    path = shipped_scheme(name)
    content = load_file(path).content
    return content if isinstance(content, SchemeFile) else None


def _soundless(whole: SchemeFile) -> list[tuple[CueKey, ...]]:
    """The groups of cues that must be heard and of which nothing would be heard."""
    return [group for group in PHASES if not any(key in whole.cues for key in group)]


def _audible(whole: SchemeFile, key: CueKey, cue: CueSound) -> bool:
    """Whether its sound, if there is one of that name, would be heard."""
    layers = whole.sounds.get(cue.sound or "")

    def heard(layer: Layer) -> bool:
        long_enough = layer.seconds is None or layer.seconds >= SHORTEST_S
        loud_enough = layer.level + cue.level + cue.long_level >= QUIETEST_DB
        return long_enough and loud_enough and (key not in PHASE_KEYS or layer.start + cue.after <= LATEST_S)

    return layers is None or any(heard(layer) for layer in layers)


def _silence(group: tuple[CueKey, ...]) -> str:
    """What is said of a group of which nothing would be heard."""
    if len(group) == 1:
        return text(
            "'{key}' is not heard, and nothing would tell the phases; the built-in cues are heard instead", key=group[0]
        )
    return text(
        "neither '{key}' nor '{other_key}' is heard, and nothing would tell the phases; "
        "the built-in cues are heard instead",
        key=group[0],
        other_key=group[1],
    )


def _findings(scheme: SchemeFile, named: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong; `named` has the sounds that stand in the file, also those that could not be understood."""
    whole = on_its_base(scheme)
    if scheme.base is None and not scheme.cues:
        yield (), text("this scheme has neither a base nor cues; the built-in cues are heard instead")
    for group in _soundless(whole):
        path = ("silent",) if scheme.silent else ("cues",)
        yield path, _silence(group)
    for key, cue in scheme.cues.items():
        if not _audible(whole, key, cue):
            yield (
                ("cues", key.value, "sound"),
                text(
                    "'{sound}' is too short, too soft or too late to be heard; the built-in cue is heard instead",
                    sound=cue.sound,
                ),
            )
    if scheme.base is None:
        return
    if _base(scheme) is None:
        known = [path.stem for path in yaml_files(shipped_scheme(scheme.base).parent)]
        hint = did_you_mean(scheme.base, known)
        yield (
            ("base",),
            text(
                "there is no shipped scheme {base}, so '{built_in}' is built on{hint}",
                base=quoted(scheme.base),
                built_in=BUILT_IN,
                hint=hint,
            ),
        )
    for key, cue in scheme.cues.items():
        if cue.sound is not None and cue.sound not in whole.sounds and cue.sound not in named:
            yield (
                ("cues", key.value, "sound"),
                text("there is no sound '{sound}'; the built-in cue is heard instead", sound=cue.sound),
            )
