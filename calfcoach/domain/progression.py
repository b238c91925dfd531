"""Whether to do more than last time: one rule, shown to the person with its reason. Proposes no faster tempo, ever.

Knows no history and no screen; decides nothing for the person.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from calfcoach.domain.amounts import LB_KG, Load, LoadUnit, read_load

MOST_EFFORT = 7
"""Of 10: three reps or so were left, on the scale of reps in reserve (Helms et al. 2016, Strength and Conditioning
Journal 38(4):42–49). That this is where more is proposed is our rule, not theirs."""

LOAD_STEP = {LoadUnit.KG: "2.5 kg", LoadUnit.LB: "5 lb"}
"""What is added to a load: a pair of the smallest plates that gyms usually have."""


class Progress(StrEnum):
    """What is proposed, or why nothing more is."""

    MORE_LOAD = "more-load"
    MORE_REPS = "more-reps"
    NOT_ALL_DONE = "not-all-done"
    TOO_HARD = "too-hard"
    PAIN = "pain"
    NOT_SAID = "not-said"


def progress_after(
    sets: Sequence[tuple[int, int]], effort: int | None, pain: int | None, pain_limit: int, *, loaded: bool
) -> Progress:
    """What to propose after a session: `sets` are the reps planned and done of each set that was to be done.

    Effort and pain are from 0 to 10, None where nothing was said. Pain above the limit goes before everything.
    """
    if pain is not None and pain > pain_limit:
        return Progress.PAIN
    if effort is None:
        return Progress.NOT_SAID
    if not sets or any(done < planned for planned, done in sets):
        return Progress.NOT_ALL_DONE
    if effort > MOST_EFFORT:
        return Progress.TOO_HARD
    return Progress.MORE_LOAD if loaded else Progress.MORE_REPS


def more_load(loads: Sequence[Load]) -> tuple[Load, ...]:
    """Each load raised by one step from itself; what was done without a load (0) stays without."""
    return tuple(
        Load(load.amount + read_load(LOAD_STEP[load.unit]).amount, load.unit) if load.amount else load for load in loads
    )


def loads_by_set(done: Mapping[int, Load]) -> tuple[Load, ...]:
    """The loads of sets 1 to the last, from those of the sets done by number; one for all where they are the same.

    A set that was left out has the smallest load of the others.
    """
    if not done:
        return ()
    return _short([done.get(number, lightest(done.values())) for number in range(1, max(done) + 1)])


def loads_for(loads: Sequence[Load], sets: int) -> tuple[Load, ...]:
    """These loads (one for all, or one for each set) for `sets` sets: the first ones; then the smallest."""
    if len(loads) <= 1:
        return tuple(loads)
    return _short([*loads, *[lightest(loads)] * (sets - len(loads))][:sets])


def lightest(loads: Iterable[Load]) -> Load:
    """The smallest of some loads, whatever unit each is in."""
    return min(loads, key=lambda load: load.amount * (LB_KG if load.unit is LoadUnit.LB else 1))


def _short(loads: Sequence[Load]) -> tuple[Load, ...]:
    return tuple(loads[:1] if len(set(loads)) == 1 else loads)
