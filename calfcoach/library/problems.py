"""A problem of a file: where it is and what is wrong. Refuses to know how problems are found or shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from calfcoach.texts import printable, text

KeyPath = tuple[str | int, ...]
"""The way to a value in a file: keys and list indices from 0."""


class Spot(NamedTuple):
    """A place in a file: line and column, both from 1, the column in characters."""

    line: int
    column: int


TOP = Spot(1, 1)
"""Where a problem of the whole file is reported."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one file; `str()` gives `file:line:column: message`, in one line.

    `line` and `column` count from 1. Sorting gives the order of the files' lines.
    """

    file: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{printable(str(self.file))}:{self.line}:{self.column}: {printable(self.message)}"

    @property
    def in_window(self) -> str:
        """The same for a window, which has less room than a terminal: the file without its folder."""
        name = printable(self.file.name)
        name = name if len(name) <= 40 else f"{name[:39]}…"
        return text("{name}, line {line}: {problem}", name=name, line=self.line, problem=printable(self.message))

    def as_json(self) -> dict[str, str | int]:
        """The same as plain values, for `--json`."""
        return {
            "file": printable(str(self.file)),
            "line": self.line,
            "column": self.column,
            "message": printable(self.message),
        }


def quoted(said: object, limit: int = 40) -> str:
    """A text of a file as it is cited in a message: in quotes, one line, at most `limit` characters of it."""
    shown = printable(str(said))
    return f"'{shown}'" if len(shown) <= limit else f"'{shown[:limit]}…'"


def described(value: object) -> str:
    """What a value read from a file is, in words: `the number 3`, `a list`, `nothing`."""
    if value is None:
        return text("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return text("the number {number}", number=value)
    if isinstance(value, str):
        return text("the text {shown}", shown=quoted(value)) if value else text("an empty text")
    return text("a list") if isinstance(value, list) else text("a group of keys")


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` where a known word is close to this one, an empty text otherwise."""
    import difflib  # loaded here: it is for mistakes alone

    # Its cost grows with the square of the length.
    close = difflib.get_close_matches(str(word)[:64], list(known), n=1, cutoff=0.6)
    return text("; did you mean '{close}'?", close=close[0]) if close else ""
