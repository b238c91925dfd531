"""One past session: what was planned and done, the person's remarks, and fields to correct them.

Reads through a `HistoryReading`. Writes nothing itself: `edited` carries the corrected session, and the listener
writes it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from calfcoach.history.editing import MOST_NOTE, with_load, with_remarks, with_reps
from calfcoach.history.going_on import now
from calfcoach.history.past import PastSession
from calfcoach.history.people import names_in
from calfcoach.history.place import can_go_on
from calfcoach.history.words import day_and_time, heard_on, item_name, left_out
from calfcoach.texts import plural, text
from calfcoach.ui.fonts import font
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.number_cards import NumberCards, clock
from calfcoach.ui.screens.parts import breakable, column, on_click
from calfcoach.ui.screens.past_sets import PastSets
from calfcoach.ui.screens.scale import Scale
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import RING_PX, Bounded, Page, scrolled
from calfcoach.ui.screens.summary import MOST_PROBLEMS_PX
from calfcoach.ui.theme import Theme
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.remarks import EFFORT, PAIN

NOTE_PX = 200
"""The least width of the note, pixels of the design."""


class PastSessionScreen(Screen):
    """A session. `edited` carries a name of the changed thing (always the same for the same thing), the session before
    and the session after. `removed` asks to delete it, `charts_wanted` carries an exercise, `go_on_wanted` where to
    continue (an `Unfinished`). `left` asks for the list.

    `session` is the session shown; None while it is being read, or if no session has this id.
    """

    edited = Signal(str, object, object)
    removed = Signal()
    charts_wanted = Signal(str)
    go_on_wanted = Signal(object)
    left = Signal()
    first_shown = Signal()

    def __init__(
        self,
        theme: Theme,
        reading: HistoryReading,
        session_id: str,
        notices: Iterable[str] = (),
        now: Callable[[], datetime] = now,
    ) -> None:
        """`now` tells the current time: a session that was stopped or cut off can be continued on the same day."""
        super().__init__(theme, text("Session"))
        self._reading, self._now = reading, now
        self.session: PastSession | None = None
        self._sets: PastSets | None = None
        self.desk_actions |= {"leave_screen": self._leave, "history": self._leave, "delete": self._remove}
        reading.failed.connect(self._say)
        self._go_on: QPushButton | None = None
        whole, inside = QVBoxLayout(self), QWidget()
        self.kit.space(whole, 0, (32, 20, 32, 24))
        whole.addWidget(Page(self.kit, inside, self.title))
        self._lines = QVBoxLayout(inside)
        self.kit.space(self._lines, 12, (0, 0, 0, 0))
        self._lines.addLayout(self._head())
        self._said = self.kit.label("", "body", "muted", wrap=True)
        self._said.hide()
        self._lines.addWidget(self._said)
        self._problems: QWidget | None = None
        self._body = QWidget()
        self._lines.addWidget(self._body, 1)
        self.show_notices(notices)
        reading.ask(
            lambda reader: (reader.whole(session_id), reader.under_way(), names_in(reader)),
            lambda found: self._show(*found),
        )

    def show_session(self, session: PastSession) -> None:
        """Show the same session as it is now."""
        self.session = session
        if self._sets is None:
            return
        self._sets.show_session(session)
        said = session.remarks
        self._effort.set_value(said.effort)
        self._pain.set_value(said.pain)
        if self._note.text() != said.note:
            self._note.setText(said.note)
        self._show_numbers(session)

    def show_notices(self, notices: Iterable[str]) -> None:
        """Show problems of settings and history: they may keep a correction from being written."""
        if self._problems is not None:
            self._problems.hide()
            self._problems.deleteLater()
            self._problems = None
        notices = list(notices)
        if notices:
            inside = QWidget()
            lines = QVBoxLayout(inside)
            self.kit.space(lines, 2, (0, 0, 0, 0))
            for notice in notices:
                said = self.kit.label(breakable(notice), "body", "danger", wrap=True)
                said.setAccessibleName(notice)
                lines.addWidget(said)
            self._problems = Bounded(self.kit, inside, MOST_PROBLEMS_PX, text("Problems"))
            self._lines.insertWidget(1, self._problems)

    def focus_first(self) -> None:
        """Put the keyboard on the Back button."""
        self._back.setFocus()

    def fall_silent(self) -> None:
        """Take the note that is being typed, then stop reading."""
        self._take_note()
        self._reading.close()

    # Layout.

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        self.kit.stack(row)
        self._back = on_click(self.kit.button(text("‹  History"), "label", "link"), self._leave)
        row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self._title = self.kit.label("", "title")
        row.addWidget(self._title)
        self._what = self.kit.elided("", "body", "muted")
        self._what.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._what, 1)
        return row

    def _show(self, session: PastSession | None, under_way: set[str], names: dict[str, str]) -> None:
        if session is None:
            self._say(text("This session is not there any more."))
            return
        if session.ended is None and session.run_id in under_way:
            self._say(text("This session is under way. Here it will be shown when it has ended."))
            return
        self._title.setText(day_and_time(session.started))
        exercises = ", ".join(item_name(item) for item in session.items)
        person = names.get(session.person_id)
        whose = text("{person}: {exercises}", person=person, exercises=exercises) if person else exercises
        self._what.set_whole(whose)
        self._fill(session)
        self.show_session(session)
        self.kit.refresh()
        self.first_shown.emit()

    def _say(self, problem: str) -> None:
        self._title.setText(text("Session"))
        self._said.setText(breakable(problem))
        self._said.setAccessibleName(problem)
        self._said.show()
        self.first_shown.emit()

    def _fill(self, session: PastSession) -> None:
        lines = QVBoxLayout(self._body)
        self.kit.space(lines, 12, (0, 0, 0, 0))
        self._numbers = NumberCards(self.kit, 4, "number")
        lines.addWidget(self._numbers)
        middle = QHBoxLayout()
        self.kit.space(middle, 16, (0, 0, 0, 0))
        self.kit.stack(middle)
        self._sets = PastSets(self.kit, session)
        self._sets.reps_said.connect(
            lambda key, side, reps: self._edit(f"reps {key} {side}", lambda now: with_reps(now, key, reps, side))
        )
        self._sets.load_said.connect(lambda key, load: self._edit(f"load {key}", lambda now: with_load(now, key, load)))
        middle.addWidget(self._sets, 3)
        middle.addWidget(self._how_it_was(), 2)
        lines.addLayout(middle, 1)
        lines.addLayout(self._foot(session, can_go_on(session, self._now()) is not None))

    def _how_it_was(self) -> QFrame:
        frame = self.kit.card(margins=(20, 10, 20, 6))
        self._effort = Scale(self.kit, text("Effort"), [text(words) for words in EFFORT])
        self._pain = Scale(self.kit, text("Pain"), [text(words) for words in PAIN])
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        for name, scale in (("effort", self._effort), ("pain", self._pain)):
            scale.changed.connect(
                lambda name=name, scale=scale: self._edit(
                    name, lambda now: with_remarks(now, replace(now.remarks, **{name: scale.value}))
                )
            )
            lines.addWidget(scale)
            lines.addSpacing(self.kit.px(24))
        lines.addStretch(1)
        column(frame).addWidget(scrolled(inside, text("Session")), 1)
        return frame

    def _foot(self, session: PastSession, goes_on: bool) -> FlowRow:
        row = FlowRow()
        self.kit.space(row, 12, (0, 0, 0, 0))
        self._note = QLineEdit()
        self._note.setMaxLength(MOST_NOTE)
        self._note.setAccessibleName(text("Note"))
        self._note.setPlaceholderText(text("How was it?"))
        self._note.editingFinished.connect(self._take_note)
        self.kit.font(self._note, "body")
        self.kit.size(self._note, height=48)
        self.kit.follow(self._note, lambda scale: self._note.setMinimumWidth(round(NOTE_PX * scale)))
        row.add(self._note, 1)
        if goes_on:
            self.desk_actions["start"] = self._want_to_go_on
            self._go_on = on_click(self.kit.button(text("Go on"), "label", "accent"), self._want_to_go_on)
            self.kit.size(self._go_on, height=48)
            row.add(self._go_on)
        if session.items:
            row.add(self._charts(session))
        delete = on_click(self.kit.button(text("Delete"), "label", "outline"), self._remove)
        row.add(delete)
        self.kit.size(delete, height=48)
        return row

    def _charts(self, session: PastSession) -> QPushButton:
        """Leads to the charts; of a session of several exercises it asks which."""
        exercises = {item.key: item.exercise_name or item.exercise for item in session.items}
        charts = self.kit.button(text("Charts"), "label", "outline")
        self.kit.size(charts, height=48)
        if len(exercises) == 1:
            return on_click(charts, lambda: self.charts_wanted.emit(session.items[0].key))
        menu = QMenu(charts)
        for key, name in exercises.items():
            menu.addAction(name.replace("&", "&&"), partial(self.charts_wanted.emit, key))
        self.kit.follow(menu, lambda scale: menu.setFont(font("body", scale)))
        charts.setMenu(menu)
        return charts

    def _show_numbers(self, session: PastSession) -> None:
        sets = [each for item in session.items for each in item.counting]
        reps, planned = sum(each.reps for each in sets), sum(each.planned_reps for each in sets)
        holds = bool(session.items) and all(item.is_hold for item in session.items)
        missing = [number for item in session.items for number in left_out(item)]
        planned += sum(int(asked) for _, asked in missing if asked.isdecimal())
        counted, of_sets = sum(each.counted_reps for each in sets), len(sets) + len(missing)
        ended = {None: text("cut off"), "stopped": text("stopped"), "finished": text("finished")}
        said = (
            text("{number} counted", number=counted)
            if counted != reps
            else text("of {planned} planned", planned=planned)
        )
        pauses = plural(
            "{number} pause, {time}", "{number} pauses, {time}", session.pauses, time=whole_seconds(session.paused_s)
        )
        self._numbers.show_numbers(
            (
                (
                    str(len(sets)),
                    plural("set", "sets", len(sets)),
                    text("of {planned} planned", planned=of_sets),
                ),
                (str(reps), plural("hold", "holds", reps) if holds else plural("rep", "reps", reps), said),
                (clock(sum(each.tension_s for each in sets)), text("under tension"), heard_on(session)),
                (
                    clock(session.lasted_s),
                    text("in all"),
                    " · ".join((ended.get(session.ended, ""), *([pauses] if session.pauses else ()))),
                ),
            )
        )

    # Buttons and keys.

    def _edit(self, what: str, change: Callable[[PastSession], PastSession]) -> None:
        before = self.session
        if before is None:
            return
        after = change(before)
        if after != before:
            self.show_session(after)
            self.edited.emit(what, before, after)

    def _take_note(self) -> None:
        if self._sets is not None:
            note = self._note.text()
            self._edit("note", lambda now: with_remarks(now, replace(now.remarks, note=note)))

    def _want_to_go_on(self) -> None:
        self._take_note()
        # The session as it is now, with all corrections made meanwhile.
        cut_off = can_go_on(self.session, self._now()) if self.session is not None else None
        if cut_off is not None:
            self.go_on_wanted.emit(cut_off)

    def _remove(self) -> None:
        if self.session is not None:
            self._take_note()
            self.removed.emit()

    def _leave(self) -> None:
        self._take_note()
        self.left.emit()
