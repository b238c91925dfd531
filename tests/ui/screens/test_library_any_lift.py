"""Any lift in the library: its own card, and what is searched and not found."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.library.collection import Library
from calfcoach.settings import SettingsStore
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.lift import LiftScreen
from calfcoach.wording.any_lift import ANY_LIFT
from tests.ui.layout import settle
from tests.ui.program import held_awake, make_program, whole_program
from tests.ui.screens.in_library import filter_by, ids, program, shown

__all__ = ["held_awake", "make_program", "program", "whole_program"]


def test_any_lift_is_a_card_of_the_first_row_like_the_others(program):
    settle(program.window, QSize(1366, 768))
    assert ids(program)[:2] == ["donkey-calf-raise", ANY_LIFT]
    (card,) = [each for each in program.screen._grid.shown() if each.exercise.id == ANY_LIFT]
    assert card.visibleRegion().boundingRect() == card.rect(), "seen whole without scrolling"
    assert card.accessibleName() == "Any lift"
    assert "knows nothing of this lift" in card.accessibleDescription()
    assert card.figure.is_read, "the plain body with its bar"
    said = " ".join(label.accessibleName() or label.text() for label in card.findChildren(QLabel))
    assert "3-1-1-0" in said
    assert "Stop at sharp pain" in said
    program.screen.focus_first()
    program.key(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is card
    program.key("F")
    assert program.store.settings.favourites == {ANY_LIFT: True}
    program.key(Qt.Key.Key_Return)
    assert isinstance(program.screen, LiftScreen)
    program.key(Qt.Key.Key_Escape)
    assert ids(program)[0] == ANY_LIFT, "a favourite, and used last"
    assert QApplication.focusWidget().accessibleName() == "Any lift"


def test_any_lift_stays_in_the_first_row_whatever_is_liked_and_used(make_program):
    store = SettingsStore()
    liked = ("tibialis-raise", "smith-calf-raise", "step-calf-raise-single", "stretch-soleus")
    store.change(favourites=dict.fromkeys(liked, True))
    program = make_program(library=Library.load(), store=store, at_first=lambda made: made.go("library"))
    settle(program.window, QSize(1366, 768))
    cards = program.screen._grid.shown()
    (lift,) = [card for card in cards if card.exercise.id == ANY_LIFT]
    assert lift.y() == cards[0].y()
    assert {*ids(program)[:5]} == {*liked, ANY_LIFT}
    program.screen._search.setText("soleus")
    assert ids(program)[0] == "stretch-soleus", "of what is called so, what is liked comes first"


def test_any_lift_is_found_by_its_name_and_passes_no_filter(program):
    program.screen._search.setText("any lift")
    assert ids(program) == [ANY_LIFT]
    program.screen._search.clear()
    filter_by(program, "Sides", "Both at once")
    assert ANY_LIFT not in ids(program)
    filter_by(program, "Sides", "All")
    assert ANY_LIFT in ids(program)


def test_what_is_not_found_may_be_coached_as_any_lift(program):
    program.screen._search.setText("bench press")
    program.press("Coach “bench press” as any lift")
    assert isinstance(program.screen, LiftScreen)
    assert program.screen.model.exercise.name == "bench press"
    program.key(Qt.Key.Key_Escape)
    program.screen._search.setText("donkey raise qwertz")
    program.press("Coach “donkey raise qwertz” as any lift")
    assert program.screen.model.exercise.name != "donkey raise qwertz"
    said = " ".join(label.text() for label in program.screen.findChildren(QLabel)).replace("\u200b", "")
    assert "it is never coached as any lift" in said


def offers(program):
    return [each.text() for each in program.screen.findChildren(QPushButton) if each.isVisible() and "“" in each.text()]


def test_below_hits_that_are_called_otherwise_it_may_be_coached_as_any_lift(program):
    for is_exercise in ("donkey", "calves", "any lift", "smith calf raise", "soleus wall sit", ""):
        program.screen._search.setText(is_exercise)
        assert ids(program)
        assert offers(program) == []
    program.screen._search.setText("squat")
    assert shown(program) == {"soleus-wall-sit"}
    assert offers(program) == ["Coach “squat” as any lift"]
    program.press("Coach “squat” as any lift")
    assert isinstance(program.screen, LiftScreen)
    assert program.screen.model.exercise.name == "squat"


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)], ids=str)
def test_what_may_be_coached_as_any_lift_stands_right_below_few_hits_and_in_sight_of_many(program, size):
    settle(program.window, QSize(*size))
    for typed in ("squat", "press"):
        program.screen._search.setText(typed)
        settle(program.window, QSize(*size))
        (button,) = [
            each for each in program.screen.findChildren(QPushButton) if each.isVisible() and "“" in each.text()
        ]
        cards = [each for each in program.screen.findChildren(ExerciseCard) if each.isVisible()]
        top = button.mapTo(program.screen, QPoint()).y()
        ends = max(card.mapTo(program.screen, card.rect().bottomLeft()).y() for card in cards)
        area = program.screen._area
        if area.verticalScrollBar().maximum():
            ends = area.mapTo(program.screen, area.rect().bottomLeft()).y()
        assert 0 < top - ends < 60
        assert top + button.height() <= size[1]
    program.screen._search.setText("")
    settle(program.window, QSize(*size))
    assert area.height() > size[1] * 0.6
