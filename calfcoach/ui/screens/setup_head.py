"""The head of the set-up screen: the way back, who trains, the last time, offers for a new device, and below them the
exercise's name with the ways to train it with a class or to show it.

Opens and starts nothing itself: its signals say what was pressed. Refuses to know what a panel under its buttons holds.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.texts import text
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.last_time import LastTimeLine
from calfcoach.ui.screens.parts import ElidedButton, on_click
from calfcoach.ui.screens.sound_check_row import SoundCheckRow, shown_device

People = Sequence[tuple[str, str]]
"""The id and the name of each person."""


class SetupHead(QWidget):
    """Two rows. `left` asks for the library, `calibrate` for measuring the offered device, `show_it` for showing the
    lift; `person_chosen` carries a person's id.
    """

    left = Signal()
    person_chosen = Signal(str)
    calibrate = Signal()
    show_it = Signal()

    def __init__(self, kit: Kit, exercise: Exercise, people: People, who: str) -> None:
        """`people` and `who` as in `show_people`."""
        super().__init__()
        self._kit = kit
        self._people: tuple[tuple[str, str], ...] = ()
        self._who: Choice | None = None
        self.last_line = LastTimeLine(kit)
        """The last session, hidden until there is one to show; pressing it is for the screen to handle."""
        self.sound_check = SoundCheckRow(kit)
        self.class_button = kit.button(text("Class…"), "label", "outline")
        """Starts a class; pressing it is for the screen to handle."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(self._row_above(people, who))
        rows.addLayout(self._row_of_name(exercise))

    def show_people(self, people: People, who: str) -> None:
        """Offer the people if there are several; `who` is the id of the one who trains now."""
        self._people = tuple(people)
        if len(self._people) < 2:
            return
        if self._who is None:
            self._who = Choice(self._kit, text("Who?"))
            self._who.activated.connect(lambda index: self.person_chosen.emit(self._people[index][0]))
            self._kit.size(self._who, width=150, height=28)
            self._above.add(self._who, at=1)
            self._who.show()
        self._who.clear()
        self._who.addItems([name for _, name in self._people])
        self._who.setCurrentIndex([person for person, _ in self._people].index(who))

    def show_name(self, name: str) -> None:
        """Show another exercise name."""
        self._name.set_whole(name)
        self._name.updateGeometry()

    def offer_calibration(self, device: str | None) -> None:
        """Offer to calibrate a device that was never calibrated; None offers nothing."""
        if device is not None:
            self._offer.set_whole(text("{device} is new: measure its delay  ›", device=shown_device(device)))
        self._offer.setVisible(device is not None)

    def _row_above(self, people: People, who: str) -> FlowRow:
        kit = self._kit
        self._above = row = FlowRow()
        kit.space(row, 20, (0, 0, 0, 0))
        row.add(on_click(kit.button(text("‹  Library"), "label", "link"), self.left.emit))
        self.show_people(people, who)
        row.add(self.last_line, 4)
        row.add(QWidget(), 1)
        row.add(self.sound_check)
        self._offer = ElidedButton(kit, "link")
        on_click(self._offer, self.calibrate.emit)
        self._offer.hide()
        row.add(self._offer)
        return row

    def _row_of_name(self, exercise: Exercise) -> QHBoxLayout:
        kit, row, ways = self._kit, QHBoxLayout(), QHBoxLayout()
        kit.space(row, 16, (0, 0, 0, 0))
        kit.stack(row)
        self._name = kit.elided(exercise.name, "title")
        row.addWidget(self._name)
        summary = kit.elided(exercise.summary, "body", "muted")
        kit.follow(
            summary, lambda scale: summary.setContentsMargins(0, 0, 0, round(5 * scale))
        )  # on the base line of the name
        row.addWidget(summary, 1, Qt.AlignmentFlag.AlignBottom)
        self.class_button.setToolTip(text("All start on one countdown and go by one clock. Nothing is kept."))
        show = on_click(kit.button(text("Show it"), "label", "outline"), self.show_it.emit)
        show.setToolTip(text("Show the lift slowly or phase by phase, to others or to yourself. Nothing is counted."))
        kit.space(ways, 16, (0, 0, 0, 0))
        ways.addWidget(self.class_button)
        ways.addWidget(show)
        row.addLayout(ways)
        return row
