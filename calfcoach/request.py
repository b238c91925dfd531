"""What the command line requests, read and checked in one way for the window, the terminal and `render`.

For the window before Qt is loaded: Qt comes last because it looks through the source of every module that is loaded
after it. Knows no screen.
"""

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from calfcoach.domain.dose_text import read_dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, DoseRefused, plan_of
from calfcoach.domain.refusals import Refused
from calfcoach.errors import KnownError
from calfcoach.files.own import HISTORY_NAME
from calfcoach.library.collection import Library, NoSuchExercise
from calfcoach.library.scheme_files import has_scheme, no_scheme, scheme_in_force
from calfcoach.requested_lift import is_tempo, lift_asked_for, refuse_any_lift_options, take_dose, wants_any_lift
from calfcoach.resources import user_data_dir
from calfcoach.settings import SettingsStore
from calfcoach.texts import text
from calfcoach.wording.any_lift import ANY_LIFT
from calfcoach.wording.errors import error_text
from calfcoach.wording.tempos import up_first_line

if TYPE_CHECKING:
    from calfcoach.coach.log import EventLog


class Request(NamedTuple):
    """What a window begins with. `plan` and `scheme` are those of the exercise asked for, None where none was.

    `scheme_problem` says that the scheme of the settings is gone, in one sentence. `log` is the event log, where one
    was asked for; it is open.
    """

    store: SettingsStore
    library: Library
    choices: Choices
    plan: SessionPlan | None
    scheme: str | None
    scheme_problem: str | None
    log: "EventLog | None"


def read_request(options: argparse.Namespace) -> Request:
    """Read settings and exercises, and check what was asked for against them.

    Raises:
        KnownError: what was asked for is refused.
    """
    store = store_from(options)
    library, exercise = _library_and_exercise(options, at_once=True)
    choices = choices_from(options)
    plan = scheme = scheme_problem = log = None
    if exercise is not None:
        plan = _plan(exercise, choices)
        if getattr(options, "start", False):
            plan = _as_set_up(plan, choices, store)
            refuse_too_early(plan, choices)
        scheme, scheme_problem = scheme_from(options.scheme, store)
    if options.events is not None:
        from calfcoach.coach.log import EventLog

        log = EventLog(options.events, painting=True, replace=options.force)
    return Request(store, library, choices, plan, scheme, scheme_problem, log)


def _as_set_up(plan: SessionPlan, choices: Choices, store: SettingsStore) -> SessionPlan:
    """The plan as its set-up, which is left out, would show it: of who trains, with the load of last time."""
    history = user_data_dir() / HISTORY_NAME
    if not os.path.exists(history):  # noqa: PTH110 - unlike `Path.exists` it says no of a closed folder
        store.hold_for_this_run(person=None)
        return plan
    # Loaded here: nearly no start needs it before its first frame.
    from calfcoach.history.setup_reading import last_times, who_begins, with_loads_of

    store.hold_for_this_run(person=who_begins(history, store.settings))
    return plan if choices.load is not None else with_loads_of(plan, last_times(history, plan, store.settings))


def session_from(options: argparse.Namespace) -> tuple[Library, SessionPlan]:
    """The session that is requested, and the library it is from.

    Raises:
        KnownError: no such exercise, an own file of it that is refused, a dose that is refused, or an exercise that
            has its place later in a program.
    """
    library, exercise = _library_and_exercise(options)
    assert exercise is not None, "every command that makes a plan says of what"
    choices = choices_from(options)
    plan = _plan(exercise, choices)
    refuse_too_early(plan, choices)
    return library, plan


def refuse_too_early(plan: SessionPlan, choices: Choices) -> None:
    """Refuse what has its place later in a program than the person says to have come.

    Raises:
        KnownError: it has.
    """
    exercise = plan.too_early(choices.program_phase or 0)
    if exercise is not None:
        raise KnownError(
            text(
                "{exercise} is for phase {phase} of a program and later; "
                "who has come so far adds --program-phase {phase}",
                exercise=exercise.name,
                phase=exercise.program_phase,
            )
        )


def _plan(exercise: Exercise, choices: Choices) -> SessionPlan:
    try:
        return plan_of(exercise, choices)
    except DoseRefused as refused:
        line = tempo_line(exercise, choices)
        if line is None:
            raise
        values = {"reason": error_text(refused), "line": line}
        raise KnownError(text("{reason}. {line}", **values)) from None


def tempo_lines(plan: SessionPlan, choices: Choices) -> Iterator[str]:
    """What `tempo_line` says of the exercises of a session, each sentence once."""
    lines = (tempo_line(item.exercise, choices) for item in plan.items)
    return (line for line in dict.fromkeys(lines) if line is not None)


def tempo_line(exercise: Exercise, choices: Choices) -> str | None:
    """What is said of a tempo that may have been written with the lift first; None where there is nothing to say."""
    if choices.tempo is None or choices.up_first:
        return None
    try:
        return up_first_line(exercise.variant(choices.variant), choices.tempo)
    except KeyError:
        return None


def choices_from(options: argparse.Namespace) -> Choices:
    """What was asked for on the command line; nothing without a command.

    Raises:
        KnownError: the text form of a dose cannot be read, or says what an option says too.
    """
    wanted = {name: getattr(options, option, None) for option, name in _OPTIONS.items()}
    up_first = bool(getattr(options, "up_first", False))
    if up_first and wanted["tempo"] is not None:
        wanted["up_first"] = True
    if (written := getattr(options, "dose", None)) is not None:
        wanted = _with_dose(wanted, written, up_first=up_first)
    if up_first and wanted["tempo"] is None:
        raise KnownError(text("--up-first says how the numbers of --tempo are written; give the tempo too"))
    return Choices(**{name: value for name, value in wanted.items() if value is not None})


_OPTIONS = {
    "variant": "variant",
    "tempo": "tempo",
    "hold": "hold_s",
    "sets": "sets",
    "reps": "reps",
    "load": "load",
    "rest": "rest_s",
    "lead_in": "lead_in_s",
    "relax": "relax_s",
    "switch": "switch_s",
    "program_phase": "program_phase",
}
"""What the options of a dose are called in `Choices`."""


def _with_dose(wanted: dict[str, Any], written: str, *, up_first: bool) -> dict[str, Any]:
    try:
        given = read_dose(written, up_first=up_first).given()
    except Refused as error:
        if is_tempo(written):
            raise KnownError(
                text("{tempo} is a tempo; in a dose it stands behind an @, or write --tempo {tempo}", tempo=written)
            ) from None
        raise KnownError(error_text(error)) from None
    for name, value in given.items():
        if wanted.get(name) is not None:
            raise KnownError(
                text("the dose {dose!r} and an option both give {what}; give it once", dose=written, what=_called(name))
            )
        wanted[name] = str(value) if name == "tempo" else value
    return wanted


def _called(name: str) -> str:
    return "--" + next(option for option, called in _OPTIONS.items() if called == name).replace("_", "-")


def _library_and_exercise(options: argparse.Namespace, *, at_once: bool = False) -> tuple[Library, Exercise | None]:
    """The library, and the exercise asked for; where that is a known one only it is read now.

    With `at_once`, for the window, a crowd of own files that nobody has read yet is left for later.

    Any lift is put into the library and `options.exercise` says so, so that every screen finds it by its id.

    Raises:
        KnownError: nothing was named where something has to be, there is none of that name, an own file of it is
            refused, or any lift would be a way round a floor.
    """
    by_its_id = options.exercise == ANY_LIFT  # as `show` and the history call it
    if by_its_id:
        options.exercise = None
    library = Library.load(only=options.exercise, at_once=at_once)
    take_dose(options, library.entries)
    named = options.exercise
    if named is None and not by_its_id and not wants_any_lift(options):
        if hasattr(options, "tempo"):  # a command that coaches or renders something
            raise KnownError(text("name an exercise, or give --tempo for any lift; see calfcoach run --help"))
        return library, None
    if named is not None:
        # Where there is none of that name, what is said of it takes all the others.
        library = library if named in library.entries else library.reload()
        try:
            exercise = library.asked_for(named)
        except NoSuchExercise:
            pass
        else:
            refuse_any_lift_options(options, exercise)
            return library, exercise
    lift = lift_asked_for(library, options)
    options.exercise = ANY_LIFT
    return replace(library, any_lift=lift), lift


def store_from(options: argparse.Namespace) -> SettingsStore:
    """The settings, with what the command line asks for in this run alone: how much is said, and in which room."""
    store = SettingsStore()
    given = {name: getattr(options, name, None) for name in ("said", "room")}
    store.hold_for_this_run(**{name: value for name, value in given.items() if value is not None})
    if getattr(options, "person", None) is not None:
        store.hold_for_this_run(person=_person(options.person))
    return store


def _person(name: str) -> str | None:
    """The id of who was named; None for the one person without a name.

    Raises:
        KnownError: there is no such person, or the history cannot be read.
    """
    # Loaded here: nearly no start names anybody.
    from calfcoach.history.people import named, people_in
    from calfcoach.history.reader import Reader
    from calfcoach.history.schema import ONLY_PERSON
    from calfcoach.history.store import default_path

    with Reader(default_path()) as reader:
        found = named(people_in(reader), name).id
    return None if found == ONLY_PERSON else found


def scheme_from(wanted: str | None, store: SettingsStore) -> tuple[str, str | None]:
    """The scheme to play: the one asked for, or else that of the settings; and what is to be said where that is gone.

    Raises:
        KnownError: what was asked for does not exist.
    """
    if wanted is None:
        return scheme_in_force(store.settings.scheme)
    if not has_scheme(wanted):
        raise no_scheme(wanted)
    return wanted, None
