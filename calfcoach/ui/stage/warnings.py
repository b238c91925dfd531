"""The warning box: triangle, border and words together, never colour alone.

One warning stands in one line, or in two when it is long; several stand under one another. Refuses to know when a
warning is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calfcoach.domain.exercise import SafetyWarning, Severity
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import Box
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE

MOST_CHARACTERS = 34
"""A longer warning takes two lines, even where one would just do."""

FULL = STAGE_TYPE.warning
SIZES = (FULL, 4.0, 3.6, 3.2, 2.8, 2.4)
_LEFT, _RIGHT = 8.8, 2.5  # beside the words, u at the full size
_ONE_LINE, _PITCH, _BETWEEN = 8.4, 6.0, 1.2


@dataclass(frozen=True)
class Fit:
    """Warnings broken into lines in one font; `left` counts those that there was no room for."""

    warnings: tuple[tuple[SafetyWarning, tuple[str, ...]], ...]
    size: float
    left: int = 0

    @property
    def scale(self) -> float:
        """The font's share of the full size."""
        return self.size / FULL

    @property
    def height(self) -> float:
        """Of the whole box, u."""
        lines = sum(len(lines) for _, lines in self.warnings) + (self.left > 0)
        return (_ONE_LINE + (lines - 1) * _PITCH + (len(self.warnings) - 1) * _BETWEEN) * self.scale


def fit_warnings(canvas: Canvas, warnings: Sequence[SafetyWarning], width: float, height: float) -> Fit:
    """The biggest font in which all of them fit into width and height; the smallest and a count where none does."""
    ordered = sorted(warnings, key=lambda warning: warning.severity is not Severity.DANGER)
    for size in SIZES:
        fit = _broken(canvas, ordered, size, width)
        if fit.height <= height:
            return fit
    while len(fit.warnings) > 1 and fit.height > height:
        fit = Fit(fit.warnings[:-1], fit.size, fit.left + 1)
    return fit


def paint_warnings(canvas: Canvas, fit: Fit, x: float, y: float, width: float) -> float:
    """Paints the box as wide as its words need; gives its height in u, 0 without warnings."""
    if not fit.warnings:
        return 0.0
    face, scale = Face(fit.size, 600), fit.scale
    more = f"and {fit.left} more" if fit.left else ""
    every = [line for _, lines in fit.warnings for line in lines]
    widest = max(canvas.advance(line, face) for line in (*every, more))
    box = Box(x, y, min(widest + (_LEFT + _RIGHT) * scale, width), fit.height)
    grave = any(warning.severity is Severity.DANGER for warning, _ in fit.warnings)
    fill, edge = ("danger_surface", "danger") if grave else ("raised", "muted")
    canvas.box(box, RADIUS.stage_card, fill, edge=edge, width=STROKE.warning)
    before, canvas.ground = canvas.ground, fill
    words = "danger_text" if grave else "text"
    baseline = y + 5.95 * scale
    for warning, lines in fit.warnings:
        middle = baseline - FULL * scale * 0.36 + (len(lines) - 1) * _PITCH * scale / 2
        sign = "danger" if warning.severity is Severity.DANGER else "muted"
        canvas.glyph(shapes.danger(), x + 5.0 * scale, middle, 2.2 * scale, canvas.theme.colour(sign))
        for line in lines:
            canvas.text(x + _LEFT * scale, baseline, line, face, words, width=width - _LEFT * scale, name="warning")
            baseline += _PITCH * scale
        baseline += _BETWEEN * scale
    if more:
        canvas.text(x + _LEFT * scale, baseline, more, face, words, width=width - _LEFT * scale, name="warning")
    canvas.ground = before
    return box.h


def _broken(canvas: Canvas, warnings: Sequence[SafetyWarning], size: float, width: float) -> Fit:
    face = Face(size, 600)
    room = width - (_LEFT + _RIGHT) * size / FULL
    broken: list[tuple[SafetyWarning, tuple[str, ...]]] = []
    for warning in warnings:
        text = warning.short
        one = canvas.advance(text, face) <= room and (len(text) <= MOST_CHARACTERS or len(warnings) > 1)
        broken.append((warning, (text,) if one else _lines(canvas, text, face, room)))
    return Fit(tuple(broken), size)


def _lines(canvas: Canvas, text: str, face: Face, room: float) -> tuple[str, ...]:
    two = canvas.lines(text, face, room, 2)
    return tuple(two if not two[-1].endswith("…") else canvas.lines(text, face, room, 4))
