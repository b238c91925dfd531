"""Cards side by side, or one below the other where there is room for one column alone. Knows no card."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from calfcoach.ui.screens.kit import Kit

Place = tuple[int, int, int, int]
"""Row, column, and how many of each."""


class Columns(QGridLayout):
    """Cards by their places in columns of the same width; their order is that of one column."""

    def __init__(self, kit: Kit, gap: float, cards: Sequence[tuple[QWidget, Place]]) -> None:
        super().__init__()
        kit.space(self, gap, (0, 0, 0, 0))
        self._cards = tuple(cards)
        self._columns = max(column + columns for _, (_, column, _, columns) in cards)
        self._is_narrow: bool | None = None
        kit.follow(self, lambda _scale: self._arrange(kit.is_narrow))

    def _arrange(self, narrow: bool) -> None:
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        for card, _ in self._cards:
            self.removeWidget(card)
        for number, (card, place) in enumerate(self._cards):
            self.addWidget(card, *((number, 0, 1, 1) if narrow else place))
        for column in range(self._columns):
            self.setColumnStretch(column, int(column == 0 or not narrow))
        self.setRowStretch(len(self._cards), 1)


def in_rows(widgets: Sequence[QWidget], columns: int) -> tuple[tuple[QWidget, Place], ...]:
    """Each widget with its place in a grid that is filled row by row."""
    return tuple((widget, (*divmod(number, columns), 1, 1)) for number, widget in enumerate(widgets))
