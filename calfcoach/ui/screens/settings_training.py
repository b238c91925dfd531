"""The settings for the proposal after a session: on or off, and the pain above which it never proposes more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from calfcoach.setting_values import PAIN_LIMIT, PROPOSE
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.settings_parts import ChoiceRow, SliderRow, fill_titled, row_of
from calfcoach.ui.stylesheet import look


class TrainingCard(QFrame):
    """The card of these settings. `propose_chosen` and `limit_chosen` carry the new value."""

    propose_chosen = Signal(bool)
    limit_chosen = Signal(int)

    def __init__(self, kit: Kit, propose: bool, pain_limit: int) -> None:
        super().__init__()
        look(self, "card")
        lines = QVBoxLayout(self)
        fill_titled(kit, lines, text("Last time"))
        choice = ChoiceRow(kit, PROPOSE, "on" if propose else "off")
        choice.chosen.connect(lambda which: self.propose_chosen.emit(which == "on"))
        lines.addLayout(row_of(kit, text(PROPOSE.name), choice))
        limit = SliderRow(kit, text(PAIN_LIMIT.name), PAIN_LIMIT, str)
        limit.show_value(pain_limit)
        limit.settled.connect(self.limit_chosen)
        lines.addWidget(limit)
        rule = text(
            "The rule: all reps done at effort 7 or less, then a little more load, or without one a rep more. After"
            " pain above your limit it is never more, and it is never faster."
        )
        lines.addWidget(kit.label(rule, "small", "muted", wrap=True))
        lines.addStretch(1)
