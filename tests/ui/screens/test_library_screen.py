"""The library: cards, search, favourites, filters; and what is told where something is wrong."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel

from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir, user_exercises_dir
from calfcoach.settings import SettingsStore
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.library_cards import ExerciseCard, Star
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.wording.any_lift import ANY_LIFT
from tests.ui.layout import settle
from tests.ui.program import held_awake, make_program, whole_program, write_exercise
from tests.ui.screens.in_library import filter_by, program, shown

__all__ = ["held_awake", "make_program", "program", "whole_program"]


def test_every_exercise_has_a_card(program):
    assert shown(program) == {entry.exercise.id for entry in Library.load().listed}
    assert "quick-rebound" not in shown(program), "it has its place in a program alone"


def test_search_looks_at_names_muscles_and_equipment(program):
    program.key("/")
    program.key("DONKEY machine")
    assert shown(program) == {"donkey-calf-raise"}
    program.screen._search.setText("tibialis ant")
    assert shown(program) == {"tibialis-raise", "band-dorsiflexion"}
    program.screen._search.setText("nothing like this")
    assert shown(program) == set()
    assert "No exercise was found" in " ".join(
        label.text() for label in program.screen.findChildren(QLabel) if label.isVisible()
    )


def test_a_typo_and_a_position_find_it_too(program):
    program.key("/")
    program.key("dokney")
    assert shown(program) == {"donkey-calf-raise"}
    program.screen._search.setText("bent over")
    assert "donkey-calf-raise" in shown(program)
    program.screen._search.clear()
    filter_by(program, "Position", "Bent over")
    assert shown(program) == {"donkey-calf-raise"}
    filter_by(program, "Position", "On the floor")
    on_the_floor = {each.listing.id for each in Library.load().listed if each.listing.position == "on-the-floor"}
    assert shown(program) == on_the_floor


def test_few_hits_stand_at_the_top(program):
    program.screen._search.setText("donkey")
    settle(program.window, QSize(1366, 768))
    (card,) = program.screen._grid.shown()
    assert card.mapTo(program.screen._area, card.rect().topLeft()).y() < 20


def test_what_is_called_so_comes_before_what_has_it_otherwise(program):
    program.screen._search.setText("soleus")
    found = [card.exercise for card in program.screen._grid.shown()]
    named = ["soleus" in " ".join((each.id, each.name, *each.aliases)).lower() for each in found]
    assert named == sorted(named, reverse=True)
    assert {*named} == {True, False}


def star_of(program, exercise):
    (card,) = [card for card in program.screen._grid.shown() if card.exercise.id == exercise]
    (star,) = card.findChildren(Star)
    return card, star


def test_a_favourite_is_chosen_by_mouse_or_key_kept_and_first_the_next_time(program, qtbot):
    card, star = star_of(program, "tibialis-raise")
    qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert isinstance(program.screen, LibraryScreen), "the star is no way to the set-up"
    assert card.accessibleDescription().startswith("Favourite")
    other, its_star = star_of(program, "smith-calf-raise")
    other.setFocus()
    program.key("F")
    assert its_star.isChecked()
    assert other.hasFocus()
    assert SettingsStore().settings.favourites == {"tibialis-raise": True, "smith-calf-raise": True}
    assert program.screen._grid.shown()[0].exercise.id == "donkey-calf-raise", "no card moves under the hand"
    program.show_library()
    assert [card.exercise.id for card in program.screen._grid.shown()][:3] == [
        "smith-calf-raise",
        "tibialis-raise",
        ANY_LIFT,
    ]
    star_of(program, "smith-calf-raise")[0].setFocus()
    program.key("F")
    assert SettingsStore().settings.favourites == {"tibialis-raise": True}


def test_the_key_for_a_favourite_is_a_letter_in_the_search(program):
    program.key("/")
    program.key("F")
    assert program.screen._search.text() == "F"
    assert program.store.settings.favourites == {}


def test_filters_go_together_and_come_off_again(program):
    everything = shown(program)
    filter_by(program, "Sides", "One at a time")
    one_leg = {entry.exercise.id for entry in Library.load().listed if entry.exercise.one_side_at_a_time}
    assert shown(program) == one_leg
    assert {"step-calf-raise-single", "heel-drop-straight"} <= one_leg
    filter_by(program, "Equipment", "Standing calf raise machine")
    assert shown(program) == set()
    filter_by(program, "Sides", "All")
    assert shown(program) == {"standing-calf-raise-machine"}
    filter_by(program, "Equipment", "All")
    assert shown(program) == everything


def test_a_card_is_chosen_by_a_click_and_not_by_one_that_slips_off(program, qtbot):
    card = next(card for card in program.screen.findChildren(ExerciseCard) if card.exercise.id == "donkey-calf-raise")
    library = program.screen
    qtbot.mousePress(card, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() * 3)
    assert program.screen is library
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert isinstance(program.screen, SetupScreen)


def test_the_founding_exercise_is_the_first_card_and_has_the_keyboard(program, qapp):
    cards = program.screen.findChildren(ExerciseCard)
    assert cards[0].exercise.id == "donkey-calf-raise"
    names = [card.exercise.name for card in cards[1:]]
    assert names == sorted(names)
    assert qapp.focusWidget() is cards[0]


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)], ids=str)
def test_the_ring_around_a_card_and_the_names_of_equipment_are_whole(program, qtbot, size):
    settle(program.window, QSize(*size))
    (ring,) = program.window.findChildren(FocusRing)
    qtbot.waitUntil(ring.isVisible)
    assert ring.mask().boundingRect() == ring.rect()
    for filter_button in program.screen.findChildren(NavButton):
        name = filter_button.toolTip()
        assert name in [text.text() for text in filter_button.findChildren(QLabel)]


def test_the_field_shows_the_key_that_leads_into_it(make_program, qapp):
    for key in ("/", "S"):
        store = SettingsStore()
        if key == "S":
            store.change(keys={"search": ["S"]})
        made = make_program(store=store)
        (cap,) = [each for each in made.screen.findChildren(QLabel) if each.text() == key]
        assert cap.isVisible()
        made.key(key)
        assert isinstance(qapp.focusWidget(), SearchField)
        made.key("soleus")
        assert not cap.isVisible()


def test_what_is_saved_meanwhile_is_there_when_the_library_comes_back(program):
    program.key(Qt.Key.Key_Return)
    text = (exercises_dir() / "donkey-calf-raise.yaml").read_text(encoding="utf-8")
    own = text.replace("id: donkey-calf-raise", "id: my-own\norigin: donkey-calf-raise").replace(
        "name: Donkey calf raise", "name: My own", 1
    )
    write_exercise(user_exercises_dir(), "my-own", own)
    program.key(Qt.Key.Key_Escape)
    assert "my-own" in shown(program)


def test_settings_and_history_that_cannot_be_used_are_told(make_program, home, qtbot):
    from calfcoach.history.store import default_path

    store = SettingsStore()
    store.path.parent.mkdir(parents=True, exist_ok=True)
    store.path.write_text("not json", encoding="utf-8")
    default_path().parent.mkdir(parents=True, exist_ok=True)
    default_path().mkdir()
    program = make_program(store=SettingsStore())

    def told() -> str:
        return " ".join(label.text() for label in program.screen.findChildren(QLabel) if label.isVisible())

    # The history is opened after the first frame, and what is put into a window that is shown appears a moment later.
    qtbot.waitUntil(lambda: "The history" in told())
    assert "The settings were damaged" in told()
    assert "What you do is kept beside it" in told()


def test_tab_goes_through_everything_in_reading_order(program):
    QApplication.processEvents()
    seen = []
    program.screen.focus_search()
    for _ in range(60):
        program.key(Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at in seen:
            break
        seen.append(at)
    cards = [at for at in seen if isinstance(at, ExerciseCard)]
    assert len(cards) == len(shown(program) | {ANY_LIFT})
    places = [card.mapTo(program.screen, card.rect().topLeft()) for card in cards]
    assert places == sorted(places, key=lambda place: (place.y(), place.x()))
    assert len([at for at in seen if isinstance(at, NavButton)]) >= 3
