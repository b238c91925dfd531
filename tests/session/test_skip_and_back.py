"""Ending a rest or a set, and doing a set again."""

import pytest

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import SessionPlan
from calfcoach.session.states import State
from tests.stories import exercise, iso_hold, lines, machine_at, plan, planned, single_leg, tell

# Skip.


def test_a_rest_that_is_skipped_keeps_its_lead_in():
    tell(
        machine_at(plan(), 4, block=2),
        """
        > skip
        block 3
        t=0.0 ready 2
        > t=5
        t=5.0 lower 2.1
        """,
    )


@pytest.mark.parametrize("lead_in", [0, 1])
def test_a_rest_without_a_lead_in_is_skipped_to_the_countdown(lead_in):
    tell(
        machine_at(plan(lead_in_s=lead_in), 4, block=2),
        """
        > skip
        block 3
        t=0.0 ready 2
        > t=2.9
        > t=3
        t=3.0 lower 2.1
        """,
    )


@pytest.mark.parametrize(("position", "left"), [(0.0, 3.0), (1.0, 3.0), (2.0, 3.0), (3.5, 1.5)])
def test_a_lead_in_is_cut_to_the_countdown_and_never_made_longer(position, left):
    tell(
        machine_at(plan(sets=1), position),
        f"""
        > skip
        block 2
        t=0.0 ready 1
        > t={left}
        t={left} lower 1.1
        """,
    )


def test_a_set_that_is_skipped_keeps_the_reps_that_were_done():
    machine = machine_at(plan(reps=5), 13)
    tell(
        machine,
        """
        > skip
        t=13.0 pause 1.2 in lower
        > skip
        t=13.0 set 1: 1 rep
        block 3
        t=0.0 rest 2
        > t=15
        t=15.0 ready 2
        """,
    )
    (record,) = machine.ledger.records
    assert record.counted_reps == 1
    assert not record.complete


@pytest.mark.parametrize(("rest", "lead_in"), [(0, 5), (1, 0), (2, 2)])
def test_after_a_skipped_set_there_is_a_countdown_even_where_the_plan_has_no_time(rest, lead_in):
    machine = machine_at(plan(rest_s=rest, lead_in_s=lead_in), 6)
    machine.skip()
    machine.skip()
    playing = machine.playing
    assert playing is not None
    assert next(segment.start for segment in playing.block.segments if segment.rep) == 3


def test_skipping_the_last_set_finishes_the_session():
    machine = machine_at(plan(), 24.5, block=2)
    tell(
        machine,
        """
        > skip
        t=24.5 pause 2.1 in contract
        > skip
        t=24.5 set 2: 0 reps
        t=24.5 finished 2.1 in contract
        """,
    )
    assert machine.state is State.FINISHED
    assert machine.upcoming is None
    assert [record.set_number for record in machine.ledger.records] == [1]


def test_skipping_while_changing_sides_ends_the_set():
    tell(
        machine_at(plan(single_leg(), reps=1), 14),
        """
        > skip
        t=14.0 pause 1 right
        > skip
        t=14.0 set 1: 1 rep
        block 3
        t=0.0 rest 2 left
        """,
    )


def test_a_paused_rest_can_be_skipped():
    tell(
        machine_at(plan(), 4, block=2),
        """
        > pause
        t=4.0 pause 2
        > skip
        block 3
        t=0.0 ready 2
        """,
    )


def test_skipping_a_paused_lead_in_gives_the_whole_countdown():
    tell(
        machine_at(plan(), 4.8),
        """
        > pause
        t=4.8 pause 1
        > skip
        block 3
        t=0.0 ready 1
        > t=3
        t=3.0 lower 1.1
        """,
    )


def test_a_paused_set_can_be_skipped():
    tell(
        machine_at(plan(), 12),
        """
        > pause
        t=12.0 pause 1.2 in lower
        > skip
        t=12.0 set 1: 1 rep
        block 3
        t=0.0 rest 2
        """,
    )


def test_skipping_the_last_set_while_it_is_paused_finishes():
    tell(
        machine_at(plan(sets=1), 12),
        """
        > pause
        t=12.0 pause 1.2 in lower
        > skip
        t=12.0 set 1: 1 rep
        t=12.0 finished 1.2 in lower
        > resume
        ! resume-set is not possible in finished
        """,
    )


def test_the_rest_after_the_last_set_of_an_exercise_is_the_change_to_the_next():
    items = (planned(exercise(), sets=1), planned(iso_hold(), sets=1))
    tell(
        machine_at(SessionPlan(items, 45), 6),
        """
        > skip
        t=6.0 pause 1.1 in lower
        > skip
        t=6.0 set 1: 0 reps
        block 3
        t=0.0 rest 1
        > t=40
        t=40.0 ready 1
        > t=45
        t=45.0 hold 1.1
        """,
    )


# Back.


def test_back_in_a_set_starts_it_again():
    machine = machine_at(plan(sets=1), 12)
    tell(
        machine,
        """
        > back
        t=12.0 pause 1.2 in lower
        > back
        block 2
        t=0.0 ready 1
        > t=11
        t=5.0 lower 1.1
        t=8.0 stretch 1.1
        t=9.0 contract 1.1
        t=11.0 rep 1.1 in contract
        t=11.0 lower 1.2
        """,
    )
    first, second = machine.ledger.records
    assert first.repeated
    assert first.counted == {None: frozenset({1})}
    assert not second.repeated
    assert second.counted == {None: frozenset({1})}


def test_back_in_a_rest_repeats_the_set_just_done():
    machine = machine_at(plan(reps=1), 4, block=2)
    tell(
        machine,
        """
        > back
        block 3
        t=0.0 ready 1
        > t=11
        t=5.0 lower 1.1
        t=8.0 stretch 1.1
        t=9.0 contract 1.1
        t=11.0 rep 1.1 in contract
        t=11.0 set 1: 1 rep
        block 4
        t=0.0 rest 2
        > t=26
        t=15.0 ready 2
        t=20.0 lower 2.1
        t=23.0 stretch 2.1
        t=24.0 contract 2.1
        t=26.0 rep 2.1 in contract
        t=26.0 set 2: 1 rep
        t=26.0 finished 2.1 in contract
        """,
    )
    assert [(r.set_number, r.repeated, r.complete) for r in machine.ledger.records] == [
        (1, True, True),
        (1, False, True),
        (2, False, True),
    ]


def test_back_in_the_lead_in_stays_with_its_set():
    tell(
        machine_at(plan(), 17, block=2),
        """
        > back
        block 3
        t=0.0 ready 2
        > t=5
        t=5.0 lower 2.1
        > back
        t=5.0 pause 2.1 in lower
        > back
        block 4
        t=0.0 ready 2
        > back
        block 5
        t=0.0 ready 2
        """,
    )


def test_back_while_changing_exercises_goes_to_the_one_before():
    items = (planned(exercise(), sets=1), planned(iso_hold(), sets=1))
    machine = machine_at(SessionPlan(items, 45), 10, block=2)
    assert lines(machine.back()) == ["t=0.0 ready 1"]
    assert machine.playing is not None
    assert machine.playing.spec.number == 1


def test_back_out_of_a_pause_runs_again():
    tell(
        machine_at(plan(), 12),
        """
        > pause
        t=12.0 pause 1.2 in lower
        > back
        block 3
        t=0.0 ready 1
        > t=5
        t=5.0 lower 1.1
        """,
    )


def test_back_out_of_a_paused_rest_repeats_the_set_before():
    tell(
        machine_at(plan(), 4, block=2),
        """
        > pause
        t=4.0 pause 2
        > back
        block 3
        t=0.0 ready 1
        """,
    )


def test_back_without_a_planned_lead_in_still_counts_down():
    tell(
        machine_at(plan(lead_in_s=0), 2),
        """
        > back
        t=2.0 pause 1.1 in lower
        > back
        block 3
        t=0.0 ready 1
        > t=3
        t=3.0 lower 1.1
        """,
    )


def test_back_on_the_second_leg_starts_with_the_first_again():
    machine = machine_at(plan(single_leg(), sets=1, reps=1), 25)
    tell(
        machine,
        """
        > back
        t=25.0 pause 1.1 right in lower
        > back
        block 2
        t=0.0 ready 1 left
        > t=5
        t=5.0 contract 1.1 left
        """,
    )
    assert [(r.repeated, r.counted_on(Side.LEFT)) for r in machine.ledger.records] == [(False, 1)]
    machine.advance(2, 12.0)
    assert [(r.repeated, r.counted_on(Side.LEFT)) for r in machine.ledger.records] == [(True, 1), (False, 1)]


def test_back_in_a_rest_taken_in_the_middle_of_a_set_starts_that_set_again():
    machine = machine_at(plan(reps=3), 27, block=2)
    tell(
        machine,
        """
        > pause
        t=27.0 pause 2.2 in lower
        > resume
        t=27.0 resume 2.2 in lower
        block 3
        t=0.0 ready 2
        > +15 s
        block 4
        t=0.0 rest 2
        > back
        block 5
        t=0.0 ready 2
        > t=5
        t=5.0 lower 2.1
        """,
    )
    # The first attempt stands until a rep of the second is done.
    assert [(r.set_number, r.repeated) for r in machine.ledger.records] == [(1, False), (2, False)]
    machine.advance(5, 11.0)
    assert [(r.set_number, r.repeated) for r in machine.ledger.records] == [(1, False), (2, True), (2, False)]
