"""Whether to do more than last time: one rule, shown to the person with its reason. Proposes no faster tempo, ever.

Knows no history and no screen; decides nothing for the person.
"""

from collections.abc import Sequence
from enum import StrEnum

from calfcoach.domain.amounts import LoadUnit

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
