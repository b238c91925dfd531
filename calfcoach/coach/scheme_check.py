"""Looks, on a worker, for what is wrong with the scheme a person has chosen: for one line where they are looking.

Shipped schemes are not looked at. Knows no screen.
"""

from collections.abc import Sequence

from calfcoach.background.worker import Job, Worker
from calfcoach.coach.sound import check_scheme
from calfcoach.errors import KnownError
from calfcoach.library.problems import Problem
from calfcoach.library.scheme_files import is_own_scheme
from calfcoach.texts import text

MAX_LINE = 240
"""The most characters of a line; a longer one is too much to read before a set."""


class SchemeCheck:
    """Checks one scheme at a time: the one that `line` was last called with."""

    def __init__(self) -> None:
        self._worker = Worker("scheme")
        self._scheme: str | None = None
        self._stale = True
        self._found: Job[tuple[Problem, ...]] | None = None
        self._line: str | None = None

    def line(self, scheme: str) -> str | None:
        """What is wrong with a scheme, None while nothing is known. Call it often: it never waits."""
        if scheme != self._scheme:
            self._scheme, self._stale, self._line = scheme, True, None
        if self._stale:
            self._stale, self._found = False, self._look(scheme)
        if self._found is not None and self._found.done:
            found, self._found = self._found, None
            try:
                self._line = one_line(found.result())
            except KnownError as gone:
                self._line = str(gone)
        return self._line

    def look_again(self) -> None:
        """Look anew when asked again: the person may have mended it. Until then the line stays."""
        self._stale = True

    def close(self) -> None:
        """Let the worker end."""
        self._found = None
        self._worker.close()

    def _look(self, scheme: str) -> "Job[tuple[Problem, ...]] | None":
        if not is_own_scheme(scheme):
            return None
        return self._worker.submit(lambda: check_scheme(scheme))


def one_line(problems: Sequence[Problem]) -> str | None:
    """The first problem as it is shown in a window, and how many more there are; None where there is none."""
    if not problems:
        return None
    first = problems[0].in_window
    first = first if len(first) <= MAX_LINE else f"{first[: MAX_LINE - 1]}…"
    more = len(problems) - 1
    return first if not more else text("{first} (and {more} more: calfcoach lint tells them)", first=first, more=more)
