"""The key by which the history finds an exercise: its id, and of a lift that has no file its name too.

All those lifts share one id, but the last time of one says nothing of another. Knows no table but `session_item`.
"""

from calfcoach.wording.any_lift import ANY_LIFT

_LIFT = f"{ANY_LIFT} "
"""How the key of such a lift begins; an id has no blank."""

SAME_EXERCISE = f"exercise, CASE exercise WHEN '{ANY_LIFT}' THEN folded(exercise_name) END"
"""What items of one exercise have in common, for GROUP BY. `folded` is `folded_name`, as `Reader` has it."""


def exercise_key(exercise: str, name: str) -> str:
    """The key of the exercise with this id and this name."""
    return f"{_LIFT}{folded_name(name)}" if exercise == ANY_LIFT and name else exercise


def folded_name(name: str) -> str:
    """A name as names are compared: `Back squat` and `back squat` are one lift."""
    return name.casefold()


def is_exercise(key: str) -> tuple[str, tuple[str, ...]]:
    """The condition on an item that it is this exercise, and its values. The id alone takes every lift."""
    if not key.startswith(_LIFT):
        return "exercise = ?", (key,)
    return "(exercise = ? AND folded(exercise_name) = ?)", (ANY_LIFT, key.removeprefix(_LIFT))
