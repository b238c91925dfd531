"""The fields in which what was done in a set is corrected: one, or one for each side where sides work by turns.

Refuses to know whose set it is: a session that has just ended, or one of the past.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from calfcoach.domain.exercise import Side
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.steppers import BUTTON_PX, LARGE_BUTTON_PX, RepsStepper
from calfcoach.wording.sides import side_alone
from calfcoach.wording.summary import reps_of_side

ALONE_PX, OF_SIDE_PX = 132, 102
"""The width of a field by itself, and of one of two, pixels of the design: three digits between − and +."""

SIDE_PX, SIDES_GAP_PX = 30, 4
"""The height of each of two stacked fields, and the gap between them, pixels of the design."""

_BESIDE_PX = 6
"""The gap between two fields beside each other, pixels of the design."""


class RepsFields(QWidget):
    """`steppers` are the fields by side: beside each other below `done_heading`, or `stacked` for a place beside
    squares that have the names of the sides. `chosen` carries the side (or None) and the reps it is corrected to,
    `refused` why what was typed cannot be; an empty text as soon as that is over.
    """

    chosen = Signal(object, int)
    refused = Signal(str)

    def __init__(self, kit: Kit, name: str, sides: Sequence[Side | None], *, stacked: bool = False) -> None:
        super().__init__()
        self.steppers: dict[Side | None, RepsStepper] = {}
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(down if stacked else across, self)
        kit.space(row, SIDES_GAP_PX if stacked else _BESIDE_PX, (0, 0, 0, 0))
        row.addStretch(1)
        for side in sides:
            row.addWidget(self._stepper(kit, name, side, narrow=side is not None and not stacked))
            if side is not None and stacked:
                kit.size(self.steppers[side], height=SIDE_PX)
        row.addStretch(1)

    def _stepper(self, kit: Kit, name: str, side: Side | None, *, narrow: bool) -> RepsStepper:
        made = RepsStepper(kit, reps_of_side(name, side), button_px=BUTTON_PX if narrow else LARGE_BUTTON_PX)
        kit.size(made, width=OF_SIDE_PX if narrow else ALONE_PX, height=36)
        made.chosen.connect(lambda reps: self.chosen.emit(side, reps))
        made.refused.connect(self.refused)
        self.steppers[side] = made
        return made


def done_heading(kit: Kit, sides: Sequence[Side | None]) -> QWidget:
    """What stands above fields beside each other: the side of each, or that one field is what was done."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    kit.space(row, _BESIDE_PX, (0, 0, 0, 0))
    row.addStretch(1)
    for side in sides:
        label = kit.label(text("Done") if side is None else side_alone(side), "label", "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if side is not None:
            kit.size(label, width=OF_SIDE_PX)
        row.addWidget(label)
    row.addStretch(1)
    return whole
