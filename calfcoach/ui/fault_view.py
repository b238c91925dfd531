"""The right way and a fault side by side, laid over a stage below its header: for a demonstration and nothing else.

A part of its own and no scene of the stage, so that no session can show a wrong pose: the stage knows nothing of it,
and a moment that is shown without a fault takes it away. Refuses to know how a demonstration goes.
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Side
from calfcoach.figure.faults import wrong_moment
from calfcoach.figure.files import load_figure
from calfcoach.figure.motion import moment_at
from calfcoach.figure.wrong import WrongPose
from calfcoach.texts import text
from calfcoach.ui.fault_parts import inside, paint_half, paint_heading, paint_warning, parts_of
from calfcoach.ui.figure.fault_painter import FaultMoment, FaultPainter
from calfcoach.ui.stage import StageWidget
from calfcoach.ui.stage.canvas import Canvas, TextBox
from calfcoach.ui.stage.lettering import Lettering
from calfcoach.ui.theme import Theme
from calfcoach.wording import stage as wording
from calfcoach.wording.faults import right_caption, wrong_caption


class ShownFault(NamedTuple):
    """A fault of a figure, and the short text of the warning that speaks of it."""

    figure_id: str
    wrong: WrongPose
    short: str

    @property
    def sentence(self) -> str:
        """What is wrong and the warning, as a screen reader says it."""
        return text("{wrong}. {warning}", wrong=wrong_caption(self.wrong.shows), warning=self.short)


class FaultView(QLabel):
    """Lies over a stage while a fault is shown on it; hidden otherwise. A screen reader gets the fault's sentence."""

    def __init__(self, stage: StageWidget) -> None:
        super().__init__(stage)
        self._stage = stage
        self._shown: tuple[ShownFault, View] | None = None
        self._painter: tuple[ShownFault, Theme, FaultPainter] | None = None
        self._texts: tuple[TextBox, ...] = ()
        self._still: tuple[tuple[object, ...], QPixmap] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        stage.laid_out.connect(self._place)
        self.hide()

    @property
    def fault(self) -> ShownFault | None:
        """What is shown; None while the right way is shown alone."""
        return self._shown[0] if self._shown is not None else None

    def show_fault(self, fault: ShownFault | None, view: View) -> None:
        """Show a fault at a moment; None takes everything away."""
        if fault is None:
            self._shown = None
            self.hide()
            return
        self.setText(fault.sentence)
        self._shown = (fault, view)
        self._place()
        self.show()
        self.raise_()
        self.update()

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the last paint, in pixels of the stage."""
        return self._texts

    def _place(self) -> None:
        top = round((self._stage.grid.header.bottom + 0.6) * self._stage.grid.u)
        self.setGeometry(QRect(0, top, self._stage.width(), max(self._stage.height() - top, 0)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what stands still from a kept picture, and both figures anew."""
        painter = QPainter(self)
        if self._shown is None:
            painter.fillRect(self.rect(), self._stage.theme.colour("surface"))
        else:
            painter.drawPixmap(0, 0, self._still_of(*self._shown))
            painter.translate(0, -self.y())
            self._paint_figures(painter, *self._shown)
        painter.end()

    def _still_of(self, fault: ShownFault, view: View) -> QPixmap:
        """Every text, frame and sign: the same until second, phase, fault, size or theme change."""
        theme, places, ratio = self._stage.theme, self._stage.places, self.devicePixelRatioF()
        key = (fault, theme, self.geometry(), ratio, places.mirrored, view.label, wording.number(view))
        if self._still is None or self._still[0] != key:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(theme.colour("surface"))
            painter = QPainter(picture)
            painter.translate(0, -self.y())
            canvas = Canvas(painter, places, theme, Lettering(places.grid.u))
            parts = parts_of(canvas.grid)
            paint_heading(canvas, parts.heading, view)
            paint_half(canvas, parts.right, right_caption())
            paint_half(canvas, parts.wrong, wrong_caption(fault.wrong.shows), is_wrong=True)
            paint_warning(canvas, parts.caption, fault.short)
            painter.end()
            self._texts, self._still = tuple(canvas.texts), (key, picture)
        return self._still[1]

    def _paint_figures(self, painter: QPainter, fault: ShownFault, view: View) -> None:
        places, parts = self._stage.places, parts_of(self._stage.grid)
        figures = self._painter_of(fault, self._stage.theme)
        right, wrong = (places.rect(inside(half)) for half in (parts.right, parts.wrong))
        figures.paint_right(painter, right, self._moment(fault, view, wrong=False))
        figures.paint_wrong(painter, wrong, self._moment(fault, view, wrong=True))

    def _painter_of(self, fault: ShownFault, theme: Theme) -> FaultPainter:
        if self._painter is None or self._painter[:2] != (fault, theme):
            figure, danger = load_figure(fault.figure_id), theme.colour("danger")
            self._painter = (fault, theme, FaultPainter(figure, fault.wrong, theme.figure, danger))
        return self._painter[2]

    def _moment(self, fault: ShownFault, view: View, *, wrong: bool) -> FaultMoment:
        file = load_figure(fault.figure_id).file
        phases = [each.phase.value for each in view.strip]
        phase = view.kind.value if view.kind is not None else phases[0]
        still = self._stage.effects.reduced_motion
        if wrong:
            seconds = next((each.seconds for each in view.strip if each.phase is view.phase), 1.0)
            at = wrong_moment(file, fault.wrong, phases, phase, view.fraction, seconds, reduced_motion=still)
        else:
            at = moment_at(file, phases, phase, view.fraction, reduced_motion=still)
        return FaultMoment(*at, self._stage.theme.phase(view.kind), view.side is Side.LEFT)
