"""An exercise in a list: what is shown, searched and filtered of it, and a way to the whole.

The whole is read from its file when it is wanted, and judged then. Knows no folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase, playback_order
from calfcoach.library.folder import Stamp
from calfcoach.texts import marked, text
from calfcoach.wording.any_lift import any_lift, lift_data

MOST_DANGERS = 2
"""Warnings that a list names of an exercise."""


class Origin(StrEnum):
    """Where an exercise comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    ANY_LIFT = marked("any lift")
    OVERRIDE = marked("own, in place of the shipped one")


class Listing(NamedTuple):
    """What a list shows of an exercise and is searched in; `ways` are the names of its variants.

    The last ones are shown as the first variant has them: `tempo` in its canonical form or the seconds of a hold,
    `dangers` are the titles of its first warnings, `start` is its first phase.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    muscles: tuple[str, ...]
    equipment: tuple[str, ...]
    ways: tuple[str, ...]
    position: str | None
    one_side_at_a_time: bool
    program_phase: int | None
    origin: str | None
    how: str
    """The equipment, or what it is done in."""
    tempo: str
    dangers: tuple[str, ...]
    figure: str | None
    start: str

    @property
    def playback(self) -> tuple[Phase, ...]:
        """The phases of one rep in the order they are performed."""
        return playback_order(Phase(self.start))

    @classmethod
    def of(cls, exercise: Exercise) -> "Listing":
        """What is listed of an exercise."""
        shown = exercise.variant(None)
        return cls(
            exercise.id,
            exercise.name,
            exercise.aliases,
            tuple(muscle.name for muscle in exercise.muscles),
            exercise.equipment,
            tuple(variant.name for variant in exercise.variants),
            exercise.position.value if exercise.position is not None else None,
            exercise.one_side_at_a_time,
            exercise.program_phase,
            exercise.origin,
            _how(exercise),
            _tempo(shown),
            tuple(warning.title for warning in shown.warnings[:MOST_DANGERS]),
            shown.figure,
            exercise.start_phase.value,
        )


@dataclass(frozen=True)
class Entry:
    """An exercise in force, the file it was read from as it was then, and where that comes from."""

    listing: Listing
    path: Path
    origin: Origin
    stamp: Stamp | None
    _read: Callable[[str], Exercise] = field(repr=False, compare=False)

    @classmethod
    def of(cls, exercise: Exercise, path: Path, origin: Origin, stamp: Stamp | None = None) -> "Entry":
        """The entry of an exercise that has been read."""
        return cls(Listing.of(exercise), path, origin, stamp, lambda _id: exercise)

    @classmethod
    def of_any_lift(cls, path: Path) -> "Entry":
        """The entry of the lift of which nothing is known. It is made when the whole is wanted: that takes 8 ms."""
        return cls(_any_lift_listing(), path, Origin.ANY_LIFT, None, lambda _id: any_lift())

    @property
    def exercise(self) -> Exercise:
        """The whole exercise.

        Raises:
            KnownError: its file was changed or removed since the library was read, and is not to be used as it is.
        """
        return self._read(self.listing.id)


def _any_lift_listing() -> Listing:
    data: Any = lift_data(None, Phase.LOWER)
    return Listing(
        id=data["id"],
        name=data["name"],
        aliases=(),
        muscles=tuple(muscle["name"] for muscle in data["muscles"]),
        equipment=(),
        ways=(),
        position=None,
        one_side_at_a_time=False,
        program_phase=None,
        origin=None,
        how=data["summary"],
        tempo=data["prescription"]["tempo"],
        dangers=tuple(warning["title"] for warning in data["warnings"][:MOST_DANGERS]),
        figure=None,
        start=data["start_phase"],
    )


def _how(exercise: Exercise) -> str:
    """The variants of an exercise, or its equipment."""
    if exercise.variants:
        return " · ".join(variant.name for variant in exercise.variants)
    with_what = ", ".join(exercise.equipment) or exercise.summary
    return text("One side at a time · {with_what}", with_what=with_what) if exercise.one_side_at_a_time else with_what


def _tempo(exercise: Exercise) -> str:
    dose = exercise.prescription
    return str(dose.tempo) if dose.tempo is not None else text("{seconds} s hold", seconds=f"{dose.hold_s:g}")
