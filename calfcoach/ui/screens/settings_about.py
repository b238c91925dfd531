"""The folders, the settings as one file, and about the program, on the settings screen.

Refuses to know how settings are written and read; its signals say what is wanted.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from calfcoach.licences import licences
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.licences_dialog import LicencesDialog
from calfcoach.ui.screens.parts import breakable, on_click
from calfcoach.ui.screens.settings_parts import fill_titled, row_of
from calfcoach.ui.stylesheet import look


class AboutCard(QFrame):
    """The card. `save_wanted` and `take_wanted` ask for the settings as a file, and for those of one."""

    save_wanted = Signal()
    take_wanted = Signal()

    def __init__(self, kit: Kit, folders: Sequence[tuple[str, Path]]) -> None:
        super().__init__()
        self._kit = kit
        look(self, "card")
        lines = QVBoxLayout(self)
        fill_titled(kit, lines, text("Folders and about"))
        for name, folder in folders:
            place = kit.label(breakable(str(folder)), "body", wrap=True)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addLayout(row_of(kit, name, place))
        buttons = FlowRow()
        kit.space(buttons, 10, (0, 0, 0, 0))
        save = on_click(kit.button(text("Save the settings as a file…"), "label"), self.save_wanted.emit)
        take = on_click(kit.button(text("Take settings from a file…"), "label"), self.take_wanted.emit)
        read = on_click(kit.button(text("Licences…"), "label"), self.show_licences)
        for button in (save, take, read):
            kit.size(button, height=36)
            buttons.add(button)
        lines.addLayout(buttons)
        self._said = kit.label("", "body", wrap=True)
        self._said.hide()
        lines.addWidget(self._said)

    def show_licences(self) -> None:
        """Show what ships or is needed, and the texts of its licences, in a window that goes with this screen."""
        dialog = LicencesDialog(self._kit, licences(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def say(self, sentence: str) -> None:
        """Say how it went."""
        self._said.setText(breakable(sentence))
        self._said.setVisible(True)
        announce(self, sentence)
