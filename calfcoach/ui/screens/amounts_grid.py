"""The amounts of a dose, side by side: sets, reps, rest and load, each below its name.

Knows how wide they are and where the load stands; the dose card knows what they mean.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.steppers import Stepper

WIDTHS_PX = (88, 99, 124)
"""The least widths of the fields for sets, reps and rest, pixels of the design; the load gets the rest of the row."""

GAP_PX = 8
"""The gap between two fields, pixels of the design."""


class AmountsGrid(QGridLayout):
    """Four fields by name, the load last. A field is wider where its value needs that; a load that is then too long for
    its place beside the others has a row of its own.
    """

    def __init__(self, kit: Kit, fields: Mapping[str, Stepper]) -> None:
        super().__init__()
        kit.space(self, GAP_PX, (0, 0, 0, 0))
        self._kit, self._width = kit, 0
        *others, (name, self._load) = fields.items()
        self._others = [field for _, field in others]
        for place, (each, field) in enumerate(others):
            self.addWidget(_name(kit, each), 0, place, Qt.AlignmentFlag.AlignBottom)
            self.addWidget(field, 1, place)
        self._load_name = _name(kit, name)
        self.setColumnStretch(len(others), 1)
        self._own_row = QHBoxLayout()
        kit.space(self._own_row, GAP_PX, (0, 0, 0, 0))
        self.addLayout(self._own_row, 2, 0, 1, -1)
        self._has_own_row: bool | None = None
        kit.follow(self, lambda _scale: self.show_whole(self._width))

    def show_whole(self, width: int) -> None:
        """Give every field the room that its value needs, as far as there is room. `width`: that of the row."""
        self._width = width
        gap = self._kit.px(GAP_PX)
        wide = [
            max(self._kit.px(least), field.whole_width) for least, field in zip(WIDTHS_PX, self._others, strict=True)
        ]
        self._place_load(own_row=self._load.whole_width > width - sum(wide) - len(wide) * gap)
        longest = wide.index(max(wide))
        others = sum(wide) - wide[longest] + (len(wide) - 1) * gap
        wide[longest] = max(min(wide[longest], width - others), self._kit.px(WIDTHS_PX[longest]))
        for field, its_width in zip(self._others, wide, strict=True):
            field.setFixedWidth(its_width)

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
