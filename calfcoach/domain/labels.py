"""Whether the names that an exercise gives its phases tell the truth.

A person under load does what the stage says. So no phase bears the name of another, not even one that only looks like
it; two phases never share a name, in the exercise and all its variants together; and neither movement bears the other's
direction. Knows English words for the phases and no other language's.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from calfcoach.domain.base import Finding
from calfcoach.domain.lookalikes import plain_name, plain_words
from calfcoach.domain.parts import PhaseSpec
from calfcoach.domain.phases import MOVEMENTS, Phase
from calfcoach.domain.refusals import Reason, refusal
from calfcoach.domain.tempo_words import PHASE_WORDS

if TYPE_CHECKING:
    from calfcoach.domain.exercise import Exercise

_DOWN = (
    *("down", "downward", "downwards", "lowering", "descend", "descending", "descent", "sink", "sinking"),
    *("drop", "dropping", "low", "eccentric"),
)
_UP = (
    *("up", "upward", "upwards", "high", "higher", "raise", "raising", "rise", "rising", "lift", "lifting"),
    *("ascend", "ascending", "ascent", "contract", "contracting", "contraction", "concentric"),
)
_DOWN_TOO = (
    *("descends", "sinks", "drops", "lowers", "fall", "falling", "falls"),
    *("dip", "dipping", "dips"),
)
_UP_TOO = (
    *("push", "pushing", "pushes", "press", "pressing", "presses", "rises", "raises", "lifts"),
    *("ascends", "climb", "climbing", "climbs", "tiptoe", "tiptoes"),
    *("onto-toes", "onto-the-toes", "onto-your-toes"),
)
"""Said of a direction only in a movement's name: a hold may well be called "Push", and a stretch "Dip"."""
_SAID_OF = {
    Phase.LOWER: (*_DOWN, "lower", "go-down", "going-down", "come-down", "way-down"),
    Phase.STRETCH: ("stretch", "stretching", "bottom"),
    Phase.CONTRACT: (*_UP, "go-up", "going-up", "come-up", "way-up"),
    Phase.SQUEEZE: ("squeeze", "squeezing", "top"),
    Phase.HOLD: ("hold", "holding"),
    Phase.RELAX: ("relax", "relaxing", "rest", "resting"),
}

_SAID_BETWEEN = (
    *("ready", "get-ready", "switch", "change-sides", "other-side", "other-leg", "pause", "paused"),
    *("stop", "stopped", "done", "set-done", "finished"),
)
"""Words that the stage shows outside the phases. As the name of a phase they would make a person wait, or stand up
under the weight."""


def label_findings(exercise: "Exercise") -> Iterator[Finding]:
    """All misleading phase names of the exercise and its variants."""
    taken: dict[str, Phase] = {}
    for where, phase, field, label in _named(exercise):
        path = (*where, "phases", phase.value, field)
        name = plain_name(label)
        other: Phase | None = _names().get(name, phase)
        if not name:
            yield path, refusal(Reason.NAME_UNSEEN, phase=phase)
        elif other is not phase:
            yield path, refusal(Reason.NAME_OF_ANOTHER, phase=phase, label=label)
        elif phase in MOVEMENTS and (word := _wrong_direction(phase, label)) is not None:
            yield path, refusal(Reason.WRONG_DIRECTION, phase=phase, label=label, word=word)
        elif taken.setdefault(name, phase) is not phase:
            yield path, refusal(Reason.NAME_SHARED, phase=phase, label=label, other=taken[name])


def _named(exercise: "Exercise") -> Iterator[tuple[tuple[str | int, ...], Phase, str, str]]:
    """Every label and short form: whose it is, the phase, the field, the text."""
    whole: list[tuple[tuple[str | int, ...], dict[Phase, PhaseSpec]]] = [((), exercise.phases)]
    whole += [(("variants", number), variant.phases) for number, variant in enumerate(exercise.variants)]
    for where, phases in whole:
        for phase, spec in phases.items():
            for field, text in (("label", spec.label), ("short", spec.short)):
                if text is not None:
                    yield where, phase, field, text


@cache
def _names() -> dict[str, Phase | None]:
    """The plain English word for each phase, by how it looks; None for words that are shown outside the phases."""
    names: dict[str, Phase | None] = {plain_name(word): None for word in _SAID_BETWEEN}
    names |= {plain_name(word): phase for phase, words in _SAID_OF.items() for word in words}
    return names | {plain_name(word): phase for word, phase in PHASE_WORDS.items()}


def _wrong_direction(phase: Phase, label: str) -> str | None:
    """The word of the other movement's direction in a movement's name, None where there is none.

    "Lower" may also be which leg it is, so it counts at the beginning alone.
    """
    words = plain_words(label)
    said = (*_UP, *_UP_TOO) if phase is Phase.LOWER else (*_DOWN, *_DOWN_TOO)
    other = {plain_name(word): word for word in said}
    found = next((other[each] for each in _words_and_runs(words) if each in other), None)
    begins_lower = phase is Phase.CONTRACT and words[:1] == (plain_name("lower"),)
    return "lower" if found is None and begins_lower else found


def _words_and_runs(words: tuple[str, ...]) -> Iterator[str]:
    """Each word, and every two or three neighbouring words joined into one."""
    for length in (1, 2, 3):
        for first in range(len(words) - length + 1):
            yield "".join(words[first : first + length])
