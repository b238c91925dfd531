"""A short session in the window, for tests."""

from decimal import Decimal

from calfcoach.ui.stage.buttons import StageButton

SHORT = {"sets": 2, "reps": 2, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}


def rest_buttons(program):
    """The two of a rest: more of it, and no more."""
    shown = {button.text(): button for button in program.screen.findChildren(StageButton) if button.isVisible()}
    return shown["15 seconds more rest"], shown["Skip the rest"]
