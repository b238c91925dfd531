"""A dose in words: its sets and reps, and the load of a set. The same for window, terminal and files."""

from calfcoach.domain.amounts import Load, plain
from calfcoach.domain.prescription import Prescription
from calfcoach.texts import plural, text


def counts_text(dose: Prescription) -> str:
    """Sets and reps in the shortest form: `4x15`, `3xmax`, `12/10/9/8`."""
    return "/".join(str(reps) for reps in dose.reps) if isinstance(dose.reps, tuple) else f"{dose.sets}x{dose.reps}"


def reps_text(number: int, *, holds: bool) -> str:
    """A number of reps: `8 reps`; for a hold `8 holds`."""
    return (
        plural("{number} hold", "{number} holds", number) if holds else plural("{number} rep", "{number} reps", number)
    )


def reps_done_text(done: int, planned: int, *, holds: bool) -> str:
    """What was done of what was planned: `9 of 12 reps`, `2 of 3 holds`; `9 reps` where no number was planned."""
    if not planned:
        return reps_text(done, holds=holds)
    if holds:
        return plural("{done} of {number} hold", "{done} of {number} holds", planned, done=done)
    return plural("{done} of {number} rep", "{done} of {number} reps", planned, done=done)


def counts_words(dose: Prescription, *, by_side: bool) -> str:
    """Sets and reps in words: `4 sets × 15 reps`, `5 sets × 1 hold`, `12, 10, 9 and 8 reps a side`, `3 open sets`."""
    if dose.is_open:
        return plural("{number} open set", "{number} open sets", dose.sets)
    sets = plural("{number} set", "{number} sets", dose.sets)
    if isinstance(dose.reps, tuple):
        reps = ", ".join(str(each) for each in dose.reps)
        return _sets_of_reps(sets, reps, by_side=by_side, holds=dose.hold_s is not None)
    number = dose.reps if isinstance(dose.reps, int) else 0
    reps = (
        _a_side(number, holds=dose.hold_s is not None) if by_side else reps_text(number, holds=dose.hold_s is not None)
    )
    return text("{sets} × {reps}", sets=sets, reps=reps)


def _sets_of_reps(sets: str, reps: str, *, by_side: bool, holds: bool) -> str:
    if holds and by_side:
        return text("{sets} of {holds} holds a side", sets=sets, holds=reps)
    if holds:
        return text("{sets} of {holds} holds", sets=sets, holds=reps)
    if by_side:
        return text("{sets} of {reps} reps a side", sets=sets, reps=reps)
    return text("{sets} of {reps} reps", sets=sets, reps=reps)


def _a_side(number: int, *, holds: bool) -> str:
    if holds:
        return plural("{number} hold a side", "{number} holds a side", number)
    return plural("{number} rep a side", "{number} reps a side", number)


def load_text(load: Load) -> str:
    """A load as shown to people: `37.5 kg`."""
    return text("{amount} {unit}", amount=plain(load.amount), unit=load.unit.value)


def loads_text(dose: Prescription) -> str | None:
    """The load of the sets: `40 kg`, `40 kg, 42.5 kg, 45 kg`; None if no load is given."""
    if dose.load is None:
        return None
    return ", ".join(
        dict.fromkeys(map(load_text, dose.load)) if len(set(dose.load)) == 1 else map(load_text, dose.load)
    )
