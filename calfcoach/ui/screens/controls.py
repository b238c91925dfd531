"""Controls of the desk screens besides plain buttons: filters, lists to choose from."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy

from calfcoach.texts import plural, text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look


class NavButton(QPushButton):
    """A filter of a group: its name, and how many exercises it leaves, at the right edge."""

    def __init__(self, kit: Kit, group: str, name: str, number: int) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(
            plural(
                "{group}: {name}, {number} exercise",
                "{group}: {name}, {number} exercises",
                number,
                group=group,
                name=name,
            )
        )
        look(self, "nav")
        row = QHBoxLayout(self)
        kit.space(row, 8, (16, 0, 12, 0))
        self._kit, self._row, self._whole = kit, row, name
        self._text = kit.label(name, "body", wrap=True)
        row.addWidget(self._text, 1)
        self._number = kit.label(str(number), "label", "muted")
        row.addWidget(self._number)
        for child in (self._text, self._number):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        kit.follow(self, lambda _scale: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the text anew for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two lines at most; what is longer ends in …, and the button is as high as it needs."""
        metrics, margins = self._text.fontMetrics(), self._row.contentsMargins()
        number = self._number.sizeHint().width() + self._row.spacing()
        room = max(self.width() - margins.left() - margins.right() - number, 1)
        shown, most = self._whole, 2 * room
        while (high := _height(metrics, shown, room)) > 2.5 * metrics.lineSpacing() and most > 0:
            shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, most)
            most -= room // 8 + 1
        self._text.setText(shown)
        self.setFixedHeight(max(self._kit.px(36), high + self._kit.px(10)))
        self._row.invalidate()  # it may be laying out for the old height just now
        self._row.activate()


def _height(metrics: QFontMetrics, words: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap.value, words).height()


class ListenButton(QPushButton):
    """Plays a rep, or stops it; as wide as the longer of its two labels."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        look(self, "outline")
        kit.font(self, "label")
        kit.size(self, height=38)
        self._words = (text("Listen"), text("Stop"))
        kit.follow(self, lambda _scale: self._fit(kit))
        self.show_listening(False)

    def show_listening(self, under_way: bool) -> None:
        """Show whether a rep is being heard."""
        self.setText(self._words[under_way])

    def _fit(self, kit: Kit) -> None:
        metrics = self.fontMetrics()
        self.setFixedWidth(max(metrics.horizontalAdvance(each) for each in self._words) + kit.px(24) + 24)


class Choice(QComboBox):
    """A list to choose from, as wide as there is room; its arrow is drawn, so that it looks the same everywhere."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # On Linux Qt uses the chosen item as the accessible name, so the list's purpose is named here.
        self.setAccessibleDescription(name)
        kit.font(self, "label")
        kit.size(self, height=38)
        kit.follow(self, lambda scale: self.setMinimumWidth(round(90 * scale)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("padding: 2px 10px;")
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The box as the style has it, and the arrow."""
        super().paintEvent(event)
        size = self.height() * 0.13
        middle = QPointF(self.width() - self.height() * 0.5, self.height() * 0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.Text), max(size * 0.4, 1.5))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(middle + QPointF(-size, -size / 2), middle + QPointF(0, size / 2))
        painter.drawLine(middle + QPointF(0, size / 2), middle + QPointF(size, -size / 2))
        painter.end()
