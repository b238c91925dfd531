"""What was counted and what was performed: both are kept."""

from fractions import Fraction

import pytest

from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase
from calfcoach.session.results import Ledger, PhaseTime, RepRecord, RepSource, SetRecord
from calfcoach.wording.events import notice_text
from tests.stories import exercise, iso_hold, machine_at, plan, rep_done, single_leg

FIRST = SetRecord(block_number=1, set_number=1, planned_reps=10)


def test_a_rep_counts_once_however_often_it_is_told():
    ledger = Ledger()
    for rep in (1, 2, 2, 1):
        ledger.count(FIRST, rep_done(rep))
    (record,) = ledger.records
    assert record.counted == {None: frozenset({1, 2})}
    assert record.reps == record.counted_reps == 2


def test_sides_are_counted_apart_and_the_set_has_as_many_as_the_side_with_more():
    ledger = Ledger()
    for side, rep in ((Side.LEFT, 1), (Side.LEFT, 2), (Side.RIGHT, 1)):
        ledger.count(FIRST, rep_done(rep, side))
    (record,) = ledger.records
    assert (record.counted_on(Side.LEFT), record.counted_on(Side.RIGHT), record.counted_on(None)) == (2, 1, 0)
    assert record.counted_reps == 2


def test_who_racked_early_says_so_and_both_numbers_stay():
    machine = machine_at(plan(), 4, block=2)
    machine.ledger.correct(1, 1)
    (record,) = machine.ledger.records
    assert (record.counted_reps, record.performed, record.reps) == (2, {None: 1}, 1)
    machine.ledger.correct(1, 0)
    assert machine.ledger.records[0].reps == 0
    assert machine.ledger.records[0].counted_reps == 2


def test_a_set_can_be_corrected_after_the_session():
    machine = machine_at(plan(sets=1), 17)
    machine.ledger.correct(1, 3)
    assert machine.ledger.records[0].reps == 3


def by_side(ledger: Ledger) -> tuple[int, int, int]:
    (record,) = ledger.records
    return record.done_on(Side.LEFT), record.done_on(Side.RIGHT), record.reps


def test_each_side_is_corrected_by_itself_and_the_other_stays_as_counted():
    ledger = Ledger()
    for side, reps in ((Side.LEFT, 4), (Side.RIGHT, 2)):
        for rep in range(1, reps + 1):
            ledger.count(FIRST, rep_done(rep, side))
    assert by_side(ledger) == (4, 2, 4)
    ledger.correct(1, 5, Side.RIGHT)
    assert by_side(ledger) == (4, 5, 5)
    ledger.correct(1, 0, Side.LEFT)
    assert by_side(ledger) == (0, 5, 5)
    ledger.correct(1, 3)
    assert by_side(ledger) == (3, 3, 3), "without a side it is each that works"
    ledger.correct(1, 2, Side.RIGHT)
    assert by_side(ledger) == (3, 2, 3)
    assert (ledger.records[0].counted_reps, ledger.records[0].counted_on(Side.RIGHT)) == (4, 2)


def test_a_side_that_was_not_begun_is_corrected_too():
    ledger = Ledger()
    ledger.count(FIRST, rep_done(1, Side.LEFT))
    ledger.correct(1, 6, Side.RIGHT)
    assert by_side(ledger) == (1, 6, 6)


def test_one_more_or_less_goes_from_each_sides_own_number():
    machine = machine_at(plan(single_leg(), sets=2, reps=2), 1)
    playing = machine.playing
    assert playing is not None
    right = [segment for segment in playing.block.segments if segment.side is Side.RIGHT and segment.rep == 1]
    machine.advance(playing.block_id, float(right[-1].end))
    machine.skip()
    machine.skip()
    assert by_side(machine.ledger) == (2, 1, 2)
    told = [notice_text(machine.correct_last_set(by)[0].notice) for by in (1, -1, -1, -1)]
    assert told == [
        "Set 1: left 3, right 2 performed; left 2, right 1 counted",
        "Set 1: left 2, right 1 performed; left 2, right 1 counted",
        "Set 1: left 1, right 0 performed; left 2, right 1 counted",
        "Set 1: left 0, right 0 performed; left 2, right 1 counted",
    ]
    machine.correct_last_set(1, Side.RIGHT)
    assert by_side(machine.ledger) == (0, 1, 1)


@pytest.mark.parametrize(("block", "performed", "error"), [(1, -1, ValueError), (2, 1, KeyError), (0, 1, KeyError)])
def test_a_correction_that_cannot_be_changes_nothing(block, performed, error):
    machine = machine_at(plan(), 4, block=2)
    before = machine.ledger.records
    with pytest.raises(error):
        machine.ledger.correct(block, performed)
    assert machine.ledger.records == before


def test_a_repeated_set_is_kept_beside_the_new_one():
    ledger = Ledger()
    ledger.count(FIRST, rep_done(1))
    ledger.complete(1)
    ledger.repeat(1)
    assert ledger.current(1) is None
    ledger.count(FIRST, rep_done(1))
    old, new = ledger.records
    assert old.repeated
    assert old.complete
    assert not new.repeated
    assert not new.complete
    assert ledger.current(1) is new


def test_what_was_never_begun_can_be_neither_completed_nor_repeated():
    ledger = Ledger()
    ledger.complete(1)
    ledger.repeat(1)
    assert ledger.records == ()


def times(rep: RepRecord) -> list[tuple[str, float, float]]:
    return [(time.phase.value, float(time.start_s), float(time.end_s)) for time in rep.planned]


def test_a_completed_rep_has_the_times_of_its_phases_in_its_block():
    machine = machine_at(plan(), 12)
    (record,) = machine.ledger.records
    (rep,) = record.rep_records
    assert (rep.side, rep.number, rep.block_id, rep.performed, rep.source) == (None, 1, 1, None, RepSource.SCORE)
    assert times(rep) == [("lower", 5, 8), ("stretch", 8, 9), ("contract", 9, 11)]


def test_the_times_of_a_rep_are_exact():
    machine = machine_at(plan(exercise(phases={}), tempo="0.7-0-1.1-0", lead_in_s=3), 20)
    second = machine.ledger.records[0].rep_records[1]
    begin = 3 + Fraction(18, 10)
    assert second.planned == (
        PhaseTime(Phase.LOWER, begin, begin + Fraction(7, 10)),
        PhaseTime(Phase.CONTRACT, begin + Fraction(7, 10), begin + Fraction(18, 10)),
    )


def test_a_rep_that_was_done_again_after_a_pause_has_the_times_of_the_new_block():
    machine = machine_at(plan(), 13)
    machine.pause()
    machine.resume()
    again = machine.playing
    assert again is not None
    machine.advance(again.block_id, 9.5)
    first, second = machine.ledger.records[0].rep_records
    assert (first.block_id, second.block_id, second.number) == (1, again.block_id, 2)
    assert times(second) == [("lower", 3, 6), ("stretch", 6, 7), ("contract", 7, 9)]


def test_the_relaxing_between_two_holds_is_no_part_of_a_rep():
    machine = machine_at(plan(iso_hold()), 71)
    assert [times(rep) for rep in machine.ledger.records[0].rep_records] == [[("hold", 5, 35)], [("hold", 40, 70)]]


def test_each_leg_has_the_reps_of_its_own():
    machine = machine_at(plan(single_leg(), sets=1, reps=1), 30)
    left, right = machine.ledger.records[0].rep_records
    assert (left.side, right.side, left.number, right.number) == (Side.LEFT, Side.RIGHT, 1, 1)
    assert times(right)[0] == ("contract", 22, 24)
