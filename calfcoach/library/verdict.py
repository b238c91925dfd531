"""What came of judging a file of an exercise. Refuses to know how it was judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from calfcoach.domain.exercise import Exercise
from calfcoach.library.entries import Listing
from calfcoach.library.folder import Stamp
from calfcoach.library.problems import Problem

MOST_KEPT = 100
"""Exercises that are kept whole once they were read: each takes about 60 KB."""


@dataclass(frozen=True)
class Verdict:
    """What came of judging a file, as it was at `stamp`; of one's own it holds for as long as what it leans on does.

    `listing` is None where it is refused. `leans_on` are the other own files it was compared with, by id, as they
    were; None for one that was not there. `kind` is what the file says it is.
    """

    stamp: Stamp | None
    kind: str | None
    listing: Listing | None
    problems: tuple[Problem, ...]
    leans_on: tuple[tuple[str, Stamp | None], ...] = ()
    exercise: Exercise | None = field(default=None, repr=False, compare=False)

    def holds(self, name: str, own: "OwnFiles") -> bool:
        """Whether it still holds for the person's file of the exercise `name`, with the own files as they are now."""
        if self.stamp != own[name][1]:
            return False
        return not self.leans_on or all(own.get(each, _NOT_THERE)[1] == then for each, then in self.leans_on)


OwnFiles = Mapping[str, tuple[Path, Stamp | None]]
"""A person's own files by the ids of their exercises, with their stamps."""

_NOT_THERE = (Path(), None)
