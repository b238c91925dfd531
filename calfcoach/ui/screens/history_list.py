"""The list of the history. Only visible rows are drawn, so that a hundred thousand sets cost no more than one page.

Draws the rows it is given; knows no file.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from calfcoach.history.past import SessionLine
from calfcoach.history.words import day_and_time, names_of
from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.history_rows import ROW_ROLE, HistoryRows, details
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import RADIUS, STROKE

ROW_PX, GAP_PX, PAD_PX, WHEN_PX = 62, 6, 16, 186
"""The height of a row and the gap below it, the padding beside its texts and the width of its time; pixels of the
design."""


class HistoryList(QTableView):
    """The sessions; `chosen` carries the id of a session opened by click or Enter. `left_above`: ↑ was pressed at the
    first row.
    """

    chosen = Signal(str)
    left_above = Signal()

    def __init__(self, kit: Kit, rows: HistoryRows) -> None:
        super().__init__()
        look(self, "rows")
        self._rows = rows
        self.setProperty("ring", False)  # no focus ring around the list: the focused row is marked
        self.setModel(rows)
        self.setItemDelegate(_RowPainter(kit, self))
        # QListView asks every row for its position, which is slow; a QTableView with one column does not.
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(text("Sessions"))
        self.clicked.connect(lambda index: self._choose(index))
        kit.follow(self, lambda _scale: self.verticalHeader().setDefaultSectionSize(kit.px(ROW_PX)))
        kit.follow(self, lambda _scale: self.verticalScrollBar().setSingleStep(kit.px(ROW_PX)))

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row, and scroll to it."""
        index = self._rows.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)

    def go_to_first(self) -> None:
        """Put the keyboard on the newest session."""
        if self._rows.rowCount() > 1:
            self.setCurrentIndex(self._rows.index(1))
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens a session; ↑ at the first row leaves the list. Letters are left to the window's shortcuts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left_above.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if event.key() == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        elif event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        session = self._rows.session_at(index.row()) if index.isValid() else None
        if session is not None:
            self.chosen.emit(session)


class _RowPainter(QStyledItemDelegate):
    """Paints a row: a heading, or a card with the session's time, exercise and result."""

    def __init__(self, kit: Kit, parent: QTableView) -> None:
        super().__init__(parent)
        self._kit, self._list = kit, parent

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row in the current colours."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRect(option.rect)
        state = option.state
        found = index.data(ROW_ROLE)
        if isinstance(found, SessionLine):
            self._session(painter, room, found, bool(state & QStyle.StateFlag.State_MouseOver))
        elif found is not None:
            self._heading(painter, room, found)
        if index == self._list.currentIndex() and self._list.hasFocus():
            painter.setPen(QPen(self._kit.theme.colour("focus"), STROKE.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._card(room).adjusted(1, 1, -1, -1), RADIUS.control, RADIUS.control)
        painter.restore()

    def _card(self, room: QRect) -> QRect:
        return room.adjusted(1, 1, -1, -self._kit.px(GAP_PX))

    def _heading(self, painter: QPainter, room: QRect, words: tuple[str, str]) -> None:
        kit, (week, sums) = self._kit, words
        painter.setFont(font("heading", kit.scale))
        metrics = painter.fontMetrics()
        base = room.bottom() - kit.px(GAP_PX) - metrics.descent() - kit.px(4)
        line = QRect(room.left() + 2, base - metrics.ascent(), room.width() - kit.px(12), metrics.height())
        self._draw(painter, line, week, "text")
        taken = metrics.horizontalAdvance(week) + kit.px(PAD_PX)
        painter.setFont(font("label", kit.scale))
        self._draw(painter, self._side(line, line.width() - taken, at_end=True), sums, "muted", at_end=True)

    def _session(self, painter: QPainter, room: QRect, line: SessionLine, hovered: bool) -> None:
        kit, theme = self._kit, self._kit.theme
        card = self._card(room)
        painter.setPen(QPen(theme.colour("border" if theme.edges else "raised"), STROKE.hairline))
        painter.setBrush(theme.colour("raised2" if hovered else "raised"))
        painter.drawRoundedRect(card, RADIUS.control, RADIUS.control)
        inside = card.adjusted(kit.px(PAD_PX), 0, -kit.px(PAD_PX), 0)
        painter.setFont(font("body", kit.scale))
        self._draw(painter, self._side(inside, kit.px(WHEN_PX), at_end=False), day_and_time(line.started), "muted")
        texts = self._side(inside, inside.width() - kit.px(WHEN_PX), at_end=True)
        upper, lower = QRect(texts), QRect(texts)
        upper.setBottom(texts.center().y())
        lower.setTop(texts.center().y())
        painter.setFont(font("heading", kit.scale))
        self._draw(painter, upper.adjusted(0, kit.px(4), 0, 0), names_of(line), "text")
        painter.setFont(font("label", kit.scale))
        self._draw(painter, lower.adjusted(0, 0, 0, -kit.px(4)), details(line), "muted")

    def _side(self, room: QRect, width: int, *, at_end: bool) -> QRect:
        """A part of a rectangle, at the side where reading ends (`at_end`) or begins."""
        at_right = at_end is not self._list.isRightToLeft()
        left = room.right() - width + 1 if at_right else room.left()
        return QRect(left, room.top(), width, room.height())

    def _draw(self, painter: QPainter, room: QRect, words: str, role: str, *, at_end: bool = False) -> None:
        """One line that ends in … where it does not fit."""
        painter.setPen(self._kit.theme.colour(role))
        shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 1))
        side = Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading
        right = self._list.isRightToLeft() is (side is Qt.AlignmentFlag.AlignLeading)
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, (across | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value, shown)
