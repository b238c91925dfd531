"""What a session tells the world: one event for each boundary passed and each command obeyed. Keys, no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    HALT = "halt"
    STOP = "stop"
    UNDO = "undo"
    FINISHED = "finished"
    NOTICE = "notice"


class NoticeKey(StrEnum):
    """What a notice says."""

    LONGEST_REST = "longest-rest"
    """A rest cannot be made longer than this number of `minutes`."""

    TOO_LATE_TO_ADD = "too-late-to-add"
    """A rep more was asked for when the set was ending."""

    MOST_REPS = "most-reps"
    """A set cannot have more than this number of `reps`."""

    OPEN_SET = "open-set"
    """A rep more was asked for in an open set, which goes on anyway."""

    CORRECTED = "corrected"
    """The person says how many reps of the set `set_number` were `performed`; `counted` were counted."""

    CORRECTED_BY_SIDE = "corrected-by-side"
    """The same of a set in which the sides differ: the reps done on the `left` and on the `right`, and those that were
    counted there, `left_counted` and `right_counted`.
    """

    SOUND_PROBLEM = "sound-problem"
    """The `problem` with the sound, in the words of what noticed it."""


@dataclass(frozen=True)
class Notice:
    """Something a person is to know at once: a key, and the values that go with it."""

    key: NoticeKey
    values: Mapping[str, int | str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Event:
    """Something happened at `position_s` (planned seconds) of the block put on as `block_id`-th.

    `phase` and `rep` are None outside a rep. `set_number` counts within the exercise, `rep` within the set and side;
    a lead-in, a rest and a change of sides carry the set and side they lead to, the relaxing between two holds the
    rep it leads to. For `REP` it is the rep that was just completed, for `SET` the number of reps counted, which are
    holds where `holds` says so.
    `names` are those of the exercises of the session, in order, for `SESSION` alone; `notice` is for `NOTICE` alone.
    """

    kind: EventKind
    block_id: int
    position_s: float
    phase: Phase | None = None
    set_number: int | None = None
    rep: int | None = None
    side: Side | None = None
    holds: bool = False
    names: tuple[str, ...] = ()
    notice: Notice | None = None
