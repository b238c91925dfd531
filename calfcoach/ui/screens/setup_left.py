"""The left side of the set-up screen: steps beside the figure, warnings and tips; and how they share the height.

Warnings are always shown in full. Steps matter more than tips and than the size of the figure: the tips shrink to
their title before a step has to be scrolled to.
"""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise
from calfcoach.ui.screens.evidence_panel import EvidencePanel
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.setup_steps import FIGURE_WIDTHS, GAPS, StepsBesideFigure, warnings_card
from calfcoach.ui.screens.tips_card import TipsCard

MOST_TIPS_PX = 200
"""Tips higher than this, in pixels of the design, show only their title and are opened for reading."""


class LeftColumn(QWidget):
    """From top to bottom: `head`, the steps into position, the warnings, the tips."""

    def __init__(self, kit: Kit, exercise: Exercise, head: QWidget, *, still: bool = False) -> None:
        """`still` keeps the figure from moving."""
        super().__init__()
        self._kit = kit
        self._head = head
        self._steps = StepsBesideFigure(kit, exercise, still=still)
        self._steps.steps.changed.connect(self._fit_anew)
        self._warnings = warnings_card(kit, exercise) if exercise.warnings else None
        tips = tuple(tip for tip in exercise.tips if tip.shown != "rest")
        self._tips = TipsCard(kit, tips) if tips else None
        self._fitted: tuple[int, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(head)
        self._lines.addWidget(self._steps, 1)
        if self._warnings is not None:
            self._lines.addWidget(self._warnings)
        if self._tips is not None:
            self._lines.addWidget(self._tips)
            self._tips.opened.connect(self._show_evidence)
        self._evidence: EvidencePanel | None = None
        kit.follow(self, lambda scale: self._lines.setSpacing(round(16 * scale)))

    def show_item(self, item: PlannedExercise) -> None:
        """Move the figure at the tempo that is chosen."""
        self._steps.figure.show_item(item)

    def note_over(self) -> QWidget:
        """What a line may cover and hide no step, no warning and no way back: the tips, or else the figure."""
        return self._tips if self._tips is not None else self._steps.figure

    def close_tip(self) -> bool:
        """Close the open tip; True if one was open."""
        if self._tips is None or not self._tips.is_open:
            return False
        self._tips.set_open(False)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the height again."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Share out the height again when a part has become higher."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _show_evidence(self, is_open: bool) -> None:
        """Show the full tip over the steps, or remove it; the warnings stay visible."""
        assert self._tips is not None
        if self._evidence is not None:
            self._evidence.hide()
            self._evidence.deleteLater()
            self._evidence = None
        self._steps.setVisible(not is_open)
        if is_open:
            self._evidence = EvidencePanel(self._kit, self._tips.tip)
            self._evidence.closed.connect(self.close_tip)
            self._lines.insertWidget(1, self._evidence, 1)
            self._evidence.close_button.setFocus()

    def _fit_anew(self) -> None:
        self._fitted = ()
        self._fit()

    def _fit(self) -> None:
        fixed = [widget.sizeHint().height() for widget in (self._head, self._warnings) if widget is not None]
        given = (self.width(), self.height(), self._kit.is_narrow, *fixed)
        if given == self._fitted:
            return
        self._fitted = given
        if self._kit.is_narrow:
            self._fit_column()
            return
        parts = 1 + len(fixed) + (self._tips is not None)
        room = self.height() - sum(fixed) - (parts - 1) * self._lines.spacing()
        if self._tips is None:
            self._fit_steps(room)
            return
        full, line = self._tips.needed(self.width()), self._tips.line_height()
        folded = full > self._kit.px(MOST_TIPS_PX) or not self._fit_steps(room - full, FIGURE_WIDTHS[:3])
        if folded:
            self._fit_steps(room - line)
        self._tips.set_folded(folded)
        self._tips.setFixedHeight(line if folded else full)

    def _fit_column(self) -> None:
        """Everything as high as it needs: the page scrolls."""
        self._steps.take(FIGURE_WIDTHS[-1], GAPS[0])
        if self._tips is not None:
            full = self._tips.needed(self.width())
            folded = full > self._kit.px(MOST_TIPS_PX)
            self._tips.set_folded(folded)
            self._tips.setFixedHeight(self._tips.line_height() if folded else full)

    def _fit_steps(self, room: int, figures: tuple[int, ...] = FIGURE_WIDTHS) -> bool:
        """Use the widest figure, then the widest gaps, that show every step in full; False if none does."""
        for figure in figures:
            for gap in GAPS:
                if self._steps.fits(self.width(), figure, gap, room):
                    self._steps.take(figure, gap)
                    return True
        self._steps.take(figures[-1], GAPS[-1])
        return False
