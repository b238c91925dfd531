"""An exercise in a list: what is shown, searched and filtered of it, and a way to the whole.

The whole of an own exercise is read from its file when it is wanted, and judged then. Knows no folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from calfcoach.domain.exercise import Exercise
from calfcoach.library.folder import Stamp
from calfcoach.texts import marked


class Origin(StrEnum):
    """Where an exercise comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    ANY_LIFT = marked("any lift")
    OVERRIDE = marked("own, in place of the shipped one")


class Listing(NamedTuple):
    """What a list shows of an exercise and is searched in; `ways` are the names of its variants."""

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

    @classmethod
    def of(cls, exercise: Exercise) -> "Listing":
        """What is listed of an exercise."""
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

    @property
    def exercise(self) -> Exercise:
        """The whole exercise.

        Raises:
            KnownError: its file was changed or removed since the library was read, and is not to be used as it is.
        """
        return self._read(self.listing.id)
