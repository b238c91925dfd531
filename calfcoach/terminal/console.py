"""A console that outlives its reader: a pipe closed in the middle of a set ends the text, not the set."""

import io
import sys
from typing import Any, TextIO

from rich.console import Console


class _PatientStream(io.TextIOBase):
    """Writes to a stream until that fails, then to nowhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.deaf = False

    def write(self, text: str) -> int:
        if not self.deaf:
            try:
                self._stream.write(text)
            except UnicodeEncodeError:
                encoding = self._stream.encoding or "ascii"
                self._stream.write(text.encode(encoding, "replace").decode(encoding))
            except (OSError, ValueError):
                self.deaf = True
        return len(text)

    def flush(self) -> None:
        if not self.deaf:
            try:
                self._stream.flush()
            except (OSError, ValueError):
                self.deaf = True

    def isatty(self) -> bool:
        return not self.deaf and self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # TextIOBase declares an attribute
        """The stream's own encoding, which decides what signs rich draws with."""
        return self._stream.encoding


class PatientConsole(Console):
    """A rich console on standard output, without markup or highlighting: texts of files are printed as they stand."""

    def __init__(self, stream: TextIO | None = None, **options: Any) -> None:
        self._patient = _PatientStream(stream if stream is not None else sys.stdout)
        super().__init__(file=self._patient, highlight=False, markup=False, emoji=False, **options)  # type: ignore[arg-type]  # rich wants IO[str], this is one in all but name

    @property
    def deaf(self) -> bool:
        """Whether nobody reads any more."""
        return self._patient.deaf
