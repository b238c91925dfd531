"""The shipped exercises: what is listed of each, from an index where that holds, and a way to the whole.

The whole of one is read from its file when it is wanted, and judged then: the index saves a start the reading of
files of which only the name is shown. Refuses to know of a person's own files.
"""

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.library.entries import Listing
from calfcoach.library.folder import Stamp, stamp
from calfcoach.library.index import read_index, write_index
from calfcoach.library.problems import quoted
from calfcoach.library.verdict import MOST_KEPT, Verdict
from calfcoach.texts import text

if TYPE_CHECKING:
    from calfcoach.library.files import LoadedFile

INDEX = "shipped-index.json"

FEWEST = 2
"""Files from which on they are indexed: a single one is wanted whole."""


class ShippedFiles:
    """The shipped exercises of one moment, by id: their files and what came of judging each."""

    def __init__(self, files: Mapping[str, tuple[Path, Verdict]], figures: frozenset[str]) -> None:
        self.files, self._figures = files, figures

    def find(self, name: str) -> Exercise | None:
        """The shipped exercise of that id; None where there is none, or its file has problems."""
        if name not in self.files:
            return None
        path, verdict = self.files[name]
        content = _read(path, verdict.stamp, self._figures).content
        return content if isinstance(content, Exercise) else None

    def exercise(self, name: str) -> Exercise:
        """The shipped exercise of that id.

        Raises:
            KnownError: its file was changed or removed since the folder was looked at.
        """
        exercise = self.find(name)
        path, verdict = self.files[name]
        if exercise is None or stamp(path) != verdict.stamp:
            raise KnownError(
                text(
                    "the exercise {exercise_id} cannot be used: {problem}",
                    exercise_id=quoted(name),
                    problem=text("its file has just been changed"),
                )
            )
        return exercise

    @cached_property
    def exercises(self) -> Collection[Exercise]:
        """All of them that have no problems: each is read that was not."""
        return [each for each in map(self.find, self.files) if each is not None]


def judge_shipped(
    folder: Path, paths: Collection[Path], figures: frozenset[str], old: Mapping[Path, Verdict], looked_ns: int
) -> dict[Path, Verdict]:
    """The verdict on each of these files of the shipped folder; one of earlier or of the index where it holds.

    `looked_ns` is when the folder was looked at (ns since 1970).
    """
    known, basis = old, sorted(figures)
    indexed = not old and len(paths) >= FEWEST
    if indexed:
        known = {folder / name: verdict for name, verdict in read_index(folder, basis, INDEX).items()}
    verdicts = {}
    for path in paths:
        now, before = stamp(path), known.get(path)
        holds = before is not None and before.stamp == now
        verdicts[path] = before if before is not None and holds else _verdict(_read(path, now, figures), now)
    if indexed and verdicts != known:
        write_index(folder, basis, {path.name: verdict for path, verdict in verdicts.items()}, looked_ns, INDEX)
    return verdicts


def _verdict(file: "LoadedFile", now: Stamp | None) -> Verdict:
    listing = Listing.of(file.content) if isinstance(file.content, Exercise) else None
    return Verdict(now, file.kind, listing, file.problems)


@lru_cache(MOST_KEPT)
def _read(path: Path, _now: Stamp | None, figures: frozenset[str]) -> "LoadedFile":
    """A shipped file as it is at that stamp: a program that loads its library twice reads it once."""
    from calfcoach.library.judging import read_alone  # loaded here: where the index holds no file is read

    return read_alone(path, figures)
