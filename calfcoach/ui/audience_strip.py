"""A strip at the top of the person's own window while there is an audience: the time, what people see, three buttons.

It is on every screen, so that nobody has to remember that the audience's picture is frozen or black. Its buttons never
take the keyboard: Space and Enter belong to the screen below. Refuses to know what a screen shows.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from calfcoach.texts import text
from calfcoach.ui.audience import AudienceSees
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.ui.audience import Audience
    from calfcoach.ui.keys import KeyMap


class AudienceStrip(QFrame):
    """What the audience sees, and buttons to freeze it, to blacken it and to close its window."""

    def __init__(self, theme: Theme, audience: "Audience", keys: Callable[[], "KeyMap"]) -> None:
        """`keys` tells the keys in force, which the buttons name."""
        super().__init__()
        look(self, "card")
        self._audience, self._keys = audience, keys
        self._kit = kit = Kit(theme)
        row = QHBoxLayout(self)
        kit.space(row, 10, (24, 5, 24, 5))
        self.line = kit.elided("", "label")
        row.addWidget(self.line, 1)
        self.freeze = self._button(audience.freeze, checkable=True)
        self.black = self._button(audience.blacken, checkable=True)
        self.close_it = self._button(audience.close)
        for button in (self.freeze, self.black, self.close_it):
            row.addWidget(button)
        self.freeze.setAccessibleName(text("Freeze the audience’s picture"))
        self.black.setAccessibleName(text("Audience’s picture black"))
        self.close_it.setAccessibleName(text("Close the audience’s window"))
        self.refresh()

    def _button(self, does: Callable[[], object], *, checkable: bool = False) -> QPushButton:
        made = self._kit.button("", "label", "toggle" if checkable else None)
        made.setCheckable(checkable)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kit.size(made, height=34)
        return on_click(made, does)

    def refresh(self) -> None:
        """Show what the audience sees now, and the keys in force; be there only while there is an audience."""
        audience, keys = self._audience, self._keys()
        self.line.set_whole(audience.line, audience.short_line)
        look(self.line, "plain" if audience.seen is AudienceSees.ALL else "danger")
        freeze, black, close = map(keys.first, ("freeze_audience", "black_audience", "audience"))
        self.freeze.setText(text("Freeze ({key})", key=freeze) if freeze else text("Freeze"))
        self.black.setText(text("Black ({key})", key=black) if black else text("Black"))
        self.close_it.setText(text("Close ({key})", key=close) if close else text("Close"))
        self.freeze.setChecked(audience.is_frozen)
        self.black.setChecked(audience.is_black)
        self.setVisible(audience.is_open)

    def set_theme(self, theme: Theme) -> None:
        """Look right in another theme."""
        self._kit.theme = theme
        self._kit.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale with the whole window."""
        super().resizeEvent(event)
        self._kit.fit(self.window().size())
