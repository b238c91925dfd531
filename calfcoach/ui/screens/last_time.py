"""The last session of an exercise on its set-up: a line that opens, with what is proposed. Chooses nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.stylesheet import look

if TYPE_CHECKING:
    from calfcoach.history.last_time import LastTime

WIDTH_PX = 460
"""The most width of what opens, pixels of the design."""


class LastTimeLine(QPushButton):
    """The line: all of the last time, shortened at its end where there is no room; pressed it opens and closes."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        look(self, "link")
        kit.font(self, "label")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        kit.follow(self, lambda _scale: self._elide())
        self.hide()

    def show_last(self, last: "LastTime | None") -> None:
        """Show a last time; None shows nothing."""
        self._whole = last.line if last is not None else ""
        self.setAccessibleName(self._whole)
        self.setToolTip(self._whole)
        self.setVisible(last is not None)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics, sign = self.fontMetrics(), "  ▾"
        room = self.width() - metrics.horizontalAdvance(sign) - 8
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 1))
        self.setText((shown + sign).replace("&", "&&"))


class LastTimePanel(QFrame):
    """What the line opens, over the screen: set by set, what was said, what is proposed. `taken`: the proposal is
    wanted.
    """

    taken = Signal()

    def __init__(self, kit: Kit, last: "LastTime", screen: QWidget) -> None:
        super().__init__(screen)
        look(self, "panel")
        lines = QVBoxLayout(self)
        kit.space(lines, 8, (20, 14, 20, 14))
        for line in last.sets:
            lines.addWidget(kit.label(line, "body"))
        for line in last.said:
            lines.addWidget(kit.label(line, "body", "muted", wrap=True))
        if last.proposal is not None:
            lines.addWidget(kit.label(last.proposal, "body", wrap=True))
            if last.more_load is not None or last.more_reps:
                take = on_click(kit.button(text("Take it"), "label", "outline"), self.taken.emit)
                take.setAccessibleName(text("Take it: {proposal}", proposal=last.proposal))
                kit.size(take, height=40)
                lines.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self._kit, self._screen = kit, screen
        self.hide()

    def open_under(self, line: QWidget) -> None:
        """Show it under the line, as high as it needs."""
        screen = self._screen
        at = line.mapTo(screen, QPoint(0, line.height() + self._kit.px(4)))
        width = min(self._kit.px(WIDTH_PX), screen.width() - at.x() - self._kit.px(20))
        self.setFixedWidth(width)
        height = min(max(self.heightForWidth(width), self.sizeHint().height()), screen.height() - at.y())
        self.setGeometry(at.x(), at.y(), width, height)
        self.show()
        self.raise_()
