"""The way to a session of the history; what is changed or removed there is written, and can be undone for a while."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from calfcoach.history.editing import as_it_is, changes, removal
from calfcoach.history.going_on import now as time_of_day
from calfcoach.history.past import PastSession, Unfinished
from calfcoach.history.schema import Change
from calfcoach.session.commands import UNDO_S
from calfcoach.texts import text
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.history import HistoryPlace
from calfcoach.ui.screens.past_session import PastSessionScreen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


@dataclass(frozen=True)
class _Changed:
    """What was changed, the session before that change, and until when (program's clock, s) it can be undone."""

    what: str
    before: PastSession
    until_s: float


class PastSessionRoute:
    """Opens a session."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._changed: list[_Changed] = []

    def open(
        self, session_id: str, place: HistoryPlace | None = None, now: Callable[[], datetime] | None = None
    ) -> None:
        """Show the session; Back leads to the same place in the list. `now` tells the time of day."""
        program = self._program
        back = HistoryPlace(place.wanted if place is not None else HistoryPlace().wanted, session_id)
        reading = HistoryReading(program.backstage.history)
        screen = PastSessionScreen(program.theme, reading, session_id, program.backstage.notices, now or time_of_day)
        screen.left.connect(lambda: program.show_history(back))
        screen.edited.connect(lambda what, before, after: self._edit(screen, what, before, after))
        screen.charts_wanted.connect(lambda exercise: program.show_charts(exercise, back, session_id))
        screen.go_on_wanted.connect(lambda cut_off: self._go_on(screen, cut_off))
        screen.removed.connect(lambda: reading.ask(lambda reader: as_it_is(reader, session_id), remove))

        def remove(rows: list[Change]) -> None:
            self._remove(session_id, rows, back)

        program.show(screen)

    def _edit(self, screen: PastSessionScreen, what: str, before: PastSession, after: PastSession) -> None:
        """Write what was changed. Several changes of the same thing, one soon after the other, are undone as one."""
        now_s = self._program.backstage.clock()
        self._changed = [each for each in self._changed if now_s < each.until_s]
        if self._changed and self._changed[-1].what == what:
            before = self._changed.pop().before
        self._changed.append(_Changed(what, before, now_s + UNDO_S))
        self._write(changes(before, after))
        self._offer_undo(screen, text("The session is changed."), UNDO_S)

    def _offer_undo(self, screen: PastSessionScreen, line: str, for_s: float) -> None:
        """Say what was done; undo takes back the last change, then offers the one before for the rest of its time."""

        def undo() -> None:
            changed, now = self._changed.pop(), screen.session
            if now is not None:
                self._write(changes(now, changed.before))
            shown = self._program.screen_now
            if shown is screen:
                screen.show_session(changed.before)
            elif shown is not None:
                shown.history_changed()
            left_s = self._changed[-1].until_s - self._program.backstage.clock() if self._changed else 0.0
            if left_s > 0:
                self._offer_undo(screen, text("The change is undone. One before it can be undone too."), left_s)

        self._program.window.tell(line, undo, for_s)

    def _go_on(self, screen: PastSessionScreen, cut_off: Unfinished) -> None:
        """Continue on the stage, at the set the session was in; if that is impossible, say why."""
        if self._program.cut_offs is not None and screen is self._program.screen_now:
            self._program.cut_offs.go_on(cut_off)

    def _remove(self, session_id: str, rows: list[Change], back: HistoryPlace) -> None:
        program = self._program
        self._write([removal(session_id)])
        program.show_history(back)

        def undo() -> None:
            self._write(rows)
            program.window.tell(text("The session is back."))
            if program.screen_now is not None:
                program.screen_now.history_changed()

        program.window.tell(text("The session is deleted."), undo)

    def _write(self, what: Iterable[Change]) -> None:
        self._program.backstage.history.submit(what)
