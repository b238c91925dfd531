"""Says a sentence on stderr. Where nobody can read it any more, nothing is lost but the sentence."""

import contextlib
import sys


def say(sentence: str) -> None:
    """One line on stderr."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is where it is said
