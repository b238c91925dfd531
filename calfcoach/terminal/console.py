"""Consoles on standard output that print the texts of files as they stand: no markup, no highlighting.

There are two. A session's console ignores every failure to write: a pipe that is closed in the middle of a set ends
the output, not the set. A command's console raises an error when its answer cannot be written.
"""

import io
import sys
from typing import Any, NoReturn, TextIO

from rich.console import Console

from calfcoach.errors import KnownError
from calfcoach.texts import text


class _Stream(io.TextIOBase):
    """Writes to a stream; once that fails (or where there is none) to nowhere."""

    def __init__(self, stream: TextIO | None) -> None:
        self.deaf = stream is None or stream.closed
        self._stream = stream if stream is not None else io.StringIO()

    def write(self, text: str) -> int:
        if not self.deaf:
            try:
                self._stream.write(text)
            except UnicodeEncodeError:
                encoding = self._stream.encoding or "ascii"
                self._stream.write(text.encode(encoding, "replace").decode(encoding))
            except (OSError, ValueError) as error:
                self._fail(error)
        return len(text)

    def flush(self) -> None:
        if not self.deaf:
            try:
                self._stream.flush()
            except (OSError, ValueError) as error:
                self._fail(error)

    def _fail(self, error: OSError | ValueError) -> None:
        self.deaf = True

    def isatty(self) -> bool:
        return not self.deaf and self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # TextIOBase declares an attribute
        """The stream's own encoding, which decides what signs rich draws with."""
        return self._stream.encoding


class _CommandStream(_Stream):
    def _fail(self, error: OSError | ValueError) -> None:
        super()._fail(error)
        if isinstance(error, BrokenPipeError):
            raise error
        raise KnownError(
            text("the output cannot be written: {reason}", reason=getattr(error, "strerror", None) or error)
        )


class PlainConsole(Console):
    """The console on which a command prints its answer.

    Raises, from every `print`:
        KnownError: the answer cannot be written.
        BrokenPipeError: nobody reads it any more.
    """

    _kind: type[_Stream] = _CommandStream

    def __init__(self, stream: TextIO | None = None, **options: Any) -> None:
        self._stream = self._kind(stream if stream is not None else sys.stdout)
        super().__init__(file=self._stream, highlight=False, markup=False, emoji=False, **options)  # type: ignore[arg-type]  # rich wants IO[str], this is one in all but name

    def on_broken_pipe(self) -> NoReturn:
        """Let the command decide what to do, where rich would end the program."""
        raise BrokenPipeError


class PatientConsole(PlainConsole):
    """The console on which a session is shown; no `print` fails."""

    _kind = _Stream

    @property
    def shows_pictures(self) -> bool:
        """Whether a live picture can be drawn: a terminal that can move its cursor."""
        return self.is_terminal and not self.is_dumb_terminal

    @property
    def deaf(self) -> bool:
        """Whether nobody reads any more."""
        return self._stream.deaf
