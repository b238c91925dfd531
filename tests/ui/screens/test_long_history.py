"""The pages of the history with the longest names and notes, in a longer language: whole and all of it translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from calfcoach import texts
from calfcoach.history.store import History
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.charts import ChartsScreen
from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK
from tests.histories import as_kept, put, sessions_in
from tests.texts.pseudo import PseudoTranslations
from tests.ui.extremes import framed
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.translated import said_by, untranslated

MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
PROBLEM = "DATA " * 30


@pytest.fixture(autouse=True)
def _dressed_and_translated(qapp):
    apply(qapp, DARK)
    texts.use(PseudoTranslations())
    yield
    texts.use(None)


def the_list(reading: HistoryReading) -> Screen:
    return HistoryScreen(DARK, reading, HistoryPlace(), [PROBLEM])


def a_session(reading: HistoryReading) -> Screen:
    return PastSessionScreen(DARK, reading, sessions_in()[1].id, [PROBLEM])


def charts(reading: HistoryReading) -> Screen:
    return ChartsScreen(DARK, reading, "step-calf-raise-single")


@contextmanager
def shown(qtbot, make: Callable[[HistoryReading], Screen]) -> Iterator[tuple[QMainWindow, Screen]]:
    """A page in a window, with what it reads there."""
    history = History()
    assert history.settle(60)
    put(
        as_kept(MONDAY, "step-calf-raise-single", (12, 9), name="DATA " * 20, sides=("left", "right"), loads=(1022.5,)),
        as_kept(MONDAY + timedelta(days=9), name="DATA", said={"note": "DATA " * 200, "ended": "stopped"}),
    )
    screen = make(HistoryReading(history))
    said: list[bool] = []
    screen.first_shown.connect(lambda: said.append(True))
    window = framed(qtbot, screen)
    qtbot.waitUntil(lambda: bool(said))
    try:
        yield window, screen
    finally:
        screen.fall_silent()
        history.close()


@pytest.mark.parametrize(
    ("make", "size"), [(the_list, (960, 540)), (a_session, (1366, 768)), (a_session, (960, 540)), (charts, (960, 540))]
)
def test_nothing_is_clipped_and_all_of_it_is_translated(qtbot, make, size):
    with shown(qtbot, make) as (window, screen):
        settle(window, QSize(*size))
        assert screen.size().toTuple() == size
        assert clipped(screen) + overlaps(screen) == []
        assert untranslated(screen) == []
        assert list(said_by(screen))
