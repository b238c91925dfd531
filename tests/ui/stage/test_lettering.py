"""Large letters look the same whenever they are painted."""

import random

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath

from calfcoach.ui.fonts import pixel_font
from tests.ui.stage import moments
from tests.ui.stage.shown import difference


def paint_other_letters(chance: random.Random) -> None:
    """Letters of other weights and sizes: Qt outlines those that come after them a little differently."""
    canvas = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(canvas)
    for _ in range(60):
        font = pixel_font(
            chance.choice((13, 16, 25, 34, 48, 95, 130, 140, 220, 300)), chance.randrange(400, 701, 100), 0.0
        )
        painter.setFont(font)
        painter.drawText(QPointF(9 * chance.random(), 200), chance.choice(("Paused", "Rest 48", "Stretch")))
        QPainterPath().addText(QPointF(0, 0), font, "2")
        QFontMetricsF(font).tightBoundingRect("H 23")
    painter.end()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["paused", "lower", "rest", "halted"])
def test_the_large_words_do_not_depend_on_what_was_painted_before(name: str) -> None:
    view = moments.scenes()[name]
    first, _ = moments.image(view, (1366, 768))
    for chance in map(random.Random, range(4)):
        paint_other_letters(chance)
        assert difference(moments.image(view, (1366, 768))[0], first) == 0
