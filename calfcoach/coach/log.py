"""The event log: one JSON object a line, in the order things happened (docs/design.md, "Command line").

A row of something that a screen shows is held back until it was painted, so that `painted_t` is true; what is never
painted is written with null. Knows no screen: whoever paints says when.
"""

import json
import os
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from calfcoach.coach.conductor import TimedEvent
from calfcoach.coach.view import EDGE_S, View
from calfcoach.errors import KnownError
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import open_regular, reason
from calfcoach.session.events import EventKind
from calfcoach.session.states import STANDING
from calfcoach.texts import text
from calfcoach.wording.events import event_text

HELD_BACK_S = 2.0
"""A row is written unpainted when no paint has shown it after this time: the window is hidden. The picture waits for
the sound for at most half of it."""

TURNS = 4
"""Pictures that are remembered because an event may come after the paint that shows it: half a second at most."""

LONGEST_ROW = 100_000
"""Characters of a file's first line that are looked at to see whether it is an event log."""

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
        "text": event_text(event),
    }


class EventLog:
    """Writes events to a file, each line whole. With `painting` rows wait for `painted`.

    It takes one session after another. A file that is there is written anew where it is an event log, or empty;
    another one only with `replace`, and a file of the program's own never. One that cannot be written any more (a full
    disk) is given up; `problem` then says so, the session goes on.

    Raises:
        KnownError: the file is refused or cannot be made; what is there is as it was.
    """

    def __init__(self, path: Path, painting: bool = False, replace: bool = False) -> None:
        self.problem: str | None = None
        self._path = path
        self._painting = painting
        self._held: deque[tuple[TimedEvent, float | None]] = deque()
        self._turns: deque[tuple[View, float]] = deque(maxlen=TURNS)
        self._file: TextIO | None = _opened(path, replace)

    def __call__(self, timed: TimedEvent) -> None:
        """Take an event in."""
        self._held.append((timed, self._painted_before(timed)))
        self._flush(timed.t_s - HELD_BACK_S)

    def painted(self, painted_t: float, view: View) -> None:
        """A paint that ended at `painted_t` showed `view`, and with it all that had happened by that position.

        A phase that was over before any paint showed it is written as never painted. So is a phase that the picture had
        not reached yet when the session was paused or stopped.
        """
        if not self._turns or _turn(self._turns[-1][0]) != _turn(view):
            self._turns.append((view, painted_t))
        shown = [held for held in self._held if _is_reached(held[0], view) or view.state in STANDING]
        turns = [timed for timed, _ in shown if timed.event.kind in SHOWN and _is_reached(timed, view)]
        for timed, before_t in shown:
            self._held.popleft()
            unseen = timed.event.kind in SHOWN and timed is not (turns[-1] if turns else None)
            self._write(timed, before_t if before_t is not None else None if unseen else painted_t)

    def end_session(self) -> None:
        """Write what is held back: the session is over, and its blocks say nothing of the next one's."""
        self._flush(float("inf"))
        self._turns.clear()

    def close(self) -> None:
        """Write what is held back and close the file."""
        self.end_session()
        if self._file is not None:
            try:
                self._file.close()
            except OSError as error:
                self._give_up(error)

    def _flush(self, before_s: float) -> None:
        while self._held and (not self._painting or self._held[0][0].t_s <= before_s):
            self._write(*self._held.popleft())

    def _painted_before(self, timed: TimedEvent) -> float | None:
        """When it was painted, where the picture is ahead of the device and showed the event before it was told."""
        event = timed.event
        if event.kind not in SHOWN:
            return None
        kind = event.phase if event.phase is not None else event.kind
        turn = (event.block_id, kind.value, event.rep or 0, event.side)
        return next((painted_t for view, painted_t in self._turns if _turn(view) == turn), None)

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
        self.problem = text(
            "the event log {path} cannot be written any more: {reason}", path=self._path, reason=error.strerror
        )


def _opened(path: Path, replace: bool) -> TextIO:
    try:
        refuse_own(path)
        descriptor = open_regular(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise KnownError(
            text("cannot write the event log {path}: {reason}; choose another file", path=path, reason=reason(error))
        ) from None
    file = os.fdopen(descriptor, "r+", encoding="utf-8", buffering=1)
    if not replace and not _may_be_replaced(file):
        file.close()
        raise KnownError(
            text("{path} is there and is no event log; choose another file, or replace it with --force", path=path)
        )
    file.seek(0)
    file.truncate()
    return file


def _may_be_replaced(file: TextIO) -> bool:
    """Whether it is empty, or begins as an event log does."""
    try:
        line = file.readline(LONGEST_ROW)
        row = json.loads(line) if line else {"event": None, "t": None}
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and {"event", "t"} <= row.keys()


def _is_reached(timed: TimedEvent, view: View) -> bool:
    event = timed.event
    return (event.block_id, event.position_s) <= (view.block_id, view.position_s + EDGE_S)


def _turn(view: View) -> tuple[object, ...]:
    """What a paint is the first to show."""
    return view.block_id, view.kind.value if view.kind is not None else None, view.rep, view.side
