"""The settings as a person changes them: kept at once, heard and seen at once."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_folders
from calfcoach.player.protocol import Device, Devices, Ready
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.settings import SettingsStore
from calfcoach.ui.program import Program
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.screens.settings_parts import Slider
from calfcoach.ui.theme import DARK
from tests.coach.players import FragilePlayer
from tests.ui.program import held_awake, make_program

__all__ = ["held_awake", "make_program"]

SCHEMES = {"beeps": "beeps", "glide": "glide"}
SPEAKER, BLUE = Device("speaker", "A speaker", True), Device("blue", "Blue", False)


@pytest.fixture
def store(tmp_path):
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def player():
    return FragilePlayer(ManualClock())


@pytest.fixture
def station(player):
    made = SoundStation(player)
    made.poll()
    made.devices = Devices((SPEAKER, BLUE))
    return made


@pytest.fixture
def screen(qtbot, store, station):
    return shown(qtbot, store, station)


def shown(qtbot, store, station, sample=None):
    made = SettingsScreen(DARK, store, station, SCHEMES, sample)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.fall_silent())
    made.resize(1366, 768)
    made.show()
    return made


def named(screen, kind, name):
    return next(each for each in screen.findChildren(kind) if each.accessibleName() == name)


def texts(screen):
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


def kept(store):
    return json.loads(store.path.read_text())


def choose(box, data_or_text):
    index = box.findText(data_or_text)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_it_shows_what_was_kept(qtbot, store, station):
    store.change(scheme="glide", audio="qt", theme="light", reduced_motion=True, volumes={"ticks": 0.35})
    screen = shown(qtbot, store, station)
    assert named(screen, Choice, "Sound scheme").currentText() == "glide"
    assert named(screen, Choice, "Played by").currentText() == "Qt"
    assert named(screen, Slider, "Volume: Seconds").value() == 35
    assert named(screen, Choice, "Theme").currentText() == "Light"
    assert named(screen, QPushButton, "Motion: Reduced").isChecked()


@pytest.mark.parametrize(
    ("name", "field"), [("All sound", "master"), ("Phases", "phases"), ("Voice", "voice"), ("Warnings", "warnings")]
)
def test_a_volume_moved_with_the_keyboard_is_kept_at_once(qtbot, screen, store, player, name, field):
    slider = named(screen, Slider, f"Volume: {name}")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert kept(store)["volumes"][field] == pytest.approx(0.75)
    assert (("volume", 0.75) in player.asked) is (field == "master")
    assert slider.accessibleDescription() == "75 %"


def test_a_hand_on_the_slider_is_heard_at_once_and_kept_when_it_lets_go(qtbot, screen, store, player):
    slider = named(screen, Slider, "Volume: All sound")
    middle = slider.rect().center()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert player.asked[-1] == ("volume", 0.5)
    assert not store.path.exists()
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert kept(store)["volumes"]["master"] == 0.5


def test_scheme_motion_and_theme_are_kept(qtbot, screen, store):
    choose(named(screen, Choice, "Sound scheme"), "glide")
    named(screen, QPushButton, "Motion: Reduced").click()
    with qtbot.waitSignal(screen.look_chosen):
        choose(named(screen, Choice, "Theme"), "High contrast")
    assert {key: kept(store)[key] for key in ("scheme", "reduced_motion", "theme")} == {
        "scheme": "glide",
        "reduced_motion": True,
        "theme": "high-contrast",
    }


def test_how_much_is_said_and_the_room_are_kept(screen, store):
    choose(named(screen, Choice, "Words"), "Counts and warnings only")
    named(screen, QPushButton, "Room: Loud").click()
    assert (kept(store)["said"], kept(store)["room"]) == ("counts", "loud")


def test_when_other_programs_are_softer_is_kept(screen, store):
    choose(named(screen, Choice, "Other programs"), "Softer while something is said")
    assert kept(store)["softer"] == "said"


def test_a_row_of_choices_is_walked_with_the_arrows(qtbot, screen, store):
    full = named(screen, QPushButton, "Motion: Full")
    full.setFocus()
    qtbot.keyClick(full, Qt.Key.Key_Right)
    assert named(screen, QPushButton, "Motion: Reduced").isChecked()
    assert kept(store)["reduced_motion"]


def test_the_devices_there_are_can_be_chosen(screen, store, player):
    box = named(screen, Choice, "Device")
    assert [box.itemText(i) for i in range(box.count())] == ["The system’s default", "A speaker", "Blue"]
    choose(box, "Blue")
    assert player.asked[-1] == ("device", "blue")
    assert kept(store)["device"] == "blue"
    choose(box, "The system’s default")
    assert player.asked[-1] == ("device", None)
    assert kept(store)["device"] is None


def test_a_chosen_device_that_is_gone_is_shown_as_gone_and_comes_back(qtbot, store, station):
    store.change(device="blue")
    station.devices = Devices((SPEAKER,))
    screen = shown(qtbot, store, station)
    box = named(screen, Choice, "Device")
    assert box.currentText() == "blue (not connected)"
    station.devices = Devices((SPEAKER, BLUE))
    screen.take_reports(())
    assert box.currentText() == "Blue"


def test_the_offset_belongs_to_the_device_in_use(qtbot, screen, store, station):
    slider = named(screen, Slider, "Sound delay in milliseconds")
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert kept(store)["offsets_ms"] == {"speaker": 30.0}
    station.ready = Ready("fragile", "blue", "Blue")
    screen.take_reports(())
    assert slider.value() == 0
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert kept(store)["offsets_ms"] == {"speaker": 30.0, "blue": -500.0}
    assert slider.accessibleDescription() == "−500 ms"


def test_without_sound_there_is_nothing_to_measure(qtbot, store):
    station = SoundStation(SilentOutput(ManualClock()))
    station.poll()
    screen = shown(qtbot, store, station)
    assert not named(screen, Slider, "Sound delay in milliseconds").isEnabled()
    assert "The sound is off. Sets keep the same time." in texts(screen)


def test_trouble_with_the_sound_is_said_where_the_output_is_chosen(screen, station, player):
    player.die("The sound was lost.")
    screen.take_reports(station.poll())
    assert "The sound was lost." in texts(screen)
    player.revive()
    screen.take_reports(station.poll())
    assert "Playing on A speaker." in texts(screen)


def test_another_output_is_asked_for_once_it_is_kept(qtbot, screen, store):
    with qtbot.waitSignal(screen.output_chosen):
        choose(named(screen, Choice, "Played by"), "No sound")
    assert kept(store)["audio"] == "silent"
    with qtbot.assertNotEmitted(screen.output_chosen):
        choose(named(screen, Choice, "Played by"), "No sound")


def test_it_goes_on_with_another_station(qtbot, screen):
    clock = ManualClock()
    player = FragilePlayer(clock)
    other = SoundStation(player)
    other.poll()
    screen.change_station(other)
    slider = named(screen, Slider, "Volume: All sound")
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert player.asked[-1] == ("volume", 0.95)


def test_a_file_that_was_damaged_is_said_in_place(qtbot, tmp_path, station):
    path = tmp_path / "settings.json"
    path.write_text("{")
    screen = shown(qtbot, SettingsStore(path), station)
    assert any(text.startswith("The settings were damaged; they are kept as") for text in texts(screen))


def test_a_place_that_cannot_be_written_is_said_and_the_choice_holds(screen, store):
    store.path.mkdir()
    named(screen, QPushButton, "Motion: Reduced").click()
    assert any(text.startswith("The settings cannot be saved in") for text in texts(screen))
    assert store.settings.reduced_motion
    store.path.rmdir()
    named(screen, QPushButton, "Motion: Full").click()
    assert not any(text.startswith("The settings cannot") for text in texts(screen))


def test_a_rep_can_be_heard_and_stopped(qtbot, store, station, player):
    sample = prescribe(Library.load().find("donkey-calf-raise").exercise, Choices())
    store.change(scheme="beeps")
    screen = shown(qtbot, store, station, sample)
    listen = next(each for each in screen.findChildren(QPushButton) if each.text() == "Listen")
    listen.click()
    assert listen.text() == "Stop"

    def heard():
        screen.take_reports(station.poll())
        assert player.asked[-1][0] == "play"

    qtbot.waitUntil(heard)
    listen.click()
    assert (listen.text(), player.asked[-1]) == ("Listen", ("stop",))


def own_scheme(
    name="mine", text="base: beeps\nsounds: {own: [{file: own.wav, level: 0}]}\ncues: {lower: {sound: own}}\n"
):
    path = scheme_folders()[0] / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"kind: scheme\nschema: 1\nid: {name}\nname: My beeps\nsummary: Mine\n{text}", encoding="utf-8")
    return path


def test_what_is_wrong_with_the_chosen_scheme_is_said_under_it(make_program, qtbot):
    own_scheme()
    program = make_program(at_first=Program.show_settings)
    box = named(program.screen, Choice, "Sound scheme")
    line = "mine.yaml, line 7: there is no sound file 'own.wav'; the built-in cue is heard instead"
    assert line not in texts(program.screen)
    choose(box, "My beeps")
    qtbot.waitUntil(lambda: line in texts(program.screen))
    choose(box, "glide")
    assert line not in texts(program.screen)
    choose(box, "My beeps")
    qtbot.waitUntil(lambda: line in texts(program.screen))


def test_what_was_mended_is_seen_at_the_next_listening(qtbot, store, station):
    path = own_scheme(text="base: beps\ncues: {lower: {sound: own}}\n")
    store.change(scheme="mine")
    sample = prescribe(Library.load().find("donkey-calf-raise").exercise, Choices())
    screen = shown(qtbot, store, station, sample)

    def hears(wanted):
        screen.take_reports(())
        assert any(text.startswith("mine.yaml, line 6: there is no shipped scheme") for text in texts(screen)) == wanted

    qtbot.waitUntil(lambda: hears(True))
    assert any(text.endswith("(and 1 more: calfcoach lint tells them)") for text in texts(screen))
    path.write_text(path.read_text().replace("beps", "beeps").replace("own}", "lower}"))
    hears(True)
    next(each for each in screen.findChildren(QPushButton) if each.text() == "Listen").click()
    qtbot.waitUntil(lambda: hears(False))


def test_a_file_that_is_no_scheme_is_told_where_it_is_missed(make_program):
    own_scheme().write_text("kind: scheme\nschema: 99\n")
    program = make_program(at_first=Program.show_settings)
    box = named(program.screen, Choice, "Sound scheme")
    assert box.findText("My beeps") < 0
    assert any(
        text.startswith("mine.yaml, line 2: this file is for a newer Calfcoach") for text in texts(program.screen)
    )


def test_markup_in_a_device_name_is_text(qtbot, store, player, station):
    station.ready = Ready("fragile", "x", "<b>Loud</b>")
    screen = shown(qtbot, store, station)
    assert "Playing on <b>Loud</b>." in texts(screen)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in screen.findChildren(QLabel))


def test_nothing_is_cut_off(qapp, screen):
    for size in ((1024, 600), (1366, 768), (1920, 1080)):
        screen.resize(*size)
        for _ in range(3):
            qapp.processEvents()
        for widget in (*screen.findChildren(QPushButton), *screen.findChildren(QLabel)):
            if widget.isVisible() and not (isinstance(widget, QLabel) and widget.wordWrap()):
                assert widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text()), (widget.text(), size)
                assert widget.height() >= widget.fontMetrics().height() or not widget.text(), (widget.text(), size)
