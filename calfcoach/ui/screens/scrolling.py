"""Areas whose content may be too tall: they scroll up and down only, and show when something is out of sight.

In a page that has room for one column alone (`Page`) the page scrolls, and every area in it is as high as its content.
"""

from collections.abc import Sequence
from math import ceil
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from calfcoach.texts import plural, text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.stylesheet import look

RING_PX = 8
"""The margin around the content for the focus ring, pixels at every scale."""


class Area(QScrollArea):
    """Scrolls up and down only, without a frame. It has a scroll bar, and takes the keyboard focus, only while
    something is out of sight.

    `changed` says that the content has become higher or lower; Qt itself reports this to nobody.
    """

    changed = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        look(inside, "plain")
        self._inside, self._whole_px = inside, 0
        self.setWidget(inside)
        _AREAS[inside] = ref(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard comes to; Qt does so only while the keyboard was in the area before.

        Not for the mouse: what it has pressed must not move away under it.
        """
        if now is not None and not QApplication.mouseButtons() and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, RING_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Decide about the scroll bar again: with the width, the content's height changes."""
        super().resizeEvent(event)
        self.decide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice when the content has become higher."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.decide()
            self.changed.emit()
        return super().eventFilter(watched, event)

    def decide(self) -> None:
        """Show or hide the bar. Qt alone would keep a bar that is needed only because it takes width itself."""
        high = self.needed(self.width())
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        whole = in_column(self)
        self._stand_whole(high if whole else 0)
        fits = whole or high <= self.height()
        self.setVerticalScrollBarPolicy(off if fits else on)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fits else Qt.FocusPolicy.TabFocus)

    def needed(self, width: int) -> int:
        """The height of the whole content at a width, pixels."""
        inside = self._inside
        return inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.minimumSizeHint().height()

    def _stand_whole(self, least: int) -> None:
        """Set the least height, 0 for none, in pixels. A height that somebody else has set is left alone."""
        if self._whole_px != least:
            self._whole_px = least
            self.setMinimumHeight(least)


class Page(Area):
    """All of a screen but what is always in sight. Where there is room for two columns it is exactly as large as its
    place; in one column it is as high as it needs, and scrolls.
    """

    def __init__(self, kit: Kit, inside: QWidget, name: str) -> None:
        self._kit = kit
        super().__init__(inside)
        self.setAccessibleName(name)
        kit.follow(self, lambda _scale: self._arrange())

    @property
    def is_column(self) -> bool:
        """Whether there is room for one column alone."""
        return self._kit.is_narrow

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the content as large as its place, or as wide as it."""
        super().resizeEvent(event)
        self._arrange()

    def decide(self) -> None:
        """Scroll in one column alone."""
        if self.is_column:
            super().decide()
        else:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _arrange(self) -> None:
        if self.widgetResizable() is not self.is_column:
            self.setWidgetResizable(self.is_column)
            for area in self._inside.findChildren(Area):
                area.decide()
        self.decide()
        if not self.is_column:
            self.verticalScrollBar().setValue(0)
            self._inside.resize(self.maximumViewportSize())  # see `_around` why not by the viewport

    def _stand_whole(self, least: int) -> None:
        """Nothing: it is the page that scrolls."""


_AREAS: WeakKeyDictionary[QWidget, ref[Area]] = WeakKeyDictionary()
"""The areas by their contents."""


def _around(widget: QWidget) -> QWidget | None:
    """The widget around one; around an area's content it is the area, without the viewport between them.

    The viewport is made by Qt. To tell of which class it is, PySide6 makes every class of widgets: 11 ms.
    """
    area = _AREAS.get(widget)
    return widget.parentWidget() if area is None else area()


def seen_width(widget: QWidget) -> int:
    """The width of the area around a widget, pixels; its own width where it lies in none."""
    parent = _around(widget)
    while parent is not None and not isinstance(parent, Area):
        parent = _around(parent)
    return widget.width() if parent is None else parent.maximumViewportSize().width()


def in_column(widget: QWidget) -> bool:
    """Whether a widget lies in a page of one column, which scrolls as a whole."""
    parent = _around(widget)
    while parent is not None and not isinstance(parent, Page):
        parent = _around(parent)
    return isinstance(parent, Page) and parent.is_column


def scrolled(inside: QWidget, name: str) -> Area:
    """Put a widget that may be too tall into an `Area`; `name` is its accessible name for the keyboard user."""
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    # Filled later: Qt lays a full widget out at once, while its fonts and sizes are not yet final.
    area = Area(holder)
    area.setAccessibleName(name)
    lines.addWidget(inside)
    return area


class Bounded(Area):
    """As high as its content, up to a bound (pixels of the design); above it, it scrolls and ends at a whole line."""

    def __init__(self, kit: Kit, inside: QWidget, most: float, name: str) -> None:
        self._kit, self._most = kit, most
        super().__init__(inside)
        self.setAccessibleName(name)
        kit.follow(self, lambda _scale: self._fit())

    def decide(self) -> None:
        """Decide about the scroll bar, and set the height."""
        self._fit()
        super().decide()

    def _fit(self) -> None:
        needed, most = self._inside.heightForWidth(self.width()), self._kit.px(self._most)
        whole = needed <= most or in_column(self)
        self.setFixedHeight(max(needed if whole else whole_lines(self._inside, most), 1))

    def _stand_whole(self, least: int) -> None:
        """Nothing: it has a fixed height."""


EDGE_PX = 4
"""The margin around folded content, pixels."""


class Folded(QWidget):
    """A column of parts that scrolls if too high; a button below says how many parts are still out of sight.

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
        """The height that shows all parts in full at a width and with a gap, all in pixels."""
        high = sum(part.heightForWidth(width - EDGE_PX) for part in self._parts)
        return high + gap * (len(self._parts) - 1) + 2 * EDGE_PX

    def fits(self, width: int, gap: int, room: int) -> bool:
        """Whether a height (`room`) shows all parts in full at a width and with a gap, all in pixels."""
        room -= gap * (len(self._parts) - 1) + 2 * EDGE_PX
        # Ask the parts, not the column's own hint, which learns of a new font only some events later; and no more of
        # them than needed, because each lays out its text for the answer.
        for part in self._parts:
            room -= part.heightForWidth(width - EDGE_PX)
            if room < 0:
                return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._fitting:
            return
        self._fitting = True  # showing the button makes Qt lay out at once and call this again
        whole, room = None, self.height()
        if in_column(self):
            whole, room = True, self.needed(self.width(), self._column.spacing())
            self._more.hide()
        while not in_column(self) and whole is not (whole := self.fits(self.width(), self._column.spacing(), room)):
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
        """Scroll to the first part that is not fully visible; from the end, back to the top."""
        bar = self._area.verticalScrollBar()
        fold = bar.value() + self._area.height()
        below = [part for part in self._parts if part.geometry().bottom() > fold]
        at = below[0].geometry().top() if below else 0
        # A part higher than the visible area is scrolled through page by page.
        bar.setValue(at if at > bar.value() or not below else fold)


def whole_lines(inside: QWidget, room: int) -> int:
    """The largest height up to `room`, pixels from the top, that cuts through no line of text."""
    best = 0
    for label in inside.findChildren(QLabel):
        top = label.mapTo(inside, QPoint(0, 0)).y() + label.contentsRect().top()
        lines = max(round(label.height() / max(label.fontMetrics().lineSpacing(), 1)), 1)
        fit = min(int((room - top) * lines / max(label.height(), 1)), lines)
        if fit > 0:
            best = max(best, top + ceil(label.height() * fit / lines))
    return best or room
