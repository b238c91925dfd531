"""When other programs are to be played softer: while a set runs, while something is said, or never.

Knows no sound server and no output.
"""

from collections.abc import Sequence

from calfcoach.session.states import STANDING, State
from calfcoach.setting_values import Softer

Span = tuple[float, float]
"""From when until when something is said, in seconds of a block."""

BEFORE_S = 0.25
"""How long before a word other programs become softer: about what a server's buffers take."""

AFTER_S = 0.4
"""How long after a word they stay softer."""

NO_SET = frozenset({State.SETUP, State.REST, State.STOPPED, State.FINISHED, *STANDING})
"""The states in which no set runs; a set's lead-in belongs to the set."""


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """When others are softer for these words: with room around each, and not loud for a moment between two."""
    whole: list[Span] = []
    for start, end in sorted((start - BEFORE_S, end + AFTER_S) for start, end in spans):
        if whole and start - whole[-1][1] < 2 * AFTER_S:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return tuple(whole)


def wanted(softer: Softer, state: State, spans: Sequence[Span], position_s: float) -> bool:
    """Whether others are softer now. `spans` are those of the running block, as `joined` gives them."""
    if softer == "set":
        return state not in NO_SET
    if softer == "said":
        # Once finished, the way out is still being said.
        return state not in STANDING - {State.FINISHED} and any(start <= position_s < end for start, end in spans)
    return False
