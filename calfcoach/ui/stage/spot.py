"""Where figure and lens are on the stage, and the area they can reach. Refuses to know what is painted there."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from calfcoach.ui.stage.canvas import Places
from calfcoach.ui.stage.grid import Grid, GridBox

_LENS_UNDER = 0.5

LEAST_HEIGHT = 20.0
"""The least height of a figure, u: a smaller one cannot be recognised from four metres."""


@dataclass(frozen=True)
class RunningSpot:
    """Where figure and lens are, in u: the figure's box, the lens's centre and radius (0: none)."""

    box: GridBox
    lens: tuple[float, float, float]


def spot_for(grid: Grid, lower: float, foot: float | None = None) -> RunningSpot | None:
    """The place below the panel's upper `lower` u and above `foot`; None if too little height is left."""
    panel = grid.panel
    if foot is not None:
        panel = replace(panel, h=min(panel.bottom, foot) - panel.y)
    box = panel.below(lower)
    if box.h < LEAST_HEIGHT:
        return None
    # The figure stays at its usual place, even when there is no room for the lens.
    aside = GridBox(box.x, box.y, grid.figure_w, box.h) if grid.lens else box
    if grid.lens and grid.lens_y - grid.lens >= box.y and grid.lens_y + grid.lens <= box.bottom + _LENS_UNDER:
        return RunningSpot(aside, (panel.right - grid.lens, grid.lens_y, grid.lens))
    return RunningSpot(aside, (0.0, 0.0, 0.0))


def reach(places: Places, spot: RunningSpot) -> list[QRectF]:
    """The areas that figure and lens can reach, pixels."""
    touched = [places.rect(spot.box).adjusted(-4, -4, 4, 4)]
    x, y, radius = spot.lens
    if radius:
        rim = radius + 0.5
        touched.append(places.rect(GridBox(x - rim, y - rim, 2 * rim, 2 * rim)).adjusted(-2, -2, 2, 2))
    return touched
