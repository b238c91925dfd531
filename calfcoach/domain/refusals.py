"""Why something is refused: each reason a key with its sentence in English, and the values that go into it.

`str()` of a refusal, and of an error that carries one, is the English sentence; `calfcoach.wording.errors` has it in
the language in force. The sentences are collected for translation by the name `marked`, as those of the other packages
are; the function of that name here is the core's own, because the core imports nothing of theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, unique


def marked(sentence: str) -> str:
    """The same sentence, marked to be collected for translation."""
    return sentence


@unique
class Reason(Enum):
    """The keys; the value of each is its sentence, with named places."""

    # Any field.
    UNPRINTABLE = marked("the character {code} cannot be shown; remove it")
    SEVERAL_LINES = marked("this is shown in one line; write it without line breaks")
    NOT_FINITE = marked("a number of seconds is wanted")
    NO_SECONDS = marked("a number of seconds is wanted, such as 2 or 1.5")

    NOT_WHOLE = marked("{word!r} is not a whole number")
    NOT_SECONDS = marked("{word!r} is not a time; write it like 90, 90s, 1:30 or 1 min 30 s")

    # A tempo.
    NO_TEMPO = marked("a tempo is wanted, such as 3-1-2-0")
    TEMPO_TOO_LONG = marked(
        "a tempo has at most {most} characters; write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
    )
    TEMPO_EMPTY = marked("the tempo is empty; write it like 3-1-2-0 (seconds down, stretch, up, squeeze)")
    TEMPO_WORDS = marked("{tempo!r}: {why}")
    NO_COUNT = marked(
        "{tempo!r}: {part!r} is not a number of seconds, X or A; "
        "write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
    )
    RUN_TOGETHER = marked(
        "{tempo!r} has {found} signs run together; without separators a tempo has 3 or 4, one for each phase: "
        "write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
    )
    MINUS_SIGN = marked(
        "{tempo!r} begins with a minus sign, and no phase takes less than 0 s; "
        "write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
    )
    TWO_READINGS = marked(
        "{tempo!r} can be read as {one} and as {other}; write decimals with a point, and a hyphen between the numbers"
    )
    PHASE_TOO_LONG = marked("{tempo!r}: {part} s is too long for a phase; it takes {most} s at most")
    SEPARATORS_MIXED = marked("{tempo!r} mixes separators; use one, like 3-1-2-0 (seconds down, stretch, up, squeeze)")
    EMPTY_PLACE = marked(
        "{tempo!r} has an empty place or a minus sign; write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
    )
    WRONG_COUNT = marked(
        "{tempo!r} has {found} of the 3 or 4 numbers of a tempo; "
        "write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
    )
    NO_LOWERING = marked("the lowering cannot take 0 s; give it whole or decimal seconds, X or A")
    NO_CONTRACTION = marked("the contraction cannot take 0 s; give it whole or decimal seconds, X or A")
    STRETCH_NOT_TIMED = marked("{count} cannot stand for a pause (stretch); give its seconds")
    SQUEEZE_NOT_TIMED = marked("{count} cannot stand for a pause (squeeze); give its seconds")

    # A tempo in words.
    NOT_UNDERSTOOD = marked("{part!r} is not understood; say it like '3 s down, 1 s hold, 2 s up'")
    NO_SECONDS_NAMED = marked("{part!r} names no seconds; say it like '3 s down, 1 s hold, 2 s up'")
    NO_WORD_NAMED = marked("{part!r} names no phase; say it like '3 s down, 1 s hold, 2 s up'")
    NAMED_TWICE = marked("{phase} is named twice")
    DOWN_MISSING = marked("the way down is not named")
    UP_MISSING = marked("the way up is not named")
    HOLD_FIRST = marked("a hold belongs to the movement named before it; name that first")
    NO_PHASE_WORD = marked("{word!r} is no phase; say down, up, hold, stretch or squeeze")

    # A dose.
    TEMPO_OR_HOLD = marked("give either tempo or hold_s")
    EXPLOSIVE_LOWERING = marked("X cannot stand for the lowering: it is always controlled; give its seconds")
    HOLD_HAS_NO_TEMPO = marked("{exercise} is a hold and has no tempo; give the seconds to hold")
    TEMPO_FOR_A_HOLD = marked("{exercise} is a hold and has no tempo; give the seconds to hold instead")
    NO_HOLD = marked("{exercise} is no hold; give its tempo")
    HOLD_FOR_A_TEMPO = marked("{exercise} is no hold; give its tempo instead")
    BELOW_FLOOR = marked("{phase} {asked} s was asked for, in {exercise} it is never less than {least} s: {why}")
    MOVEMENT_TOO_SHORT = marked(
        "{phase} {asked} s was asked for, no movement takes less than {least} s: "
        "what is quicker cannot be done in control"
    )
    PAUSE_TOO_SHORT = marked(
        "{phase} {asked} s was asked for, a pause takes 0 s or at least {least} s: "
        "what is shorter cannot be heard apart from the next phase"
    )
    HOLD_TOO_SHORT = marked(
        "{phase} {asked} s was asked for, no hold takes less than {least} s: "
        "what is shorter cannot be heard apart from the next one"
    )
    RELAX_TOO_SHORT = marked(
        "{phase} {asked} s was asked for, the time between two holds is 0 s or at least {least} s: "
        "what is shorter cannot be heard apart from the next hold"
    )
    SET_TOO_LONG = marked("a set of {minutes} minutes was asked for; a set lasts {most} minutes at most")
    SETS_OUT_OF_BOUNDS = marked("sets are a whole number from 1 to {most}; {asked} was asked for")
    REPS_OUT_OF_BOUNDS = marked("reps are a whole number from 1 to {most}; {asked} was asked for")
    DONE_OUT_OF_BOUNDS = marked("a set has 0 to {most} reps or holds; {asked} was typed")
    REST_OUT_OF_BOUNDS = marked("rest is 0 to {most} s; {asked} was asked for")
    HOLD_OUT_OF_BOUNDS = marked("hold is more than 0 and at most {most} s; {asked} was asked for")
    LEAD_IN_OUT_OF_BOUNDS = marked("lead-in is 0 to {most} s; {asked} was asked for")
    COUNTDOWN_OUT_OF_BOUNDS = marked("the countdown of a class is {least} to {most} s; {asked} was asked for")
    RELAX_OUT_OF_BOUNDS = marked("the time between two holds is 0 to {most} s; {asked} was asked for")
    SWITCH_OUT_OF_BOUNDS = marked("the time to change sides is 0 to {most} s; {asked} was asked for")
    NO_LOAD = marked("a load is wanted, such as 40 kg or 90 lb, or one for each set")
    LOAD_NOT_READ = marked("{load!r} is no load; write it like 40 kg, 37.5 kg or 90 lb")
    LOAD_OUT_OF_BOUNDS = marked("a load is 0 to {most} kg or lb; {asked} was asked for")
    REPS_AND_SETS = marked("reps are given for {reps} sets and there are {sets}; give one number of reps for each set")
    LOADS_AND_SETS = marked("a load is given for {loads} sets and there are {sets}; give one for all or one for each")
    OPEN_WITH_SIDES = marked(
        "{exercise} works one side at a time, so a set cannot be open: the other side has to be given the same; "
        "give the number of reps"
    )
    LOAD_ON_A_REBOUND = marked("{exercise} is done with body weight only: a rebound under a load is never in control")
    DOSE_EMPTY = marked("the dose is empty; write it like 4x15 @ 3-1-2-0 rest 60 s load 40 kg")
    DOSE_TOO_LONG = marked("a dose has at most {most} characters; write it like 4x15 @ 3-1-2-0 rest 60 s load 40 kg")
    DOSE_PART = marked("{part!r} is not understood in a dose; write it like 4x15 @ 3-1-2-0 rest 60 s load 40 kg")
    DOSE_TWICE = marked("{what} is given twice in the dose")
    DOSE_INCOMPLETE = marked("the dose {dose!r} does not give {what}; write it like 4x15 @ 3-1-2-0 rest 60 s")
    NO_VARIANT = marked("{exercise} has no variant {variant!r}; it has {known}")
    NO_VARIANTS = marked("{exercise} has no variant {variant!r}; it has none")

    # A session.
    NO_EXERCISE = marked("a session has at least one exercise")
    CHANGEOVER_OUT_OF_BOUNDS = marked("the changeover is {least} to {most} s")
    NO_BLOCK = marked("no block {block} in a session of {sets}")
    NO_REP_START = marked("a rep cannot start with {phase}: it starts with a movement or a hold")

    # An exercise.
    NO_START_PHASE = marked("nothing starts with {phase}; start_phase is lower, contract or hold")
    ID_TWICE = marked("the id '{id}' is used twice in {where}; give each its own")
    NO_PHASE_OF_IT = marked("{phase} is no phase of this exercise; it has {known}")
    NAME_OF_ANOTHER = marked("{phase} cannot be called {label!r}: that is the name of another phase; give it its own")
    NAME_SHARED = marked("{phase} cannot be called {label!r}: {other} is called so; give each its own name")
    NAME_UNSEEN = marked("the name of {phase} cannot be seen; write it in letters")
    WRONG_DIRECTION = marked(
        "{phase} cannot be called {label!r}: {word!r} is the other movement's direction; give it a name of its own"
    )
    HOLD_S_MISSING = marked("an exercise that starts with a hold has no tempo; give hold_s")
    TEMPO_MISSING = marked("an exercise that starts with a movement is no hold; give its tempo")
    WARNING_NEVER_SHOWN = marked("{phase} is no phase of this exercise, so this would never be shown; it has {known}")
    VARIANT_BELOW_FLOOR = marked(
        "least_s {asked} of {phase} was asked for, in {exercise} it is never less than {least} s: {why}"
    )
    WARNING_CHANGED = marked("the warning '{id}' is the exercise's own and cannot be changed; give yours another id")
    FLOOR_WITHOUT_REASON = marked("a phase with least_s also says its reason, which is shown when a tempo is refused")
    ADVICE_NOT_UPWARDS = marked("advised_s [{low}, {high}] does not go upwards from the floor, least_s {least}")
    NOMINAL_BELOW_FLOOR = marked("nominal_s {nominal} is below the floor, least_s {least}")
    NO_SHORT_LABEL = marked("the label {label!r} needs a short form of at most 10 characters: short")


@dataclass(frozen=True)
class Refusal:
    """A reason and the values of its places; a value may be a refusal itself, or the name of a phase."""

    reason: Reason
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """The sentence in English."""
        return str(self.reason.value).format(**self.values)


def refusal(reason: Reason, **values: object) -> Refusal:
    """A refusal with its values by name."""
    return Refusal(reason, values)


class Refused(ValueError):
    """Something was refused; `refusal` says why."""

    def __init__(self, reason: Reason, **values: object) -> None:
        self.refusal = Refusal(reason, values)
        super().__init__(str(self.refusal))
