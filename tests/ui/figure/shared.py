"""What the tests of the figure share."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from calfcoach.figure.files import load_figure
from calfcoach.library.collection import figure_ids
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.theme import DARK

IDS = sorted(figure_ids())
PHASE = QColor("#FF00FF")  # of no theme, so that it is found in a picture


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def figure_painter(figure_id: str) -> FigurePainter:
    return FigurePainter(load_figure(figure_id), DARK.figure)


def pixels(image: QImage) -> np.ndarray:
    """The pixels of a `blank` picture as numbers 0xAARRGGBB: rows from the top, in each from the left."""
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())


def painted_box(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not transparent, last pixels included."""
    ys, xs = np.nonzero(pixels(image) >> 24)
    return int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max())


def of_colour(image: QImage, colour: QColor) -> tuple[np.ndarray, np.ndarray]:
    """The places, x and y, that have exactly a colour."""
    ys, xs = np.nonzero(pixels(image) == colour.rgb())
    return xs, ys


def count(image: QImage, colour: QColor) -> int:
    return len(of_colour(image, colour)[0])


def count_different(one: QImage, other: QImage) -> int:
    """How many pixels of two pictures of a size differ more than a smoothed edge may."""
    a, b = (np.frombuffer(image.constBits(), np.uint8).astype(np.int16).reshape(-1, 4) for image in (one, other))
    return int((np.abs(a - b).max(axis=1) > 64).sum())


class Painting:
    """A painter on an image that is always ended."""

    def __init__(self, image: QImage) -> None:
        self._painter = QPainter(image)

    def __enter__(self) -> QPainter:
        return self._painter

    def __exit__(self, *_: object) -> None:
        self._painter.end()
