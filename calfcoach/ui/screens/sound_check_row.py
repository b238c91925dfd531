"""The line of the set-up screen that offers a sound check on a new device, and asks whether it was heard.

Plays and remembers nothing; `wanted`, `heard` and `louder` say what was tapped.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import ElidedButton, on_click

MOST_NAME = 40
"""The most letters shown of a device's name."""


class SoundCheckRow(QWidget):
    """The row; hidden at first."""

    wanted = Signal()
    heard = Signal()
    louder = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        kit.space(row, 8, (0, 0, 0, 0))
        self._offer = ElidedButton(kit, "link")
        on_click(self._offer, self.wanted.emit)
        self._asked = kit.label("", "label")
        self._heard = on_click(kit.button(text("I hear it"), "label", "outline"), self.heard.emit)
        self._louder = on_click(kit.button(text("Louder"), "label", "outline"), self.louder.emit)
        for widget in (self._offer, self._asked, self._heard, self._louder):
            row.addWidget(widget)
        self._shown: tuple[str | None, bool, bool] | None = None
        self.show_check(None, asks=False, at_full=False)

    def show_check(self, device: str | None, *, asks: bool, at_full: bool) -> None:
        """Show the offer for a device (None: nothing to offer), or, during a check, its question.

        `at_full`: the volume cannot be raised any further in the program.
        """
        if (device, asks, at_full) == self._shown:
            return
        self._shown = device, asks, at_full
        if device is not None:
            self._offer.set_whole(text("{device} is new: check its sound  ›", device=shown_device(device)))
        self._offer.setVisible(device is not None and not asks)
        self._asked.setText(text("Turn up the speaker") if at_full else text("Do you hear it?"))
        for widget in (self._asked, self._heard, self._louder):
            widget.setVisible(asks)
        self.setVisible(asks or device is not None)


def shown_device(name: str) -> str:
    """A device's name as an offer shows it: cut at the end if it is very long."""
    return name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…"
