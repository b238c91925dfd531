"""The kit that makes a screen's parts: labels, buttons and cards in one theme and at one scale.

A screen has one kit and hands it to its parts. Parts made by the kit follow the window's size. Widgets with their
own painting ask the kit for its colours in every paint, so that a new theme shows at once. Refuses to know which
screen it is for.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from calfcoach.ui.screens.parts import ElidedLabel, Paragraph
from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme


class Kit(Scaler):
    """A theme, a scale, and parts that follow both. `theme` may be changed at any time; then repaint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def label(self, text: str, role: str = "body", style: str | None = None, wrap: bool = False) -> QLabel:
        """A line of plain text, or a paragraph with `wrap`."""
        made = Paragraph(text) if wrap else QLabel(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        if style is not None:
            look(made, style)
        self.font(made, role)
        return made

    def elided(
        self, text: str, role: str, style: str | None = None, first: str = "", whole_end: bool = False
    ) -> ElidedLabel:
        """A line that ends in … where it does not fit; see `ElidedLabel`."""
        made = ElidedLabel(text, first, whole_end)
        if style is not None:
            look(made, style)
        self.font(made, role)
        made.setText(text)
        return made

    def button(self, text: str, role: str = "label", style: str | None = None) -> QPushButton:
        """A button with plain text."""
        made = QPushButton(text.replace("&", "&&"))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setAutoDefault(True)  # Enter presses it, as Space does
        if style is not None:
            look(made, style)
        self.font(made, role)
        return made

    def card(self, style: str = "card", margins: tuple[float, float, float, float] = (20, 16, 20, 16)) -> QFrame:
        """A framed surface with a column in it."""
        frame = QFrame()
        look(frame, style)
        self.space(QVBoxLayout(frame), 8, margins)
        return frame
