"""The field of a search: a magnifier before the text, and the key that leads into it after."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from calfcoach.texts import marked, text
from calfcoach.ui.screens.kit import Kit

HINT = marked("Search by name, muscle, equipment or position")


class SearchField(QLineEdit):
    """Plain text, at most 200 characters of it. `hint` (English) says what is searched.

    `to_hits`: ↓ or Enter, the keyboard is to go to the first hit.
    """

    to_hits = Signal()

    def __init__(self, kit: Kit, hint: str = HINT) -> None:
        super().__init__()
        self._kit = kit
        self.setPlaceholderText(text(hint))
        self.setAccessibleName(text(hint))
        self.setMaxLength(200)
        self._cap = kit.label("", "label", "cap")
        self._cap.setParent(self)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cap.hide()
        kit.font(self, "body")
        kit.size(self, height=44)
        kit.follow(self, lambda _scale: self._place_cap())
        self.textChanged.connect(self._note_text)

    def show_key(self, key: str) -> None:
        """Show the key that leads here; empty shows none."""
        self._cap.setText(key)
        self._place_cap()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """↓ and Enter lead to what was found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.to_hits.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the key at the end."""
        super().resizeEvent(event)
        self._place_cap()

    def _note_text(self) -> None:
        if self.text() and not self.isClearButtonEnabled():
            # Not before there is something to empty: Qt looks for the button's icon on the disk, 10 ms.
            self.setClearButtonEnabled(True)
            for clear in self.findChildren(QToolButton):  # Qt gives its button no name
                clear.setAccessibleName(text("Empty the search"))
        self._place_cap()

    def _place_cap(self) -> None:
        # As soon as something is typed, its text and the button that clears it need the room of the key.
        shown = bool(self._cap.text()) and not self.text()
        self._cap.setVisible(shown)
        self._cap.adjustSize()
        apart = self._kit.px(12)
        # The hint ends before the key.
        self.setTextMargins(self._kit.px(34), 0, self._cap.width() if shown else 0, 0)
        left = apart if self.isRightToLeft() else self.width() - self._cap.width() - apart
        self._cap.move(left, (self.height() - self._cap.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The field, and the magnifier."""
        super().paintEvent(event)
        unit = self.height() / 44
        at = 24 * unit
        middle = QPointF(self.width() - at if self.isRightToLeft() else at, self.height() / 2 - unit)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._kit.theme.colour("muted"), 2 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(middle, 7.5 * unit, 7.5 * unit)
        painter.drawLine(middle + QPointF(5.6, 5.6) * unit, middle + QPointF(10.5, 10.5) * unit)
        painter.end()
