"""The log file: our own bugs with their tracebacks. Where it cannot be written, the program goes on without."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from calfcoach.files.private import private_file, private_folder
from calfcoach.files.reading import open_regular
from calfcoach.resources import log_dir

MAX_BYTES = 500_000


def open_log() -> None:
    """Send the log of the program to a file of bounded size."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        private_folder(log_dir())
        for old in log_dir().glob("calfcoach.log.*"):
            private_file(old)
        file = _PrivateLog(log_dir() / "calfcoach.log", maxBytes=MAX_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(file)


class _PrivateLog(RotatingFileHandler):
    """A log that is its owner's alone, never a pipe or a device; what cannot be written is lost quietly."""

    def _open(self) -> TextIOWrapper:
        private_file(Path(self.baseFilename))
        descriptor = open_regular(Path(self.baseFilename), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say nothing: the disk is full, or the folder has gone."""
