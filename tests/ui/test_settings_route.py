"""From the library to the settings, the calibration and back; and what a change does to the running program."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from calfcoach.domain.prescribe import Choices
from calfcoach.player.protocol import Ready
from calfcoach.session.clock import ManualClock
from calfcoach.settings import SettingsStore
from calfcoach.ui import backstage as backstage_module
from calfcoach.ui import first_paint, setup_sound
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.fonts import font
from calfcoach.ui.program import Program
from calfcoach.ui.screens.calibration import CalibrationScreen
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.licences_dialog import LicencesDialog
from calfcoach.ui.screens.parts import ElidedButton
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK, LIGHT
from tests.coach.players import FragilePlayer
from tests.ui.program import a_few

DONKEY = "donkey-calf-raise"


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def player(clock):
    return FragilePlayer(clock)


@pytest.fixture
def store(tmp_path):
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def program(qtbot, store, player, clock, monkeypatch):
    monkeypatch.setattr(first_paint, "MOST_WAIT_MS", 0)
    made = Program(Backstage(store, lambda: player, clock, lambda: 0.0), a_few())
    qtbot.addWidget(made.window)
    made.show_library()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.first_paint.over)
    yield made
    made.close()
    apply(QApplication.instance(), DARK)


def press(widget, text):
    next(each for each in widget.findChildren(QPushButton) if each.text().endswith(text)).click()


def choose(screen, name, text):
    box = next(each for each in screen.findChildren(Choice) if each.accessibleName() == name)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_from_the_library_to_the_settings_and_back(program):
    press(program.screen_now, "Settings")
    assert isinstance(program.screen_now, SettingsScreen)
    press(program.screen_now, "Library")
    assert isinstance(program.screen_now, LibraryScreen)


def test_a_theme_is_worn_at_once_and_by_the_screens_to_come(program, qapp):
    program.show_settings()
    sizes = [each.font().pixelSize() for each in program.screen_now.findChildren(QPushButton)]
    choose(program.screen_now, "Theme", "Light")
    assert qapp.palette().window().color() == LIGHT.colour("surface")
    assert [each.font().pixelSize() for each in program.screen_now.findChildren(QPushButton)] == sizes
    press(program.screen_now, "Library")
    assert program.theme is LIGHT


def test_another_output_is_played_on_at_once(program, player, clock, monkeypatch, qtbot):
    other = FragilePlayer(clock)
    asked = []
    monkeypatch.setattr(backstage_module, "open_output", lambda audio, settings: (asked.append(audio), other)[1])
    program.show_settings()
    choose(program.screen_now, "Played by", "simpleaudio")
    assert asked == ["simpleaudio"]
    assert player.asked[-1] == ("close",)
    qtbot.waitUntil(lambda: program.backstage.station.ready is not None)
    program.show_setup(DONKEY, Choices(sets=1, reps=2))
    press(program.screen_now, "Listen")
    qtbot.waitUntil(lambda: "play" in [each[0] for each in other.asked])
    assert "play" not in [each[0] for each in player.asked]


def test_what_renders_is_loaded_once_there_is_sound_and_before_start(program, qtbot, monkeypatch):
    loaded = []
    monkeypatch.setattr(setup_sound, "make_renderer", lambda scheme, settings: lambda: loaded.append(scheme))
    program.show_setup(DONKEY, Choices(), "glide")
    assert loaded == [], "no device has answered yet"
    qtbot.waitUntil(lambda: loaded == ["glide"])
    for _ in range(3):
        program.look_at_sound()
    program.screen_now.sound._listening.close()
    assert loaded == ["glide"]


def test_what_was_measured_is_kept_for_its_device(program, store, qtbot):
    program.show_settings()
    qtbot.waitUntil(lambda: program.backstage.station.ready is not None)
    program.look_at_sound()
    press(program.screen_now, "Measure")
    screen = program.screen_now
    assert isinstance(screen, CalibrationScreen)
    screen.measured.emit("speaker", 180.0)
    assert isinstance(program.screen_now, SettingsScreen)
    assert SettingsStore(store.path).settings.offsets_ms == {"speaker": 180.0}


def offers_to_measure(screen):
    buttons = screen.findChildren(ElidedButton)
    return [each for each in buttons if each.isVisible() and "measure its delay" in each.accessibleName()]


def test_a_new_device_is_offered_on_the_set_up_and_the_way_leads_back(program, store, qtbot):
    store.change(offsets_ms={"blue": 210.0}, known_devices={"speaker": True})
    program.show_setup(DONKEY, Choices(sets=2))
    screen = program.screen_now
    qtbot.waitUntil(lambda: offers_to_measure(screen) != [])
    (offer,) = offers_to_measure(screen)
    assert "A speaker" in offer.text()
    screen.model.step("reps", 1)
    reps = screen.model.dose.reps
    offer.click()
    assert isinstance(program.screen_now, CalibrationScreen)
    program.screen_now.measured.emit("speaker", 20.0)
    again = program.screen_now
    assert isinstance(again, SetupScreen)
    assert (again.model.dose.sets, again.model.dose.reps) == (2, reps)
    program.look_at_sound()
    assert offers_to_measure(again) == []


def set_up_on_a_new_device(program, qtbot):
    program.show_setup(DONKEY, Choices(sets=1, reps=1))
    screen = program.screen_now
    qtbot.waitUntil(lambda: "A speaker is new: check its sound  ›" in shown_buttons(screen))
    return screen


def shown_buttons(screen):
    return [each.text() for each in screen.findChildren(QPushButton) if each.isVisible()]


def test_a_sound_check_on_a_new_device_takes_one_tap(program, store, player, qtbot):
    screen = set_up_on_a_new_device(program, qtbot)
    press(screen, "check its sound  ›")
    qtbot.waitUntil(lambda: "play" in [each[0] for each in player.asked])
    assert {"I hear it", "Louder"} <= set(shown_buttons(screen))
    press(screen, "I hear it")
    assert store.settings.known_devices == {"speaker": True}
    assert not {"I hear it", "Louder", "A speaker is new: check its sound  ›"} & set(shown_buttons(screen))


def test_louder_plays_it_again_with_all_sound_louder_until_it_is_full(program, store, player, qtbot):
    store.change(volumes=store.settings.volumes.model_copy(update={"master": 0.4}))
    screen = set_up_on_a_new_device(program, qtbot)
    press(screen, "check its sound  ›")
    for louder in (0.8, 1.0):
        press(screen, "Louder")
        assert store.settings.volumes.master == pytest.approx(louder, abs=0.01)
        assert ("volume", store.settings.volumes.master) in player.asked
    press(screen, "Louder")
    assert "Turn up the speaker" in [each.text() for each in screen.findChildren(QLabel)]
    assert store.settings.known_devices == {}, "nobody has heard it yet"


def test_nobody_has_to_check_and_a_device_that_was_used_is_not_offered_again(program, store, qtbot):
    screen = set_up_on_a_new_device(program, qtbot)
    screen.started.emit()
    assert program.session is not None
    assert store.settings.known_devices == {"speaker": True}


def test_who_never_measured_is_not_asked(program, qtbot):
    program.show_setup(DONKEY, Choices())
    qtbot.waitUntil(lambda: program.backstage.station.ready is not None)
    program.look_at_sound()
    assert offers_to_measure(program.screen_now) == []


def test_listening_is_over_when_the_set_begins(program, player, qtbot):
    program.show_setup(DONKEY, Choices(sets=1, reps=1))
    press(program.screen_now, "Listen")
    qtbot.waitUntil(lambda: "play" in [each[0] for each in player.asked])
    sample = next(each[1] for each in player.asked if each[0] == "play")
    program.screen_now.started.emit()
    assert program.session is not None
    assert ("stop",) in player.asked
    qtbot.waitUntil(lambda: ("play", 1, 0, None) in player.asked)
    assert sample != 1


def test_the_offset_of_the_device_is_the_session_s(program, store, player, qtbot):
    store.change(offsets_ms={"speaker": 250.0})
    program.show_setup(DONKEY, Choices(sets=1, reps=1))
    qtbot.waitUntil(lambda: isinstance(program.backstage.station.ready, Ready))
    program.screen_now.started.emit()
    assert program.session.coach.offset_s == 0.25


def test_the_settings_go_out_as_a_file_and_come_in_again_at_once(program, tmp_path):
    program.show_settings()
    copy = tmp_path / "mine.json"

    def said() -> str:
        return program.screen_now.about._said.text()

    def chosen(button: str, name: str) -> None:
        press(program.screen_now, button)
        (dialog,) = [each for each in program.window.findChildren(QFileDialog) if each.isVisible()]
        dialog.fileSelected.emit(name)
        dialog.close()

    program.backstage.store.change(theme="light", keys={"pause": ["F12"]})
    chosen("Save the settings as a file…", str(tmp_path / "mine"))
    assert copy.exists() and said().replace("\u200b", "") == f"The settings are in {copy}."
    program.backstage.store.change(theme="dark", keys={})
    program.look_again()
    chosen("Take settings from a file…", str(copy))
    assert program.theme is LIGHT and program.key_map.first("pause") == "F12"
    assert "are in force" in said()
    program.window._note.undo()
    assert program.theme is not LIGHT and program.key_map.first("pause") == "Space", "taken back in one press"
    assert said() == "The settings are as they were before."
    chosen("Take settings from a file…", str(copy))
    chosen("Take settings from a file…", str(tmp_path / "nothing.json"))
    assert "cannot be read" in said() and program.theme is LIGHT
    program.backstage.store.change(theme="dark")
    program.look_again()


def test_the_texts_of_the_licences_can_be_read(program):
    program.show_settings()
    press(program.screen_now, "Licences…")
    (dialog,) = program.window.findChildren(LicencesDialog)
    assert dialog.isVisible() and dialog.list.item(0).text().startswith("Calfcoach ")
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(next(row for row, name in enumerate(names) if name.startswith("Inter")))
    assert "SIL OPEN FONT LICENSE" in dialog.words.toPlainText()
    dialog.close()


def test_the_window_of_the_licences_follows_the_look_and_goes_with_its_screen(program):
    program.show_settings()
    press(program.screen_now, "Licences…")
    (dialog,) = program.window.findChildren(LicencesDialog)
    kit = program.screen_now.kit
    for look in ({"theme": "light"}, {"text_size": "150"}, {"theme": "dark"}, {"text_size": "100"}):
        program.backstage.store.change(**look)
        program.look_again()
        for part in (dialog.list, dialog.words):
            assert part.font() == font("body", kit.scale), look
    program.show_library()  # its kit goes with it: the window would stay as it looks now
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert program.window.findChildren(LicencesDialog) == []
