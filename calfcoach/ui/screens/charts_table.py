"""The table beside a chart: the same numbers, week by week.

Refuses to know the chart.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from calfcoach.history.measures import MEASURES, Measure
from calfcoach.history.past import WeekOfExercise
from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look

Index = QModelIndex | QPersistentModelIndex


class NumbersTable(QTableView):
    """The numbers of a chart, the newest week first. `week_chosen` carries a week's place, counted from the oldest."""

    week_chosen = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        look(self, "rows")
        self.numbers = _WeekNumbers()
        self.numbers.setParent(self)
        self.setModel(self.numbers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        kit.font(self, "body")
        kit.follow(self, self.numbers.set_scale)
        kit.follow(self, lambda _scale: self.verticalHeader().setDefaultSectionSize(kit.px(34)))
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.week_chosen.emit(self.numbers.rowCount() - 1 - now.row())
        )

    def go_to(self, at: int) -> None:
        """Mark a week, counted from the oldest."""
        self.selectRow(self.numbers.rowCount() - 1 - at)


class _WeekNumbers(QAbstractTableModel):
    """Weeks, and one number of each."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: Sequence[WeekOfExercise] = ()
        self._measure = MEASURES[0]
        self._scale = 1.0

    def set_scale(self, scale: float) -> None:
        """Scale the font of the headings here, since the style sheet allows a header no font of its own."""
        self._scale = scale

    def show_weeks(self, weeks: Sequence[WeekOfExercise], measure: Measure) -> None:
        """Show these, oldest first."""
        self.beginResetModel()
        self._weeks, self._measure = weeks, measure
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """One row for each week."""
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """The week, and its number."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        week = self._weeks[len(self._weeks) - 1 - index.row()]
        return number_of(self._measure, week) if index.column() else week.monday.isoformat()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The headings of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if section else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return font("label", self._scale)
        if role == Qt.ItemDataRole.DisplayRole:
            return text(self._measure.label) if section else text("Week of")
        return None


def number_of(measure: Measure, week: WeekOfExercise) -> str:
    """A week's number in words."""
    value = measure.of(week)
    return "–" if value is None else measure.in_words(value)
