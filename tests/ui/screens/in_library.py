"""The library's screen, for tests: which cards are shown, and the filters."""

import pytest

from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.wording.any_lift import ANY_LIFT

MOST_WAIT_S = 60.0


@pytest.fixture
def program(whole_program):
    """Of all shipped exercises: they are what is looked at here."""
    return whole_program


def shown(program):
    """The ids on the cards, but for that of any other lift."""
    visible = {card.exercise.id for card in program.screen.findChildren(ExerciseCard) if card.isVisible()}
    return visible - {ANY_LIFT}


def filter_by(program, group, name):
    buttons = program.screen.findChildren(NavButton)
    next(each for each in buttons if each.accessibleName().startswith(f"{group}: {name}, ")).click()


def ids(program):
    return [card.exercise.id for card in program.screen._grid.shown()]
