"""A button that names the key which does the same. Apart from other controls: no first frame needs what paints it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from calfcoach.ui.screens.kit import Kit

_BESIDE_CAP, _ON_EDGE = 7, 10
"""From a key to the end of its button; what the key takes of the edge that a button has: pixels of the design."""


class KeyedButton(QPushButton):
    """A button with its words, and beside them the key that does the same, as on the stage."""

    def __init__(self, kit: Kit, words: str = "") -> None:
        super().__init__(words.replace("&", "&&"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self._kit = kit
        self._cap = kit.label("", "small", "cap")
        self._cap.setParent(self)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        kit.font(self, "label")
        kit.follow(self, lambda _scale: self._place_cap())
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Show the key; empty shows none."""
        self._cap.setText(key)
        self._cap.setVisible(bool(key))
        self.updateGeometry()
        self._place_cap()

    @property
    def key(self) -> str:
        """The key that is shown; empty where there is none."""
        return self._cap.text()

    @property
    def _wider(self) -> int:
        """How much wider the key makes the button: it lies partly on the edge beside the words."""
        return self._cap.sizeHint().width() - self._kit.px(_ON_EDGE) if self.key else 0

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as words and key."""
        return super().sizeHint() + QSize(self._wider, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same: neither is cut."""
        return super().minimumSizeHint() + QSize(self._wider, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the key at the end."""
        super().resizeEvent(event)
        self._place_cap()

    def _place_cap(self) -> None:
        self._cap.adjustSize()
        apart = self._kit.px(_BESIDE_CAP)
        left = apart if self.isRightToLeft() else self.width() - self._cap.width() - apart
        self._cap.move(left, (self.height() - self._cap.height()) // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The button, and its words in the room beside the key."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        taken, whole = self._cap.width() if self.key else 0, option.rect
        option.rect = QStyle.visualRect(self.layoutDirection(), whole, whole.adjusted(0, 0, -taken, 0))
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.end()
