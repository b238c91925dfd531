"""The place on the stage that may be covered without hiding word, number or warnings: figure and lens.

Refuses to know what is laid there.
"""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtGui import QPainter, QPixmap

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.large_buttons import boxes
from calfcoach.ui.stage.lettering import Lettering
from calfcoach.ui.stage.scenes import Extras, paint_scene
from calfcoach.ui.theme import Theme
from calfcoach.wording import stage as wording
from calfcoach.wording.stage import Scene

_EDGE, _UNDER = 2.0, 2.4
"""The gap kept at the bottom of the window and below the parts that must stay visible, u."""

_ENOUGH = 30.0
"""With less height than this below the warnings, u, the counters and the next phase are covered too."""

_SEEN = ("word", "warning", "paused")


def spare_box(places: Places, theme: Theme, letters: Lettering, view: View, extras: Extras) -> GridBox:
    """The place, u: it stays the same for the whole scene, whatever phases and warnings come.

    At the end the place is the ring, which then counts nothing; in a rest the two buttons stay free.
    """
    grid, scene = places.grid, wording.scene_of(view)
    if scene is Scene.END:
        reach = grid.ring.radius + grid.ring.stroke / 2
        return GridBox(grid.ring.x - reach, grid.ring.y - reach, 2 * reach, 2 * reach)
    if scene is Scene.REST:
        top = boxes(grid, 2)[0].y - 1.0
        return GridBox(grid.card.x, grid.card.y, grid.card.w, top - grid.card.y)
    top = max(_top(places, theme, letters, each, extras) for each in _moments(view, scene))
    enough = scene is Scene.PHASE and grid.panel.bottom - top >= _ENOUGH
    foot = grid.panel.bottom if enough else grid.height - _EDGE
    return GridBox(grid.panel.x, top, grid.panel.w, foot - top)


def _moments(view: View, scene: Scene) -> Iterable[View]:
    """One View for each phase during the reps, otherwise only the given View."""
    if scene is not Scene.PHASE:
        return (view,)
    return (
        replace(
            view,
            kind=SegmentKind(phase.phase.value),
            label=phase.label,
            short_label=phase.label,
            warnings=view.item.warnings_in(phase.phase),
        )
        for phase in view.strip
    )


def _top(places: Places, theme: Theme, letters: Lettering, view: View, extras: Extras) -> float:
    """The lower end of word and warnings at a moment, u."""
    nowhere = QPixmap(1, 1)
    painter = QPainter(nowhere)
    try:
        canvas = Canvas(painter, places, theme, letters)
        paint_scene(canvas, view, extras)
    finally:
        painter.end()
    ends = max((box.ink.bottom() for box in canvas.texts if box.name in _SEEN), default=0.0)
    return max(places.grid.panel.y, ends / places.grid.u + _UNDER)
