"""What a session tells the world: one event for each boundary passed and each command obeyed."""

from dataclasses import dataclass
from enum import StrEnum

from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase


class EventKind(StrEnum):
    """The kinds of event, as they are named in the event log (docs/design.md, "Command line")."""

    SESSION = "session"
    READY = "ready"
    PHASE = "phase"
    REP = "rep"
    SET = "set"
    REST = "rest"
    SWITCH = "switch"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FINISHED = "finished"
    NOTICE = "notice"


@dataclass(frozen=True)
class Event:
    """Something happened at `position_s` (planned seconds) of the block put on as `block_id`-th.

    `phase` and `rep` are None outside a rep. `set_number` counts within the exercise, `rep` within the set and side;
    a lead-in, a rest and a change of sides carry the set and side they lead to, the relaxing between two holds the
    rep it leads to. For `REP` it is the rep that was just completed, for `SET` the number of reps counted.
    """

    kind: EventKind
    block_id: int
    position_s: float
    phase: Phase | None = None
    set_number: int | None = None
    rep: int | None = None
    side: Side | None = None
    text: str = ""
