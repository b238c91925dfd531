"""The last session of an exercise on its set-up: a line that opens a panel with a proposal. Chooses nothing itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.open_panel import Panel
from calfcoach.ui.screens.parts import ElidedButton, on_click

if TYPE_CHECKING:
    from calfcoach.history.last_time import LastTime

LEAST_PX = 60
"""The least width of the line, pixels of the design."""

WIDTH_PX = 460
"""The largest width of the panel, pixels of the design."""


class LastTimeLine(ElidedButton):
    """The last session in one line, cut at the end if too long; pressing it opens or closes the panel."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "link", "  ▾")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        kit.follow(self, lambda scale: self.setMinimumWidth(round(LEAST_PX * scale)))
        self.hide()

    def show_last(self, last: "LastTime | None") -> None:
        """Show the last session; None shows nothing."""
        self.set_whole(last.line if last is not None else "")
        self.setVisible(last is not None)


class LastTimePanel(Panel):
    """The panel that the line opens over the screen: each set, the remarks, the proposal. `taken`: the person accepts
    the proposal.
    """

    taken = Signal()

    def __init__(self, kit: Kit, last: "LastTime", screen: QWidget) -> None:
        super().__init__(screen)
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

    def place_under(self, button: QWidget) -> None:
        """Lie under the line, as high as the content needs."""
        screen = self._screen
        at = button.mapTo(screen, QPoint(0, button.height() + self._kit.px(4)))
        at.setY(max(at.y(), self._kit.px(4)))  # the line may be scrolled out of the screen
        width = min(self._kit.px(WIDTH_PX), screen.width() - at.x() - self._kit.px(20))
        self.setFixedWidth(width)
        height = min(max(self.heightForWidth(width), self.sizeHint().height()), screen.height() - at.y())
        self.setGeometry(at.x(), at.y(), width, height)
