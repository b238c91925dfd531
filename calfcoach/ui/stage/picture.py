"""Paints the whole stage from a View onto any painter: the still parts once, as a kept layer, the rest in each frame.

The layer is painted again when anything on it changes (a phase, a rep, a warning), not every second. Refuses to
know widgets, timers and where the View comes from.
"""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import State
from calfcoach.ui.stage import coming, flash, ring
from calfcoach.ui.stage.canvas import ButtonPlace, Canvas, Places, TextBox
from calfcoach.ui.stage.digits import Digits
from calfcoach.ui.stage.grid import Grid, GridBox, grid_for
from calfcoach.ui.stage.lettering import Lettering
from calfcoach.ui.stage.pieces import Pieces
from calfcoach.ui.stage.scenes import Extras, paint_scene
from calfcoach.ui.stage.spare import spare_box
from calfcoach.ui.stage.spot import RunningSpot, reach
from calfcoach.ui.theme import Theme
from calfcoach.wording import stage as wording
from calfcoach.wording.stage import Scene

if TYPE_CHECKING:
    from calfcoach.ui.stage.body import Body, FigureMoment


@dataclass
class _Layer:
    """The picture of all still parts, and the key that tells for which Views it is right."""

    key: tuple[object, ...]
    picture: QPixmap
    texts: tuple[TextBox, ...]
    shapes: tuple[QRectF, ...]
    spot: RunningSpot | None
    buttons: tuple[ButtonPlace, ...]


class Picture:
    """The stage for one window size. Changing an option throws the kept layer away.

    While `figure_put_off` is set, the figure is left out and not read. With `flash` the frame is lit at each phase.
    """

    def __init__(self, theme: Theme, extras: Extras | None = None) -> None:
        self.reduced_motion = self.flash = self.figure_put_off = False
        self.texts: tuple[TextBox, ...] = ()
        self.shapes: tuple[QRectF, ...] = ()
        self._theme = theme
        self._extras = extras or Extras()
        self._mirrored = False
        self._size = (0, 0, 1.0)
        self._body: tuple[str | None, Body] | None = None
        self._restart()

    # Options.

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    @property
    def extras(self) -> Extras:
        """The shown things that do not come with the View."""
        return self._extras

    @property
    def grid(self) -> Grid:
        """The places of all parts now."""
        return self._grid

    @property
    def places(self) -> Places:
        """From the grid to the widget's pixels."""
        return self._places

    def set_options(
        self, *, theme: Theme | None = None, extras: Extras | None = None, mirrored: bool | None = None
    ) -> None:
        """Changes one or more options."""
        self._theme = theme or self._theme
        self._extras = extras or self._extras
        self._mirrored = self._mirrored if mirrored is None else mirrored
        if theme is not None:
            self._body = None
        self._restart()

    def set_size(self, width: int, height: int, ratio: float) -> None:
        """Width and height in pixels, device pixels a pixel."""
        if (width, height, ratio) != self._size:
            self._size = (width, height, ratio)
            self._restart()

    def _restart(self) -> None:
        width, height, _ = self._size
        self._grid = grid_for(width, height, audience=self._extras.audience)
        self._places = Places(self._grid, mirrored=self._mirrored)
        self._letters = Lettering(self._grid.u)
        self._digits, self._pieces = Digits(), Pieces()
        self._layer: _Layer | None = None

    # Painting.

    def paint(self, painter: QPainter, view: View) -> None:
        """Paints the whole picture; only the part inside the painter's clip costs time."""
        layer = self._still(view)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawPixmap(QPointF(0, 0), layer.picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        canvas = self._canvas(painter)
        self._paint_moving(canvas, view, layer)
        if self.flash and flash.is_flashing(view):
            flash.paint_flash(canvas, view, *self._size[:2])
        self.texts = (*layer.texts, *canvas.texts)
        self.shapes = layer.shapes

    def changed(self, before: View | None, view: View, posed: View | None) -> QRegion | None:
        """The region that differs between two moments, pixels; None if all of it may differ.

        `posed` is the moment at which the figure was painted; the same as `view` leaves the figure as it is.
        """
        layer = self._layer
        if before is None or layer is None or layer.key != self._key(view):
            return None
        region = QRegion()
        fractions = [ring.shown_fraction(each, reduced_motion=self.reduced_motion) for each in (before, view)]
        places = self._places
        alike = ring.looks_alike(before, view, reduced_motion=self.reduced_motion)
        if not alike or wording.number(before) != wording.number(view):
            region += _around(places.rect(self._ring_box()))
        if fractions[0] != fractions[1]:
            region += _around(places.rect(self._strip_box()))
        if self.flash and flash.is_flashing(before) != flash.is_flashing(view):
            region += flash.reach(places, *self._size[:2])
        if layer.spot is not None and self._moment(posed or before) != self._moment(view):
            for rect in reach(places, layer.spot):
                region += _around(rect)
        return region

    def _paint_moving(self, canvas: Canvas, view: View, layer: _Layer) -> None:
        scene = wording.scene_of(view)
        fraction = ring.shown_fraction(view, reduced_motion=self.reduced_motion)
        colour = canvas.theme.phase(view.kind)
        if view.state is State.FINISHED:
            ring.paint_arc(canvas, ring.style_of(view), 1.0, canvas.theme.phase(SegmentKind.CONTRACT), head=False)
        elif view.kind is not None and scene not in (Scene.END, Scene.HALTED):
            calm = canvas.theme.colour("border_strong") if scene is Scene.PAUSED else colour
            ring.paint_arc(canvas, ring.style_of(view), fraction, calm, head=scene is Scene.PHASE)
        text, unit = wording.number(view)
        if text:
            self._digits.paint(canvas, text, unit, self._size[2])
        if scene is Scene.PHASE and not self._extras.audience:
            coming.paint_playhead(canvas, view, fraction)
        moment = self._moment(view)
        if layer.spot is not None and moment is not None:
            self._figure(view).paint(canvas, layer.spot, moment, colour, view.side)

    def buttons(self, view: View) -> tuple[ButtonPlace, ...]:
        """The places that can be pressed at this moment."""
        return self._still(view).buttons

    def _still(self, view: View) -> _Layer:
        key = self._key(view)
        if self._layer is None or self._layer.key != key:
            self._layer = self._make(view, key)
        return self._layer

    def _make(self, view: View, key: tuple[object, ...]) -> _Layer:
        width, height, ratio = self._size
        if self._layer is not None:
            picture = self._layer.picture  # used again: a new one in every phase would cost more than painting
        else:
            picture = QPixmap(max(ceil(width * ratio), 1), max(ceil(height * ratio), 1))
            picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour("surface"))
        painter = QPainter(picture)
        try:
            canvas = self._canvas(painter)
            spot = paint_scene(canvas, view, self._extras, self._pieces)
        finally:
            painter.end()
        return _Layer(key, picture, tuple(canvas.texts), tuple(canvas.shapes), spot, tuple(canvas.buttons))

    def _canvas(self, painter: QPainter) -> Canvas:
        return Canvas(painter, self._places, self._theme, self._letters)

    @staticmethod
    def _key(view: View) -> tuple[object, ...]:
        """All of the View that the kept layer shows."""
        scene = wording.scene_of(view)
        moment = (scene, view.state, view.kind, view.label, view.rep, view.reps, view.set_number, view.sets)
        offers = view.offers
        rest = (view.sets_done, view.side, view.coming, view.problem, view.strip)
        offered = (view.goes_on_with, offers.asked, offers.undo)
        # By identity: the plan keeps these objects, and comparing whole exercises in every frame would be slow.
        same = (id(view.item), *(id(warning) for warning in wording.shown_warnings(view)))
        return (*moment, *rest, *offered, *same, view.count if scene is Scene.PAUSED else 0)

    def spare_rect(self, view: View) -> QRectF:
        """Where something may be laid over the stage in this scene, pixels."""
        return self._places.rect(spare_box(self._places, self._theme, self._letters, view, self._extras))

    # The figure.

    def load_figure(self, view: View) -> None:
        """Reads the figure that was put off, and paints it from now on."""
        self.figure_put_off = False
        self._figure(view)

    def _figure(self, view: View) -> "Body":
        if self._body is None or self._body[0] != view.exercise.figure:
            # Imported here, so that the first frame does not wait for the modules of figures.
            from calfcoach.ui.stage.body import Body

            self._body = (view.exercise.figure, Body(view.exercise.figure, self._theme))
        return self._body[1]

    def _moment(self, view: View) -> "FigureMoment | None":
        return None if self.figure_put_off else self._figure(view).moment(view, reduced_motion=self.reduced_motion)

    def _ring_box(self) -> GridBox:
        at = self._grid.ring
        reach = at.radius + at.stroke / 2 + 0.4
        return GridBox(at.x - reach, at.y - reach, 2 * reach, 2 * reach)

    def _strip_box(self) -> GridBox:
        strip = self._grid.strip
        return GridBox(strip.x - 1, strip.y - 1, strip.w + 2, strip.h + 2) if strip is not None else GridBox(0, 0, 0, 0)


def _around(rect: QRectF) -> QRegion:
    grown: QRect = rect.toAlignedRect().adjusted(-1, -1, 1, 1)
    return QRegion(grown)
