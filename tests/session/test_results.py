"""What was counted and what was performed: both are kept."""

import pytest

from calfcoach.domain.exercise import Side
from calfcoach.session.results import Ledger, SetRecord
from tests.stories import machine_at, plan

FIRST = SetRecord(block_number=1, set_number=1, planned_reps=10)


def test_a_rep_counts_once_however_often_it_is_told():
    ledger = Ledger()
    for rep in (1, 2, 2, 1):
        ledger.count(FIRST, None, rep)
    (record,) = ledger.records
    assert record.counted == {None: frozenset({1, 2})}
    assert record.reps == record.counted_reps == 2


def test_sides_are_counted_apart_and_the_set_has_as_many_as_the_side_with_more():
    ledger = Ledger()
    for side, rep in ((Side.LEFT, 1), (Side.LEFT, 2), (Side.RIGHT, 1)):
        ledger.count(FIRST, side, rep)
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


def test_a_set_can_be_corrected_after_the_session():
    machine = machine_at(plan(sets=1), 17)
    machine.ledger.correct(1, 3)
    assert machine.ledger.records[0].reps == 3


@pytest.mark.parametrize(("block", "performed", "error"), [(1, -1, ValueError), (2, 1, KeyError), (0, 1, KeyError)])
def test_a_correction_that_cannot_be_changes_nothing(block, performed, error):
    machine = machine_at(plan(), 4, block=2)
    before = machine.ledger.records
    with pytest.raises(error):
        machine.ledger.correct(block, performed)
    assert machine.ledger.records == before


def test_a_repeated_set_is_kept_beside_the_new_one():
    ledger = Ledger()
    ledger.count(FIRST, None, 1)
    ledger.complete(1)
    ledger.repeat(1)
    assert ledger.current(1) is None
    ledger.count(FIRST, None, 1)
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
