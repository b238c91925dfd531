"""A row of squares, one for each rep: filled if done, empty if planned but not done."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfcoach.score.segments import SegmentKind
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.wording.doses import reps_done_text


class RepRow(QWidget):
    """The reps of one set."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._done = self._planned = 0
        self._marks: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reps(self, done: int, planned: int, marks: Sequence[int] = (), *, holds: bool = False) -> None:
        """Show `done` of `planned` reps or holds; `done` may be larger. A mark stands for a pause after that many reps.

        A screen reader gets the same in words.
        """
        self._done, self._planned, self._marks = done, planned, tuple(marks)
        self.setAccessibleName(_in_words(done, planned, marks, holds))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """As many squares as fit, at least 4 pixels wide."""
        count = max(self._done, self._planned, 1)
        gap = max(self.height() * 0.16, 1.0)
        width = min((self.width() - gap * (count - 1)) / count, float(self.height()))
        if width < 4:
            gap, width = 0.0, self.width() / count
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(count):
            done = index < self._done
            painter.setBrush(self._kit.theme.phase(SegmentKind.CONTRACT) if done else self._kit.theme.colour("raised2"))
            inset = self.height() * 0.12 if self._marks else 0.0  # a mark is higher than the squares
            square = QRectF(index * (width + gap), inset, width, self.height() - 2 * inset)
            painter.drawRoundedRect(square, min(5.0, width / 4), min(5.0, width / 4))
        painter.setBrush(self._kit.theme.colour("text"))
        line = max(self.height() / 8, 3.0)
        for mark in self._marks:
            middle = min(max(mark * (width + gap) - gap / 2, line / 2), self.width() - line / 2)
            painter.drawRect(QRectF(middle - line / 2, 0, line, self.height()))
        painter.end()


def _in_words(done: int, planned: int, marks: Sequence[int], holds: bool) -> str:
    reps = reps_done_text(done, planned, holds=holds)
    if not marks:
        return reps
    return text("{reps}, paused after {marks}", reps=reps, marks=", ".join(map(str, marks)))
