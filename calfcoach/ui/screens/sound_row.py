"""The rows of the dose's card about its sound: the scheme, a rep to listen to, and the sets as a sound file.

Plays and writes nothing itself: its signals say what the person wants.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.library.scheme_files import scheme_id
from calfcoach.setting_values import SCHEME_AT_FIRST
from calfcoach.texts import text
from calfcoach.ui.screens.controls import Choice, ListenButton
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.save_row import SaveRow

if TYPE_CHECKING:
    from calfcoach.coach.saving import SaveProgress


class ChosenScheme:
    """The cue scheme that is chosen on a screen, and those that are offered: ids and names."""

    def __init__(self, chosen: str, schemes: Mapping[str, str]) -> None:
        """`chosen` is an id. Before the first frame `schemes` is empty: nobody has looked yet which there are."""
        self.id, self.schemes = chosen, dict(schemes)

    def offer(self, schemes: Mapping[str, str]) -> None:
        """Offer these schemes. If the chosen one no longer exists, the default scheme is chosen."""
        self.schemes = dict(schemes)
        if self.id not in self.schemes:
            named = scheme_id(self.id)
            self.id = named if named in self.schemes else SCHEME_AT_FIRST

    def choose(self, index: int) -> None:
        """Choose one of those that are offered, by its place; a place where none is changes nothing."""
        if index < len(self.schemes):
            self.id = list(self.schemes)[index]


class SoundRow(QWidget):
    """The two rows. `listen` is pressed for a rep to begin or to stop, `save` and
    `cancel_save` are about the file.
    """

    listen = Signal()
    save = Signal()
    cancel_save = Signal()

    def __init__(self, kit: Kit, scheme: ChosenScheme, progress: "SaveProgress | None") -> None:
        """Changes `scheme` when another is chosen. `progress` is that of the file, None if none was asked for."""
        super().__init__()
        self._scheme = scheme
        rows = QVBoxLayout(self)
        kit.space(rows, 2, (0, 0, 0, 0))
        row = QHBoxLayout()
        kit.space(row, 6, (0, 0, 0, 0))
        rows.addLayout(row)
        label = kit.label(text("Sound"), "label")
        row.addWidget(label, 1)
        self._box = Choice(kit, text("Sound scheme"))
        label.setBuddy(self._box)
        self._box.activated.connect(scheme.choose)
        self.show_schemes()
        row.addWidget(self._box, 2)
        self._listen = ListenButton(kit)
        self._listen.clicked.connect(self.listen)
        row.addWidget(self._listen)
        self._save = SaveRow(kit, progress)
        self._save.wanted.connect(self.save)
        self._save.cancelled.connect(self.cancel_save)
        rows.addWidget(self._save)

    def show_schemes(self) -> None:
        """Show what is offered and chosen now."""
        names = self._scheme.schemes
        self._box.clear()
        self._box.addItems(list(names.values()))
        if self._scheme.id in names:
            self._box.setCurrentIndex(list(names).index(self._scheme.id))

    def show_listening(self, under_way: bool) -> None:
        """Show whether a rep is being heard."""
        self._listen.show_listening(under_way)

    def show_progress(self, progress: "SaveProgress | None") -> None:
        """Show the progress of the sound file."""
        self._save.show_progress(progress)
