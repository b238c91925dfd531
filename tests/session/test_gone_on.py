"""A session that was cut off goes on at the set it was in, and nothing of it counts twice."""

from __future__ import annotations

from calfcoach.domain.plan import SessionPlan
from calfcoach.session.machine import SessionMachine
from calfcoach.session.outcome import SetEnd, outcomes
from calfcoach.session.results import DoneBefore
from tests.stories import machine_at, plan, tell


def cut_off(whole: SessionPlan, position_s: float, block: int) -> SessionMachine:
    """A session that goes on after it was cut off at a position in a block."""
    before = machine_at(whole, position_s, block)
    return SessionMachine(whole, DoneBefore(before.ledger.records, block))


def test_the_set_it_was_in_begins_afresh_after_the_whole_lead_in() -> None:
    machine = cut_off(plan(sets=3), 20 + 5 + 6.5, 2)
    assert [(each.block_number, each.counted_reps) for each in machine.ledger.records] == [(1, 2), (2, 1)]
    tell(
        machine,
        """
        > start
        block 1
        t=0.0 session: Donkey calf raise
        t=0.0 ready 2
        > t=6
        t=5.0 lower 2.1
        > t=11
        t=8.0 stretch 2.1
        t=9.0 contract 2.1
        t=11.0 rep 2.1 in contract
        t=11.0 lower 2.2
        > t=17
        t=14.0 stretch 2.2
        t=15.0 contract 2.2
        t=17.0 rep 2.2 in contract
        t=17.0 set 2: 2 reps
        block 2
        t=0.0 rest 3
        """,
    )
    assert [(each.block_number, each.counted_reps, each.repeated) for each in machine.ledger.records] == [
        (1, 2, False),
        (2, 1, True),
        (2, 2, False),
    ]


def test_the_attempt_that_was_cut_off_counts_until_the_set_has_a_rep_anew() -> None:
    machine = cut_off(plan(sets=3), 20 + 5 + 6.5, 2)
    machine.start()
    machine.advance(1, 5 + 5.9)
    assert [each.repeated for each in machine.ledger.records] == [False, False]
    machine.advance(1, 5 + 6)
    assert [each.repeated for each in machine.ledger.records] == [False, True, False]


def test_what_was_done_before_is_in_the_summary_and_not_skipped() -> None:
    machine = cut_off(plan(sets=3), 20 + 5 + 6.5, 2)
    machine.start()
    machine.advance(1, 17)
    machine.stop()
    ends = [(one.end, one.done_reps) for one in outcomes(machine.plan, machine.ledger.records)]
    assert ends == [(SetEnd.DONE, 2), (SetEnd.DONE, 2), (SetEnd.SKIPPED, 0)]


def test_cut_off_in_a_rest_the_next_set_begins_and_the_last_can_be_corrected() -> None:
    machine = cut_off(plan(sets=3), 3, 2)
    machine.start()
    machine.correct_last_set(-1)
    assert [each.reps for each in machine.ledger.records] == [1]
    machine.advance(1, 17)
    assert [(each.block_number, each.reps, each.repeated) for each in machine.ledger.records] == [
        (1, 1, False),
        (2, 2, False),
    ]
