"""Fifteen seconds more."""

from fractions import Fraction

import pytest

from calfcoach.domain.prescription import MAX_SECONDS
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.score.timeline import CHANGE_AHEAD_S
from calfcoach.session.events import EventKind, Notice, NoticeKey
from calfcoach.session.machine import Playing, SessionMachine
from calfcoach.session.states import State
from tests.stories import iso_hold, machine_at, plan, snapshot, tell


def running(machine: SessionMachine) -> Playing:
    assert machine.playing is not None
    return machine.playing


def until_reps(machine: SessionMachine) -> Fraction:
    """Seconds of the running block before its first rep."""
    return next(segment.start for segment in running(machine).block.segments if segment.rep)


def test_early_in_a_rest_it_goes_on_longer_without_a_break():
    machine = machine_at(plan(), 4, block=2)
    tell(
        machine,
        """
        > +15 s
        > t=29.9
        > t=30
        t=30.0 ready 2
        > t=35
        t=35.0 lower 2.1
        """,
    )


def test_pressed_twice_it_is_thirty_seconds():
    tell(
        machine_at(plan(), 4, block=2),
        """
        > +15 s
        > +15 s
        > t=44.9
        > t=45
        t=45.0 ready 2
        """,
    )


def test_what_is_about_to_sound_is_left_alone_and_the_rest_changes():
    machine = machine_at(plan(), 4, block=2)
    machine.extend_rest()
    assert running(machine).changed_from_s == 4 + CHANGE_AHEAD_S


def test_a_countdown_within_the_rest_is_not_heard_in_the_longer_one():
    machine = machine_at(plan(lead_in_s=0), 16.5, block=2)
    machine.extend_rest()
    playing = running(machine)
    cues = block_cues(machine.plan, playing.spec, playing.block)
    counts = [cue.at for cue in cues if cue.kind is CueKind.COUNTDOWN]
    assert counts == [32, 33, 34]
    # The old 3-2-1 at 17, 18 and 19 s: two of the three can still be taken back.
    assert playing.changed_from_s == Fraction(33, 2) + CHANGE_AHEAD_S < 18


def test_close_to_the_end_of_a_rest_a_new_one_begins():
    tell(
        machine_at(plan(), 14, block=2),
        """
        > +15 s
        block 3
        t=0.0 rest 2
        > t=15.9
        > t=16
        t=16.0 ready 2
        > t=21
        t=21.0 lower 2.1
        """,
    )


@pytest.mark.parametrize(("position", "swapped"), [(0, False), (13.75, False), (13.9, True), (14.9, True)])
def test_a_rest_is_changed_in_place_up_to_the_time_the_player_needs(position, swapped):
    machine = machine_at(plan(), position, block=2)
    before = running(machine).block_id
    machine.extend_rest()
    assert (running(machine).block_id != before) is swapped


def test_in_the_lead_in_it_goes_back_to_resting():
    tell(
        machine_at(plan(), 18, block=2),
        """
        > +15 s
        block 3
        t=0.0 rest 2
        > t=12
        t=12.0 ready 2
        > t=17
        t=17.0 lower 2.1
        """,
    )


def test_the_very_first_lead_in_can_be_made_longer_too():
    tell(
        machine_at(plan(), 3),
        """
        > +15 s
        block 3
        t=0.0 rest 1
        > t=12
        t=12.0 ready 1
        > back
        block 5
        t=0.0 ready 1
        """,
    )


def test_a_long_lead_in_only_grows():
    tell(
        machine_at(plan(lead_in_s=60), 10),
        """
        > +5
        block 3
        t=0.0 ready 1
        > t=55
        t=55.0 lower 1.1
        """,
    )


def test_in_a_lead_in_after_a_pause_the_set_goes_on_where_it_was():
    tell(
        machine_at(plan(reps=3), 12),
        """
        > pause
        t=12.0 pause 1.2 in lower
        > resume
        t=12.0 resume 1.2 in lower
        block 3
        t=0.0 ready 1
        > +15 s
        block 5
        t=0.0 rest 1
        > t=18
        t=13.0 ready 1
        t=18.0 lower 1.2
        """,
    )


def test_after_a_change_the_next_block_is_still_the_next():
    machine = machine_at(plan(sets=3), 4, block=2)
    upcoming = machine.upcoming
    machine.extend_rest()
    assert machine.upcoming is upcoming


@pytest.mark.parametrize("position", [4, 14.5, 18], ids=["resting", "at its end", "lead-in"])
def test_pressed_for_ever_a_rest_takes_an_hour_and_says_so(position):
    machine = machine_at(plan(), position, block=2)
    for _ in range(400):
        told = machine.extend_rest()
    assert [(event.kind, event.notice) for event in told] == [
        (EventKind.NOTICE, Notice(NoticeKey.LONGEST_REST, {"minutes": 60}))
    ]
    rest = until_reps(machine)
    assert MAX_SECONDS - 15 < rest <= MAX_SECONDS
    before = snapshot(machine)
    machine.extend_rest()
    assert snapshot(machine) == before
    assert machine.state is State.REST


def test_the_hour_counts_from_the_start_of_the_rest():
    machine = machine_at(plan(rest_s=MAX_SECONDS - 15), 100, block=2)
    assert machine.extend_rest() == []
    assert [event.kind for event in machine.extend_rest()] == [EventKind.NOTICE]
    assert until_reps(machine) == MAX_SECONDS


@pytest.mark.parametrize("seconds", [0, -1, -15])
def test_a_rest_is_never_made_shorter(seconds):
    machine = machine_at(plan(), 4, block=2)
    before = snapshot(machine)
    with pytest.raises(ValueError, match="longer, not shorter"):
        machine.extend_rest(Fraction(seconds))
    assert snapshot(machine) == before


def test_neither_a_set_nor_the_relaxing_between_holds_is_a_rest():
    tell(
        machine_at(plan(iso_hold()), 36),
        """
        > +15 s
        ! extend is not possible in relax
        > t=40
        t=40.0 hold 1.2
        > +15 s
        ! extend is not possible in hold
        """,
    )
