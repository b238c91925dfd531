"""Where figure and lens stand on the stage, and what they can touch. Refuses to know what is painted there."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from calfcoach.ui.stage.canvas import Places
from calfcoach.ui.stage.grid import Grid, GridBox

_LENS_UNDER = 0.5

LEAST_HEIGHT = 20.0
"""A smaller figure shows nothing at four metres, u."""


@dataclass(frozen=True)
class RunningSpot:
    """Where figure and lens are, in u: the figure's box, the lens's centre and radius (0: none)."""

    box: GridBox
    lens: tuple[float, float, float]


def spot_for(grid: Grid, lower: float, foot: float | None = None) -> RunningSpot | None:
    """The place under `lower` u of the panel, and over `foot`; None where too little is left."""
    panel = grid.panel
    if foot is not None:
        panel = replace(panel, h=min(panel.bottom, foot) - panel.y)
    box = panel.below(lower)
    if box.h < LEAST_HEIGHT:
        return None
    # The eye finds it where it always is, even when there is no room for the lens.
    aside = GridBox(box.x, box.y, grid.figure_w, box.h) if grid.lens else box
    if grid.lens and grid.lens_y - grid.lens >= box.y and grid.lens_y + grid.lens <= box.bottom + _LENS_UNDER:
        return RunningSpot(aside, (panel.right - grid.lens, grid.lens_y, grid.lens))
    return RunningSpot(aside, (0.0, 0.0, 0.0))


def reach(places: Places, spot: RunningSpot) -> list[QRectF]:
    """What figure and lens can touch, pixels."""
    touched = [places.rect(spot.box).adjusted(-4, -4, 4, 4)]
    x, y, radius = spot.lens
    if radius:
        rim = radius + 0.5
        touched.append(places.rect(GridBox(x - rim, y - rim, 2 * rim, 2 * rim)).adjusted(-2, -2, 2, 2))
    return touched
