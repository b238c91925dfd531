"""Where everything on the stage lies, for a window of any shape.

Lengths are in u. In a wide window u is 1 % of its height; in a square or upright window it is less, so that parts
can be one below the other instead of side by side. Pure numbers: refuses to know Qt, colours and texts.
"""

from dataclasses import dataclass, replace

MARGIN = 4.0
WIDE_FROM = 1.575
"""From this ratio of width to height, ring and word are side by side (16:10 is 1.6)."""

UPRIGHT_TO = 0.95
WIDEST = 200.0
"""The largest width of the stage: wider, related parts would be too far apart. The rest stays empty on both sides."""

_SQUARE_LEAST, _UPRIGHT = 120.0, (88.0, 176.0)
_LENS_FROM = 88.0
_STRIP = 36.0
_CORRECTION = (30.6, 7.6)
_RING_REACH = 34.6
"""From the ring's centre to the outer end of its ticks, for the ring of the wide grid."""


@dataclass(frozen=True, slots=True)
class GridBox:
    """A rectangle in u: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def mid_x(self) -> float:
        """Half-way across."""
        return self.x + self.w / 2

    @property
    def mid_y(self) -> float:
        """Half-way down."""
        return self.y + self.h / 2

    def below(self, used: float) -> "GridBox":
        """The part of the box below its upper `used` u."""
        return GridBox(self.x, self.y + used, self.w, max(self.h - used, 0.0))


@dataclass(frozen=True, slots=True)
class Ring:
    """Centre, radius to the middle of the stroke, stroke; cap heights of one digit and of two, the weight of one."""

    x: float
    y: float
    radius: float
    stroke: float = 4.6
    caps: tuple[float, float] = (28.6, 26.4)
    weight: int = 600


@dataclass(frozen=True, slots=True)
class Heading:
    """Disc and word: the disc's left edge, the word's baseline, the width for both, disc radius, cap height."""

    x: float
    baseline: float
    w: float
    disc: float = 6.6
    cap: float = 12.3


@dataclass(frozen=True, slots=True)
class Grid:
    """A stage of `width` × `height` u, `u` pixels each, `offset` pixels from the window's left edge.

    `panel` holds warning and figure, `card` replaces them in a rest. A row (`counters`, `coming`, and `done` for the
    sets done, in a rest) is a box whose lower edge is the baseline; pips and strip are below it. `correction` is
    where the reps of the last set are corrected in a rest, `standing` where the large buttons are while the session is
    stopped in place; the way out is then shown in the rest of the card. `lens` is the lens's radius, 0 if there is
    no room, `lens_y` the height of its centre. `strip`, `caption`, `done` and `correction` are missing in a grid
    without them. `next_…` are the font size and the disc of the next phase, `figure_w` is the width of a figure
    beside a lens.
    """

    u: float
    width: float
    height: float
    offset: float
    header: GridBox
    ring: Ring
    heading: Heading
    panel: GridBox
    card: GridBox
    counters: GridBox
    coming: GridBox
    strip: GridBox | None
    standing: GridBox
    lens: float = 0.0
    lens_y: float = 0.0
    caption: GridBox | None = None
    done: GridBox | None = None
    correction: GridBox | None = None
    next_word: float = 6.0
    next_disc: float = 3.2
    figure_w: float = 52.0


def grid_for(width_px: float, height_px: float, *, audience: bool = False) -> Grid:
    """The grid of a window; sizes below 1 pixel count as 1."""
    width_px, height_px = max(width_px, 1.0), max(height_px, 1.0)
    ratio = width_px / height_px
    if ratio >= WIDE_FROM:
        grid = _wide(height_px / 100.0, min(width_px / height_px * 100.0, WIDEST))
        grid = _audience(grid) if audience else grid
        return replace(grid, offset=(width_px - grid.width * grid.u) / 2)
    if ratio > UPRIGHT_TO:
        u = min(height_px / 100.0, width_px / _SQUARE_LEAST)
        grid = _square(u, width_px / u, height_px / u)
    else:
        u = min(width_px / _UPRIGHT[0], height_px / _UPRIGHT[1])
        grid = _upright(u, width_px / u, height_px / u)
    return replace(grid, strip=None) if audience else grid


def _header(width: float) -> GridBox:
    return GridBox(MARGIN, 1.6, width - 2 * MARGIN, 6.8)


def _wide(u: float, width: float) -> Grid:
    left, right = 76.5, width - MARGIN
    column = right - left
    strip = min(max(column - 54.0, 20.0), _STRIP)
    return Grid(
        u=u,
        width=width,
        height=100.0,
        offset=0.0,
        header=_header(width),
        ring=Ring(37.2, 44.4, 29.4),
        heading=Heading(left - 0.4, 24.4, column + 0.4),
        panel=GridBox(left, 29.6, column, 57.02),
        card=GridBox(left, 31.4, column, 63.8),
        counters=GridBox(MARGIN, 84.0, 66.4, 6.6),
        coming=GridBox(left, 88.0, column - strip - 2.0, 6.5),
        strip=GridBox(right - strip, 93.4, strip, 1.8),
        lens=17.6 if column >= _LENS_FROM else 0.0,
        lens_y=66.2,
        done=GridBox(MARGIN, 84.0, 62.0, 6.6),
        standing=GridBox(MARGIN, 78.4, 66.4, 16.8),
        correction=GridBox(72.8 - _CORRECTION[0], 84.0, *_CORRECTION),
    )


def _audience(wide: Grid) -> Grid:
    right = wide.width - MARGIN
    panel = GridBox(68.7, 35.9, right - 68.7, 43.3)
    return replace(
        wide,
        ring=Ring(34.0, 41.4, 26.8, 4.0, (26.2, 25.0), 700),
        heading=Heading(68.7, 28.2, right - 68.7, 7.7, 14.8),
        panel=panel,
        card=GridBox(68.7, 35.0, right - 68.7, 44.2),
        coming=GridBox(MARGIN, 72.3, 60.0, 6.6),
        strip=None,
        correction=None,
        lens=21.2 if panel.w >= _LENS_FROM + 10 else 0.0,
        lens_y=57.6,
        caption=GridBox(MARGIN, 82.1, wide.width - 2 * MARGIN, 13.8),
        next_word=6.4,
        next_disc=3.8,
        figure_w=46.0,
    )


def _square(u: float, width: float, height: float) -> Grid:
    """The word at the top; below it the ring on the left, everything else beside the ring."""
    left, right = 71.0, width - MARGIN
    column, foot = right - left, height - 100.0
    return Grid(
        u=u,
        width=width,
        height=height,
        offset=0.0,
        header=_header(width),
        ring=Ring(MARGIN + 31.6, 62.0 + foot / 2, 28.6, caps=(28.6, 25.4)),
        heading=Heading(MARGIN - 0.4, 22.6, width - 2 * MARGIN + 0.4),
        panel=GridBox(left, 28.4, column, 39.4 + foot),
        card=GridBox(left, 28.4, column, 67.6 + foot),
        counters=GridBox(left, 77.8 + foot, column, 6.0),
        coming=GridBox(left, 89.4 + foot, column, 6.2),
        strip=GridBox(left, 73.6 + foot, column, 1.8),
        correction=GridBox(right - _CORRECTION[0], 12.65, *_CORRECTION),
        standing=GridBox(left, 80.5 + foot, column, 15.5),
    )


def _upright(u: float, width: float, height: float) -> Grid:
    """All parts one below the other; the figure gets the spare height."""
    across = width - 2 * MARGIN
    ring = Ring(width / 2, 29.6 + _RING_REACH, 29.4)
    counters = GridBox(MARGIN, ring.y + _RING_REACH + 1.6, across, 6.6)
    panel_y = counters.bottom + 7.4
    beside = across >= _STRIP + 50.0
    return Grid(
        u=u,
        width=width,
        height=height,
        offset=0.0,
        header=_header(width),
        ring=ring,
        heading=Heading(MARGIN - 0.4, 24.4, across + 0.4),
        panel=GridBox(MARGIN, panel_y, across, height - 15.0 - panel_y),
        card=GridBox(MARGIN, panel_y, across, height - 4.8 - panel_y),
        counters=counters,
        coming=GridBox(MARGIN, height - 12.0, across - (_STRIP + 3.0 if beside else 0.0), 6.5),
        strip=GridBox(width - MARGIN - _STRIP, height - 6.6, _STRIP, 1.8) if beside else None,
        done=counters,
        standing=GridBox(MARGIN, counters.y, across, 16.0),
        correction=GridBox(width - MARGIN - _CORRECTION[0], counters.bottom - 6.8, *_CORRECTION),
    )
