"""What a test asks of a history: all of its sessions, whole, as the file has them."""

from __future__ import annotations

from pathlib import Path

from calfcoach.history.past import PastSession
from calfcoach.history.reader import Reader
from calfcoach.history.store import History, default_path

HANG_S = 60.0
"""Only a writer that hangs takes so long."""


def sessions_in(path: Path | None = None) -> list[PastSession]:
    """The sessions in the file, newest first."""
    with Reader(path or default_path()) as reader:
        lines = reader.sessions(limit=1000)
        found = [reader.whole(line.id) for line in lines]
    return [session for session in found if session is not None]


def sessions_of(history: History) -> list[PastSession]:
    """The sessions of a history when it has written what it was given."""
    assert history.settle(HANG_S), history.problem
    return sessions_in(history.path)
