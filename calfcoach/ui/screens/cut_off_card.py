"""The card above the library that offers sessions that were cut off. It only reports which button was pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from calfcoach.texts import plural, text
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.scrolling import RING_PX, Bounded
from calfcoach.ui.stylesheet import look

MOST_PX = 150
"""The largest height of the card, pixels of the design; with large texts it scrolls."""

LEAST_PX = 160
"""The least width of a line, pixels of the design."""

MOST_SHOWN = 2
"""How many sessions are offered at a time; the others follow when these are decided."""


class CutOffCard(QFrame):
    """One line for each session, with its two buttons. `wanted` and `kept` carry the line's index in `lines`."""

    wanted = Signal(int)
    kept = Signal(int)

    def __init__(self, kit: Kit, lines: Sequence[str]) -> None:
        super().__init__()
        look(self, "card")
        inside = QWidget()
        rows = QVBoxLayout(inside)
        kit.space(rows, 8, (RING_PX, RING_PX, RING_PX, RING_PX))
        for place, line in enumerate(lines[:MOST_SHOWN]):
            rows.addLayout(self._row(kit, place, line))
        if (more := len(lines) - MOST_SHOWN) > 0:
            said = plural("{number} more session was cut off.", "{number} more sessions were cut off.", more)
            rows.addWidget(kit.label(said, "small", "muted"))
        whole = QVBoxLayout(self)
        kit.space(whole, 0, (12, 4, 8, 4))
        whole.addWidget(Bounded(kit, inside, MOST_PX, text("Sessions that were cut off")))

    def _row(self, kit: Kit, place: int, line: str) -> FlowRow:
        row = FlowRow()
        kit.space(row, 12, (0, 0, 0, 0))
        said = kit.elided(text("Cut off: {session}", session=line), "body")
        kit.follow(said, lambda scale: said.setMinimumWidth(round(LEAST_PX * scale)))
        row.add(said, 1)
        kind = "outline" if place else "accent"  # only one filled button on a screen
        go_on = on_click(kit.button(text("Go on"), "label", kind), lambda: self.wanted.emit(place))
        go_on.setAccessibleName(text("Go on: {session}", session=line))
        keep = on_click(kit.button(text("Keep as it is"), "label", "outline"), lambda: self.kept.emit(place))
        keep.setAccessibleName(text("Keep as it is: {session}", session=line))
        for made in (go_on, keep):
            kit.size(made, height=40)
            row.add(made)
        return row
