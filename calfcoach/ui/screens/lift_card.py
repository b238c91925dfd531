"""The card with a lift's name and first phase, and the offer of a known exercise with a similar name.

Decides nothing: the screen tells the card which names are known.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCompleter, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import breakable, on_click, set_chosen
from calfcoach.ui.stylesheet import look
from calfcoach.wording.any_lift import LONGEST_NAME, known_of

MOST_NAME = 32
"""The most letters of a known exercise's name on its button."""


class LiftCard(QFrame):
    """The name, the first phase, and below them a remark on the name."""

    named = Signal(str)
    start_chosen = Signal(Phase)
    known_wanted = Signal()
    """The person wants the known exercise that was offered."""
    deliberate = Signal()
    """The person wants to keep the name and be coached as for any lift."""
    keep_wanted = Signal()
    """The person wants to save the lift as an exercise."""

    def __init__(self, kit: Kit, name: str, start: Phase, offered: Sequence[str], *, may_keep: bool) -> None:
        """`offered` are names used before; `may_keep`: this lift was done often enough to be saved."""
        super().__init__()
        look(self, "card")
        lines = QVBoxLayout(self)
        kit.space(lines, 5, (20, 8, 20, 6))
        row = QHBoxLayout()
        kit.space(row, 10, (0, 0, 0, 0))
        row.addWidget(kit.label(text("Lift"), "heading"))
        self.field = EntryField(kit, text("What the lift is called"), "label")
        self.field.setPlaceholderText(text("Name, if you like"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.show_value(name)
        self.field.entered.connect(self.named)
        self.field.taken_back.connect(lambda: self.say(None))
        kit.size(self.field, height=36)
        if offered:
            completer = QCompleter(list(offered), self.field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.field.setCompleter(completer)
        row.addWidget(self.field, 1)
        lines.addLayout(row)
        lines.addWidget(self._first(kit, start))
        self._said = kit.label("", "label", "danger", wrap=True)
        lines.addWidget(self._said)
        self._answers = QWidget()
        answers = QVBoxLayout(self._answers)
        kit.space(answers, 2, (0, 0, 0, 0))
        self._take = on_click(kit.button("", "label", "pill"), self.known_wanted.emit)
        self._all_the_same = on_click(kit.button(text("Coach it as any lift"), "label", "link"), self.deliberate.emit)
        for answer in (self._take, self._all_the_same):
            answers.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._answers)
        self._keep = on_click(
            kit.button(text("Keep as an exercise of your own"), "label", "link"), self.keep_wanted.emit
        )
        self._keep.setVisible(may_keep)
        lines.addWidget(self._keep)
        self.say(None)

    def show_name(self, name: str, *, may_keep: bool) -> None:
        """Show the name in force, and the offer to save it if `may_keep`."""
        self.field.show_value(name)
        self._keep.setVisible(may_keep)
        self.say(None)

    def say(self, refusal: str | None) -> None:
        """Say why a name was refused; None removes the text."""
        self._said.setText(breakable(refusal or ""))
        self._said.setVisible(refusal is not None)
        self._answers.hide()
        self.field.show_refused(refusal is not None)
        if refusal is not None:
            announce(self._said, refusal, urgent=True)

    def offer(self, exercise: Exercise, *, never: bool) -> None:
        """Offer the known exercise with the similar name; with `never`, the person cannot decline."""
        values = {"name": exercise.name, "known": known_of(exercise)}
        if never:
            self.say(text("{name} has {known}, which no name takes away: it is never coached as any lift.", **values))
        else:
            self.say(text("{name} has {known}. As any lift you give these up.", **values))
        short = exercise.name if len(exercise.name) <= MOST_NAME else f"{exercise.name[: MOST_NAME - 1]}…"
        self._take.setText(text("Take {name}", name=short).replace("&", "&&"))
        self._take.setAccessibleName(text("Take {name}", name=exercise.name))
        self._all_the_same.setVisible(not never)
        self._answers.show()

    def focus_name(self) -> None:
        """Put the keyboard on the name."""
        self.field.setFocus()

    def focus_start(self) -> None:
        """Put the keyboard on the choice of the first phase."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus()

    def _first(self, kit: Kit, start: Phase) -> QWidget:
        whole = QFrame()
        row = QHBoxLayout(whole)
        kit.space(row, 10, (0, 0, 0, 0))
        row.addWidget(kit.label(text("First"), "heading"))
        self._group = QButtonGroup(self)
        for phase, name in (
            (Phase.LOWER, text("Down")),
            (Phase.CONTRACT, text("Up")),
            (Phase.HOLD, text("A hold")),
        ):
            made = kit.button(name, "label", "chip")
            made.setCheckable(True)
            set_chosen(made, phase is start)
            made.clicked.connect(lambda _=False, phase=phase: self.start_chosen.emit(phase))
            kit.size(made, height=30)
            self._group.addButton(made)
            row.addWidget(made, 1)
        return whole
