"""What moves without turning is copied from pictures, and looks as if it were painted where it is."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from calfcoach.figure.files import load_figure
from calfcoach.figure.solver import solve
from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.moving_parts import moving_parts
from calfcoach.ui.figure.quarters import QuarterPictures
from calfcoach.ui.figure.stills import Still, still_of
from calfcoach.ui.figure.view import FigureView, fit
from calfcoach.ui.theme import DARK
from tests.ui.figure.shared import IDS, PHASE, Painting, blank

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (400, 400)
EIGHTH_OF_A_PIXEL = 64
"""What a pixel between black and white may change by when its edge moves an eighth of a pixel across and down."""


class Maker:
    """Makes black squares of ten pixels, and remembers where."""

    def __init__(self) -> None:
        self.made: list[tuple[float, float]] = []

    def __call__(self, x: float, y: float) -> Still:
        self.made.append((x, y))
        square = QRect(0, 0, 10, 10)
        return still_of(square, 1.0, lambda inner: inner.fillRect(square, Qt.GlobalColor.black))


def test_a_picture_is_made_once_for_every_quarter_of_a_pixel_and_lies_on_whole_pixels() -> None:
    pictures, make, image = QuarterPictures(), Maker(), blank(60, 60)
    with Painting(image) as painter:
        for eighth in range(0, 3 * 8, 2):
            pictures.draw(painter, "square", (20 + eighth / 8, 30.1), 1.0, make)
        pictures.draw(painter, "square", (-4.75, 0.0), 1.0, make)
    assert make.made == [(0.0, 0.0), (0.25, 0.0), (0.5, 0.0), (0.75, 0.0)]
    ys, xs = np.nonzero(np.frombuffer(image.constBits(), np.uint32).reshape(60, 60) >> 24)
    assert (xs.min(), ys.min(), xs.max(), ys.max()) == (0, 0, 31, 39), "the last two begin at 22 and at -5"


def test_the_pictures_are_bounded_and_the_newest_stay() -> None:
    one = 10 * 10 * 4
    pictures, make, image = QuarterPictures(3 * one), Maker(), blank(60, 60)
    with Painting(image) as painter:
        for name in "abcdd":
            pictures.draw(painter, name, (0.0, 0.0), 1.0, make)
        assert pictures.bytes == 3 * one
        assert len(make.made) == 4
        pictures.draw(painter, "a", (0.0, 0.0), 1.0, make)
        assert len(make.made) == 5, "it was the oldest"
        QuarterPictures(1).draw(painter, "too large to be kept for long", (0.0, 0.0), 1.0, make)


def painted(
    figure_id: str, view: FigureView, lift: float, pictures: QuarterPictures | None, ratio: float = 1.0
) -> QImage:
    figure, image = load_figure(figure_id), blank(*SIZE)
    image.setDevicePixelRatio(ratio)
    image.fill(DARK.colour("surface"))
    with Painting(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = FigureCanvas(painter, view.transform(), Inks(DARK.figure), PHASE, pictures)
        moving_parts(figure).of_figure(solve(figure.file, lift), guide=False).paint(canvas)
    return image


def difference(one: QImage, other: QImage) -> int:
    """The most that a channel of a pixel differs, 0 to 255."""
    a, b = (np.frombuffer(image.constBits(), np.uint8).astype(np.int16) for image in (one, other))
    return int(np.abs(a - b).max())


@pytest.mark.parametrize("figure_id", IDS)
def test_a_figure_from_pictures_looks_as_if_it_were_painted_in_its_place(figure_id: str) -> None:
    figure, pictures = load_figure(figure_id), QuarterPictures()
    view = fit(figure.file.frame, QRectF(0, 0, *SIZE), mirrored=len(figure_id) % 2 == 0)
    for lift in (0.0, 0.31, 0.77):
        first, again, anew = (painted(figure_id, view, lift, kept) for kept in (pictures, pictures, None))
        assert again == first
        assert difference(first, anew) <= EIGHTH_OF_A_PIXEL
    assert pictures.bytes > 0


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_on_a_screen_of_more_pixels_too(ratio: float) -> None:
    name = "donkey-rail-partner"
    view = fit(load_figure(name).file.frame, QRectF(3, 5, 190, 190), mirrored=False).snapped(ratio)
    from_pictures, anew = (painted(name, view, 0.37, kept, ratio) for kept in (QuarterPictures(), None))
    assert difference(from_pictures, anew) <= EIGHTH_OF_A_PIXEL
