"""Any lift as it is asked for on the command line: when it is meant, and when it would be a way round a floor.

A name that is or nearly is a known exercise's offers that one; to give up its floor is a second answer, and refused
where the movement is the donkey calf raise. Knows no screen.
"""

import argparse
import re
import shlex
from collections.abc import Collection

from pydantic import ValidationError

from calfcoach.domain.dose_text import read_dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.domain.refusals import Refused
from calfcoach.domain.tempo import Tempo
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.library.entries import Origin
from calfcoach.library.near import near_to
from calfcoach.library.problems import quoted
from calfcoach.texts import text
from calfcoach.wording.any_lift import any_lift, known_of


def wants_any_lift(options: argparse.Namespace) -> bool:
    """Whether somebody who names no exercise asks for any lift: by a tempo, a hold, a dose or a name."""
    return any(getattr(options, option, None) is not None for option in ("tempo", "hold", "name", "dose"))


def take_dose(options: argparse.Namespace, known: Collection[str]) -> None:
    """A word that is written like a dose and is no exercise's id is the dose, where it stands first too.

    Any other word stays the id of an exercise.
    """
    word = options.exercise
    if word is None or word in known or not hasattr(options, "dose") or not _is_written_like_a_dose(word):
        return
    other = options.dose
    if other is None or not _is_written_like_a_dose(other):
        options.exercise, options.dose = other, word


def lift_asked_for(library: Library, options: argparse.Namespace) -> Exercise:
    """Any lift with the name that was typed, as `--name` or in the place of an exercise's id.

    Raises:
        KnownError: that is near to a known exercise and nobody said twice that it is meant otherwise; or it was typed
            as an id, which may be a slip.
    """
    typed = options.name if options.exercise is None else options.exercise
    library = library.reload()
    near = near_to(typed, [entry.listing for entry in library.entries.values()]) if typed else None
    deliberate = getattr(options, "as_any_lift", False)
    if near is not None and (near.never_any_lift or not deliberate):
        entry = library.find(near.exercise.id)
        if entry.origin is Origin.OWN and _is_called(entry.exercise, typed):
            raise KnownError(_own_offer(typed, entry.exercise.id))
        raise KnownError(_offer(typed, entry.exercise, near.never_any_lift))
    if options.exercise is not None and not deliberate:
        raise KnownError(_any_lift_offer(typed, options))
    try:
        return any_lift(typed, _start(options))
    except ValidationError:
        raise KnownError(text("the name {name} has signs that cannot be shown", name=quoted(typed))) from None


def refuse_any_lift_options(options: argparse.Namespace, exercise: Exercise) -> None:
    """Refuse what is for any lift alone, beside a known exercise.

    Raises:
        KnownError: there is such an option.
    """
    for option, given in (("--name", options), ("--starts", options), ("--as-any-lift", options)):
        if getattr(given, option.removeprefix("--").replace("-", "_"), None):
            raise KnownError(
                text("{option} is for any lift; {exercise} is a known exercise", option=option, exercise=exercise.name)
            )


def _is_written_like_a_dose(word: str) -> bool:
    """A slip in it is a slip in a dose too, and is told as one."""
    if "@" in word or re.match(r"\s*[0-9]+\s*[x×*/]\s*[0-9.]+(\s|$)", word, re.IGNORECASE):
        return True
    try:
        read_dose(word)
    except Refused:
        return False
    return True


def _dose_again(options: argparse.Namespace) -> list[str]:
    """The dose that was asked for, as it may be typed again; the usual tempo where nothing says how to move."""
    words = [options.dose] if options.dose is not None else []
    for option in ("tempo", "hold", "sets", "reps", "rest"):
        if (value := getattr(options, option)) is not None:
            shown = "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
            words += [f"--{option}", shown]
    if options.dose is None and options.tempo is None and options.hold is None:
        words += ["--tempo", "3-1-1-0"]
    return words


def _is_hold(dose: str) -> bool:
    try:
        return read_dose(dose).hold_s is not None
    except Refused:  # whoever reads it next says why
        return False


def is_tempo(word: str) -> bool:
    """Whether a word is a tempo by itself."""
    try:
        Tempo.parse(word)
    except Refused:
        return False
    return True


def _start(options: argparse.Namespace) -> Phase:
    if getattr(options, "hold", None) is not None or _is_hold(getattr(options, "dose", None) or ""):
        return Phase.HOLD
    return Phase.CONTRACT if getattr(options, "starts", None) == "up" else Phase.LOWER


def _is_called(exercise: Exercise, typed: str) -> bool:
    return typed.strip().casefold() in {name.casefold() for name in (exercise.name, *exercise.aliases)}


def _own_offer(typed: str, exercise_id: str) -> str:
    return text(
        "{typed} is your own exercise '{id}'; begin it with: {command}",
        typed=quoted(typed),
        id=exercise_id,
        command=shlex.join(["calfcoach", "run", exercise_id]),
    )


def _offer(typed: str, exercise: Exercise, never_any_lift: bool) -> str:
    """What is known of the exercise that is near, and what would be given up."""
    values = {"typed": quoted(typed), "id": exercise.id, "name": exercise.name, "known": known_of(exercise)}
    if never_any_lift:
        return text(
            "no exercise is called {typed}; did you mean '{id}'? {name} has {known}, which no name takes away: "
            "it is never coached as any lift",
            **values,
        )
    return text(
        "no exercise is called {typed}; did you mean '{id}'? {name} has {known}; "
        "--as-any-lift coaches what you typed and gives these up",
        **values,
    )


def _any_lift_offer(typed: str, options: argparse.Namespace) -> str:
    command = shlex.join(["calfcoach", "run", "--name", typed[:60], *_dose_again(options)])
    if is_tempo(typed):
        return text(
            "no exercise is called {typed}; to coach any lift at this tempo: {command}",
            typed=quoted(typed),
            command=shlex.join(["calfcoach", "run", "--tempo", typed]),
        )
    return text(
        "no exercise is called {typed}; 'calfcoach list' shows all. As any lift, of which nothing is known: {command}",
        typed=quoted(typed),
        command=command,
    )
