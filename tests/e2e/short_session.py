"""A short session in the window, for tests."""

from decimal import Decimal

from PySide6.QtCore import Qt

from calfcoach.session.states import State
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.stage.buttons import StageButton

SHORT = {"sets": 2, "reps": 2, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}


def rest_buttons(program):
    """The two of a rest: more of it, and no more."""
    shown = {button.text(): button for button in program.screen.findChildren(StageButton) if button.isVisible()}
    return shown["15 seconds more rest"], shown["Skip the rest"]


def skip_to_the_rest(program):
    """A first press asks, the second skips."""
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    assert program.state is State.REST


def stop_and_leave(program):
    """A first Esc stops in place, the second leads to the summary."""
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert program.state is State.HALTED
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)
