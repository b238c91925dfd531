"""Parts of the still layer that come again, kept as pictures for one size and theme.

A rep goes through the same few phases, so that word, warnings and the row for what comes next are painted once
and copied from then on. Refuses to know what is painted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from calfcoach.ui.figure.stills import Key, Stills
from calfcoach.ui.stage.canvas import ButtonPlace, Canvas, TextBox
from calfcoach.ui.stage.grid import GridBox

_KEPT = 20  # five parts in four phases

Result = TypeVar("Result")


@dataclass(frozen=True)
class _Told:
    """What was noted while a part was painted."""

    result: object
    texts: tuple[TextBox, ...]
    shapes: tuple[QRectF, ...]
    buttons: tuple[ButtonPlace, ...]


class Pieces:
    """The kept parts of one window; if it `keeps` nothing, every part is painted anew."""

    def __init__(self, *, keeps: bool = True) -> None:
        self._keeps = keeps
        self._stills = Stills(_KEPT)
        self._told: dict[Key, _Told] = {}

    def paint(self, canvas: Canvas, key: Key, area: GridBox, paint: Callable[[Canvas], Result]) -> Result:
        """Paint a part inside an area, u; what `paint` returned is returned, also when the part was kept.

        `key` must tell apart all that looks different, but for size and theme.
        """
        if not self._keeps:
            return paint(canvas)

        def make(inner: QPainter) -> None:
            sheet = Canvas(inner, canvas, canvas.theme, canvas.letters)
            result = paint(sheet)
            self._told[key] = _Told(result, tuple(sheet.texts), tuple(sheet.shapes), tuple(sheet.buttons))

        self._stills.draw(canvas.painter, key, canvas.rect(area), make)
        told = self._told[key]
        canvas.texts.extend(told.texts)
        canvas.shapes.extend(told.shapes)
        canvas.buttons.extend(told.buttons)
        return told.result  # type: ignore[return-value]
