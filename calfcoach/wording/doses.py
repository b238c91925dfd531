"""A dose in words: its sets and reps, and the load of a set. The same for window, terminal and files."""

from calfcoach.domain.amounts import Load, plain
from calfcoach.domain.prescription import Prescription
from calfcoach.texts import plural, text


def counts_text(dose: Prescription) -> str:
    """Sets and reps at their shortest: `4x15`, `3xmax`, `12/10/9/8`."""
    return "/".join(str(reps) for reps in dose.reps) if isinstance(dose.reps, tuple) else f"{dose.sets}x{dose.reps}"


def counts_words(dose: Prescription, *, by_side: bool) -> str:
    """Sets and reps in words: `4 sets × 15 reps`, `12, 10, 9 and 8 reps a side`, `3 open sets`."""
    if dose.is_open:
        return plural("{number} open set", "{number} open sets", dose.sets)
    sets = plural("{number} set", "{number} sets", dose.sets)
    if isinstance(dose.reps, tuple):
        reps = ", ".join(str(each) for each in dose.reps)
        if by_side:
            return text("{sets} of {reps} reps a side", sets=sets, reps=reps)
        return text("{sets} of {reps} reps", sets=sets, reps=reps)
    if by_side:
        reps = plural("{number} rep a side", "{number} reps a side", dose.reps if isinstance(dose.reps, int) else 0)
    else:
        reps = plural("{number} rep", "{number} reps", dose.reps if isinstance(dose.reps, int) else 0)
    return text("{sets} × {reps}", sets=sets, reps=reps)


def load_text(load: Load) -> str:
    """A load as it is shown: `37.5 kg`."""
    return text("{amount} {unit}", amount=plain(load.amount), unit=load.unit.value)


def loads_text(dose: Prescription) -> str | None:
    """The load of the sets: `40 kg`, `40 kg, 42.5 kg, 45 kg`; None where nothing is said of it."""
    if dose.load is None:
        return None
    return ", ".join(
        dict.fromkeys(map(load_text, dose.load)) if len(set(dose.load)) == 1 else map(load_text, dose.load)
    )
