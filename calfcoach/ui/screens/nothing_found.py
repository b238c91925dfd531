"""What the library shows where no exercise fits, and the button that coaches what was typed as any lift.

Refuses to know what was searched through.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.scrolling import RING_PX

MOST_TYPED = 32
"""The most letters of a searched text on the button that coaches it."""


class NothingFound(QWidget):
    """The text and buttons shown when no exercise fits. `lift_wanted`: what was typed is to be coached as any lift;
    `all_wanted`: all exercises are to be shown.
    """

    lift_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        kit.space(lines, 12, (RING_PX, 0, RING_PX, 0))
        lines.addWidget(kit.label(text("No exercise was found."), "heading"))
        words = text("Search for a name, a muscle, equipment or a position, or show all exercises again.")
        lines.addWidget(kit.label(words, "body", "muted", wrap=True))
        self.coach = coach_button(kit, self.lift_wanted.emit)
        all_again = on_click(kit.button(text("Show all exercises"), "label", "outline"), self.all_wanted.emit)
        kit.size(all_again, height=44)
        for made in (self.coach, all_again):
            lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)


def coach_button(kit: Kit, press: Callable[[], object]) -> QPushButton:
    """A button that coaches what was typed as any lift; hidden until `offer_lift`."""
    made = kit.button("", "label", "outline")
    kit.size(made, height=44)
    made.hide()
    return on_click(made, press)


def offer_lift(button: QPushButton, name: str) -> None:
    """Offer to coach what was typed; nothing for an empty name."""
    short = name if len(name) <= MOST_TYPED else f"{name[: MOST_TYPED - 1]}…"
    button.setText(text("Coach “{name}” as any lift", name=short).replace("&", "&&"))
    button.setAccessibleName(text("Coach “{name}” as any lift", name=name))
    button.setVisible(bool(name))
