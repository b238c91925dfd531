"""Paints the whole stage from a View onto any painter: the still parts from kept pieces, the rest in each frame.

The pieces lie on a plain ground, which is filled: to copy a picture of the whole window takes twice as long. Which
they are changes with a phase, a rep, a warning, not every second. Refuses to know widgets, timers and where the View
comes from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import State
from calfcoach.ui.stage import coming, digits, flash, ring
from calfcoach.ui.stage.canvas import ButtonPlace, Canvas, Places, TextBox
from calfcoach.ui.stage.digits import Digits
from calfcoach.ui.stage.grid import Grid, GridBox, grid_for
from calfcoach.ui.stage.lettering import Lettering
from calfcoach.ui.stage.pieces import Piece, Pieces
from calfcoach.ui.stage.ring import ShownArc
from calfcoach.ui.stage.ring_picture import RingPicture
from calfcoach.ui.stage.scenes import Extras, paint_scene
from calfcoach.ui.stage.spare import spare_box
from calfcoach.ui.stage.spot import RunningSpot
from calfcoach.ui.theme import Theme
from calfcoach.wording import stage as wording
from calfcoach.wording.stage import Scene

if TYPE_CHECKING:
    from calfcoach.ui.stage.body import Body, FigureMoment

KEPT_WINDOWS = 1.25
"""How much the kept pieces take at most, in pictures of the whole window; those of a rep of four phases take one."""


@dataclass(frozen=True)
class _StillParts:
    """All still parts, and the key that tells for which Views they are right.

    `view` is one of those: the key has the identity of its exercise, which must not be another's meanwhile. `bar` is
    the one of the strip that the playhead runs through, `phase_s` the running phase's length.
    """

    key: tuple[object, ...]
    view: View
    pieces: tuple[Piece, ...]
    texts: tuple[TextBox, ...]
    shapes: tuple[QRectF, ...]
    spot: RunningSpot | None
    buttons: tuple[ButtonPlace, ...]
    bar: GridBox | None
    phase_s: float


class Picture:
    """The stage for one window size. Changing an option throws away what is kept and does not fit it.

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
        self._layer: _StillParts | None = None
        self._ahead: _StillParts | None = None
        self._keyed: tuple[View, tuple[object, ...]] | None = None
        """The newest View and its key, which is asked for several times."""
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
        before = self._extras
        self._theme = theme or self._theme
        self._extras = extras or self._extras
        self._mirrored = self._mirrored if mirrored is None else mirrored
        if theme is not None:
            self._body = None
        now = self._extras
        if theme is None and mirrored is None and now.keys is before.keys and now.audience == before.audience:
            self._layer = self._ahead = None  # the pieces of other tips and lines are other pieces
        else:
            self._restart()

    def set_size(self, width: int, height: int, ratio: float) -> None:
        """Width and height in pixels, device pixels a pixel."""
        if (width, height, ratio) != self._size:
            if ratio != self._size[2]:
                self._body = None
            self._size = (width, height, ratio)
            self._restart()

    def _restart(self) -> None:
        width, height, ratio = self._size
        self._grid = grid_for(width, height, audience=self._extras.audience)
        self._places = Places(self._grid, mirrored=self._mirrored)
        self._letters = Lettering(self._grid.u)
        self._nowhere = QPixmap(1, 1)
        self._nowhere.setDevicePixelRatio(ratio)
        self._digits = Digits(self._places, ratio)
        ground = self._places.rect(ring.reach(self._grid)).adjusted(1, 1, -1, -1).toRect()
        self._around_ring = _around_hole(QRect(0, 0, width + 1, height + 1), ground)
        self._rings = {still: RingPicture() for still in (False, True)}
        self._pieces = Pieces(round(KEPT_WINDOWS * 4 * width * height * ratio**2))
        self._layer = self._ahead = None

    # Painting.

    def paint(self, painter: QPainter, view: View, region: QRegion | None = None) -> None:
        """Paints what lies in a region, pixels; without one the whole picture."""
        layer = self._still(view)
        width, height, _ = self._size
        for rect in self._around_ring:
            painter.fillRect(rect, self._theme.colour("surface"))
        canvas = self._canvas(painter)
        touched = _Touched(painter, region)
        if touched.enter(canvas.rect(ring.reach(canvas.grid))):
            self._ring_of(view).paint(canvas, self._arc(view))
        touched.draw(layer.pieces)
        self._paint_moving(canvas, view, layer, touched)
        touched.end()
        if self.flash and flash.is_flashing(view):
            flash.paint_flash(canvas, view, width, height)
        self.texts = (*layer.texts, *canvas.texts)
        self.shapes = layer.shapes

    def prepare(self, view: View) -> None:
        """Makes the still parts of a View that is to be shown soon, so that its first frame does not wait for them."""
        key = self._key(view)
        if not any(layer is not None and layer.key == key for layer in (self._layer, self._ahead)):
            self._ahead = self._make(view, key)
            self._prepare_ring(view)

    def changed(self, before: View | None, view: View, posed: View | None) -> QRegion | None:
        """The region that differs between two moments, pixels; None if all of it may differ.

        `posed` is the moment at which the figure was painted; the same as `view` leaves the figure as it is.
        """
        layer = self._layer
        if before is None or layer is None or layer.key != self._key(view):
            return None
        region = QRegion()
        places, reduced = self._places, self.reduced_motion
        before_share, share = (ring.shown_fraction(each, reduced_motion=reduced) for each in (before, view))
        if not ring.looks_alike(before, view, reduced_motion=reduced):
            region += _around(ring.changed(places, ring.style_of(view), (before_share, share)))
        if wording.number(before) != wording.number(view):
            region += _around(places.rect(digits.area(self._grid)))
        if before_share != share and layer.bar is not None:
            for each in (before_share, share):
                region += _around(coming.playhead_reach(places, layer.bar, each))
        if self.flash and flash.is_flashing(before) != flash.is_flashing(view):
            region += flash.reach(places, *self._size[:2])
        if layer.spot is not None and not self.figure_put_off:
            then, now = self._moment(posed or before), self._moment(view)
            for rect in self._figure(view).moved(places, layer.spot, then, now):
                region += _around(rect)
        return region

    def _paint_moving(self, canvas: Canvas, view: View, layer: _StillParts, touched: "_Touched") -> None:
        scene = wording.scene_of(view)
        fraction = ring.shown_fraction(view, reduced_motion=self.reduced_motion)
        colour = canvas.theme.phase(view.kind)
        ring.paint_ticks(canvas, ring.style_of(view), layer.phase_s, touched.enter)
        text, unit = wording.number(view)
        if text:
            self._digits.put(canvas, text, unit)
            touched.draw(canvas.pieces)
        bar = layer.bar if scene is Scene.PHASE else None
        if bar is not None and touched.enter(coming.playhead_reach(canvas, bar, fraction)):
            coming.paint_playhead(canvas, bar, fraction)
        moment = self._moment(view) if layer.spot is not None else None
        if layer.spot is not None and moment is not None:
            self._figure(view).paint(canvas, layer.spot, moment, colour, view.side, touched.enter)

    def _arc(self, view: View) -> ShownArc | None:
        """What the ring shows."""
        scene, theme, style = wording.scene_of(view), self._theme, ring.style_of(view)
        if view.state is State.FINISHED:
            return ShownArc(style, 1.0, theme.phase(SegmentKind.CONTRACT), head=False)
        if view.kind is None or scene in (Scene.END, Scene.HALTED):
            return None
        colour = theme.colour("border_strong") if scene is Scene.PAUSED else theme.phase(view.kind)
        fraction = ring.shown_fraction(view, reduced_motion=self.reduced_motion)
        return ShownArc(style, fraction, colour, head=scene is Scene.PHASE)

    def _ring_of(self, view: View) -> RingPicture:
        """The kept ring: still phases have one of their own, so that the other kind can be prepared meanwhile."""
        return self._rings[ring.style_of(view) is ring.Style.STILL]

    def _prepare_ring(self, view: View) -> None:
        kept = self._ring_of(view)
        if self._layer is not None and kept is self._ring_of(self._layer.view):
            return  # it is seen now
        painter = QPainter(self._nowhere)
        try:
            kept.prepare(self._canvas(painter), self._arc(view), self._size[2])
        finally:
            painter.end()

    def buttons(self, view: View) -> tuple[ButtonPlace, ...]:
        """The places that can be pressed at this moment."""
        return self._still(view).buttons

    def _still(self, view: View) -> _StillParts:
        key = self._key(view)
        if self._layer is None or self._layer.key != key:
            ahead, self._ahead = self._ahead, None
            self._layer = ahead if ahead is not None and ahead.key == key else self._make(view, key)
        return self._layer

    def _make(self, view: View, key: tuple[object, ...]) -> _StillParts:
        painter = QPainter(self._nowhere)
        try:
            canvas = self._canvas(painter)
            spot = paint_scene(canvas, view, self._extras, self._pieces)
        finally:
            painter.end()
        noted = (tuple(canvas.pieces), tuple(canvas.texts), tuple(canvas.shapes))
        phase_s = next((each.seconds for each in view.strip if view.phase is each.phase), 0.0)
        bar = coming.running_bar(self._places, view)
        return _StillParts(key, view, *noted, spot, tuple(canvas.buttons), bar, phase_s)

    def _canvas(self, painter: QPainter) -> Canvas:
        return Canvas(painter, self._places, self._theme, self._letters)

    def _key(self, view: View) -> tuple[object, ...]:
        if self._keyed is None or self._keyed[0] is not view:
            self._keyed = (view, self._key_of(view))
        return self._keyed[1]

    @staticmethod
    def _key_of(view: View) -> tuple[object, ...]:
        """All of the View that the kept layer shows."""
        scene = wording.scene_of(view)
        moment = (scene, view.state, view.kind, view.label, view.rep, view.reps, view.set_number, view.sets)
        offers = view.offers
        rest = (view.sets_done, view.side, view.coming, view.problem, view.strip)
        offered = (view.goes_on_with, offers.asked, offers.undo, view.for_class, view.countdown, view.starts_at_min)
        # By identity: the plan keeps these objects, and comparing whole exercises in every frame would be slow.
        warned = (*wording.shown_warnings(view), wording.audience_warning(view))
        same = (id(view.item), *(id(warning) for warning in warned))
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

            self._body = (view.exercise.figure, Body(view.exercise.figure, self._theme, self._size[2]))
        return self._body[1]

    def _moment(self, view: View) -> "FigureMoment | None":
        return None if self.figure_put_off else self._figure(view).moment(view, reduced_motion=self.reduced_motion)


class _Touched:
    """The region of the window that is to be painted, pixels; None is all of it."""

    def __init__(self, painter: QPainter, region: QRegion | None) -> None:
        self._painter = painter
        self._region = region

    def enter(self, area: QRectF) -> bool:
        """Whether a part of an area is to be painted. If so, nothing outside it is painted until the next one: Qt is
        much slower where it has to clip by a region of many rectangles.
        """
        if self._region is None:
            return True
        rect = area.toAlignedRect()
        if not self._region.intersects(rect):
            return False
        self._painter.setClipRect(rect.adjusted(-1, -1, 1, 1))  # at 125 % its edge lies within a pixel
        return True

    def end(self) -> None:
        """Let everything be painted again."""
        if self._region is not None:
            self._painter.setClipping(False)

    def draw(self, pieces: Iterable[Piece]) -> None:
        """Draws those pieces that are touched."""
        for piece in pieces:
            if piece.still is not None and self.enter(piece.reach):
                piece.still.draw(self._painter)


def _around(rect: QRectF) -> QRegion:
    grown: QRect = rect.toAlignedRect().adjusted(-1, -1, 1, 1)
    return QRegion(grown)


def _around_hole(whole: QRect, hole: QRect) -> tuple[QRect, ...]:
    """What a rectangle is but for a hole in it: the ring brings a ground of its own, a fifth of the window."""
    left, top, right, bottom = whole.left(), hole.top(), whole.right(), hole.bottom()
    return (
        QRect(QPoint(left, whole.top()), QPoint(right, top - 1)),
        QRect(QPoint(left, top), QPoint(hole.left() - 1, bottom)),
        QRect(QPoint(hole.right() + 1, top), QPoint(right, bottom)),
        QRect(QPoint(left, bottom + 1), QPoint(right, whole.bottom())),
    )
