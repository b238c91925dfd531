"""The disc with the phase's shape, and the phase's word beside it.

A word that is too long first loses its disc, then takes two lines at the least height, below which it never
shrinks. Refuses to know which word it is.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtGui import QColor, QPainterPath

from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import Heading
from calfcoach.ui.stage.lettering import Face, cap_face
from calfcoach.ui.theme import STAGE_TYPE

LINE = 14.6
"""From the first line to the second, u."""

GLYPH_OF_DISC = 0.6
_GAP = 3.8
_SMALL_GAP = 2.4
_LEAST_LEADING = 0.8
"""The gap between the lower end of a line and the accents of the next line, as on Ê, u."""


@dataclass(frozen=True)
class WordFit:
    """The layout of a word: its lines, their font, the disc's radius (0: no disc), the gap after the disc, and
    the distance from line to line.
    """

    lines: tuple[str, ...]
    face: Face
    disc: float = 0.0
    gap: float = 0.0
    pitch: float = LINE

    @property
    def extra(self) -> float:
        """How much lower than usual the word ends, u."""
        return self.pitch * (len(self.lines) - 1)


def paint_heading(canvas: Canvas, word: str, shape: QPainterPath, colour: QColor) -> float:
    """Paints disc and word; returns how much lower than usual the word ends, u."""
    heading = canvas.grid.heading
    fit = fit_word(canvas, word)
    x = heading.x
    if fit.disc:
        middle = heading.baseline - heading.cap / 2
        canvas.disc(x + fit.disc, middle, fit.disc, colour)
        canvas.glyph(shape, x + fit.disc, middle, fit.disc * GLYPH_OF_DISC, canvas.theme.colour("on_phase"))
        x += 2 * fit.disc + fit.gap
    side = canvas.letters.ink(fit.face, fit.lines[0][:1]).left() / canvas.grid.u if not canvas.mirrored else 0.0
    for number, line in enumerate(fit.lines):
        canvas.text(
            x - side,
            heading.baseline + fit.pitch * number,
            line,
            fit.face,
            "text",
            width=_room(heading, x),
            name="word",
        )
    return fit.extra


def fit_word(canvas: Canvas, word: str) -> WordFit:
    """The first layout in which the word fits."""
    heading, u = canvas.grid.heading, canvas.grid.u
    least = ceil(STAGE_TYPE.word_least_cap * u) / u  # rounded up to whole pixels
    full, small = _face(heading.cap), _face(least)
    ways = (
        WordFit((word,), full, heading.disc, _GAP),
        WordFit((word,), small, heading.disc, _GAP),
        WordFit((word,), small, least / 2, _SMALL_GAP),
        WordFit((word,), full),
        WordFit((word,), small),
    )
    for way in ways:
        if 2 * way.disc + way.gap + canvas.advance(word, way.face) <= heading.w:
            return way
    lines = _two_lines(canvas, word, small)
    inks = [canvas.letters.ink(small, line) for line in lines]
    apart = max((one.bottom() - other.top() for one, other in pairwise(inks)), default=0.0) / u + _LEAST_LEADING
    return WordFit(lines, small, pitch=max(LINE, apart))


def _face(cap: float) -> Face:
    return cap_face(cap, 700, STAGE_TYPE.word_spacing_em)


def _room(heading: Heading, x: float) -> float:
    return heading.x + heading.w - x + 0.6


def _two_lines(canvas: Canvas, word: str, face: Face) -> tuple[str, ...]:
    lines = canvas.lines(word, face, canvas.grid.heading.w, 2)
    if len(lines) == 2:
        return tuple(lines)
    half = (len(word) + 1) // 2
    return (word[:half].rstrip() + "-", word[half:].lstrip())
