"""What may be taller than there is room: it scrolls, up and down only, and never looks complete when it is not."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from calfcoach.texts import plural, text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.stylesheet import look

RING_PX = 8
"""What the ring of the focus needs around what scrolls, pixels at every size."""


class Area(QScrollArea):
    """Scrolls up and down only, with no frame; its bar is there where something is out of sight, and only there. Only
    then the keyboard comes to it.

    `changed` says that what is inside has become higher or lower: nobody else is told.
    """

    changed = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        look(inside, "plain")
        self._inside = inside
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is another height."""
        super().resizeEvent(event)
        self.decide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """What is inside may have become higher."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.decide()
            self.changed.emit()
        return super().eventFilter(watched, event)

    def decide(self) -> None:
        """Show the bar or not. Left to Qt, a bar stays where the text fits as soon as the bar is gone."""
        inside = self._inside
        high = inside.heightForWidth(self.width()) if inside.hasHeightForWidth() else inside.minimumSizeHint().height()
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        fits = high <= self.height()
        self.setVerticalScrollBarPolicy(off if fits else on)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fits else Qt.FocusPolicy.TabFocus)


def scrolled(inside: QWidget, name: str) -> Area:
    """A widget that may be taller than there is room; `name` says what it holds when the keyboard scrolls it."""
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    # Empty at first: what it is given full is laid out at once, in fonts and sizes that are not yet the last.
    area = Area(holder)
    area.setAccessibleName(name)
    lines.addWidget(inside)
    return area


class Bounded(Area):
    """As high as what is in it, up to a bound (pixels of the design); beyond that it scrolls from a whole line on."""

    def __init__(self, kit: Kit, inside: QWidget, most: float, name: str) -> None:
        self._kit, self._most = kit, most
        super().__init__(inside)
        self.setAccessibleName(name)
        kit.follow(self, lambda _scale: self._fit())

    def decide(self) -> None:
        """Another height, too."""
        self._fit()
        super().decide()

    def _fit(self) -> None:
        needed, most = self._inside.heightForWidth(self.width()), self._kit.px(self._most)
        self.setFixedHeight(max(needed if needed <= most else whole_lines(self._inside, most), 1))


EDGE_PX = 4
"""Around what is folded, pixels."""


class Folded(QWidget):
    """A column of parts; what does not fit is scrolled to, and a button below says how many parts are still to come.

    The fold never cuts through a line of text. `changed` says that a part has become higher or
    lower.
    """

    changed = Signal()

    def __init__(self, kit: Kit, parts: Sequence[QWidget], name: str) -> None:
        super().__init__()
        self._parts = list(parts)
        self._fitting = False
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, EDGE_PX, EDGE_PX, EDGE_PX)
        self._area = Area(self._inside)
        self._area.setAccessibleName(name)
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._area.changed.connect(self._fit)
        self._area.changed.connect(self.changed)
        self._more = on_click(kit.button("", "label", "link"), self._show_more)
        self._more.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._area)
        lines.addWidget(self._more)
        lines.addStretch(1)
        self._area.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def set_gap(self, gap: int) -> None:
        """The distance between the parts, pixels."""
        if gap != self._column.spacing():
            self._column.setSpacing(gap)
            self._fit()

    def needed(self, width: int, gap: int) -> int:
        """The height at which all of it is seen at a width and with a gap, pixels."""
        # Asked of the parts, not of the column: that hears of a new font only some events later.
        heights = sum(part.heightForWidth(width - EDGE_PX) for part in self._parts)
        return heights + gap * (len(self._parts) - 1) + 2 * EDGE_PX

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._fitting:
            return
        self._fitting = True  # to show the button makes Qt lay this out at once, and ask again
        whole = None
        while whole is not (whole := self.needed(self.width(), self._column.spacing()) <= self.height()):
            self._more.setVisible(not whole)
        room = self.height()
        if not whole:
            room = whole_lines(self._inside, room - self._more.sizeHint().height())
        if self._area.minimumHeight() != max(room, 1):
            self._area.setFixedHeight(max(room, 1))
        self._fitting = False
        self._tell()

    def _tell(self) -> None:
        at = self._area.verticalScrollBar().value()
        left = sum(part.geometry().bottom() > at + self._area.height() for part in self._parts)
        self._more.setText(plural("{number} more  ↓", "{number} more  ↓", left) if left else text("Back to the top  ↑"))

    def _show_more(self) -> None:
        """Go on at the first part that is not whole; from the end back to the top."""
        bar = self._area.verticalScrollBar()
        fold = bar.value() + self._area.height()
        below = [part for part in self._parts if part.geometry().bottom() > fold]
        at = below[0].geometry().top() if below else 0
        # A part higher than the room is gone through by rooms.
        bar.setValue(at if at > bar.value() or not below else fold)


def whole_lines(inside: QWidget, room: int) -> int:
    """The most of a room, pixels from the top, that cuts through no line of text."""
    best = 0
    for label in inside.findChildren(QLabel):
        top = label.mapTo(inside, QPoint(0, 0)).y() + label.contentsRect().top()
        lines = max(round(label.height() / max(label.fontMetrics().lineSpacing(), 1)), 1)
        fit = min(int((room - top) * lines / max(label.height(), 1)), lines)
        if fit > 0:
            best = max(best, top + ceil(label.height() * fit / lines))
    return best or room
