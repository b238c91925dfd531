"""Tells which programs are running on a history, so that a session under way is not taken for one that was cut off.

Each program holds a file beside the history locked as long as it runs; a lock ends with its process, however that ends.
Knows nothing of what a program does.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

from calfcoach.files.locks import try_lock
from calfcoach.files.private import give_to_owner
from calfcoach.files.reading import open_regular
from calfcoach.history.schema import new_id

_NAME = re.compile(r"\.history-run-([0-9a-f-]{36})\.lock")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Presence:
    """One run of the program. `run_id` is kept with what it does."""

    def __init__(self, history: Path) -> None:
        self.run_id = new_id()
        self._path = history.parent / f".history-run-{self.run_id}.lock"
        self._descriptor: int | None = None

    def show(self) -> None:
        """Let other programs see that this one is running. If no file can be made, they see its sessions as cut off."""
        if self._descriptor is None:
            with suppress(OSError):
                self._descriptor = open_regular(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK)
                give_to_owner(self._descriptor)
                try_lock(self._descriptor)

    def end(self) -> None:
        """Stop showing this run to other programs."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            with suppress(OSError):
                self._path.unlink()


def running(history: Path) -> set[str]:
    """The runs of the program that are running now; files left behind by runs that were killed are removed."""
    found = set()
    for path in history.parent.glob(".history-run-*.lock"):
        match = _NAME.fullmatch(path.name)
        if match is not None and _is_held(path):
            found.add(match[1])
    return found


def _is_held(path: Path) -> bool:
    try:
        descriptor = open_regular(path, os.O_RDWR | _NO_LINK)
    except OSError:
        return False
    try:
        if not try_lock(descriptor):
            return True
        with suppress(OSError):
            path.unlink()
        return False
    finally:
        os.close(descriptor)
