"""What a chart of an exercise can show of its weeks: measures, each with its number of a week, also in words.

Reads and draws nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from calfcoach.domain.amounts import plain
from calfcoach.history.past import WeekOfExercise
from calfcoach.texts import marked, text
from calfcoach.wording.durations import whole_seconds


@dataclass(frozen=True)
class Measure:
    """One number of a week. `label` and `axis` are English. `of` gives the number (None where nothing was kept),
    `in_words` says it. `adds_up`: a week's number is a sum, so it is drawn from 0 as a bar; others as points.
    `most` is the end of its axis where that is always the same.
    """

    key: str
    label: str
    axis: str
    of: Callable[[WeekOfExercise], float | None]
    in_words: Callable[[float], str]
    adds_up: bool
    most: float | None = None


def _kilograms(value: float) -> str:
    return text("{amount} kg", amount=_number(value))


def _of_ten(value: float) -> str:
    return text("{amount} of 10", amount=_number(value))


def _number(value: float) -> str:
    return plain(Decimal(str(round(value, 1))))


MEASURES: tuple[Measure, ...] = (
    Measure(
        "volume",
        marked("Volume"),
        marked("Volume: load × reps, kg"),
        lambda week: week.volume_kg if week.heaviest_kg is not None else None,
        _kilograms,
        adds_up=True,
    ),
    Measure("reps", marked("Reps"), marked("Reps"), lambda week: float(week.reps), _number, adds_up=True),
    Measure(
        "load", marked("Load"), marked("Heaviest load, kg"), lambda week: week.heaviest_kg, _kilograms, adds_up=False
    ),
    Measure(
        "tension",
        marked("Time under tension"),
        marked("Time under tension, minutes"),
        lambda week: week.tension_s / 60,
        lambda minutes: whole_seconds(minutes * 60),
        adds_up=True,
    ),
    Measure(
        "effort",
        marked("Effort"),
        marked("Mean effort, 0 to 10"),
        lambda week: week.effort,
        _of_ten,
        adds_up=False,
        most=10,
    ),
    Measure(
        "pain",
        marked("Pain"),
        marked("Most pain, 0 to 10"),
        lambda week: None if week.pain is None else float(week.pain),
        _of_ten,
        adds_up=False,
        most=10,
    ),
)
"""In the order in which they are offered."""


_OF_HOLDS = {
    "volume": (marked("Volume"), marked("Volume: load × holds, kg")),
    "reps": (marked("Holds"), marked("Holds")),
}


def in_its_words(measure: Measure, *, holds: bool) -> Measure:
    """The measure with the words of an exercise whose reps are holds; for any other exercise as it is."""
    label, axis = _OF_HOLDS.get(measure.key, (measure.label, measure.axis)) if holds else (measure.label, measure.axis)
    return replace(measure, label=label, axis=axis)


def first_with_numbers(weeks: list[WeekOfExercise]) -> Measure:
    """The first measure of which these weeks have anything: no volume where no load was kept."""
    return next((each for each in MEASURES if any(each.of(week) is not None for week in weeks)), MEASURES[1])
