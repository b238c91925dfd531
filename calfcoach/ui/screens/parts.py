"""Lines and paragraphs of text that fit their place, and small helpers for cards and buttons.

Text is always plain: nothing in a file is rendered as markup. Knows neither theme nor scale: `kit.py` gives both.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.ui.stylesheet import look

if TYPE_CHECKING:
    from calfcoach.ui.screens.kit import Kit


class Paragraph(QLabel):
    """Plain text that wraps, and is never given less height than it needs at its width."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May be very narrow. The height depends only on the width, never on an earlier layout."""
        return QSize(1, self.fontMetrics().lineSpacing() if self.isVisible() else 0)


_LONG_WORD = re.compile(r"\S{24}(?=\S)")


def breakable(text: str) -> str:
    """A sentence that may contain a path. Line breaks are allowed in its longest words, so that every line fits."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where it does not fit; the whole text is its tool tip.

    If the whole does not fit, `first` is shown alone where it fits; with `whole_end` it is always shown, cut in
    its middle.
    """

    def __init__(self, text: str, first: str = "", whole_end: bool = False) -> None:
        super().__init__()
        self._mode = Qt.TextElideMode.ElideMiddle if whole_end else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole, self._first = text, first
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as need be."""
        return QSize(1, super().minimumSizeHint().height())

    def set_whole(self, text: str, first: str = "") -> None:
        """Change the text, and what is shown of it where it does not fit."""
        self._whole, self._first = text, first
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the text for the new width."""
        self._elide()

    def _elide(self) -> None:
        metrics, room = self.fontMetrics(), max(self.contentsRect().width(), 1)
        shown = metrics.elidedText(self._whole, self._mode, room)
        if shown != self._whole and self._first:
            first = metrics.elidedText(self._first, self._mode, room)
            shown = first if first == self._first or self._mode is Qt.TextElideMode.ElideMiddle else shown
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
        self.setAccessibleName(self._whole)


class ElidedButton(QPushButton):
    """A button whose text ends in … where it does not fit; the whole text is its tool tip and its accessible name.

    `end` is always shown behind the text.
    """

    def __init__(self, kit: "Kit", style: str, end: str = "") -> None:
        super().__init__()
        look(self, style)
        kit.font(self, "label")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self._whole, self._end = "", end
        kit.follow(self, lambda _scale: self._elide())

    def set_whole(self, text: str) -> None:
        """Change the text."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole text."""
        wide = self.fontMetrics().horizontalAdvance(self._whole + self._end) + EDGE_OF_BUTTON_PX
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as need be."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the text for the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(self._end) - EDGE_OF_BUTTON_PX
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 1))
        self.setText((shown + self._end).replace("&", "&&"))


EDGE_OF_BUTTON_PX = 8
"""What a button without a frame is wider than its text, pixels."""


def column(card_or_widget: QWidget) -> QVBoxLayout:
    """The vertical layout of a card."""
    layout = card_or_widget.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def rule() -> QFrame:
    """A hairline."""
    frame = QFrame()
    look(frame, "rule")
    return frame


def set_chosen(made: QPushButton, chosen: bool) -> None:
    """Check or uncheck a button of a row. Tab comes to the checked one alone; Qt would take the first at first."""
    made.setChecked(chosen)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)


def on_click(made: QPushButton, do: Callable[[], object]) -> QPushButton:
    """Connect a button and hand it back."""
    made.clicked.connect(lambda: do())
    return made
