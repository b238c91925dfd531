from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from calfcoach.ui.figure.plain import paint_plain
from tests.ui.figure.shared import PHASE, Painting, blank, painted_box


@pytest.mark.parametrize(("width", "height"), [(400, 300), (150, 300)])
def test_the_plain_body_with_its_bar_stays_in_its_room_at_every_lift(width: int, height: int) -> None:
    for tenth in range(11):
        image, room = blank(width + 100, height + 100), QRectF(50, 50, width, height)
        with Painting(image) as painter:
            paint_plain(painter, room, tenth / 10, Qt.GlobalColor.white, PHASE)
        left, top, right, bottom = painted_box(image)
        assert 50 <= left < right < 50 + width, tenth
        assert 50 <= top < bottom <= 50 + height, tenth  # one pixel for the smooth edge of the feet
