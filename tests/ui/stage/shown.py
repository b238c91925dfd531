"""The stage shown or painted, for tests, and how far two of its pictures differ."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from calfcoach.coach.view import View
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.theme import DARK

GLYPH_ROUNDING = 8
"""Qt keeps small letters at a few places between pixels; which, depends on what was painted before."""


def shown(qtbot: QtBot, view: View, size: tuple[int, int] = (1366, 768), extras: Extras | None = None) -> StageWidget:
    stage = StageWidget(DARK, extras)
    qtbot.addWidget(stage)
    stage.resize(*size)
    stage.set_view(view)
    with qtbot.waitExposed(stage):
        stage.show()
    qtbot.wait(1)
    return stage


def pixels(stage: StageWidget) -> QImage:
    return stage.grab().toImage()


def difference(one: QImage, other: QImage) -> int:
    """The most that a channel of a pixel differs, 0 to 255."""
    a, b = (np.frombuffer(image.constBits(), np.uint8).astype(np.int16) for image in (one, other))
    return int(np.abs(a - b).max())


def painted(picture: Picture, view: View) -> QImage:
    canvas = QImage(1366, 768, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(canvas)
    picture.paint(painter, view)
    painter.end()
    return canvas
