"""The one picture that both front ends show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calfcoach.coach.view import Moment, View, next_of, view_at
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.score.segments import SegmentKind
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from tests.stories import exercise
from tests.views import view_of


@pytest.fixture
def machine() -> SessionMachine:
    """Two sets of two reps of 3-1-2-0, 20 s rest, 5 s lead-in."""
    return SessionMachine(plan_of(exercise(), Choices()))


def at(machine: SessionMachine, position_s: float) -> View:
    playing = machine.playing
    assert playing is not None
    machine.advance(playing.block_id, position_s)
    return view_of(machine, position_s)


def test_before_the_start_it_shows_what_will_come(machine: SessionMachine) -> None:
    view = view_of(machine, 0.0, "No sound.")
    assert (view.state, view.kind, view.label, view.problem) == (State.SETUP, None, "Set-up", "No sound.")
    assert (view.set_number, view.sets, view.reps) == (1, 2, 2)
    assert [(bar.phase, bar.seconds) for bar in view.strip] == [
        (Phase.LOWER, 3.0),
        (Phase.STRETCH, 1.0),
        (Phase.CONTRACT, 2.0),
    ]


def test_a_countdown_never_shows_nought_and_begins_with_the_whole(machine: SessionMachine) -> None:
    machine.start()
    counts = [at(machine, 5 + tenth / 10).count for tenth in range(30)]
    assert counts == [3] + [3] * 9 + [2] * 10 + [1] * 10


def test_a_phase_runs_from_nothing_to_whole(machine: SessionMachine) -> None:
    machine.start()
    view = at(machine, 6.5)
    assert (view.label, view.rep, view.set_number, view.fraction) == ("Lower", 1, 1, 0.5)
    assert view.coming is not None
    assert (view.coming.label, view.coming.seconds) == ("Stretch", 1.0)


def test_on_a_boundary_it_shows_what_begins_there(machine: SessionMachine) -> None:
    machine.start()
    for position_s in (8.0, 8.0 - 1e-9):
        view = view_of(machine, position_s)
        assert (view.kind, view.count) == (SegmentKind.STRETCH, 1)


def test_a_rest_counts_down_to_the_first_rep(machine: SessionMachine) -> None:
    machine.start()
    at(machine, 17.0)
    view = at(machine, 1.0)
    assert (view.kind, view.seconds_left, view.count) == (SegmentKind.REST, 19.0, 19)
    assert (view.set_number, view.sets_done, view.rep) == (2, 1, 0)


def test_a_position_beyond_the_block_is_its_end(machine: SessionMachine) -> None:
    machine.start()
    view = view_of(machine, 1e6)
    assert (view.seconds_left, view.fraction) == (0.0, 1.0)


def test_a_pause_keeps_the_picture_and_the_end_tells_all_sets(machine: SessionMachine) -> None:
    machine.start()
    at(machine, 6.0)
    machine.pause()
    view = view_of(machine, machine.position_s)
    assert (view.state, view.kind, view.rep) == (State.PAUSED, SegmentKind.LOWER, 1)
    machine.resume()
    for _ in range(2):
        playing = machine.playing
        assert playing is not None
        machine.advance(playing.block_id, playing.block.duration_s)
    view = view_of(machine, machine.position_s)
    assert (view.state, view.sets_done) == (State.FINISHED, 2)


def test_what_comes_next_is_known_before_it_begins(machine: SessionMachine) -> None:
    machine.start()
    told: View | None = None
    seen = 0
    while (playing := machine.playing) is not None and machine.state is not State.FINISHED and seen < 100:
        for segment in playing.block.segments:
            position_s = float(segment.start)
            machine.advance(playing.block_id, position_s)
            state = State(segment.kind.value)
            assert told is None or told == replace(view_of(machine, position_s), block_id=told.block_id), seen
            ahead = next_of(Moment(state, playing, machine.upcoming, position_s + float(segment.duration) / 2))
            told = view_at(machine.plan, ahead) if ahead is not None else None
            seen += 1
        machine.advance(playing.block_id, playing.block.duration_s)
    assert told is None, "after the last phase comes the end"
    assert seen > 12


def test_nothing_comes_by_itself_while_the_session_stands_still(machine: SessionMachine) -> None:
    machine.start()
    assert machine.playing is not None
    for state in (State.PAUSED, State.HALTED, State.STOPPED, State.FINISHED):
        assert next_of(Moment(state, machine.playing, machine.upcoming, 0.0)) is None
    assert next_of(Moment(State.SETUP, None, None, 0.0)) is None
