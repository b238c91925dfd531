"""The panels that open over the set-up screen: the last time, and the start of a class.

Refuses to know what follows: its signals say what was chosen in a panel, which is closed by then.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.last_time import LastTimePanel
from calfcoach.ui.screens.open_panel import OpenPanel, Panel

if TYPE_CHECKING:
    from calfcoach.history.last_time import LastTime
    from calfcoach.ui.screens.class_panel import ClassStart


class SetupPanels(OpenPanel):
    """One panel at a time. `class_chosen` carries the `ClassStart`, `proposal_taken` the last time whose proposal the
    person accepts.
    """

    class_chosen = Signal(object)
    proposal_taken = Signal(object)

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit, self._screen = kit, screen

    def toggle_last_time(self, button: QWidget, last: "LastTime") -> None:
        """Open or close the panel of the last time under its button."""
        self.toggle(button, lambda: self._last_time(last))

    def toggle_class(self, button: QWidget) -> None:
        """Open or close the panel of a class under its button."""
        self.toggle(button, self._class)

    def _last_time(self, last: "LastTime") -> Panel:
        made = LastTimePanel(self._kit, last, self._screen)
        made.taken.connect(lambda: self._take(last))
        return made

    def _class(self) -> Panel:
        from calfcoach.ui.screens.class_panel import ClassPanel  # most people train alone

        made = ClassPanel(self._kit, datetime.now, self._screen)
        made.chosen.connect(self._choose)
        return made

    def _take(self, last: "LastTime") -> None:
        self.close()
        self.proposal_taken.emit(last)

    def _choose(self, start: "ClassStart") -> None:
        self.close()
        self.class_chosen.emit(start)
