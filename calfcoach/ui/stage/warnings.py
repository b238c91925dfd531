"""The warning box: triangle, border and words together, never colour alone.

A warning takes one line, or two if it is long; several are put one below the other, or, if the figure needs the
room, side by side. No warning is ever left out to make room for the figure. Refuses to know when a warning is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calfcoach.domain.exercise import SafetyWarning, Severity
from calfcoach.texts import plural
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE

MOST_CHARACTERS = 34
"""A warning longer than this takes two lines, even if it would just fit into one."""

FULL = STAGE_TYPE.warning
SIZES = (FULL, 4.0, 3.6, 3.2, 2.8, 2.4)
_FROM_AFAR = SIZES[:4]
"""Sizes that can still be read from four metres."""

_LEFT, _RIGHT = 8.8, 2.5  # beside the words, u at the full size
_APART = 0.8  # from one warning's words to the next one's place
_ONE_LINE, _PITCH, _BETWEEN = 8.4, 6.0, 1.2

COMPACT = _ONE_LINE + _PITCH + _BETWEEN
"""The height of two rows at the full size, u: as much as figure and lens leave free."""


@dataclass(frozen=True)
class Row:
    """Warnings side by side, each with its lines; only a warning that is alone in its row has more than one line."""

    warnings: tuple[tuple[SafetyWarning, tuple[str, ...]], ...]

    @property
    def lines(self) -> int:
        """How many lines the row takes."""
        return max(len(lines) for _, lines in self.warnings)


@dataclass(frozen=True)
class WarningFit:
    """Warnings broken into rows and lines in one font; `left` counts the warnings that did not fit."""

    rows: tuple[Row, ...]
    size: float
    left: int = 0

    @property
    def scale(self) -> float:
        """The font's share of the full size."""
        return self.size / FULL

    @property
    def height(self) -> float:
        """The height of the whole box, u."""
        lines = sum(row.lines for row in self.rows) + (self.left > 0)
        return (_ONE_LINE + (lines - 1) * _PITCH + (len(self.rows) - 1) * _BETWEEN) * self.scale


def fit_warnings(
    canvas: Canvas, warnings: Sequence[SafetyWarning], width: float, height: float, *, compact: bool = False
) -> WarningFit:
    """The layout with the biggest font in which all warnings fit; if none fits, the smallest with a count of the rest.

    `compact`: first try the height that figure and lens leave free, as long as it can still be read from afar.
    """
    ordered = sorted(warnings, key=lambda warning: warning.severity is not Severity.DANGER)
    ways = [(size, True, min(COMPACT, height)) for size in _FROM_AFAR] if compact else []
    ways += [(size, beside, height) for size in SIZES for beside in (False, True)]
    for size, beside, most in ways:
        fit = _broken(canvas, ordered, size, width, beside=beside)
        if fit.height <= most:
            return fit
    while len(fit.rows) > 1 and fit.height > height:
        fit = WarningFit(fit.rows[:-1], fit.size, fit.left + len(fit.rows[-1].warnings))
    return fit


def paint_warnings(canvas: Canvas, fit: WarningFit, x: float, y: float, width: float) -> float:
    """Paints the box as wide as its words need; gives its height in u, 0 without warnings."""
    if not fit.rows:
        return 0.0
    face, scale = Face(fit.size, 600), fit.scale
    more = plural("and {number} more", "and {number} more", fit.left) if fit.left else ""
    widest = max(_LEFT * scale + canvas.advance(more, face), *(_row_width(canvas, row, fit.size) for row in fit.rows))
    box = GridBox(x, y, min(widest + _RIGHT * scale, width), fit.height)
    grave = any(warning.severity is Severity.DANGER for row in fit.rows for warning, _ in row.warnings)
    fill, edge = ("danger_surface", "danger") if grave else ("raised", "muted")
    canvas.box(box, RADIUS.stage_card, fill, edge=edge, width=STROKE.warning)
    before, canvas.ground = canvas.ground, fill
    words = "danger_text" if grave else "text"
    baseline = y + 5.95 * scale
    for row in fit.rows:
        _paint_row(canvas, row, fit.size, GridBox(x, baseline, width, 0.0), words)
        baseline += (row.lines * _PITCH + _BETWEEN) * scale
    if more:
        canvas.text(x + _LEFT * scale, baseline, more, face, words, width=width - _LEFT * scale, name="warning")
    canvas.ground = before
    return box.h


def _paint_row(canvas: Canvas, row: Row, size: float, place: GridBox, words: str) -> None:
    """One row, whose first baseline is the upper edge of `place`."""
    face, scale, x = Face(size, 600), size / FULL, place.x
    middle = place.y - size * 0.36 + (row.lines - 1) * _PITCH * scale / 2
    for warning, lines in row.warnings:
        sign = "danger" if warning.severity is Severity.DANGER else "muted"
        canvas.glyph(shapes.danger(), x + 5.0 * scale, middle, 2.2 * scale, canvas.theme.colour(sign))
        x += _LEFT * scale
        wide = 0.0
        for number, line in enumerate(lines):
            baseline = place.y + number * _PITCH * scale
            room = place.right - x
            wide = max(wide, canvas.text(x, baseline, line, face, words, width=room, name="warning"))
        x += wide + _APART * scale


def _row_width(canvas: Canvas, row: Row, size: float) -> float:
    """From the box's edge to the end of its words, u."""
    scale, face = size / FULL, Face(size, 600)
    words = sum(max(canvas.advance(line, face) for line in lines) for _, lines in row.warnings)
    return words + (_LEFT * len(row.warnings) + _APART * (len(row.warnings) - 1)) * scale


def _broken(
    canvas: Canvas, warnings: Sequence[SafetyWarning], size: float, width: float, *, beside: bool
) -> WarningFit:
    face = Face(size, 600)
    room = width - _RIGHT * size / FULL
    room_for_words = room - _LEFT * size / FULL
    rows: list[Row] = []
    for warning in warnings:
        text = warning.short
        one = canvas.advance(text, face) <= room_for_words and (len(text) <= MOST_CHARACTERS or len(warnings) > 1)
        lines = (text,) if one else _lines(canvas, text, face, room_for_words)
        joined = Row((*rows[-1].warnings, (warning, lines))) if rows and beside else None
        if joined is not None and joined.lines == 1 and _row_width(canvas, joined, size) <= room:
            rows[-1] = joined
        else:
            rows.append(Row(((warning, lines),)))
    return WarningFit(tuple(rows), size)


def _lines(canvas: Canvas, text: str, face: Face, room: float) -> tuple[str, ...]:
    two = canvas.lines(text, face, room, 2)
    return tuple(two if not two[-1].endswith("…") else canvas.lines(text, face, room, 4))
