"""The window comes back where it was, and to a place that can be seen where its screen is gone or smaller now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication

from calfcoach.settings import SettingsStore, WindowPlace
from calfcoach.ui.in_sight import InSight
from calfcoach.ui.window_place import FRAME_PX, place_of, within
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

LEAST = QSize(960, 540)


def kept() -> WindowPlace | None:
    return SettingsStore().settings.window


def test_it_comes_back_where_it_was_and_as_large(make_program):
    first = make_program()
    room = first.window.screen().availableGeometry().size()
    first.window.resize(LEAST)
    first.window.move(7, 11)
    first.window.close()
    place = kept()
    assert place is not None
    assert (place.left, place.top, place.width, place.height) == (7, 11, LEAST.width(), LEAST.height())
    if room.width() >= LEAST.width() + 7 + FRAME_PX[0] and room.height() >= LEAST.height() + 11 + FRAME_PX[1]:
        assert place_of(make_program(store=SettingsStore()).window) == place


def test_a_window_that_nobody_moved_writes_nothing(make_program):
    made = make_program()
    made.window.close()
    assert kept() is None


def test_a_full_screen_is_no_place_to_come_back_to(make_program):
    made = make_program()
    made.window.showFullScreen()
    made.window.close()
    assert kept() is None


def test_a_maximised_window_comes_back_so(make_program):
    store = SettingsStore()
    screen = QGuiApplication.primaryScreen().name()
    store.change(window=WindowPlace(screen=screen, left=0, top=0, width=960, height=540, maximized=True))
    assert make_program(store=store).window.windowState() & Qt.WindowState.WindowMaximized


def test_a_screen_that_is_gone_is_replaced_by_the_one_there_is(make_program):
    store = SettingsStore()
    store.change(window=WindowPlace(screen="a projector", left=5000, top=-900, width=2000, height=1500))
    window = make_program(store=store).window
    room = window.screen().availableGeometry()
    assert room.contains(window.frameGeometry().topLeft())
    assert window.width() <= max(room.width(), LEAST.width())


@pytest.mark.parametrize("full", [False, True])
def test_a_window_whose_screen_has_gone_comes_back_to_one_that_is_there(make_program, monkeypatch, full):
    window = make_program().window
    room = window.screen().geometry()
    where = window.geometry()
    QGuiApplication.instance().screenRemoved.emit(window.screen())
    look(window)
    assert window.geometry() == where, "it can be seen, so it stays"
    if full:
        monkeypatch.setattr(window, "isFullScreen", lambda: True)  # nothing keeps that state where nobody draws windows
    window.move(room.right() + 500, room.bottom() + 300)
    QGuiApplication.instance().screenRemoved.emit(window.screen())
    look(window)
    assert window.isVisible()
    assert window.geometry() == room if full else room.contains(window.frameGeometry().topLeft())


def look(window) -> None:
    """What follows when the desktop has had the time to move the window by itself."""
    (waits,) = [each for each in window.findChild(InSight).children() if each.isActive()]
    waits.stop()
    waits.timeout.emit()


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (QRect(100, 80, 1000, 600), QRect(100, 80, 1000, 600)),
        (QRect(-500, -90, 1000, 600), QRect(0, 0, 1000, 600)),
        (QRect(5000, 4000, 1000, 600), QRect(904, 432, 1000, 600)),
        (QRect(0, 0, 9000, 9000), QRect(0, 0, 1904, 1032)),
        (QRect(0, 0, 10, 10), QRect(0, 0, 960, 540)),
    ],
)
def test_what_is_wanted_is_brought_onto_the_screen(wanted, there):
    assert within(wanted, QRect(0, 0, 1920, 1080), LEAST) == there


def test_a_screen_beside_another_has_its_own_corner():
    assert within(QRect(0, 0, 1000, 600), QRect(1920, 200, 1280, 1024), LEAST).topLeft().toTuple() == (1920, 200)


def test_a_place_that_is_no_place_costs_nothing_else():
    store = SettingsStore()
    store.path.parent.mkdir(parents=True, exist_ok=True)
    store.path.write_text('{"schema_version": 1, "theme": "light", "window": {"width": -3}}', encoding="utf-8")
    settings = SettingsStore().settings
    assert (settings.theme, settings.window) == ("light", None)


def test_the_window_has_an_icon(program):
    assert not program.window.windowIcon().isNull()
    assert not program.window.windowIcon().pixmap(64, 64).isNull()
