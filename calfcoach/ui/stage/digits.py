"""The big number in the ring: the seconds left, or another text while nothing is counted.

Each number is painted once and kept as a picture. Refuses to know where the number comes from.
"""

from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPixmap, QTransform

from calfcoach.ui.fonts import cap_height
from calfcoach.ui.stage.canvas import Canvas, Places, TextBox
from calfcoach.ui.stage.lettering import Face, cap_face
from calfcoach.ui.theme import STAGE_TYPE

TWO_DIGITS = 600
"""The weight of two digits: bolder ones would touch the ring."""

UNIT = Face(STAGE_TYPE.next_word, 500)
_UNIT_GAP = 2.0
_DIGIT_GAP = 0.1
"""The gap between the ink of two digits, as a share of their height: the font alone would set a 1 too far apart."""

_KEPT = 12  # numbers; a rest shows sixty, each for a second


@dataclass
class _Kept:
    """A painted number, and the place of its picture."""

    picture: QPixmap
    corner: QPointF
    texts: tuple[TextBox, ...]


class Digits:
    """The painted numbers for one window size and one theme."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}

    def paint(self, canvas: Canvas, text: str, unit: str, ratio: float) -> None:
        """Paints the number around the ring's centre; `ratio` is device pixels a pixel."""
        kept = self._kept.get((text, unit))
        if kept is None:
            kept = self._kept[text, unit] = self._make(canvas, text, unit, ratio)
        canvas.painter.drawPixmap(kept.corner, kept.picture)
        canvas.texts.extend(kept.texts)

    def _make(self, canvas: Canvas, text: str, unit: str, ratio: float) -> _Kept:
        picture, corner = self._blank(_area(canvas), ratio)
        inner = QPainter(picture)
        try:
            inner.translate(-corner)
            sheet = Canvas(inner, canvas, canvas.theme, canvas.letters)
            _paint_number(sheet, text, unit)
        finally:
            inner.end()
        return _Kept(picture, corner, tuple(sheet.texts))

    def _blank(self, area: QRectF, ratio: float) -> tuple[QPixmap, QPointF]:
        """An empty picture on whole device pixels; when enough are kept, the oldest number's picture is used again."""
        left, top = floor(area.left() * ratio), floor(area.top() * ratio)
        if len(self._kept) >= _KEPT:
            picture = self._kept.pop(next(iter(self._kept))).picture
        else:
            picture = QPixmap(ceil(area.right() * ratio) - left, ceil(area.bottom() * ratio) - top)
            picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture, QPointF(left / ratio, top / ratio)


def _area(places: Places) -> QRectF:
    """The area for any number, pixels: as wide as the inside of the ring, a little higher than the digits."""
    ring, u = places.grid.ring, places.grid.u
    wide, high = 2 * (ring.radius - ring.stroke / 2) * u, (ring.caps[0] + 8.0) * u
    middle = places.point(ring.x, ring.y)
    return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)


def _paint_number(canvas: Canvas, text: str, unit: str) -> None:
    ring, u = canvas.grid.ring, canvas.grid.u
    several = len(text) > 1
    cap = ring.caps[1] if several else ring.caps[0]
    face = cap_face(cap, TWO_DIGITS if several else ring.weight, STAGE_TYPE.seconds_2_spacing_em if several else 0.0)
    path = _joined(text, canvas.letters.font(face), _DIGIT_GAP * cap * u)
    ink = path.boundingRect()
    # Centred on the ink, not on the advance width: a single 1 would be off centre. Centred on the cap height, since
    # round digits are a little higher.
    middle = canvas.point(ring.x, ring.y)
    height = canvas.letters.ink(face, "H").height()
    shift = QPointF(middle.x() - ink.center().x(), canvas.snapped(middle.y() + height / 2))
    if unit:
        shift -= QPointF(0, (cap_height(UNIT.size) + _UNIT_GAP) * u / 2)
    canvas.painter.fillPath(QTransform.fromTranslate(shift.x(), shift.y()).map(path), canvas.theme.colour("text"))
    roles = canvas.theme.roles
    canvas.texts.append(TextBox("seconds", text, QRectF(ink).translated(shift), height, roles.text, roles.surface))
    if unit:
        baseline = shift.y() / u + _UNIT_GAP + cap_height(UNIT.size)
        canvas.text(ring.x, baseline, unit, UNIT, "muted", align=0.5, name="unit")


def _joined(text: str, font: QFont, gap: float) -> QPainterPath:
    """The digits side by side, with the same gap between the ink of any two."""
    whole = QPainterPath()
    for sign in text:
        one = QPainterPath()
        one.addText(QPointF(0, 0), font, sign)
        if not whole.isEmpty():
            one.translate(whole.boundingRect().right() + gap - one.boundingRect().left(), 0)
        whole.addPath(one)
    return whole
