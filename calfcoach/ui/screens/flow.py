"""A row of parts that goes on in a new line where it is too narrow for all of them.

Knows sizes only. In one line it looks like a `QHBoxLayout`; in several each line begins at the leading edge, unless the
row is `centred`.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowRow(QLayout):
    """The row. A part with a stretch is given what is left of its line, and may be as narrow as its least width."""

    def __init__(self, *, centred: bool = False) -> None:
        super().__init__()
        self._centred = centred
        self._items: list[QLayoutItem] = []
        self._stretches: dict[QWidget, int] = {}

    def add(self, part: QWidget, stretch: int = 0, *, at: int | None = None) -> None:
        """Add a part at the end, or at a place."""
        self._stretches[part] = stretch
        self.addWidget(part)
        if at is not None:
            self._items.insert(at, self._items.pop())
            self.invalidate()

    # What Qt asks of it.

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """An item; None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove an item and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines."""
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        high = sum(map(_height, lines)) + max(len(lines) - 1, 0) * self.spacing()
        return high + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown) + max(len(shown) - 1, 0) * self.spacing()
        return self._with_margins(QSize(wide, _height(shown)))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """One part in a line."""
        shown = self._shown()
        return self._with_margins(QSize(max(map(self._least, shown), default=0), _height(shown)))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place the parts."""
        super().setGeometry(rect)
        inside, top = rect.marginsRemoved(self.contentsMargins()), rect.top() + self.contentsMargins().top()
        lines = self._lines(inside.width())
        for line in lines:
            high, widths = _height(line), self._widths(line, inside.width())
            free = inside.width() - sum(widths) - (len(line) - 1) * self.spacing()
            left = inside.left() + (free // 2 if self._centred else 0)
            for item, width in zip(line, widths, strict=True):
                place = QRect(left, top, width, high)
                item.setGeometry(self._as_read(self._in_line(item, place), inside))
                left += width + self.spacing()
            top += high + self.spacing()

    # Inside.

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _stretch(self, item: QLayoutItem) -> int:
        widget = item.widget()
        return self._stretches.get(widget, 0) if widget is not None else 0

    def _least(self, item: QLayoutItem) -> int:
        return item.minimumSize().width() if self._stretch(item) else item.sizeHint().width()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items of each line."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = self._least(item)
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed + self.spacing()
        return lines

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        """The width of each item of a line: what it wants, and for those that stretch what is left."""
        least = [min(self._least(item), width) for item in line]
        free = width - sum(least) - (len(line) - 1) * self.spacing()
        shares = [self._stretch(item) for item in line]
        if not sum(shares):
            return least
        return [each + free * share // sum(shares) for each, share in zip(least, shares, strict=True)]

    def _in_line(self, item: QLayoutItem, place: QRect) -> QRect:
        """Where an item is in its place: as high as it wants to be, in the middle."""
        high = min(item.sizeHint().height(), place.height())
        return QRect(place.left(), place.top() + (place.height() - high) // 2, place.width(), high)

    def _as_read(self, place: QRect, inside: QRect) -> QRect:
        """A place as languages have it that are read from right to left, where this row is."""
        parent = self.parentWidget()
        if parent is not None and parent.isRightToLeft():
            # Not by `QStyle.visualRect`: PySide6 takes 5 ms to load that class.
            place.moveLeft(inside.left() + inside.right() - place.right())
        return place

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


def _height(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)
