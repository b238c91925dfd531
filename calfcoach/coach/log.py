"""The event log: one JSON object a line, in the order things happened (docs/design.md, "Command line").

A row of something that a screen shows is held back until it was painted, so that `painted_t` is true; what is never
painted is written with null. Knows no screen: whoever paints says when.
"""

import json
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from calfcoach.coach.conductor import TimedEvent
from calfcoach.coach.view import EDGE_S, View
from calfcoach.errors import KnownError
from calfcoach.session.events import EventKind

HELD_BACK_S = 1.0
"""A row is written unpainted when no paint has shown it after this time: the window is hidden."""

SHOWN = frozenset({EventKind.READY, EventKind.PHASE, EventKind.REST, EventKind.SWITCH})
"""What changes the picture as a whole, so that a paint can be said to be the first to show it."""


def as_row(timed: TimedEvent, painted_t: float | None = None) -> dict[str, Any]:
    """An event as it stands in the log."""
    event = timed.event
    return {
        "event": event.kind.value,
        "t": timed.t_s,
        "painted_t": painted_t,
        "block": event.block_id,
        "position": event.position_s,
        "phase": event.phase.value if event.phase is not None else None,
        "set": event.set_number,
        "rep": event.rep,
        "text": event.text or (f"{event.side} leg" if event.side is not None else ""),
    }


class EventLog:
    """Writes events to a file, each line whole. With `painting` rows wait for `painted`.

    A file that cannot be written any more (a full disk) is given up; `problem` then says so, the session goes on.

    Raises:
        KnownError: the file cannot be created.
    """

    def __init__(self, path: Path, painting: bool = False) -> None:
        self.problem: str | None = None
        self._path = path
        self._painting = painting
        self._held: deque[TimedEvent] = deque()
        if path.is_fifo():
            raise KnownError(f"cannot write the event log {path}: it is a pipe, and waits for a reader; choose a file")
        try:
            self._file: TextIO | None = path.open("w", encoding="utf-8", buffering=1)
        except OSError as error:
            raise KnownError(f"cannot write the event log {path}: {error.strerror}; choose another file") from None

    def __call__(self, timed: TimedEvent) -> None:
        """Take an event in."""
        self._held.append(timed)
        self._flush(timed.t_s - HELD_BACK_S)

    def painted(self, painted_t: float, view: View) -> None:
        """A paint that ended at `painted_t` showed `view`, and with it all that had happened by that position.

        A phase that was over before any paint showed it stays unpainted.
        """
        shown = [timed for timed in self._held if self._is_shown(timed, view)]
        newest = max((i for i, timed in enumerate(shown) if timed.event.kind in SHOWN), default=len(shown))
        for index, timed in enumerate(shown):
            self._held.popleft()
            passed_unseen = timed.event.kind in SHOWN and index < newest
            self._write(timed, None if passed_unseen else painted_t)

    def close(self) -> None:
        """Write what is held back and close the file."""
        self._flush(float("inf"))
        if self._file is not None:
            try:
                self._file.close()
            except OSError as error:
                self._give_up(error)

    def _flush(self, before_s: float) -> None:
        while self._held and (not self._painting or self._held[0].t_s <= before_s):
            self._write(self._held.popleft(), None)

    @staticmethod
    def _is_shown(timed: TimedEvent, view: View) -> bool:
        event = timed.event
        return event.block_id < view.block_id or event.position_s <= view.position_s + EDGE_S

    def _write(self, timed: TimedEvent, painted_t: float | None) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(as_row(timed, painted_t), ensure_ascii=False) + "\n")
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file = None
        self.problem = f"the event log {self._path} cannot be written any more: {error.strerror}"
