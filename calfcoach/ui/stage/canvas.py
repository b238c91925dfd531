"""Paints in u on a grid and remembers where every text and every shape was painted, for the tests of the layout.

Right-to-left windows are mirrored here: callers give x from the left, and it is measured from the right. Refuses to
know what is painted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from calfcoach.session.commands import CommandKind
from calfcoach.ui.stage.grid import Grid, GridBox
from calfcoach.ui.stage.lettering import DRAWN_FROM_PX, Face, Lettering, outline
from calfcoach.ui.stage.shapes import UNIT
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.ui.stage.pieces import Piece


@dataclass(frozen=True)
class TextBox:
    """A text on the stage: its ink and its room, in the widget's pixels; its cap height and its colours."""

    name: str
    text: str
    ink: QRectF
    cap_px: float
    colour: str
    ground: str


class FittedText(NamedTuple):
    """A text broken into lines that fit a width, the letters they are in, and whether none is cut."""

    face: Face
    lines: list[str]
    whole: bool


LINE_PITCH = 1.16
"""From one line of small letters to the next, in sizes of the letters."""

StageAction = CommandKind | Literal["keys"]
"""The action of a button on the stage: a command of the session, or showing the list of keys."""


@dataclass(frozen=True)
class ButtonPlace:
    """A place that can be pressed, pixels; its corner radius, its name for a screen reader, its action."""

    rect: QRectF
    radius: float
    name: str
    action: StageAction


class Places:
    """Converts from u on a grid to the widget's pixels."""

    def __init__(self, grid: Grid, *, mirrored: bool) -> None:
        self.grid = grid
        self.mirrored = mirrored

    def x(self, x: float) -> float:
        """The distance from the left, in pixels, of a place in u."""
        grid = self.grid
        return grid.offset + (grid.width - x if self.mirrored else x) * grid.u

    def rect(self, box: GridBox) -> QRectF:
        """The pixels of a box."""
        u = self.grid.u
        return QRectF(self.x(box.right if self.mirrored else box.x), box.y * u, box.w * u, box.h * u)

    def point(self, x: float, y: float) -> QPointF:
        """The pixel of a place."""
        return QPointF(self.x(x), y * self.grid.u)


class Canvas(Places):
    """A painter for one layer, and the kept `pieces` that belong to it.

    `ground` is the colour role that texts stand on, until it is changed.
    """

    def __init__(self, painter: QPainter, places: Places, theme: Theme, letters: Lettering) -> None:
        super().__init__(places.grid, mirrored=places.mirrored)
        self.painter = painter
        self.theme = theme
        self.letters = letters
        self.ground = "surface"
        self.texts: list[TextBox] = []
        self.shapes: list[QRectF] = []
        self.buttons: list[ButtonPlace] = []
        self.pieces: list[Piece] = []
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def on(self, painter: QPainter) -> "Canvas":
        """The same places, colours and letters for another painter."""
        return Canvas(painter, self, self.theme, self.letters)

    def take(self, piece: "Piece") -> None:
        """Adds a part that is kept as a picture, with what was noted while it was painted."""
        self.pieces.append(piece)
        self.texts.extend(piece.texts)
        self.shapes.extend(piece.shapes)
        self.buttons.extend(piece.buttons)

    # Texts.

    def advance(self, text: str, face: Face) -> float:
        """The width of a line, u."""
        return self.letters.advance(face, text) / self.grid.u

    def lines(self, text: str, face: Face, width: float, lines: int) -> list[str]:
        """Break the text into at most `lines` lines of a width in u."""
        return self.letters.balanced(face, text, width * self.grid.u, lines)

    def fit(self, text: str, ways: Iterable[tuple[Face, int]], width: float) -> FittedText:
        """The text in the first letters, and number of lines at most, in which it is whole; cut in the last ones."""
        for face, most in ways:
            lines = self.lines(text, face, width, most)
            whole = all(line and not line.endswith("…") for line in lines)
            if whole:
                break
        return FittedText(face, lines, whole)

    def fitted(
        self, fitted: FittedText, x: float, baseline: float, role: str, *, align: float = 0.0, name: str = ""
    ) -> float:
        """Paints one line, or several around the middle of where one would be; returns the width of the longest, u."""
        face, lines, _ = fitted
        pitch = face.size * LINE_PITCH
        first = baseline - pitch * (len(lines) - 1) / 2
        return max(
            self.text(x, first + pitch * number, line, face, role, align=align, name=name)
            for number, line in enumerate(lines)
        )

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        face: Face,
        role: str,
        *,
        width: float = 1000.0,
        align: float = 0.0,
        name: str = "",
    ) -> float:
        """Paints a line that starts at x (`align` 1: ends there, 0.5: is centred there); returns its width in u.

        A line wider than `width` is cut.
        """
        u = self.grid.u
        line = self.letters.cut(face, text, width * u)
        wide = self.letters.advance(face, line)
        share = 1.0 - align if self.mirrored else align
        # A baseline between two rows of pixels would blur the lower ends of all letters.
        start = QPointF(self.x(x) - wide * share, self.snapped(baseline * u))
        font = self.letters.font(face)
        if font.pixelSize() >= DRAWN_FROM_PX:
            self.painter.fillPath(outline(line, font).translated(start), self.theme.colour(role))
        else:
            self.painter.setFont(font)
            self.painter.setPen(self.theme.colour(role))
            self.painter.drawText(start, line)
        self._remember(name, line, face, start, role)
        return wide / u

    def snapped(self, pixels: float) -> float:
        """The nearest whole device pixel."""
        device = self.painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        return round(pixels * ratio) / ratio

    def _remember(self, name: str, line: str, face: Face, start: QPointF, role: str) -> None:
        ink = self.letters.ink(face, line).translated(start)
        cap = self.letters.ink(face, "H").height()
        roles = self.theme.roles
        self.texts.append(TextBox(name, line, ink, cap, getattr(roles, role), getattr(roles, self.ground)))

    def button(self, box: GridBox, radius: float, name: str, action: StageAction) -> None:
        """Remembers that a place can be pressed; paints nothing."""
        self.buttons.append(ButtonPlace(self.rect(box), radius * self.grid.u, name, action))

    # Shapes.

    def box(
        self, box: GridBox, radius: float, fill: str | None, *, edge: str | None = None, width: float = 0.2
    ) -> None:
        """A rounded rectangle; its edge lies half outside and is never thinner than a pixel."""
        painter, u = self.painter, self.grid.u
        rect = self.rect(box)
        self.shapes.append(rect)
        painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if edge is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(QPen(self.theme.colour(edge), max(width * u, 1.0)))
        painter.drawRoundedRect(rect, radius * u, radius * u)

    def pill(self, box: GridBox, colour: QColor, radius: float) -> None:
        """A filled rounded rectangle in a colour that is no role."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        u = self.grid.u
        self.shapes.append(self.rect(box))
        self.painter.drawRoundedRect(self.rect(box), radius * u, radius * u)

    def glyph(self, path: QPainterPath, x: float, y: float, half: float, colour: QColor) -> None:
        """A shape of half-size `half` u around a place; never mirrored."""
        at, size = self.point(x, y), half * self.grid.u / UNIT
        placed = QTransform(size, 0, 0, size, at.x(), at.y()).map(path)
        self.shapes.append(placed.boundingRect())
        self.painter.fillPath(placed, colour)

    def disc(self, x: float, y: float, radius: float, fill: QColor | None, *, edge: QColor | None = None) -> None:
        """A disc, or a ring of `Stroke.next_disc` with `edge`; `radius` is the outer one."""
        painter, u = self.painter, self.grid.u
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        width = 0.5 if edge is not None else 0.0
        painter.setPen(QPen(edge, width * u) if edge is not None else Qt.PenStyle.NoPen)
        at, reach = self.point(x, y), radius * u
        self.shapes.append(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach))
        painter.drawEllipse(at, (radius - width / 2) * u, (radius - width / 2) * u)
