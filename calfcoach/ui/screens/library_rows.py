"""The row above the library's cards, and the buttons for the person's own exercises.

Refuses to know what the buttons do.
"""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.library_filters import FILTERS_PX
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.scrolling import RING_PX

Press = Callable[[], object]


def search_row(kit: Kit, search: QWidget, ways: Iterable[tuple[str, Press]]) -> tuple[QHBoxLayout, QPushButton]:
    """The search, and a button for each of the ways to other screens; the row, and its last button."""
    row = QHBoxLayout()
    kit.space(row, 12, (0, 0, 0, 0))
    row.addWidget(search, 4)
    row.addStretch(1)
    buttons = [on_click(kit.button(words, "label", "outline"), press) for words, press in ways]
    for button in buttons:
        kit.size(button, height=44)
        row.addWidget(button)
    return row, buttons[-1]


def own_row(kit: Kit, new: Press, open_folder: Press) -> QVBoxLayout:
    """The buttons for the person's own exercises, below the filters."""
    lines = QVBoxLayout()
    kit.space(lines, 8, (0, 12, 0, 0))
    lines.addWidget(kit.label(text("Your own exercises"), "label", "muted"))
    for words, more, press in (
        (text("New exercise"), text("Begin a file from a template with notes, in your editor"), new),
        (text("Open the folder"), text("Show the folder of your own exercises"), open_folder),
    ):
        made = on_click(kit.button(words, "label", "outline"), press)
        made.setToolTip(more)
        kit.size(made, width=FILTERS_PX - 2 * RING_PX, height=38)
        lines.addWidget(made)
    return lines
