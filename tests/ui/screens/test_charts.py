"""The charts of an exercise: what is drawn and what the table says are the same numbers; keys, themes, the picture."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from calfcoach.history.store import default_path
from calfcoach.ui.screens.charts import ChartsScreen
from calfcoach.ui.screens.history import HistoryScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.theme import HIGH_CONTRAST, LIGHT
from tests.histories import as_kept, of_two_exercises, put, sessions_in
from tests.ui.program import Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
DONKEY, HOLD = "donkey-calf-raise", "iso-hold-calf"


@pytest.fixture
def weeks() -> None:
    """Donkey calf raises in the first, second and fourth week of the year, with a load from the second on."""
    week = timedelta(weeks=1)
    put(
        as_kept(MONDAY, DONKEY, (12, 10), name="Donkey calf raise"),
        as_kept(MONDAY + week, DONKEY, (12,), name="Donkey calf raise", loads=(40.0,), said={"effort": 7}),
        as_kept(MONDAY + 3 * week, DONKEY, (10, 10), name="Donkey calf raise", loads=(40.0, 42.5), said={"pain": 2}),
        as_kept(MONDAY + 4 * week, HOLD, (5,), name="Calf hold"),
    )


def opened(program: Program, qtbot, exercise: str = DONKEY) -> ChartsScreen:
    program.show_charts(exercise)
    return shown(program, qtbot)


def shown(program: Program, qtbot) -> ChartsScreen:
    screen = program.screen
    assert isinstance(screen, ChartsScreen)
    qtbot.waitUntil(lambda: not screen._reading._asked)
    return screen


def table(screen: ChartsScreen) -> list[tuple[str, str]]:
    model = screen._table.numbers
    rows = range(model.rowCount())
    return [(model.data(model.index(row, 0)), model.data(model.index(row, 1))) for row in rows]


def texts(screen: ChartsScreen) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


@pytest.mark.usefixtures("weeks")
def test_every_measure_is_drawn_and_stands_in_the_table(program, qtbot):
    screen = opened(program, qtbot)
    said = {}
    for key, chip in screen._measures.items():
        chip.click()
        drawn = None if screen._stack.currentIndex() else list(screen._chart._values)
        said[key] = (drawn, table(screen) if drawn else None)
    dates = ["2026-01-26", "2026-01-12", "2026-01-05"]
    assert said == {
        "volume": ([None, 480.0, 825.0], list(zip(dates, ["825 kg", "480 kg", "–"], strict=True))),
        "reps": ([22.0, 12.0, 20.0], list(zip(dates, ["20", "12", "22"], strict=True))),
        "load": ([None, 40.0, 42.5], list(zip(dates, ["42.5 kg", "40 kg", "–"], strict=True))),
        "tension": ([2.2, 1.2, 2.0], list(zip(dates, ["2 min", "72 s", "2 min 12 s"], strict=True))),
        "effort": ([None, 7.0, None], list(zip(dates, ["–", "7 of 10", "–"], strict=True))),
        "pain": ([None, None, 2.0], list(zip(dates, ["2 of 10", "–", "–"], strict=True))),
    }
    assert list(screen._chart._mondays) == [(MONDAY + timedelta(weeks=week)).date() for week in (0, 1, 3)]

    # Another exercise: no load, so its reps come first, and a chart without numbers says how it gets some.
    screen._which.setCurrentIndex(screen._which.findData(HOLD))
    screen._which.activated.emit(screen._which.currentIndex())
    shown(program, qtbot)
    assert (screen.measure.key, table(screen)) == ("reps", [("2026-02-02", "5")])
    screen._measures["volume"].click()
    assert any("No load was kept of these weeks." in each for each in texts(screen))
    assert not screen._save.isEnabled()
    QTest.keyClick(program.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert screen.findChildren(QFileDialog) == []


@pytest.mark.usefixtures("weeks")
def test_keys_mouse_and_table_go_from_week_to_week_and_it_is_heard(program, qtbot):
    screen = opened(program, qtbot)
    screen._measures["reps"].click()
    chart = screen._chart
    chart.setFocus()
    assert (chart.accessibleName(), chart.accessibleDescription()) == ("Chart: Reps", "Week of 2026-01-26: 20")
    assert screen._table.accessibleName() == "Table: Reps"
    program.key(Qt.Key.Key_Left)
    program.key(Qt.Key.Key_Left)
    program.key(Qt.Key.Key_Left)
    assert (chart.at, chart.accessibleDescription()) == (0, "Week of 2026-01-05: 22")
    assert screen._table.currentIndex().row() == 2
    program.key(Qt.Key.Key_End)
    assert (chart.at, screen._table.currentIndex().row()) == (2, 0)
    screen._table.setFocus()
    program.key(Qt.Key.Key_Down)
    assert chart.accessibleDescription() == "Week of 2026-01-12: 12"
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.viewport().rect().center())
    assert chart.accessibleDescription() in ("Week of 2026-01-12: 12", "Week of 2026-01-26: 20")

    # Themes are seen at once, and hooks of the program stay the program's.
    colours = []
    for theme in (LIGHT, HIGH_CONTRAST):
        program.wear(theme)
        colours.append(chart.grab().toImage().pixelColor(3, 3).name())
    assert colours == [LIGHT.roles.raised.lower(), HIGH_CONTRAST.roles.raised.lower()]
    assert not sys.excepthook.__module__.startswith("pyqtgraph")
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, HistoryScreen)


def choose(screen: ChartsScreen, path: Path) -> None:
    """Answer the question where to."""
    (dialog,) = (each for each in screen.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()


@pytest.mark.usefixtures("weeks")
def test_the_picture_is_written_whole_or_not_at_all(program, qtbot, tmp_path, monkeypatch):
    screen = opened(program, qtbot)
    for path in (tmp_path / "reps", tmp_path / "none" / "reps.png", default_path()):
        QTest.keyClick(program.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        before = default_path().read_bytes()
        choose(screen, path)
        said = screen._saved.accessibleName()
        if path.parent == tmp_path:
            assert said == f"Saved to {tmp_path / 'reps.png'}"
        else:
            assert said.startswith("Not saved: ")
            assert ("cannot be written" in said) or ("is there already" in said)
        assert default_path().read_bytes() == before
        qtbot.waitUntil(lambda: not any(each.isVisible() for each in screen.findChildren(QFileDialog)))
    picture = QImage(str(tmp_path / "reps.png"))
    assert picture.width() == 2 * screen._chart.width()
    assert [each.name for each in tmp_path.iterdir()] == ["reps.png"]

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("calfcoach.ui.charts_route.replace_file", full)
    QTest.keyClick(program.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    choose(screen, tmp_path / "other.png")
    assert "No space left on device" in screen._saved.accessibleName()
    assert QImage(str(tmp_path / "reps.png")) == picture


def charts_of(page: PastSessionScreen) -> QPushButton:
    """The button that leads from a session to charts."""
    return next(each for each in page.findChildren(QPushButton) if each.text() == "Charts")


@pytest.mark.usefixtures("weeks")
def test_charts_are_opened_from_the_list_and_from_a_session_and_lead_back_there(program, qtbot):
    program.show_history()
    page = program.screen
    qtbot.waitUntil(lambda: page._rows.rowCount() > 0 and page._charts.isVisible())
    program.press("Charts")
    assert shown(program, qtbot).name == "Donkey calf raise", "what was done most often"
    program.key(Qt.Key.Key_Escape)
    page = program.screen
    qtbot.waitUntil(lambda: page._rows.rowCount() > 0)
    program.key(Qt.Key.Key_Return)
    page = program.screen
    qtbot.waitUntil(lambda: page.session is not None and charts_of(page).isVisible())
    charts_of(page).click()
    assert shown(program, qtbot).name == "Calf hold"
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, PastSessionScreen)


def test_of_a_session_of_several_exercises_the_person_says_whose_charts(program, qtbot):
    put(of_two_exercises(MONDAY))
    [session] = sessions_in()
    program.show_past_session(session.id)
    page = program.screen
    qtbot.waitUntil(lambda: page.session is not None)
    menu = charts_of(page).menu()
    assert [each.text() for each in menu.actions()] == ["Donkey calf raise", "Calf hold"]
    menu.actions()[1].trigger()
    assert shown(program, qtbot).name == "Calf hold"


def test_a_single_week_stands_in_the_middle_and_no_week_to_come_has_a_date(program, qtbot):
    put(as_kept(MONDAY, DONKEY, (12, 10), name="Donkey calf raise"))
    chart = opened(program, qtbot)._chart
    least, most = chart.getPlotItem().viewRange()[0]
    assert least == pytest.approx(-most)
    assert chart._dates.tickValues(least, most, 1200.0) == [(1, [0.0])]


def test_of_what_was_never_done_it_says_what_will_be_there(program, qtbot):
    assert opened(program, qtbot).name == "Donkey calf raise", "known by its name, though it was not done yet"
    screen = opened(program, qtbot, "never-done")
    assert screen.name == "Charts"
    qtbot.waitUntil(lambda: any("When it is, every week has its number here." in each for each in texts(screen)))
    program.key(Qt.Key.Key_Right)


@pytest.mark.usefixtures("weeks")
def test_holds_are_called_so_on_axis_chip_and_table(program, qtbot):
    screen = opened(program, qtbot)
    for exercise, called in ((DONKEY, "Reps"), (HOLD, "Holds")):
        screen._choose_exercise(exercise)
        qtbot.waitUntil(lambda: not screen._reading._asked)
        chip = screen._measures["reps"]
        assert chip.text() == called
        chip.click()
        assert screen._table.accessibleName() == f"Table: {called}"
        assert screen._table.numbers.headerData(1, Qt.Orientation.Horizontal) == called
