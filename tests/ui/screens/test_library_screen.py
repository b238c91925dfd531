"""The library: what is shown, searched, filtered, and told of bad files."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.domain.prescribe import Choices
from calfcoach.library import collection
from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry
from calfcoach.library.problems import Problem
from calfcoach.resources import exercises_dir, user_exercises_dir
from calfcoach.settings import SettingsStore
from calfcoach.ui import library_route
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.card_grid import FIRST_CARDS, MOST_CARDS
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.library_cards import ExerciseCard, Star
from calfcoach.ui.screens.library_problems import MOST_TOLD
from calfcoach.ui.screens.lift import LiftScreen
from calfcoach.ui.screens.scrolling import Bounded
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.wording.any_lift import ANY_LIFT
from tests.ui.layout import settle
from tests.ui.program import held_awake, make_program, whole_program, write_exercise

__all__ = ["held_awake", "make_program", "whole_program"]


@pytest.fixture
def program(whole_program):
    """Of all shipped exercises: they are what is looked at here."""
    return whole_program


MOST_WAIT_S = 60.0


def shown(program):
    """The ids on the cards, but for that of any other lift."""
    visible = {card.exercise.id for card in program.screen.findChildren(ExerciseCard) if card.isVisible()}
    return visible - {ANY_LIFT}


def filter_by(program, group, name):
    buttons = program.screen.findChildren(NavButton)
    next(each for each in buttons if each.accessibleName().startswith(f"{group}: {name}, ")).click()


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


def ids(program):
    return [card.exercise.id for card in program.screen._grid.shown()]


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
    program = make_program(library=Library.load(), store=store, at_first=lambda made: made._go("library"))
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


def test_the_key_for_a_favourite_is_a_letter_in_the_search(program):
    program.key("/")
    program.key("F")
    assert program.screen._search.text() == "F"
    assert program.store.settings.favourites == {}


def many(count):
    """A library of `count` exercises that differ in their names alone."""
    library = Library.load()
    entry = library.find("donkey-calf-raise")
    donkey = entry.exercise
    entries = {
        f"one-{number:04}": replace(
            Entry.of(donkey, entry.path, entry.origin, entry.stamp),
            listing=entry.listing._replace(id=f"one-{number:04}", name=f"One {number:04}", aliases=()),
        )
        for number in range(count)
    }
    return replace(library, entries=entries, user_dir=None)


def test_of_many_exercises_only_those_near_what_is_in_sight_have_cards(make_program, qtbot):
    program = make_program(library=many(3000), at_first=lambda made: made._go("library"))
    grid, screen = program.screen._grid, program.screen
    assert FIRST_CARDS <= len(screen.findChildren(ExerciseCard)) <= MOST_CARDS
    bar = screen._area.verticalScrollBar()
    assert bar.maximum() > 3000 / grid.columns * 200
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: grid.shown()[-1].entry.listing.id == "one-2999")
    assert not grid.shown()[-1].visibleRegion().isEmpty()
    assert len(screen.findChildren(ExerciseCard)) <= MOST_CARDS + FIRST_CARDS
    grid.shown()[-1].setFocus()
    program.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget().entry.listing.id == f"one-{2999 - grid.columns}"
    screen._search.setText("One 1500")
    qtbot.waitUntil(lambda: [card.entry.listing.id for card in grid.shown()] == ["one-1500"])
    program.key(Qt.Key.Key_Escape)
    program.screen.focus_first()
    for number in range(80):  # the first card is that of any other lift
        program.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget().entry.listing.id == f"one-{number:04}"
        assert not QApplication.focusWidget().visibleRegion().isEmpty()


def test_a_card_whose_file_is_gone_has_the_library_read_anew(make_program, monkeypatch, qtbot):
    monkeypatch.setattr(collection, "MOST_KEPT", 0)
    own = (exercises_dir() / "tibialis-raise.yaml").read_text(encoding="utf-8")
    own = own.replace("id: tibialis-raise", "id: my-own\norigin: tibialis-raise")
    path = write_exercise(user_exercises_dir(), "my-own", own)
    library = Library.load()
    path.unlink()
    program = make_program(library=library, at_first=lambda made: made._go("library"))
    qtbot.waitUntil(lambda: program.library is not library)
    assert "my-own" not in program.library.entries
    assert "my-own" not in shown(program)


@pytest.fixture
def crowd(monkeypatch):
    """Own exercises that were never read, too many for the window to wait for them."""
    monkeypatch.setattr(collection, "FROM_FILES", 6)
    text = (exercises_dir() / "tibialis-raise.yaml").read_text(encoding="utf-8")
    names = [f"mine-{number}" for number in range(6)]
    for name in names:
        own = text.replace("id: tibialis-raise", f"id: {name}\norigin: tibialis-raise")
        write_exercise(user_exercises_dir(), name, own.replace("name: Tibialis raise", f"name: {name}", 1))
    return names


def unread_line(program):
    found = [label.text() for label in program.screen.findChildren(QLabel) if label.isVisible()]
    return [text for text in found if "still being read" in text]


def test_the_window_does_not_wait_for_a_crowd_of_files(crowd, make_program, qtbot):
    program = make_program(library=Library.load(at_once=True), at_first=lambda made: made._go("library"))
    qtbot.waitUntil(lambda: {*crowd} <= program.library.entries.keys())
    assert unread_line(program) == []
    assert {*crowd} <= shown(program)
    assert program.library == Library.load()


def test_a_line_says_how_many_files_are_still_to_be_read(crowd, make_program, monkeypatch, qtbot):
    monkeypatch.setattr(library_route.LibraryRoute, "_read_on", lambda *_: None)
    program = make_program(library=Library.load(at_once=True), at_first=lambda made: made._go("library"))
    assert unread_line(program) == ["6 of your own exercises are still being read."]
    assert shown(program).isdisjoint(crowd)
    monkeypatch.undo()
    program.show_setup(crowd[0], Choices())
    assert program.screen.model.exercise.id == crowd[0], "one of them can be wanted all the same"
    program.show_library()
    qtbot.waitUntil(lambda: unread_line(program) == [])
    assert {*crowd} <= shown(program)


def test_nothing_is_read_beside_a_set(crowd, make_program, monkeypatch, qtbot):
    hold = threading.Event()
    monkeypatch.setattr(library_route, "_breathe", lambda: hold.wait(MOST_WAIT_S) and False)
    program = make_program(library=Library.load(at_once=True), at_first=lambda made: made._go("library"))
    reader = program.screen.reader
    assert not reader.is_over
    program.show_setup("donkey-calf-raise", Choices())
    assert reader.is_over
    hold.set()


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


def test_the_lines_of_bad_files_are_told_and_the_good_ones_stay(make_program):
    write_exercise(user_exercises_dir(), "mine", "kind: exercise\nschema: 1\nid: mine\nname: Mine\nfloor: 1\n")
    program = make_program()
    told = [label.accessibleName() for label in program.screen.findChildren(QLabel) if label.isVisible()]
    mine = next(index for index, text in enumerate(told) if text.startswith(str(user_exercises_dir() / "mine.yaml")))
    assert any(text.startswith("5:1: unknown key 'floor'") for text in told[mine:])
    assert "donkey-calf-raise" in shown(program)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)], ids=str)
def test_problems_are_listed_by_file_in_whole_lines_and_leave_the_cards_in_sight(make_program, size):
    wrong = "".join(f"wrong{number}: 1\n" for number in range(6))
    for name in ("one", "two"):
        write_exercise(user_exercises_dir(), name, f"kind: exercise\nschema: 1\nid: {name}\n{wrong}")
    program = make_program()
    settle(program.window, QSize(*size))
    (listed,) = program.screen.findChildren(Bounded)
    texts = listed.findChildren(QLabel)
    assert len([text for text in texts if text.accessibleName().startswith(str(user_exercises_dir()))]) == 2
    whole = [text for text in texts if "unknown key 'wrong0'" in text.accessibleName()]
    assert len(whole) == 2, "each reason is there to its last word, and not in a tool tip alone"
    assert all("one_side_at_a_time" in text.text().replace("\u200b", "") for text in whole)
    assert not any(text.toolTip() or "…" in text.text() for text in texts)
    lines = [text.visibleRegion().boundingRect().height() / text.fontMetrics().lineSpacing() for text in texts]
    assert all(abs(line - round(line)) < 0.1 for line in lines)
    assert sum(lines) >= 3
    assert listed.height() < size[1] / 4
    assert listed.verticalScrollBar().isVisible()


def test_of_hundreds_of_problems_the_first_are_told_and_the_rest_counted(make_program):
    problems = tuple(Problem(Path(f"file-{number // 2}.yaml"), number, 1, "wrong") for number in range(301))
    program = make_program(library=replace(Library.load(), problems=problems))
    (listed,) = program.screen.findChildren(Bounded)
    told = [label.accessibleName() for label in listed.findChildren(QLabel)]
    assert len([line for line in told if line.endswith(": wrong")]) == MOST_TOLD
    assert told[-1] == f"… and {301 - MOST_TOLD} problems more; “calfcoach lint” tells them all"


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
