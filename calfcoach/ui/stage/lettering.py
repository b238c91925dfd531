"""Fonts with their measures, each made once; cutting and wrapping of lines.

Sizes are pixels. Refuses to know where a line goes.
"""

from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

from calfcoach.ui.fonts import font_size, pixel_font

_BIG = 12.0  # u
_MOST_WIDTHS = 4096
"""The most widths of texts that are kept for one window size."""


DRAWN_FROM_PX = 64
"""From this size on Qt keeps no picture of a letter and fills its outline each time (`QT_MAX_CACHED_GLYPH_SIZE`)."""

_OUTLINES = 256
"""How many outlines are kept: the large words of two windows, and the numbers of a rest of a minute."""


class Face(NamedTuple):
    """A font: size in u, weight 400 to 700, extra space between letters in font sizes."""

    size: float
    weight: int = 400
    spacing: float = 0.0


def cap_face(cap: float, weight: int, spacing: float = 0.0) -> Face:
    """A font by the height of its capitals, u."""
    return Face(font_size(cap), weight, spacing)


@lru_cache(_OUTLINES)
def outline(text: str, font: QFont) -> QPainterPath:
    """The outline of large letters, from the start of the baseline.

    Kept, because Qt outlines the same letter up to a twentieth of a pixel wider or further on when letters of another
    weight have been painted meanwhile: a word looks the same in every window and as often as it is painted.
    """
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, text)
    return path


class Lettering:
    """The fonts for one window size; `u` is the number of pixels in one u of the grid."""

    def __init__(self, u: float) -> None:
        self._u = u
        self._made: dict[Face, tuple[QFont, QFontMetricsF]] = {}
        # A text is broken into lines by trying widths, so the same words are measured many times.
        self._measured = lru_cache(_MOST_WIDTHS)(self._measure)

    def font(self, face: Face) -> QFont:
        """The font, in whole pixels, never smaller than asked for by more than half a pixel."""
        return self._get(face)[0]

    def _get(self, face: Face) -> tuple[QFont, QFontMetricsF]:
        made = self._made.get(face)
        if made is None:
            size = face.size * self._u
            # Big fonts have a least height on the screen, so they are never rounded down.
            font = pixel_font(ceil(size - 0.05) if face.size > _BIG else size, face.weight, face.spacing)
            made = self._made[face] = (font, QFontMetricsF(font))
        return made

    def advance(self, face: Face, text: str) -> float:
        """The width of a line, pixels."""
        return self._measured(face, text)

    def _measure(self, face: Face, text: str) -> float:
        return float(self._get(face)[1].horizontalAdvance(text))

    def ink(self, face: Face, text: str) -> QRectF:
        """The rectangle that a line's letters cover, pixels from the start of the baseline."""
        return self._get(face)[1].tightBoundingRect(text)

    def cut(self, face: Face, text: str, width: float) -> str:
        """The line, cut with an ellipsis if it is wider than `width` pixels."""
        if self.advance(face, text) <= width:
            return text
        return self._get(face)[1].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def wrap(self, face: Face, text: str, width: float, lines: int) -> list[str]:
        """At most `lines` lines broken between words; the last line is cut if words are left."""
        words = text.split()
        wrapped: list[str] = []
        while words:
            if len(wrapped) == lines - 1:
                wrapped.append(self.cut(face, " ".join(words), width))
                break
            taken = 1
            while taken < len(words) and self.advance(face, " ".join(words[: taken + 1])) <= width:
                taken += 1
            wrapped.append(self.cut(face, " ".join(words[:taken]), width))
            del words[:taken]
        return wrapped

    def balanced(self, face: Face, text: str, width: float, lines: int) -> list[str]:
        """As `wrap`, but if two lines are needed they get about the same length."""
        wrapped = self.wrap(face, text, width, lines)
        if len(wrapped) != 2:
            return wrapped
        low, high = self.advance(face, text) / 2, width
        while high - low > self._u / 2:
            middle = (low + high) / 2
            tried = self.wrap(face, text, middle, 3)
            fits = len(tried) == 2 and not any(line.endswith("…") for line in tried)
            low, high = (low, middle) if fits else (middle, high)
        return self.wrap(face, text, high, lines)
