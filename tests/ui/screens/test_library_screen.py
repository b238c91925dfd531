"""The library: what is shown, searched, filtered, and told of bad files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir, user_exercises_dir
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.parts import NavButton
from calfcoach.ui.screens.setup import SetupScreen
from tests.ui.program import held_awake, make_program, program, write_exercise

__all__ = ["held_awake", "make_program", "program"]


def shown(program):
    return {card.exercise.id for card in program.screen.findChildren(ExerciseCard) if card.isVisible()}


def filter_by(program, name):
    next(each for each in program.screen.findChildren(NavButton) if each.toolTip() == name).click()


def test_every_exercise_has_a_card(program):
    assert shown(program) == set(Library.load().entries)


def test_search_looks_at_names_muscles_and_equipment(program):
    everything = shown(program)
    program.key("/")
    program.key("DONKEY machine")
    assert shown(program) == {"donkey-calf-raise"}
    program.screen._search.setText("gastroc")
    assert shown(program) == everything
    program.screen._search.setText("nothing like this")
    assert shown(program) == set()
    assert "No exercise fits" in " ".join(
        label.text() for label in program.screen.findChildren(QLabel) if label.isVisible()
    )


def test_filters_go_together_and_come_off_again(program):
    everything = shown(program)
    filter_by(program, "One leg")
    assert shown(program) == {"step-calf-raise-single"}
    filter_by(program, "Standing calf raise machine")
    assert shown(program) == set()
    filter_by(program, "Either")
    assert shown(program) == {"standing-calf-raise-machine"}
    filter_by(program, "Any")
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
    told = [label.text() for label in program.screen.findChildren(QLabel) if label.isVisible()]
    assert any("mine.yaml:5:1: unknown key 'floor'" in text for text in told)
    assert "donkey-calf-raise" in shown(program)


def test_what_is_saved_meanwhile_is_there_when_the_library_comes_back(program):
    program.key(Qt.Key.Key_Return)
    text = (exercises_dir() / "donkey-calf-raise.yaml").read_text(encoding="utf-8")
    own = text.replace("id: donkey-calf-raise", "id: my-own").replace("name: Donkey calf raise", "name: My own", 1)
    write_exercise(user_exercises_dir(), "my-own", own)
    program.key(Qt.Key.Key_Escape)
    assert "my-own" in shown(program)


def test_settings_and_history_that_cannot_be_used_are_told(make_program, home, qtbot):
    from calfcoach.history.store import default_path
    from calfcoach.settings import SettingsStore

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
    assert "The session is not kept" in told()


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
    assert len(cards) == len(shown(program))
    places = [card.mapTo(program.screen, card.rect().topLeft()) for card in cards]
    assert places == sorted(places, key=lambda place: (place.y(), place.x()))
    assert len([at for at in seen if isinstance(at, NavButton)]) >= 3
