"""The parts of the stage that stand still, kept as pictures for one size and theme.

A rep goes through the same few phases, so that word, warnings and the row for what comes next are painted once
and copied from then on. Refuses to know what is painted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from calfcoach.ui.figure.stills import Key, Still, on_device, pixel_ratio, still_of
from calfcoach.ui.stage.canvas import ButtonPlace, Canvas, TextBox
from calfcoach.ui.stage.grid import GridBox

_EDGE = 0.3
"""How far a line around a box may lie outside it, u."""

_SMOOTH = 2
"""How far a smoothed letter or curve may lie outside its box, pixels."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Piece:
    """A painted part: its picture (None if it is empty), the pixels it covers, and what was noted while it was painted.

    Texts, shapes and buttons are as in `Canvas`; `result` is what the painting returned.
    """

    still: Still | None
    reach: QRectF
    result: object
    texts: tuple[TextBox, ...]
    shapes: tuple[QRectF, ...]
    buttons: tuple[ButtonPlace, ...]

    @property
    def size(self) -> int:
        """Bytes of its picture."""
        return self.still.bytes if self.still is not None else 0


class Pieces:
    """The parts of one window, at most `most_bytes` of pictures: those used longest ago go first.

    If it `keeps` nothing, every part is painted at once.
    """

    def __init__(self, most_bytes: int = 0, *, keeps: bool = True) -> None:
        self._most_bytes = most_bytes
        self._keeps = keeps
        self._kept: dict[Key, Piece] = {}
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """How much the kept pictures take."""
        return self._bytes

    def paint(self, canvas: Canvas, key: Key, area: GridBox, paint: Callable[[Canvas], Result]) -> Result:
        """Puts a part on a canvas that lies in `area`, u; what `paint` returned is returned, also when it was kept.

        `key` must tell apart all that looks different, but for size and theme. Its picture is cut to the texts and
        shapes that were noted.
        """
        if not self._keeps:
            return paint(canvas)
        piece = self._kept.pop(key, None)
        if piece is None:
            piece = _painted(canvas, area, paint)
            self._bytes += piece.size
        self._kept[key] = piece  # at the end: used last
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._bytes -= self._kept.pop(next(iter(self._kept))).size
        canvas.take(piece)
        return piece.result  # type: ignore[return-value]


def _painted(canvas: Canvas, area: GridBox, paint: Callable[[Canvas], Result]) -> Piece:
    ratio = pixel_ratio(canvas.painter)
    device = on_device(canvas.rect(area), ratio)
    noted: list[Canvas] = []
    result: list[Result] = []

    def make(inner: QPainter) -> None:
        noted.append(sheet := canvas.on(inner))
        result.append(paint(sheet))

    still = still_of(device, ratio, make)
    (sheet,) = noted
    edge = _EDGE * canvas.grid.u + _SMOOTH
    inked = on_device(_around(sheet).adjusted(-edge, -edge, edge, edge), ratio) & device
    still, device = _cut(still, device, inked, ratio), inked
    reach = QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio)
    told = (tuple(sheet.texts), tuple(sheet.shapes), tuple(sheet.buttons))
    return Piece(still if not device.isEmpty() else None, reach, result[0], *told)


def _around(sheet: Canvas) -> QRectF:
    """What lies around all texts and shapes."""
    box = QRectF()
    for each in (*(text.ink for text in sheet.texts), *sheet.shapes):
        box |= each
    return box


def _cut(still: Still, device: QRect, inked: QRect, ratio: float) -> Still:
    picture = still.picture.copy(inked.translated(-device.topLeft()))
    return Still(picture, QPointF(inked.left() / ratio, inked.top() / ratio))
