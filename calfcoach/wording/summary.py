"""The words of the summary, the same in the window and in the terminal: headline, rows, totals.

Refuses to know how the words are shown.
"""

from collections.abc import Sequence

from calfcoach.domain.exercise import Side
from calfcoach.session.outcome import SetEnd, SetOutcome, Stopped
from calfcoach.texts import marked, plural, text
from calfcoach.wording.doses import load_text, reps_done_text

_NOTES = {
    SetEnd.EARLY: marked("ended early"),
    SetEnd.SHORT: marked("not done in full"),
    SetEnd.SKIPPED: marked("skipped"),
    SetEnd.NOT_DONE: marked("not done"),
}


def headline(sets: Sequence[SetOutcome], stopped: Stopped | None) -> str:
    """What happened, in one line: `All 4 sets done`, `6 of 8 reps · set 2 ended early`."""
    done, planned = sum(each.done_reps for each in sets), sum(each.planned_reps for each in sets)
    holds = all(each.item.exercise.is_hold for each in sets)
    if not done:
        return text("No hold done") if holds else text("No rep done")
    open_sets = [each for each in sets if each.end is not SetEnd.DONE]
    if not open_sets and done >= planned:
        return plural("Set done", "All {number} sets done", len(sets))
    reps = reps_done_text(done, planned, holds=holds)
    if not open_sets:
        return reps
    return text("{reps} · {what_happened}", reps=reps, what_happened=_outcome_text(sets, open_sets, stopped))


def _outcome_text(sets: Sequence[SetOutcome], open_sets: Sequence[SetOutcome], stopped: Stopped | None) -> str:
    several = len({each.item.exercise.id for each in sets}) > 1
    if stopped is not None:
        number = sets[stopped.block_number - 1].set_number
        if several:
            return text("stopped early")
        if stopped.in_set:
            return text("stopped in set {set_number}", set_number=number)
        return text("stopped before set {set_number}", set_number=number)
    if len(open_sets) > 1 or several:
        return plural("{number} set not done in full", "{number} sets not done in full", len(open_sets))
    (one,) = open_sets
    if one.end is SetEnd.SKIPPED:
        return text("set {set_number} skipped", set_number=one.set_number)
    if one.end is SetEnd.SHORT:
        return text("set {set_number} not done in full", set_number=one.set_number)
    return text("set {set_number} ended early", set_number=one.set_number)


def set_note(one: SetOutcome) -> str:
    """A note on a set that was not done in full; empty for a full set."""
    note = _NOTES.get(one.end)
    return text(note) if note is not None else ""


def done_text(one: SetOutcome) -> str:
    """The reps done: `8`, or `left 10, right 8` where the sides differ."""
    by_side = [one.done_on(side) for side in one.item.sides]
    if len(set(by_side)) == 1:
        return str(by_side[0])
    return text("left {left}, right {right}", left=by_side[0], right=by_side[1])


def done_by_side(by_side: Sequence[int]) -> str:
    """Reps of each side, left first, in the shortest form: `10 · 8`, or `10` where they are the same."""
    return str(by_side[0]) if len(set(by_side)) == 1 else text("{left} · {right}", left=by_side[0], right=by_side[1])


def reps_of_set(set_number: int, *, holds: bool) -> str:
    """The name of the field in which what was done in a set is corrected."""
    if holds:
        return text("Holds of set {set_number}", set_number=set_number)
    return text("Reps of set {set_number}", set_number=set_number)


def reps_of_side(name: str, side: Side | None) -> str:
    """The name of the field for one side: `Reps of set 2, left`; `name` is that of the field for the set."""
    if side is None:
        return name
    return text("{name}, left", name=name) if side is Side.LEFT else text("{name}, right", name=name)


def planned_text(one: SetOutcome) -> str:
    """The reps planned: `15`, `10 a side`, `open`; with the load where there is one: `12 · 40 kg`."""
    load = one.item.dose.load_in(one.set_number)
    reps = _planned_reps(one)
    return reps if load is None else text("{reps} · {load}", reps=reps, load=load_text(load))


def _planned_reps(one: SetOutcome) -> str:
    reps = one.item.dose.reps_in(one.set_number)
    if reps is None:
        return text("open")
    return str(reps) if len(one.item.sides) == 1 else text("{reps} a side", reps=reps)


def whose_tension(sets: Sequence[SetOutcome]) -> str:
    """The words after the time under tension, which is that of one side if the sides take turns; else empty."""
    if any(len({each.done_on(side) for side in each.item.sides}) > 1 for each in sets):
        return text("on the side that did more")
    one_sided = [each.item.exercise.one_side_at_a_time for each in sets]
    if all(one_sided):
        return text("on each side")
    return text("on each side where sides take turns") if any(one_sided) else ""
