"""The pages of the history at the sizes a window may have, in a language that is 40 % longer: whole, and all of it
translated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow

from calfcoach import texts
from calfcoach.history.listing import Wanted
from calfcoach.history.store import History
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.charts import ChartsScreen
from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.theme import DARK
from tests.histories import as_kept, put, sessions_in
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.screens.test_pseudo_language import _dressed_and_translated, said_by, untranslated

__all__ = ["_dressed_and_translated"]

SIZES = [(960, 540), (1366, 768), (1920, 1080)]
MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
PROBLEM = "DATA " * 30


def some() -> None:
    put(
        as_kept(MONDAY, "step-calf-raise-single", (12, 9), name="DATA " * 20, sides=("left", "right"), loads=(1022.5,)),
        as_kept(MONDAY + timedelta(days=9), name="DATA", said={"note": "DATA " * 200, "ended": "stopped"}),
    )


def the_list(reading: HistoryReading) -> Screen:
    some()
    return HistoryScreen(DARK, reading, HistoryPlace(), [PROBLEM])


def nothing_yet(reading: HistoryReading) -> Screen:
    return HistoryScreen(DARK, reading, HistoryPlace())


def nothing_found(reading: HistoryReading) -> Screen:
    some()
    return HistoryScreen(DARK, reading, HistoryPlace(Wanted(search="zzz")))


def a_session(reading: HistoryReading) -> Screen:
    some()
    return PastSessionScreen(DARK, reading, sessions_in()[1].id, [PROBLEM])


def charts(reading: HistoryReading) -> Screen:
    some()
    return ChartsScreen(DARK, reading, "step-calf-raise-single")


def no_load(reading: HistoryReading) -> Screen:
    """An exercise without a load: why that chart is empty is told."""
    some()
    screen = ChartsScreen(DARK, reading, "donkey-calf-raise")
    screen.first_shown.connect(lambda: screen._measures["volume"].click(), type=Qt.ConnectionType.SingleShotConnection)
    screen.show_saved(texts.text("Saved to {place}", place="/DATA" * 60), wrong=False)
    return screen


PAGES: dict[str, Callable[[HistoryReading], Screen]] = {
    "list": the_list,
    "nothing yet": nothing_yet,
    "nothing found": nothing_found,
    "session": a_session,
    "charts": charts,
    "no load": no_load,
}


@contextmanager
def shown(qtbot, make: Callable[[HistoryReading], Screen]) -> Iterator[tuple[QMainWindow, Screen]]:
    """A page in a window, with what it reads there."""
    history = History()
    assert history.settle(60)
    screen = make(HistoryReading(history))
    said: list[bool] = []
    screen.first_shown.connect(lambda: said.append(True))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(screen)
    window.show()
    qtbot.waitUntil(lambda: bool(said))
    try:
        yield window, screen
    finally:
        screen.fall_silent()
        history.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_clipped_and_all_of_it_is_translated(qtbot, name):
    with shown(qtbot, PAGES[name]) as (window, screen):
        for size in SIZES:
            settle(window, QSize(*size))
            assert screen.size().toTuple() == size
            assert clipped(screen) + overlaps(screen) == [], size
            assert untranslated(screen) == []
        assert list(said_by(screen))
