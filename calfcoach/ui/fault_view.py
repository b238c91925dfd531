"""The right way and a fault side by side, laid over a stage below its header: for a demonstration and nothing else.

A part of its own and no scene of the stage, so that no session can show a wrong pose: the stage knows nothing of it,
and a moment that is shown without a fault takes it away. Refuses to know how a demonstration goes.
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Side
from calfcoach.figure.faults import wrong_moment
from calfcoach.figure.files import load_figure
from calfcoach.figure.motion import moment_at
from calfcoach.figure.wrong import WrongPose
from calfcoach.texts import text
from calfcoach.ui.figure.fault_painter import FaultMoment, FaultPainter
from calfcoach.ui.stage import StageWidget, shapes
from calfcoach.ui.stage.canvas import Canvas, TextBox
from calfcoach.ui.stage.grid import MARGIN, Grid, GridBox
from calfcoach.ui.stage.lettering import Face, Lettering, cap_face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE, Theme
from calfcoach.wording import stage as wording
from calfcoach.wording.faults import right_caption, wrong_caption

_GAP, _PAD = 3.0, 1.6  # between the parts, and inside them, u
_HEADING, _LABEL, _CAPTION = 11.0, 9.6, 13.8  # heights, u
_WORD_CAP, _SIGN = 6.6, 4.2
_STEP = 0.2  # u, between two sizes that are tried


class ShownFault(NamedTuple):
    """A fault of a figure, and the short text of the warning that speaks of it."""

    figure_id: str
    wrong: WrongPose
    short: str

    @property
    def sentence(self) -> str:
        """What is wrong and the warning, as a screen reader says it."""
        return text("{wrong}. {warning}", wrong=wrong_caption(self.wrong.shows), warning=self.short)


class FaultParts(NamedTuple):
    """Where everything is, u: the heading, the right and the wrong half, the caption below."""

    heading: GridBox
    right: GridBox
    wrong: GridBox
    caption: GridBox


def parts_of(grid: Grid) -> FaultParts:
    """Both halves side by side, in an upright window one below the other."""
    top, foot = grid.header.bottom + 1.2, grid.height - MARGIN
    across = grid.width - 2 * MARGIN
    heading = GridBox(MARGIN, top, across, _HEADING)
    caption = GridBox(MARGIN, foot - _CAPTION, across, _CAPTION)
    room = GridBox(MARGIN, heading.bottom + 1.0, across, caption.y - heading.bottom - 1.0 - _GAP)
    if room.w >= room.h:
        half = (room.w - _GAP) / 2
        right = GridBox(room.x, room.y, half, room.h)
        return FaultParts(heading, right, GridBox(right.right + _GAP, room.y, half, room.h), caption)
    half = (room.h - _GAP) / 2
    right = GridBox(room.x, room.y, room.w, half)
    return FaultParts(heading, right, GridBox(room.x, right.bottom + _GAP, room.w, half), caption)


class FaultView(QLabel):
    """Lies over a stage while a fault is shown on it; hidden otherwise. A screen reader gets the fault's sentence."""

    def __init__(self, stage: StageWidget) -> None:
        super().__init__(stage)
        self._stage = stage
        self._shown: tuple[ShownFault, View] | None = None
        self._painter: tuple[ShownFault, Theme, FaultPainter] | None = None
        self._texts: tuple[TextBox, ...] = ()
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
        """Paint all of it: a demonstration has time for that."""
        painter = QPainter(self)
        theme = self._stage.theme
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self._shown is not None:
            painter.translate(0, -self.y())
            places = self._stage.places
            canvas = Canvas(painter, places, theme, Lettering(places.grid.u))
            self._paint(canvas, *self._shown)
            self._texts = tuple(canvas.texts)
        painter.end()

    def _paint(self, canvas: Canvas, fault: ShownFault, view: View) -> None:
        parts = parts_of(canvas.grid)
        paint_heading(canvas, parts.heading, view)
        good, bad = canvas.theme.colour("text"), canvas.theme.colour("danger")
        right = paint_half(canvas, parts.right, right_caption(), good)
        wrong = paint_half(canvas, parts.wrong, wrong_caption(fault.wrong.shows), bad, is_wrong=True)
        paint_warning(canvas, parts.caption, fault.short)
        painter = self._painter_of(fault, canvas.theme)
        for moment, place, paint in (
            (self._moment(fault, view, wrong=False), right, painter.paint_right),
            (self._moment(fault, view, wrong=True), wrong, painter.paint_wrong),
        ):
            paint(canvas.painter, place, moment)

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


def paint_heading(canvas: Canvas, box: GridBox, view: View) -> None:
    """The phase that is shown, and the seconds left of it."""
    baseline, colour = box.mid_y + _WORD_CAP / 2, canvas.theme.phase(view.kind)
    canvas.disc(box.x + _SIGN + 0.6, box.mid_y, _SIGN + 0.6, colour)
    if view.kind is not None:
        canvas.glyph(
            shapes.shape(view.kind), box.x + _SIGN + 0.6, box.mid_y, _SIGN * 0.72, canvas.theme.colour("on_phase")
        )
    face = cap_face(_WORD_CAP, 700)
    number = canvas.text(box.right, baseline, wording.number(view)[0], face, "text", align=1.0, name="seconds")
    x = box.x + 2 * _SIGN + 3.4
    canvas.text(x, baseline, wording.word(view), face, "text", width=box.right - x - number - 3.0, name="word")


def paint_half(canvas: Canvas, box: GridBox, caption: str, ink: QColor, *, is_wrong: bool = False) -> QRectF:
    """The frame of a half, its sign and its caption; returns the place of its figure, pixels."""
    canvas.box(box, RADIUS.stage_card, None, edge="danger" if is_wrong else "border_strong", width=2 * STROKE.warning)
    sign = shapes.cross() if is_wrong else shapes.check_mark()
    canvas.glyph(sign, box.x + _PAD + 3.2, box.y + _LABEL / 2 + 0.6, 3.0, ink)
    x = box.x + _PAD + 7.4
    label = GridBox(x, box.y + 0.6, box.right - x - _PAD, _LABEL)
    paint_words(canvas, label, caption, "text", (Face(6.2, 700), Face(4.4, 700), Face(3.9, 700)), "half")
    inner = GridBox(box.x + _PAD, box.y + _LABEL + 0.6, box.w - 2 * _PAD, box.h - _LABEL - 0.6 - _PAD)
    return canvas.rect(inner)


def paint_warning(canvas: Canvas, box: GridBox, short: str) -> None:
    """The warning's short text in the band at the foot."""
    canvas.box(box, RADIUS.stage_card, "danger_surface", edge="danger", width=STROKE.warning)
    canvas.glyph(shapes.danger(), box.x + 6.9, box.mid_y, 3.3, canvas.theme.colour("danger"))
    before, canvas.ground = canvas.ground, "danger_surface"
    words = GridBox(box.x + 13.1, box.y, box.w - 16.1, box.h)
    faces = (Face(STAGE_TYPE.audience_caption, 600), Face(4.6, 600), Face(4.6, 600))
    paint_words(canvas, words, short, "danger_text", faces, "caption")
    canvas.ground = before


def paint_words(
    canvas: Canvas, room: GridBox, words: str, role: str, faces: tuple[Face, Face, Face], name: str
) -> None:
    """Words in the middle of a room's height: in one line, as large as fits from the first face down to the second;
    else in two of the third.
    """
    largest, least, of_two = faces
    size = largest.size
    while size >= least.size and canvas.advance(words, largest._replace(size=size)) > room.w:
        size -= _STEP
    one = size >= least.size
    face = largest._replace(size=size) if one else of_two
    lines = [words] if one else canvas.lines(words, face, room.w, 2)
    pitch = face.size * 1.15
    baseline = room.mid_y + face.size * 0.364 - pitch * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        canvas.text(room.x, baseline + pitch * number, line, face, role, width=room.w, name=name)
