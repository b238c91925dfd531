"""The key by which the history finds an exercise: its id, and of a lift that has no file its name too.

All those lifts share one id, but the last time of one says nothing of another. Knows no table but `session_item`.
"""

from calfcoach.wording.any_lift import ANY_LIFT

_LIFT = f"{ANY_LIFT} "
"""How the key of such a lift begins; an id has no blank."""


def exercise_key(exercise: str, name: str) -> str:
    """The key of the exercise with this id and this name."""
    return f"{_LIFT}{folded_name(name)}" if exercise == ANY_LIFT and name else exercise


def folded_name(name: str) -> str:
    """A name as names are compared: `Back squat` and `back squat` are one lift."""
    return name.casefold()


def is_exercise(key: str) -> tuple[str, tuple[str, ...]]:
    """The WHERE for the items of this exercise, and its values. The id alone takes every lift.

    `folded` is `folded_name`, which `Reader` gives to SQLite.
    """
    if not key.startswith(_LIFT):
        return "WHERE exercise = ?", (key,)
    return "WHERE exercise = ? AND folded(exercise_name) = ?", (ANY_LIFT, key.removeprefix(_LIFT))
