"""What the tests of the figure share."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter

from calfcoach.ui.figure.files import figure_ids, load_figure
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.theme import DARK

IDS = figure_ids()
PHASE = QColor("#FF00FF")  # of no theme, so that it is found in a picture


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def figure_painter(figure_id: str) -> FigurePainter:
    return FigurePainter(load_figure(figure_id), DARK.figure)


def painted_box(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not transparent, last pixels included."""
    spots = [(x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).alpha() > 0]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return min(xs), min(ys), max(xs), max(ys)


def count(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width()))


class Painting:
    """A painter on an image that is always ended."""

    def __init__(self, image: QImage) -> None:
        self._painter = QPainter(image)

    def __enter__(self) -> QPainter:
        return self._painter

    def __exit__(self, *_: object) -> None:
        self._painter.end()
