"""Style advice for an exercise: what is not wrong and reads badly on screen. It never keeps a file out.

Every piece of advice is a path in the file and a sentence. Knows no other file.
"""

import re
from collections.abc import Iterator

from calfcoach.domain.exercise import Exercise
from calfcoach.library.problems import KeyPath
from calfcoach.texts import text

Advice = tuple[KeyPath, str]

MOST_SENTENCES = 2
"""Sentences of a step: who reads it stands in front of the machine."""

LONGEST_LABEL = 16
"""Characters of a phase's full name that fit beside its bar in the rep strip."""

LONGEST_STEP = 90
"""Characters of a step's text that are read at a glance (docs/exercise-format.md, "The exercise")."""

_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")


def advice_for(exercise: Exercise) -> Iterator[Advice]:
    """What would read better, in no particular order."""
    yield from _steps(exercise)
    for number, warning in enumerate(exercise.warnings):
        if "phases" not in warning.model_fields_set:
            yield (
                ("warnings", number),
                text(
                    "this warning names no phase, so it is shown before the first set alone; give it 'phases', "
                    "or an empty list where that is meant"
                ),
            )
    for phase, spec in exercise.phases.items():
        if spec.label is not None and len(spec.label) > LONGEST_LABEL:
            yield (
                ("phases", phase.value, "label"),
                text("a label of more than {most} characters does not fit the stage", most=LONGEST_LABEL),
            )


def _steps(exercise: Exercise) -> Iterator[Advice]:
    for where, steps in (("setup", exercise.setup), ("finish", exercise.finish)):
        for number, step in enumerate(steps):
            sentences = len(_SENTENCE_END.findall(step.text)) or 1
            if sentences > MOST_SENTENCES:
                said = text("a step of {number} sentences is not read; make it two steps", number=sentences)
                yield (where, number, "text"), said
            elif len(step.text) > LONGEST_STEP:
                said = text("a step of more than {most} characters is not read at a glance", most=LONGEST_STEP)
                yield (where, number, "text"), said
