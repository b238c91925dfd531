"""The amounts of a dose, side by side: sets, reps, rest and load, each below its name.

Knows how wide they are and where the load stands; the dose card knows what they mean.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.steppers import Stepper

WIDTHS_PX = (88, 99, 124)
"""The widths of the fields for sets, reps and rest, pixels of the design; the load gets the rest of the row."""

GAP_PX = 8
"""The gap between two fields, pixels of the design."""


class AmountsGrid(QGridLayout):
    """Four fields by name, the load last. A load too long for its place beside the others has a row of its own."""

    def __init__(self, kit: Kit, fields: Mapping[str, Stepper]) -> None:
        super().__init__()
        kit.space(self, GAP_PX, (0, 0, 0, 0))
        self._kit = kit
        *others, (name, self._load) = fields.items()
        for place, (each, field) in enumerate(others):
            self.addWidget(_name(kit, each), 0, place, Qt.AlignmentFlag.AlignBottom)
            self.addWidget(field, 1, place)
            kit.size(field, width=WIDTHS_PX[place])
        self._load_name = _name(kit, name)
        self.setColumnStretch(len(others), 1)
        self._own_row = QHBoxLayout()
        kit.space(self._own_row, GAP_PX, (0, 0, 0, 0))
        self.addLayout(self._own_row, 2, 0, 1, -1)
        self._has_own_row: bool | None = None
        self._place_load(own_row=False)

    def show_load_whole(self, width: int) -> None:
        """Put the load beside the others if it is whole there, and else in a row. `width`: that of the row."""
        others = sum(self._kit.px(each + GAP_PX) for each in WIDTHS_PX)
        self._place_load(own_row=self._load.width_of_value > width - others)

    def _place_load(self, *, own_row: bool) -> None:
        if own_row == self._has_own_row:
            return
        self._has_own_row = own_row
        for layout in (self, self._own_row):
            for widget in (self._load_name, self._load):
                layout.removeWidget(widget)
        _let_wrap(self._load_name, not own_row)
        if own_row:
            self._own_row.addWidget(self._load_name)
            self._own_row.addWidget(self._load, 1)
        else:
            self.addWidget(self._load_name, 0, len(WIDTHS_PX), Qt.AlignmentFlag.AlignBottom)
            self.addWidget(self._load, 1, len(WIDTHS_PX))


def _name(kit: Kit, name: str) -> QLabel:
    words = kit.label(name, "label", wrap=True)
    _let_wrap(words, True)
    return words


def _let_wrap(words: QLabel, wraps: bool) -> None:
    """Let a long name wrap above its field, or stand in one line beside it."""
    policy = words.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored if wraps else QSizePolicy.Policy.Preferred)
    words.setSizePolicy(policy)
