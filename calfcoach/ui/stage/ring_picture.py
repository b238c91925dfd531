"""Keeps a picture of the ring without the moving end of its arc, so that a frame paints no more than that end.

To paint an arc costs Qt as much as it is long. Refuses to know Views: what the arc shows is handed in.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from calfcoach.ui.figure.stills import Key, Still, on_device, painted_on, pixel_ratio, still_of
from calfcoach.ui.stage import ring
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.ring import ShownArc, Style


class RingPicture:
    """The ring of one window size and one theme."""

    def __init__(self) -> None:
        self._still: Still | None = None
        self._key: Key = ()
        self._at = 0
        """What the picture is made for: the part of the ring in which the arc ends, or how many segments are lit."""
        self._end = QRectF()
        """The area of that part."""

    def paint(self, canvas: Canvas, arc: ShownArc | None) -> None:
        """Paints track and arc on the surface; there is no arc before the start. Leaves the painter without a clip."""
        painter, ratio = canvas.painter, pixel_ratio(canvas.painter)
        self.prepare(canvas, arc, ratio).draw(painter)
        if arc is not None and not _is_still(arc):
            painter.setClipRect(self._end)
            ring.paint_arc(canvas, arc, self._at)
        painter.setClipping(False)

    def prepare(self, canvas: Canvas, arc: ShownArc | None, ratio: float) -> Still:
        """Makes the picture that `paint` starts from; `ratio` is device pixels a pixel."""
        key: Key = (ratio,) if arc is None else (ratio, arc.style, arc.colour.rgb())
        at = 0 if arc is None else ring.lit_segments(arc.fraction) if _is_still(arc) else ring.part_of(arc)
        if self._still is None or key != self._key or at != self._at:
            goes_on = key == self._key and (at > self._at if arc and _is_still(arc) else at == self._at + 1)
            self._still = self._made(canvas, arc, ratio, self._at if goes_on else None)
            self._key, self._at = key, at
            if arc is not None and not _is_still(arc):
                self._end = _end_area(canvas, at, ratio)
        return self._still

    def _made(self, canvas: Canvas, arc: ShownArc | None, ratio: float, before: int | None) -> Still:
        """The picture, made from the one that was right `before`, or else from nothing."""
        device = on_device(canvas.rect(ring.reach(canvas.grid)), ratio)
        ground = canvas.theme.colour("surface")
        if self._still is None or self._still.picture.size() != device.size():
            self._still = still_of(device, ratio, lambda _: None, ground)

        def paint(inner: QPainter) -> None:
            on = canvas.on(inner)
            if before is None:
                _paint_anew(on, arc, ratio)
            elif arc is not None and _is_still(arc):
                ring.paint_segments(on, before, ring.lit_segments(arc.fraction), arc.colour)
            elif arc is not None:
                _go_on(on, arc, ratio, before)

        return painted_on(self._still.picture, QPointF(device.x() / ratio, device.y() / ratio), paint)


def _paint_anew(canvas: Canvas, arc: ShownArc | None, ratio: float) -> None:
    canvas.painter.fillRect(canvas.rect(ring.reach(canvas.grid)).adjusted(-1, -1, 1, 1), canvas.theme.colour("surface"))
    ring.paint_track(canvas, Style.FILLING if arc is None else arc.style)
    if arc is not None and _is_still(arc):
        ring.paint_arc(canvas, arc)
    elif arc is not None and not ring.lies_in_part(arc):
        ring.paint_arc(canvas, arc)
        _bare(canvas, arc, ratio)


def _go_on(canvas: Canvas, arc: ShownArc, ratio: float, before: int) -> None:
    """The arc's end has left a part of the ring, which is bare until now."""
    canvas.painter.setClipRect(_end_area(canvas, before, ratio))
    ring.paint_arc(canvas, arc, before)
    _bare(canvas, arc, ratio)


def _bare(canvas: Canvas, arc: ShownArc, ratio: float) -> None:
    """Take the arc away from the part of the ring in which it ends."""
    end = _end_area(canvas, ring.part_of(arc), ratio)
    canvas.painter.setClipRect(end)
    canvas.painter.fillRect(end, canvas.theme.colour("surface"))
    ring.paint_track(canvas, arc.style, ring.part_of(arc))


def _is_still(arc: ShownArc) -> bool:
    return arc.style is Style.STILL


def _end_area(canvas: Canvas, part: int, ratio: float) -> QRectF:
    """Where an arc moves while its end is in a part of the ring: whole device pixels."""
    device = on_device(ring.part_reach(canvas, part), ratio)
    return QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio)
