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
    assert (record.counted_reps, record.performed, record.reps) == (2, 1, 1)
    machine.ledger.correct(1, 0)
    assert machine.ledger.records[0].reps == 0
    assert machine.ledger.records[0].counted_reps == 2


def test_in_a_rest_one_step_leaves_a_count_that_differs_by_side_and_the_step_back_finds_it():
    machine = machine_at(plan(single_leg()), 4, block=2)
    (first,) = machine.ledger.records
    for number in (3, 4):
        machine.ledger.count(first, rep_done(number, Side.LEFT))
    told = [machine.correct_last_set(more)[0].notice for more in (False, False, True, True, True, True)]
    assert [notice_text(notice) for notice in told if notice is not None] == [
        "Set 1: 3 performed on each side; left 4, right 2 counted",
        "Set 1: 2 performed on each side; left 4, right 2 counted",
        "Set 1: 3 performed on each side; left 4, right 2 counted",
        "Set 1 as counted: left 4, right 2",
        "Set 1: 4 performed on each side; left 4, right 2 counted",
        "Set 1: 5 performed on each side; left 4, right 2 counted",
    ]


def test_a_set_can_be_corrected_after_the_session():
    machine = machine_at(plan(sets=1), 17)
    machine.ledger.correct(1, 3)
    assert machine.ledger.records[0].reps == 3


def test_a_count_that_differs_by_side_is_left_by_one_step_and_found_again_by_the_step_back():
    ledger = Ledger()
    for side, reps in ((Side.LEFT, 4), (Side.RIGHT, 2)):
        for rep in range(1, reps + 1):
            ledger.count(FIRST, rep_done(rep, side))

    def walk(place: int, steps: int) -> list[int | None]:
        said = []
        for _ in range(steps):
            ledger.correct(1, ledger.records[0].steps[place])
            said.append(ledger.records[0].performed)
        return said

    assert walk(1, 2) == [4, 5]
    assert walk(0, 6) == [4, None, 3, 2, 1, 0]
    assert walk(1, 5) == [1, 2, 3, None, 4]


def test_a_side_that_was_not_begun_is_a_difference_and_two_sides_done_alike_are_none():
    ledger = Ledger()
    ledger.count(FIRST, rep_done(1, Side.LEFT))
    assert ledger.records[0].steps == (0, 1)
    ledger.count(FIRST, rep_done(1, Side.RIGHT))
    assert ledger.records[0].steps == (0, 2)
    assert SetRecord(1, 1, 10, performed=200).steps == (199, 200)


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
