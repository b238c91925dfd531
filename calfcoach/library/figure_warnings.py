"""Judges the wrong poses of a figure against the exercises that show it: each belongs to a warning of one of them.

Refuses to know what a figure is; it reads the file's own words.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from calfcoach.domain.exercise import Exercise
from calfcoach.library.files import LoadedFile
from calfcoach.library.problems import KeyPath, did_you_mean, quoted
from calfcoach.texts import text


def judged_figure(file: LoadedFile, exercises: Iterable[Exercise]) -> LoadedFile:
    """A figure's file once the warnings of its wrong poses were looked up."""
    known = {warning for each in exercises for warning in _warnings_beside(each, file.id)}
    return file.judged(BaseModel, lambda _: _unknown(file.source.data, known))


def _warnings_beside(exercise: Exercise, figure_id: str | None) -> Iterator[str]:
    """The ids of the warnings that an exercise can have while it shows a figure."""
    variants = [each for each in exercise.variants if (each.figure or exercise.figure) == figure_id]
    if exercise.figure == figure_id or variants:
        yield from (warning.id for warning in exercise.warnings)
    for variant in variants:
        yield from (warning.id for warning in variant.warnings)


def _unknown(data: object, known: set[str]) -> Iterator[tuple[KeyPath, str]]:
    wrong = data.get("wrong") if isinstance(data, dict) else None
    for number, pose in enumerate(wrong if isinstance(wrong, list) else ()):
        said = pose.get("warning") if isinstance(pose, dict) else None
        if isinstance(said, str) and said not in known:
            yield (
                ("wrong", number, "warning"),
                text(
                    "no exercise that shows this figure has a warning {said}{hint}",
                    said=quoted(said),
                    hint=did_you_mean(said, known),
                ),
            )
