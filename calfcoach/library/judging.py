"""Judges the files of a person's own folder: each by itself, against the shipped exercises, and as a copy.

What came of it is a verdict, which holds for as long as neither the file nor what it leans on has changed. Refuses to
know how a folder is read, and where verdicts are kept.
"""

from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.library.entries import Listing
from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import Stamp, stamp
from calfcoach.library.kinds import KINDS
from calfcoach.library.origins import origin_findings
from calfcoach.library.overrides import override_findings, with_shipped_how
from calfcoach.library.problems import quoted
from calfcoach.library.rules import exercise_findings
from calfcoach.library.verdict import MOST_KEPT, OwnFiles, Verdict
from calfcoach.texts import text

if TYPE_CHECKING:
    from calfcoach.library.shipped import ShippedFiles


class Judge:
    """Judges the own files of one moment. `shipped` are the shipped exercises, `own` the own files with their stamps.

    An own exercise takes nothing from what stands beside it but what it says it was made from.
    """

    def __init__(
        self,
        shipped: "ShippedFiles",
        own: OwnFiles,
        figures: Collection[str],
    ) -> None:
        self._shipped, self._own, self._figures = shipped, own, figures
        self._sketch = lru_cache(MOST_KEPT)(self._read_sketch)

    def verdict(self, name: str, keep: bool = True) -> Verdict:
        """Read and judge the own file of that id; `keep` keeps the exercise with the verdict."""
        path, now = self._own[name]
        leans_on: dict[str, Stamp | None] = {}
        file = self._judged(name, path, leans_on)
        exercise = self._in_force(name, file)
        return Verdict(
            now,
            file.kind,
            Listing.of(exercise) if exercise is not None else None,
            file.problems,
            tuple(leans_on.items()),
            exercise if keep else None,
        )

    def exercise(self, name: str) -> Exercise:
        """The own exercise of that id, read and judged now.

        Raises:
            KnownError: its file was changed or removed since the folder was looked at, or is refused.
        """
        path, then = self._own[name]
        leans_on: dict[str, Stamp | None] = {}
        file = self._judged(name, path, leans_on)
        exercise = self._in_force(name, file)
        others = [self._own[each][0] for each in leans_on if each in self._own]
        as_before = stamp(path) == then and all(stamp(each) == self._stamp_of(each.stem) for each in others)
        if exercise is not None and as_before:
            return exercise
        why = file.problems[0] if file.problems else text("its file has just been changed")
        raise KnownError(
            text("the exercise {exercise_id} cannot be used: {problem}", exercise_id=quoted(name), problem=why)
        )

    def _judged(self, name: str, path: Path, leans_on: dict[str, Stamp | None]) -> LoadedFile:
        file = read_alone(path, self._figures)
        if (over := self._shipped.find(name)) is not None:
            file = judged_override(file, over)
        elif name in self._shipped.files:
            file = file.refused(
                text("the shipped {name} has problems, so this cannot be compared with it", name=quoted(name))
            )

        def find(exercise_id: str) -> Exercise | None:
            if (exercise := self._shipped.find(exercise_id)) is not None:
                return exercise
            leans_on[exercise_id] = self._stamp_of(exercise_id)
            return self._sketch(exercise_id)

        return judged_copy(file, find, self._shipped.exercises)

    def _in_force(self, name: str, file: LoadedFile) -> Exercise | None:
        exercise = file.content
        if not isinstance(exercise, Exercise):
            return None
        over = self._shipped.find(name)
        return exercise if over is None else with_shipped_how(exercise, over)

    def _stamp_of(self, name: str) -> Stamp | None:
        return self._own[name][1] if name in self._own else None

    def _read_sketch(self, name: str) -> Exercise | None:
        if name not in self._own:
            return None
        sketch = read_alone(self._own[name][0], self._figures).sketch
        return sketch if isinstance(sketch, Exercise) else None


def judged_override(file: LoadedFile, shipped: Exercise) -> LoadedFile:
    """The file once it was compared with the shipped exercise that it would override."""
    return file.judged(Exercise, lambda exercise: override_findings(exercise, shipped))


def judged_copy(file: LoadedFile, find: Callable[[str], Exercise | None], shipped: Collection[Exercise]) -> LoadedFile:
    """The file once it was compared with what it is a copy of."""
    return file.judged(Exercise, lambda exercise: origin_findings(exercise, find, shipped))


def read_alone(path: Path, figures: Collection[str]) -> LoadedFile:
    """The file of that path, read and judged by itself."""
    return judged_alone(load_file(path), figures)


def judged_alone(file: LoadedFile, figures: Collection[str]) -> LoadedFile:
    """The file once the rules of one exercise were applied, or those of another kind of file."""
    kind = KINDS.get(file.kind or "")
    if kind is not None and kind.rule:
        file = file.judged(kind.model, kind.findings)
    return file.judged(Exercise, lambda exercise: exercise_findings(exercise, file.path, figures))
