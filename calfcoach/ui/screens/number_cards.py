"""Cards in a row, each with a large number, what it counts, and a detail. Knows no session."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from calfcoach.ui.fonts import font
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import column
from calfcoach.ui.screens.scaling import SMALL


class NumberCards(QWidget):
    """`count` cards; `role` is the font of the numbers. With the role `number` a number has its name beside it, with a
    larger one below it. In a small window all have the role `number`.
    """

    def __init__(self, kit: Kit, count: int, role: str) -> None:
        super().__init__()
        self._role = role
        self._cards = [(QLabel(), kit.label("", "heading"), kit.elided("", "body", "muted")) for _ in range(count)]
        self._kit = kit
        self._grid = QGridLayout(self)
        kit.space(self._grid, 16, (0, 0, 0, 0))
        self._frames: list[QWidget] = []
        for labels in self._cards:
            frame = kit.card(margins=(22, 8, 22, 10))
            column(frame).setSpacing(2)
            number, name, detail = labels
            named = QBoxLayout(QBoxLayout.Direction.TopToBottom)
            named.addWidget(number, 0, Qt.AlignmentFlag.AlignBottom)
            named.addWidget(name, 1, Qt.AlignmentFlag.AlignBottom)
            column(frame).addLayout(named)
            column(frame).addWidget(detail)
            self._frames.append(frame)
            kit.follow(number, partial(self._place, number, name, named))
            kit.follow(detail, partial(_keep_the_line, detail))
        kit.follow(self, lambda _scale: self._arrange())

    def _arrange(self) -> None:
        """All in one row, or two in a row."""
        columns = 2 if self._kit.is_narrow else len(self._frames)
        for number, frame in enumerate(self._frames):
            self._grid.removeWidget(frame)
            self._grid.addWidget(frame, *divmod(number, columns))
            self._grid.setColumnStretch(number, int(number < columns))

    def _place(self, number: QLabel, name: QLabel, named: QBoxLayout, scale: float) -> None:
        """Put a number's name beside it or below it."""
        role = "number" if scale < SMALL else self._role
        beside = role == "number" and not self._kit.is_narrow
        number.setFont(font(role, scale))
        named.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        named.setSpacing(round((8 if beside else 2) * scale))
        below = number.fontMetrics().descent() - name.fontMetrics().descent() if beside else 0  # on one base line
        name.setContentsMargins(0, 0, 0, below)

    def show_numbers(self, numbers: Sequence[tuple[str, str, str]]) -> None:
        """The number, its name and its detail of each card."""
        for (number, name, detail), texts in zip(self._cards, numbers, strict=True):
            number.setText(texts[0])
            name.setText(texts[1])
            detail.set_whole(texts[2])


def _keep_the_line(detail: QLabel, _scale: float) -> None:
    """An empty detail has its height too, so that the numbers of all cards stand on one line."""
    detail.setMinimumHeight(detail.fontMetrics().height())


def clock(seconds: float) -> str:
    """Minutes and seconds: `5:36`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
