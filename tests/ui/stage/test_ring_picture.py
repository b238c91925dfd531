"""What is kept of the ring: frame after frame it looks as if painted anew, wherever its arc goes."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from calfcoach.coach.view import View
from calfcoach.ui.stage import ring
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.ui.stage.grid import grid_for
from calfcoach.ui.stage.lettering import Lettering
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.stage.ring import ShownArc, Style
from calfcoach.ui.stage.ring_picture import RingPicture
from calfcoach.ui.theme import DARK
from tests.ui.stage.moments import in_phase

SIZE = (240, 135)
ROUNDING = 2
"""Of a colour's 256 steps: an arc in two pieces, one over the other."""

BLUE, RED = QColor("#057FFF"), QColor("#D04040")


class Ring:
    """A ring on an image of `ratio` device pixels a pixel."""

    def __init__(self, ratio: float) -> None:
        grid = grid_for(*SIZE)
        self.picture = RingPicture()
        self._places, self._letters = Places(grid, mirrored=False), Lettering(grid.u)
        self._image = QImage(*(round(side * ratio) for side in SIZE), QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(ratio)

    def _canvas(self, painter: QPainter) -> Canvas:
        self._image.fill(DARK.colour("surface"))
        return Canvas(painter, self._places, DARK, self._letters)

    def kept(self, arc: ShownArc | None) -> np.ndarray:
        """As the kept picture and the arc's end show it."""
        painter = QPainter(self._image)
        self.picture.paint(self._canvas(painter), arc)
        painter.end()
        return self._pixels()

    def anew(self, arc: ShownArc | None) -> np.ndarray:
        """As one painting shows it."""
        painter = QPainter(self._image)
        canvas = self._canvas(painter)
        ring.paint_track(canvas, Style.FILLING if arc is None else arc.style)
        if arc is not None:
            ring.paint_arc(canvas, arc)
        painter.end()
        return self._pixels()

    def _pixels(self) -> np.ndarray:
        rows = np.frombuffer(self._image.constBits(), np.uint8)
        return rows.reshape(self._image.height(), self._image.width(), 4)[:, :, :3].astype(int)


def a_set() -> Iterator[ShownArc | None]:
    """Phases of all styles to their ends, a pause in one of them, and a step back."""
    yield None
    for style in (Style.FILLING, Style.MOVING, Style.STILL, Style.EMPTYING):
        for frame in range(37):
            yield ShownArc(style, frame / 36, BLUE, head=style is Style.MOVING)
            if frame == 22:
                yield ShownArc(style, frame / 36, RED, head=False)
    yield ShownArc(Style.MOVING, 0.9, BLUE, head=True)
    yield ShownArc(Style.MOVING, 0.4, BLUE, head=True)
    yield ShownArc(Style.EMPTYING, 0.5, BLUE, head=False)
    yield ShownArc(Style.STILL, 0.5, BLUE, head=False)
    yield ShownArc(Style.STILL, 0.2, BLUE, head=False)
    yield None


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25])
def test_the_kept_ring_looks_as_if_painted_anew_in_every_frame(ratio: float) -> None:
    frames = Ring(ratio)
    for arc in a_set():
        assert np.abs(frames.kept(arc) - frames.anew(arc)).max() <= ROUNDING, arc


@pytest.mark.usefixtures("qapp")
def test_a_frame_paints_no_more_of_an_arc_than_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = Ring(1.0)
    painted: list[object] = []
    frames.kept(ShownArc(Style.MOVING, 0.7, BLUE, head=True))
    monkeypatch.setattr(ring, "paint_track", lambda *_: painted.append("track"))
    paint_arc = ring.paint_arc
    monkeypatch.setattr(ring, "paint_arc", lambda on, arc, part=None: (painted.append(part), paint_arc(on, arc, part)))
    frames.kept(ShownArc(Style.MOVING, 0.72, BLUE, head=True))
    assert painted == [ring.part_of(ShownArc(Style.MOVING, 0.72, BLUE, head=True))]


@pytest.mark.usefixtures("qapp")
def test_the_ring_of_a_still_phase_that_was_prepared_is_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, image = Picture(DARK), QImage(*SIZE, QImage.Format.Format_RGB32)
    picture.set_size(*SIZE, 1.0)

    def paint(view: View) -> None:
        painter = QPainter(image)
        picture.paint(painter, view)
        painter.end()

    paint(in_phase("lower", 0.5))
    picture.prepare(in_phase("stretch", 0.0))
    painted: list[str] = []
    monkeypatch.setattr(ring, "paint_track", lambda *_: painted.append("track"))
    paint(in_phase("lower", 0.51))
    paint(in_phase("stretch", 0.0))
    assert painted == []
