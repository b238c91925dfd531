"""The history: all sessions by week, filtered by words, exercise and person. Each can be opened.

Reads through a `HistoryReading`; changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from calfcoach.history.listing import (
    DoneExercise,
    Wanted,
    WeekOfSessions,
    exercises_done,
    lines_of_sessions,
    weeks_of_sessions,
)
from calfcoach.history.past import SessionLine
from calfcoach.history.people import Trainee, people_in
from calfcoach.history.reader import Reader
from calfcoach.texts import marked, text
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.history_list import HistoryList
from calfcoach.ui.screens.history_rows import HistoryRows
from calfcoach.ui.screens.library_problems import problems_card
from calfcoach.ui.screens.parts import breakable, on_click
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.theme import Theme

TYPING_MS = 150
"""The search begins this long after the last letter was typed."""

HINT = marked("Search in notes and names")

AT_ONCE_WEEKS = 4
"""The lines of this many weeks are read together with the list: a window shows about two weeks."""

EMPTY = marked(
    "Every session you do is kept and listed here, week by week: its sets and reps, the time under tension, the load,"
    " and what you say of effort, pain and how it was. From here each one can be looked at and corrected, and every"
    " exercise gets its charts."
)


@dataclass(frozen=True)
class HistoryPlace:
    """Where a person is in the history: the filters of the list, and the session with the keyboard focus."""

    wanted: Wanted = field(default_factory=Wanted)
    session_id: str | None = None


@dataclass(frozen=True)
class _ListData:
    """What was read for the list."""

    weeks: list[WeekOfSessions]
    lines: dict[str, SessionLine]
    exercises: list[DoneExercise]
    people: tuple[Trainee, ...]


class HistoryScreen(Screen):
    """The list. `chosen` carries a session's id, `charts_wanted` an exercise's; `files_wanted` asks for files and
    copies, `left` for the library.

    `first_shown` is emitted once the first sessions are shown, or the text that there are none.
    """

    chosen = Signal(str)
    charts_wanted = Signal(str)
    files_wanted = Signal()
    left = Signal()
    first_shown = Signal()

    def __init__(self, theme: Theme, reading: HistoryReading, place: HistoryPlace, notices: Iterable[str] = ()) -> None:
        super().__init__(theme, text("History"))
        self._reading, self._place = reading, place
        self._exercises: list[DoneExercise] = []
        self._filled = False
        self.desk_actions |= {"leave_screen": self._leave, "search": self.focus_search}
        reading.failed.connect(self._show_failure)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(lambda: self._narrow(search=self._search.text()))
        self._rows = HistoryRows()
        self._rows.setParent(self)
        self._rows.needed.connect(self._read_lines)
        kit = self.kit
        self._lines = QVBoxLayout(self)
        kit.space(self._lines, 14, (32, 20, 32, 24))
        self._lines.addLayout(self._head())
        self._lines.addLayout(self._filters())
        self._list = HistoryList(kit, self._rows)
        self._list.chosen.connect(self.chosen)
        self._list.left_above.connect(lambda: self.focus_search())
        self._instead = _EmptyList(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._instead)
        self._lines.addWidget(self._stack, 1)
        self._problems: QWidget | None = None
        self.show_notices(notices)
        self._read()

    @property
    def place_now(self) -> HistoryPlace:
        """Where the person is now, to come back to."""
        row = self._list.currentIndex().row()
        return replace(self._place, session_id=self._rows.session_at(row) if row >= 0 else None)

    def show_keys(self, first_key: Callable[[str], str]) -> None:
        """Show the key that moves into the search field."""
        self._search.show_key(first_key("search"))

    def show_notices(self, notices: Iterable[str]) -> None:
        """Show what is wrong with settings and history."""
        if self._problems is not None:
            self._problems.hide()
            self._problems.deleteLater()
            self._problems = None
        if notices := list(notices):
            self._problems = problems_card(self.kit, notices, [])
            self._lines.addWidget(self._problems)

    def focus_first(self) -> None:
        """Put the keyboard on the list; if the list is empty, on the button shown instead."""
        (self._list if self._stack.currentWidget() is self._list else self._instead).setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def history_changed(self) -> None:
        """Read the history again; the keyboard stays where it is."""
        if self._filled:
            self._place = self.place_now
        self._read()

    def fall_silent(self) -> None:
        """Stop reading."""
        self._typing.stop()
        self._reading.close()

    # Layout.

    def _head(self) -> FlowRow:
        row = FlowRow()
        self.kit.space(row, 16, (0, 0, 0, 0))
        back = on_click(self.kit.button(text("‹  Library"), "label", "link"), self.left.emit)
        row.add(back)
        row.add(self.kit.label(text("History"), "title"))
        row.add(QWidget(), 1)
        self._charts = on_click(self.kit.button(text("Charts"), "label", "outline"), self._want_charts)
        self.kit.size(self._charts, height=44)
        row.add(self._charts)
        files = on_click(self.kit.button(text("Files and copies"), "label", "outline"), self.files_wanted.emit)
        self.kit.size(files, height=44)
        row.add(files)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 12, (0, 0, 0, 0))
        self._search = SearchField(self.kit, HINT)
        self._search.setText(self._place.wanted.search)
        self._search.textChanged.connect(lambda: self._typing.start())
        self._search.to_hits.connect(self._to_hits)
        row.addWidget(self._search, 2)
        self._exercise = Choice(self.kit, text("Exercise"))
        self._person = Choice(self.kit, text("Who"))
        for choice in (self._exercise, self._person):
            self.kit.size(choice, height=44)
            choice.hide()
            row.addWidget(choice, 1)
        self._exercise.activated.connect(lambda: self._narrow(exercise=self._exercise.currentData()))
        self._person.activated.connect(lambda: self._narrow(person_id=self._person.currentData()))
        return row

    # Reading.

    def _read(self) -> None:
        wanted, first = self._place.wanted, not self._filled

        def found(reader: Reader) -> _ListData:
            weeks = weeks_of_sessions(reader, wanted)
            at_once = [each for week in weeks[:AT_ONCE_WEEKS] for each in week.session_ids]
            lines = lines_of_sessions(reader, at_once, whose=wanted.person_id is None)
            return _ListData(weeks, lines, exercises_done(reader) if first else [], people_in(reader) if first else ())

        self._reading.forget()
        self._reading.ask(found, self._show)

    def _read_lines(self, places: tuple[int, ...]) -> None:
        ids = {place: self._rows.weeks[place].session_ids for place in places}
        whose = self._place.wanted.person_id is None
        of_all = [each for week in ids.values() for each in week]

        def give(lines: dict[str, SessionLine]) -> None:
            for place, week in ids.items():
                self._rows.give(place, {each: lines[each] for each in week if each in lines})

        self._reading.ask(partial(lines_of_sessions, session_ids=of_all, whose=whose), give)

    def _show(self, found: _ListData) -> None:
        if not self._filled:
            self._fill(found)
        self._rows.show_weeks(found.weeks)
        for place, week in enumerate(found.weeks[:AT_ONCE_WEEKS]):
            self._rows.give(place, {each: found.lines[each] for each in week.session_ids if each in found.lines})
        if found.weeks:
            self._switch_to(self._list)
            row = self._rows.row_of(self._place.session_id) if self._place.session_id is not None else None
            self._list.go_to_first() if row is None else self._list.go_to(row)
        else:
            self._show_nothing()
        self.first_shown.emit()

    def _switch_to(self, part: QWidget) -> None:
        """Show the list or the text instead of it; the keyboard follows, unless it is in the search field."""
        at = QApplication.focusWidget()
        had_keyboard = at is not None and self._holds(at)
        self._stack.setCurrentWidget(part)
        if had_keyboard:
            self.focus_first()

    def _holds(self, widget: QWidget) -> bool:
        return any(part is widget or part.isAncestorOf(widget) for part in (self._list, self._instead))

    def _fill(self, found: _ListData) -> None:
        """Fill the filters with the exercises and people found."""
        self._filled = True
        self._exercises = found.exercises
        _offer(self._exercise, text("All exercises"), [(each.name, each.key) for each in found.exercises])
        self._exercise.setCurrentIndex(max(self._exercise.findData(self._place.wanted.exercise), 0))
        self._exercise.setVisible(bool(found.exercises))
        people = [(person.shown, person.id) for person in found.people]
        _offer(self._person, text("Everybody"), people)
        self._person.setCurrentIndex(max(self._person.findData(self._place.wanted.person_id), 0))
        self._person.setVisible(len(people) > 1)
        self._charts.setVisible(bool(found.exercises))
        self._search.setVisible(bool(found.exercises) or self._place.wanted != Wanted())

    def _show_nothing(self) -> None:
        if self._place.wanted == Wanted():
            self._instead.say(text("Nothing here yet"), text(EMPTY), text("To the library"), self.left.emit)
        else:
            words = text("Search for other words, or show all sessions again.")
            self._instead.say(text("No session was found."), words, text("Show all sessions"), self._show_all)
        self._switch_to(self._instead)

    def _show_failure(self, problem: str) -> None:
        self._rows.show_weeks([])
        self._instead.say(text("The history cannot be shown"), problem, text("Try again"), self._read)
        self._switch_to(self._instead)
        self.first_shown.emit()

    # Buttons and keys.

    def _narrow(self, **what: Any) -> None:
        wanted = replace(self._place.wanted, **what)
        if wanted != self._place.wanted:
            self._place = HistoryPlace(wanted)
            self._read()

    def _show_all(self) -> None:
        self._search.clear()
        self._typing.stop()
        self._exercise.setCurrentIndex(0)
        self._person.setCurrentIndex(0)
        self._place = HistoryPlace()
        self._read()
        self._list.setFocus()

    def _to_hits(self) -> None:
        if self._typing.isActive():  # Enter right after the last letter
            self._typing.stop()
            self._narrow(search=self._search.text())
        self.focus_first()

    def _want_charts(self) -> None:
        chosen = self._place.wanted.exercise or (self._exercises[0].key if self._exercises else None)
        if chosen is not None:
            self.charts_wanted.emit(chosen)

    def _leave(self) -> None:
        """Esc first empties the search; pressed again, it leaves the screen."""
        if self._search.text():
            self._search.clear()
        else:
            self.left.emit()


class _EmptyList(QWidget):
    """Shown instead of the list: a heading, a sentence, and one button."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        kit = screen.kit
        lines = QVBoxLayout(self)
        kit.space(lines, 12, (8, 24, 8, 8))
        self._title = kit.label("", "heading")
        self._words = kit.label("", "body", "muted", wrap=True)
        kit.follow(self._words, lambda scale: self._words.setMaximumWidth(round(760 * scale)))
        self._button = kit.button("", "label", "outline")
        self._button.clicked.connect(lambda: self._do())
        self._do: Callable[[], object] = lambda: None
        kit.size(self._button, height=44)
        self.setFocusProxy(self._button)
        lines.addWidget(self._title)
        lines.addWidget(self._words)
        lines.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)

    def say(self, title: str, words: str, button: str, do: Callable[[], object]) -> None:
        """Show these texts; `do` is called when the button is pressed."""
        self._title.setText(title)
        self._words.setText(breakable(words))
        self._words.setAccessibleName(words)
        self._button.setText(button)
        self._do = do


def _offer(choice: Choice, all_of_them: str, what: Sequence[tuple[str, str]]) -> None:
    choice.clear()
    choice.addItem(all_of_them, None)
    for name, key in what:
        choice.addItem(name, key)
