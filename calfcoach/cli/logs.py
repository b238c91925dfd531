"""The log file: our own bugs with their tracebacks. Where it cannot be written, the program goes on without."""

import logging
from logging.handlers import RotatingFileHandler

from calfcoach.resources import log_dir

MAX_BYTES = 500_000


def open_log() -> None:
    """Send the log of the program to a file of bounded size, warnings to stderr as well."""
    root = logging.getLogger()
    for handler in root.handlers:
        handler.setLevel(logging.WARNING)
    root.setLevel(logging.INFO)
    try:
        log_dir().mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(log_dir() / "calfcoach.log", maxBytes=MAX_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(file)
