"""Writes a line on stderr. Where nobody can read it any more, nothing is lost but the line."""

import contextlib
import sys

from calfcoach.texts import printable


def write_line(sentence: str) -> None:
    """Write one line on stderr; characters of the sentence that no terminal should get are escaped."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(printable(sentence), file=sys.stderr, flush=True)  # noqa: T201 - this is where it is written
