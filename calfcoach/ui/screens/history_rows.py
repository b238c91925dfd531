"""The rows of the history's list: weeks and their sessions. Texts are read when they become visible, week by week.

Asks by a signal for what it needs; reads nothing itself.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from calfcoach.history.listing import WeekOfSessions, totals
from calfcoach.history.past import SessionLine
from calfcoach.history.words import day_and_time, how_it_ended, loads, names_of, remarks, summed, week_in_words
from calfcoach.texts import text

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""A `SessionLine`, or a heading's two texts; None while it is being read."""

AHEAD = 2
"""This many weeks after a visible one are read together with it."""


class HistoryRows(QAbstractListModel):
    """Headings and sessions as rows. `needed` names the weeks (a tuple of indexes) whose lines are missing."""

    needed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.weeks: Sequence[WeekOfSessions] = ()
        self._starts: list[int] = [0]
        self._lines: dict[int, dict[str, SessionLine]] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        # Requests are collected and sent together, since painting the list asks for every visible row.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def show_weeks(self, weeks: Sequence[WeekOfSessions]) -> None:
        """Show these, and forget the lines of those before."""
        self.beginResetModel()
        self.weeks = weeks
        self._starts = [0, *accumulate(len(week.session_ids) + 1 for week in weeks)]
        self._lines, self._asked, self._wanted = {}, set(), set()
        self.endResetModel()

    def give(self, week: int, lines: Mapping[str, SessionLine]) -> None:
        """Take the lines of a week's sessions by their ids; a session without a line was removed meanwhile."""
        if week < len(self.weeks):
            self._asked.add(week)
            self._lines[week] = dict(lines)
            self.dataChanged.emit(self.index(self._starts[week]), self.index(self._starts[week + 1] - 1))

    def row_of(self, session_id: str) -> int | None:
        """The row of a session; None where it is not in the list."""
        for start, week in zip(self._starts, self.weeks, strict=False):
            if session_id in week.session_ids:
                return start + 1 + week.session_ids.index(session_id)
        return None

    def session_at(self, row: int) -> str | None:
        """The id of the session of a row; None for a heading."""
        week, place = self._place(row)
        return None if place < 0 else self.weeks[week].session_ids[place]

    # What Qt asks of it.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """Headings and sessions."""
        return 0 if parent.isValid() else self._starts[-1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The arrow keys skip headings."""
        if not index.isValid() or self.session_at(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a row, and the data to draw it from."""
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self._found(index.row())
        if role == ROW_ROLE:
            return found
        return text("being read") if found is None else in_words(found)

    def headerData(self, _section: int, _orientation: Qt.Orientation, _role: int = Qt.ItemDataRole.DisplayRole) -> None:  # noqa: N802
        """No headers, so that a screen reader says none either."""

    # Inside.

    def _place(self, row: int) -> tuple[int, int]:
        """The index of a row's week, and of the session within that week; -1 for the heading."""
        week = bisect_right(self._starts, row) - 1
        return week, row - self._starts[week] - 1

    def _found(self, row: int) -> SessionLine | tuple[str, str] | None:
        week, place = self._place(row)
        lines = self._lines.get(week)
        if lines is None:
            self._want(week)
            return None
        ids = self.weeks[week].session_ids
        if place < 0:
            there = [lines[each] for each in ids if each in lines]
            return week_in_words(self.weeks[week].monday, totals(there))
        return lines.get(ids[place], (text("This session is not there any more."), ""))

    def _want(self, week: int) -> None:
        self._wanted |= set(range(week, min(week + 1 + AHEAD, len(self.weeks)))) - self._asked
        if self._wanted and not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        wanted, self._wanted = tuple(sorted(self._wanted)), set()
        self._asked |= set(wanted)
        if wanted:
            self.needed.emit(wanted)


def in_words(found: SessionLine | tuple[str, str]) -> str:
    """A row in words, for a screen reader."""
    if isinstance(found, SessionLine):
        return ", ".join((day_and_time(found.started), names_of(found), details(found)))
    return ", ".join(part for part in found if part)


def details(line: SessionLine) -> str:
    """A session's totals and the person's remarks, in one line."""
    return " · ".join((*loads(line), *summed(line), *how_it_ended(line), *remarks(line.remarks)))
