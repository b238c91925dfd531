"""Cards in a row, each with a large number, what it counts, and a detail. Knows no session."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import column


class NumberCards(QWidget):
    """`count` cards; `role` is the font of the numbers. A number's name is beside it for `number`, else below it."""

    def __init__(self, kit: Kit, count: int, role: str) -> None:
        super().__init__()
        self._cards = [
            (kit.label("", role), kit.label("", "heading"), kit.elided("", "body", "muted")) for _ in range(count)
        ]
        row = QHBoxLayout(self)
        kit.space(row, 16, (0, 0, 0, 0))
        for labels in self._cards:
            frame = kit.card(margins=(22, 8, 22, 10))
            column(frame).setSpacing(2)
            number, name, detail = labels
            if role == "number":
                beside = QHBoxLayout()
                kit.space(beside, 8, (0, 0, 0, 0))
                beside.addWidget(number)
                beside.addWidget(name, 1, Qt.AlignmentFlag.AlignBottom)
                column(frame).addLayout(beside)
            else:
                column(frame).addWidget(number)
                column(frame).addWidget(name)
            column(frame).addWidget(detail)
            row.addWidget(frame, 1)

    def show_numbers(self, numbers: Sequence[tuple[str, str, str]]) -> None:
        """The number, its name and its detail of each card."""
        for (number, name, detail), texts in zip(self._cards, numbers, strict=True):
            number.setText(texts[0])
            name.setText(texts[1])
            detail.set_whole(texts[2])


def clock(seconds: float) -> str:
    """Minutes and seconds: `5:36`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
