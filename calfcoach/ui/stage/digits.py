"""The big number in the ring: the seconds left, or another text while nothing is counted.

Each number is painted once and kept as a picture. Refuses to know where the number comes from.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainterPath, QTransform

from calfcoach.ui.fonts import cap_height
from calfcoach.ui.stage.canvas import Canvas, Places, TextBox
from calfcoach.ui.stage.grid import Grid, GridBox
from calfcoach.ui.stage.lettering import Face, cap_face, outline
from calfcoach.ui.stage.pieces import Pieces
from calfcoach.ui.theme import STAGE_TYPE

TWO_DIGITS = 600
"""The weight of two digits: bolder ones would touch the ring."""

CLOCK_OF_CAP = {4: 0.57, 5: 0.46}
"""How high minutes and seconds are, as a share of two digits, by the number of signs: they must fit into the ring."""

UNIT = Face(STAGE_TYPE.next_word, 500)
_UNIT_GAP = 2.0
_DIGIT_GAP = 0.1
"""The gap between the ink of two digits, as a share of their height: the font alone would set a 1 too far apart."""

_KEPT = 5
"""How many numbers as large as `area` are kept; painted ones are smaller. A rest shows sixty, each for a second."""


class Digits:
    """The painted numbers for one window size and one theme."""

    def __init__(self, places: Places, ratio: float) -> None:
        """`ratio` is device pixels a pixel."""
        box = area(places.grid)
        self._pieces = Pieces(round(_KEPT * 4 * box.w * box.h * (places.grid.u * ratio) ** 2))

    def put(self, canvas: Canvas, text: str, unit: str) -> None:
        """Puts the number around the ring's centre on a canvas."""
        around = area(canvas.grid)
        self._pieces.paint(canvas, (text, unit), around, lambda on: _paint_number(on, text, unit))


def area(grid: Grid) -> GridBox:
    """The area for any number, u: as wide as the inside of the ring, a little higher than the digits."""
    ring = grid.ring
    wide, high = 2 * (ring.radius - ring.stroke / 2), ring.caps[0] + 8.0
    return GridBox(ring.x - wide / 2, ring.y - high / 2, wide, high)


def _paint_number(canvas: Canvas, text: str, unit: str) -> None:
    ring, u = canvas.grid.ring, canvas.grid.u
    several = len(text) > 1
    cap = ring.caps[1] * CLOCK_OF_CAP.get(len(text), 1.0) if several else ring.caps[0]
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
        one = QPainterPath(outline(sign, font))
        if not whole.isEmpty():
            one.translate(whole.boundingRect().right() + gap - one.boundingRect().left(), 0)
        whole.addPath(one)
    return whole
