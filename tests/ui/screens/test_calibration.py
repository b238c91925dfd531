"""The calibration as a person goes through it, with taps by the clock: what was planted comes out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from calfcoach.coach.calibration import Offset, beats
from calfcoach.coach.click_track import BEFORE_S, LASTS_S
from calfcoach.coach.station import SoundStation
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.ui.screens.calibration import CalibrationScreen, CalibrationStep
from calfcoach.ui.screens.calibration_pad import MOST_TAPS, Pad
from calfcoach.ui.theme import DARK
from tests.coach.players import FragilePlayer

STEP_S = 0.01


@pytest.fixture
def clock():
    return ManualClock(50.0)


@pytest.fixture
def player(clock):
    return FragilePlayer(clock)


@pytest.fixture
def screen(qtbot, clock, player):
    return shown(qtbot, clock, player)


def shown(qtbot, clock, output):
    station = SoundStation(output)
    station.poll()
    made = CalibrationScreen(DARK, station, clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    return made


def pad(screen):
    return screen.findChild(Pad)


def press_go(screen):
    screen._go.click()


def go_through(qtbot, screen, clock, late_s, tap, every=1):
    """Let one half of it pass, tapping `late_s` after each beat in one way or another."""
    began_s = clock()
    due = [began_s + BEFORE_S + beat + late_s for beat in beats()][::every]
    while clock() < began_s + LASTS_S + 0.1:
        clock.tick(STEP_S)
        pad(screen)._look()
        if due and clock() >= due[0]:
            due.pop(0)
            tap()
        screen.take_reports(screen._station.poll())


def test_what_a_late_speaker_adds_is_measured(qtbot, screen, clock):
    press_go(screen)
    assert screen.step is CalibrationStep.CLICKS
    go_through(qtbot, screen, clock, 0.21 - 0.03, lambda: qtbot.keyClick(pad(screen), Qt.Key.Key_Space))
    assert screen.step is CalibrationStep.BETWEEN
    press_go(screen)
    go_through(qtbot, screen, clock, -0.03, lambda: qtbot.mouseClick(pad(screen), Qt.MouseButton.LeftButton))
    assert screen.step is CalibrationStep.RESULT
    assert screen.result.offset_s == pytest.approx(0.21, abs=2 * STEP_S)
    assert screen.result.spread_s < 0.02
    with qtbot.waitSignal(screen.measured) as kept:
        press_go(screen)
    assert kept.args[0] == "speaker"
    assert kept.args[1] == pytest.approx(210, abs=20)


def test_an_output_that_is_exact_needs_no_offset(qtbot, clock):
    screen = shown(qtbot, clock, SilentOutput(clock))
    for _ in range(2):
        press_go(screen)
        go_through(qtbot, screen, clock, -0.04, lambda: qtbot.keyClick(pad(screen), Qt.Key.Key_A))
    assert screen.result.usable
    assert screen.result.offset_s == pytest.approx(0, abs=2 * STEP_S)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_Period, Qt.Key.Key_B, Qt.Key.Key_Return]
)
def test_what_clickers_send_is_a_tap(qtbot, screen, key):
    press_go(screen)
    qtbot.keyClick(pad(screen), key)
    assert len(pad(screen).taps) == 1


def test_keys_that_go_with_others_and_right_clicks(qtbot, screen):
    press_go(screen)
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
        qtbot.keyPress(pad(screen), key)
    assert pad(screen).taps == []
    qtbot.mouseClick(pad(screen), Qt.MouseButton.RightButton)
    qtbot.mouseDClick(pad(screen), Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(pad(screen), Qt.MouseButton.LeftButton)  # a double click alone ends with the button down
    assert len(pad(screen).taps) >= 2


def test_a_hand_that_drums_fills_no_memory(qtbot, screen):
    press_go(screen)
    for _ in range(3 * MOST_TAPS):
        pad(screen).mousePressEvent(None)
    assert len(pad(screen).taps) == MOST_TAPS


def test_no_taps_no_result(qtbot, screen, clock):
    press_go(screen)
    go_through(qtbot, screen, clock, 0.0, lambda: None)
    press_go(screen)
    go_through(qtbot, screen, clock, 0.0, lambda: None)
    assert "Only 0 taps fit the beat." in screen._instruction.text()
    with qtbot.assertNotEmitted(screen.measured):
        press_go(screen)
    assert screen.step is CalibrationStep.READY


def test_too_few_taps_are_not_kept(qtbot, screen, clock):
    for _ in range(2):
        press_go(screen)
        go_through(qtbot, screen, clock, 0.0, lambda: qtbot.keyClick(pad(screen), Qt.Key.Key_Space), every=3)
    assert "Do it again" in screen._instruction.text()
    assert not screen.result.usable


def test_with_advice_it_is_done_again_unless_one_insists(qtbot, screen):
    screen.result = Offset(0.213, 0.062, 12)
    screen.enter(CalibrationStep.RESULT)
    assert "uneven" in screen._instruction.text()
    assert (screen._go.text(), screen._second.text()) == ("Measure again", "Keep")
    qtbot.waitUntil(screen._go.hasFocus)
    with qtbot.assertNotEmitted(screen.measured):
        press_go(screen)
    assert screen.step is CalibrationStep.READY
    screen.result = Offset(0.213, 0.062, 12)
    screen.enter(CalibrationStep.RESULT)
    with qtbot.waitSignal(screen.measured) as kept:
        screen._second.click()
    assert kept.args[1] == 213


def test_a_good_result_is_kept_unless_one_wants_it_anew(qtbot, screen):
    screen.result = Offset(0.213, 0.022, 18)
    screen.enter(CalibrationStep.RESULT)
    assert (screen._go.text(), screen._second.text()) == ("Keep", "Measure again")
    qtbot.waitUntil(screen._go.hasFocus)
    with qtbot.assertNotEmitted(screen.measured):
        screen._second.click()
    assert screen.step is CalibrationStep.READY


def test_esc_stops_the_clicks_and_then_leaves(qtbot, screen, player):
    press_go(screen)
    qtbot.keyClick(pad(screen), Qt.Key.Key_Escape)
    assert screen.step is CalibrationStep.READY
    assert player.asked[-1] == ("stop",)
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)


def test_sound_that_is_lost_is_said_and_nothing_is_kept(qtbot, screen, clock, player):
    press_go(screen)
    clock.tick(1)
    player.die("The sound was lost.")
    screen.take_reports(screen._station.poll())
    assert screen.step is CalibrationStep.READY
    assert "The sound was lost." in [each.text() for each in screen.findChildren(QLabel)]
    assert not screen._go.isEnabled()
    player.revive()
    screen.take_reports(screen._station.poll())
    assert screen._go.isEnabled()


def test_a_device_that_never_begins_is_said(qtbot, clock, player):
    screen = shown(qtbot, clock, player)
    press_go(screen)
    player._up = False
    clock.tick(5)
    screen.take_reports(())
    assert screen.step is CalibrationStep.READY
    assert "does not start" in screen._problem.text()


def test_who_leaves_hears_no_more(qtbot, screen, player):
    press_go(screen)
    screen.hide()
    assert player.asked[-1] == ("stop",)
    assert not screen.busy


def test_flashes_come_when_they_are_due(qtbot, screen, clock):
    press_go(screen)
    go_through(qtbot, screen, clock, 0.0, lambda: None)
    press_go(screen)
    began_s = clock()
    go_through(qtbot, screen, clock, 0.0, lambda: None)
    wanted = [began_s + BEFORE_S + beat for beat in beats()]
    assert pad(screen).flashed == pytest.approx(wanted, abs=STEP_S + 1e-6)
