"""The figure of the set-up: at the chosen tempo while it is seen, still where less motion is wanted."""

from __future__ import annotations

import pytest

from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.library.collection import Library
from calfcoach.session.clock import ManualClock
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.moving_figure import MovingFigure
from calfcoach.ui.theme import DARK
from calfcoach.wording.any_lift import any_lift


@pytest.fixture
def make(qtbot):
    def made(exercise_id: str | None, tempo: str | None, *, still: bool = False):
        exercise = any_lift() if exercise_id is None else Library.load(only=exercise_id).find(exercise_id).exercise
        clock = ManualClock(50.0)
        figure = MovingFigure(Kit(DARK), exercise, still=still, seconds_now=clock)
        qtbot.addWidget(figure)
        figure.resize(200, 200)
        figure.show_item(prescribe(exercise, Choices(tempo=tempo)))
        figure.show()
        figure.load()
        figure.read()
        return figure, clock

    return made


def lifts(figure, clock, seconds: list[float]) -> list[float]:
    found = []
    at_s = 0.0
    for second in seconds:
        clock.tick(second - at_s)
        at_s = second
        figure.frame()
        found.append(round(figure.lift, 2))
    return found


def test_it_does_the_rep_at_its_tempo_over_and_over(make):
    figure, clock = make("donkey-calf-raise", "4-1-2-1")
    assert figure.is_moving
    assert lifts(figure, clock, [0, 2, 4, 4.5, 6, 7, 7.5, 10]) == [1.0, 0.5, 0.0, 0.0, 0.5, 1.0, 1.0, 0.5]


def test_another_tempo_begins_another_rep(make):
    figure, clock = make("donkey-calf-raise", "4-1-2-1")
    clock.tick(3.0)
    exercise = Library.load(only="donkey-calf-raise").find("donkey-calf-raise").exercise
    figure.show_item(prescribe(exercise, Choices(tempo="2-0-2-0")))
    assert lifts(figure, clock, [0, 1, 2, 3]) == [1.0, 0.5, 0.0, 0.5]


def test_who_has_no_figure_moves_the_bar(make):
    figure, clock = make(None, "2-0-1-0")
    assert lifts(figure, clock, [0, 1, 2, 2.5]) == [1.0, 0.5, 0.0, 0.5]


def test_it_is_painted_anew_only_where_something_moves(make, monkeypatch):
    figure, clock = make("donkey-calf-raise", "2-5-2-0")
    painted = []
    monkeypatch.setattr(figure, "update", lambda: painted.append(clock()))
    lifts(figure, clock, [3, 4, 5, 6])
    assert len(painted) == 1


def test_what_is_not_seen_stands_still(make):
    figure, _ = make("donkey-calf-raise", "3-1-2-0")
    figure.hide()
    assert not figure.is_moving
    figure.show()
    assert figure.is_moving


def test_less_motion_and_a_hold_stand_still(make):
    assert not make("donkey-calf-raise", "3-1-2-0", still=True)[0].is_moving
    assert not make("iso-hold-calf", None)[0].is_moving
