"""The audience's window: the person's own moments, larger; frozen, black, closed; and it disturbs nothing."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calfcoach.coach.view import View
from calfcoach.domain.prescribe import Choices
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import State
from calfcoach.ui.audience import AudienceSees
from calfcoach.ui.audience_strip import AudienceStrip
from calfcoach.ui.audience_window import AudienceWindow
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.stage.buttons import StageButton
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK, LIGHT
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def texts(stage) -> dict[str, str]:
    stage.grab()
    return {box.name: box.text for box in stage.text_boxes()}


def window_of(program: Program) -> AudienceWindow:
    window = program.audience.window
    assert window is not None
    return window


def strip(program: Program) -> AudienceStrip:
    (found,) = program.window.findChildren(AudienceStrip)
    return found


def in_a_set(program: Program) -> None:
    program.start(sets=2, reps=3)
    program.run_until(lambda: program.state is State.LOWER)
    program.run(0.5)


def at(hour: int, minute: int) -> QTime:
    return QTime(hour, minute)


def shown(time: QTime) -> str:
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def test_an_audience_sees_the_set_until_the_window_is_closed(program):
    in_a_set(program)
    before = set(texts(program.screen.stage))
    program.audience._now = lambda: at(14, 32)
    program.key(Qt.Key.Key_F9)
    window = window_of(program)
    assert not window.findChildren(StageButton)
    for _ in range(3):
        program.run(1.3)
        mine, theirs = texts(program.screen.stage), texts(window.stage)
        assert (theirs["word"], theirs["seconds"]) == (mine["word"], mine["seconds"])
    assert theirs["where"] == "Rep 1 of 3 · Set 1 of 2" and "caption" in theirs and "hint" not in theirs
    in_window = f"{shown(at(14, 32))} · Audience on, in a window that can be shared in a call"
    assert strip(program).line.text() == in_window
    program.audience._now = lambda: at(14, 33)
    program.audience.changed.emit()
    assert strip(program).line.text().startswith(shown(at(14, 33)))

    frozen_at = window.stage.view
    program.key(".")
    program.run(4.0)
    assert program.state is not State.PAUSED, "a clicker's keys are the audience's now"
    assert window.stage.view is frozen_at and texts(window.stage)["mark"] == "This picture stands still"
    assert strip(program).line.text().endswith("Audience: frozen")
    program.key(".")
    program.run(0.1)
    assert window.stage.view is not frozen_at and "mark" not in texts(window.stage)

    program.key("b")
    picture = window.grab().toImage()
    spots = [(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)]
    assert {picture.pixelColor(*spot).name() for spot in spots} == {"#000000"}
    assert strip(program).line.text().endswith("Audience: black")
    program.key("b")
    assert window.stage.isVisible() and program.state is not State.PAUSED

    program.wear(LIGHT)
    assert window.stage.theme is LIGHT
    apply(QApplication.instance(), DARK)

    window.close()
    assert program.audience.seen is AudienceSees.NOTHING and program.audience.window is None
    program.run(0.1)
    assert not strip(program).isVisible()
    assert set(texts(program.screen.stage)) == before, "as it was without an audience"
    program.key(Qt.Key.Key_F9)
    assert window_of(program).stage.view is program.screen.stage.view
    program.key(Qt.Key.Key_F9)
    program.key(".")
    assert program.state is State.PAUSED, "a clicker's keys pause again"


def test_no_key_that_stops_is_lent_to_it_and_all_work_where_it_has_the_keyboard(make_program, qtbot):
    def in_the_list() -> set[str]:
        program.key("?")
        (panel,) = [each for each in program.window.findChildren(KeysPanel) if each.isVisible()]
        program.key("?")
        return {action.name for action in panel._rows}

    program = make_program()
    assert "freeze_audience" not in in_the_list() and "audience" in in_the_list()
    program.backstage.store.change(keys={"freeze_audience": ["Esc", "Space"], "black_audience": ["X"]})
    in_a_set(program)
    program.audience.open()
    assert {"freeze_audience", "black_audience"} <= in_the_list()
    program.key("x")
    assert program.audience.seen is AudienceSees.BLACK
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    QTest.keyClick(window_of(program), Qt.Key.Key_Escape)
    assert program.state is State.HALTED
    window_of(program).activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


def test_it_takes_nothing_from_the_set(make_program):
    def told(audience: bool) -> list[object]:
        program = make_program()
        found: list[object] = []
        program.start(sets=1, reps=1)
        program.session.bridge.happened.connect(found.append)
        if audience:
            program.audience.open()
        for act in (program.audience.freeze, program.audience.blacken, program.audience.close):
            program.run(3.0)
            if audience:
                act()
        program.run_until(lambda: program.session is None)
        return found

    alone = told(audience=False)
    assert alone and told(audience=True) == alone


def test_between_sessions_it_shows_nobodys_numbers_and_stays_where_the_settings_say(program, monkeypatch):
    said: list[object] = []
    monkeypatch.setattr("calfcoach.ui.stage.widget.announce", lambda widget, *what: said.append(widget))
    program.audience.open()
    window = window_of(program)
    assert not window.stage.isVisible()
    assert strip(program).line.text().endswith("Audience on, in a window that can be shared in a call")
    assert program.window.findChildren(NoteLine) == [], "nothing lies over the screen for it"
    room = window.screen().availableSize()
    assert window.width() >= min(1280, room.width() * 0.8), "it is seen in a call"
    assert window.width() <= room.width() and window.height() <= room.height()
    program.start(sets=1, reps=1)
    program.run(0.1)
    assert window.stage.isVisible()
    program.run_until(lambda: program.session is None)
    assert window.stage.view.state is State.FINISHED, "how to get out stays in sight"
    assert said and window.stage not in said, "a screen reader hears each milestone once"
    assert "where" not in texts(window.stage), "no rep is under way any more"
    program.close_session()
    assert not window.stage.isVisible()

    program.show_settings()
    choice = program.screen._audience
    last = choice.count() - 1
    assert [choice.itemText(each) for each in (0, last)] == ["The other screen", "In a window"]
    choice.setCurrentIndex(last)
    choice.activated.emit(last)
    assert program.backstage.settings.audience_on == "window" and window_of(program) is window, "it is in one already"
    program.backstage.store.change(audience_on="screen", audience_screen="a screen that is gone")
    program.show_settings()
    assert program.screen._audience.currentText() == "Screen a screen that is gone"


def test_the_next_phase_is_made_ready_in_both_windows_before_it_begins(program):
    in_a_set(program)
    program.audience.open()
    stages = (program.screen.stage, window_of(program).stage)
    coming: list[View] = []
    program.session.bridge.coming.connect(coming.append)
    program.run_until(lambda: program.state is State.LOWER)
    program.session.bridge._ahead.timeout.emit()
    (ahead,) = coming
    assert ahead.kind is SegmentKind.STRETCH
    program.run_until(lambda: program.state is State.STRETCH)
    for stage in stages:
        stage.repaint()
        assert stage.view.kind is SegmentKind.STRETCH
        assert stage._picture._layer.view is ahead


def test_each_screen_tells_what_the_audience_sees_and_has_buttons_for_it(program):
    program.audience._now = lambda: at(14, 32)
    program.audience.open()
    for show in (
        program.show_library,
        lambda: program.show_setup(DONKEY, Choices()),
        lambda: program.press("Show it"),
        lambda: in_a_set(program),
        lambda: program.run_until(lambda: program.session is None),
    ):
        show()
        assert strip(program).isVisible() and strip(program).line.text().startswith(
            f"{shown(at(14, 32))} · Audience on"
        )
        strip(program).freeze.click()
        assert strip(program).line.text().endswith("Audience: frozen")
        assert strip(program).line.property("look") == "danger", "it stands out while people do not see the set"
        strip(program).black.click()
        assert strip(program).line.text().endswith("Audience: black and frozen") and strip(program).black.isChecked()
        strip(program).freeze.click()
        strip(program).black.click()
    assert strip(program).freeze.text() == "Freeze (.)"
    strip(program).close_it.click()
    assert not program.audience.is_open and not strip(program).isVisible()
    program.close_session()
    program.show_settings()
    program.press("Open, close")
    assert program.audience.is_open


def test_a_frozen_picture_stays_the_frozen_one_when_its_screen_comes_back(program):
    in_a_set(program)
    program.audience.open()
    program.run(0.1)
    program.audience.freeze()
    frozen = window_of(program).stage.view
    program.run(4.0)
    program.audience._drop()
    program.audience.changed.emit()
    assert strip(program).line.text().endswith("Audience: no screen · frozen")
    program.audience.blacken()
    assert strip(program).line.text().endswith("Audience: no screen · black and frozen")
    program.audience.blacken()
    program.audience.place_again()
    assert window_of(program).stage.view == frozen
    assert texts(window_of(program).stage)["mark"] == "This picture stands still"
    program.audience.freeze()
    assert window_of(program).stage.view == program.screen.stage.view
