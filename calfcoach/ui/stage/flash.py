"""A flash of the stage's frame at the start of each phase, for rooms in which nothing is heard.

Phases take half a second at least, so that it flashes twice a second at most: below the three that are thought safe
for people who cannot bear flicker (WCAG 2.3.1). Refuses to know who wants it.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from calfcoach.coach.view import View
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.wording.stage import Scene, scene_of

LENGTH_S = 0.12
WIDTH = 1.4
"""The frame's width, u: it covers nothing that stands on the stage."""


def is_flashing(view: View) -> bool:
    """Whether the frame is lit at a moment."""
    if scene_of(view) is not Scene.PHASE or view.fraction >= 1.0:
        return False
    return view.seconds_left * view.fraction / (1.0 - view.fraction) < LENGTH_S


def frame(places: Places, width: float, height: float) -> list[QRectF]:
    """The four sides of the frame around a window; its width and height in pixels."""
    thick = WIDTH * places.grid.u
    return [
        QRectF(0, 0, width, thick),
        QRectF(0, height - thick, width, thick),
        QRectF(0, thick, thick, height - 2 * thick),
        QRectF(width - thick, thick, thick, height - 2 * thick),
    ]


def reach(places: Places, width: float, height: float) -> QRegion:
    """The region that a flash touches, pixels."""
    region = QRegion()
    for side in frame(places, width, height):
        region += side.toAlignedRect().adjusted(-1, -1, 1, 1)
    return region


def paint_flash(canvas: Canvas, view: View, width: float, height: float) -> None:
    """Light the frame in the phase's colour."""
    for side in frame(canvas, width, height):
        canvas.painter.fillRect(side, canvas.theme.phase(view.kind))
