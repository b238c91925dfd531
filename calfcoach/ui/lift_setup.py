"""The set-up of any lift: the name it had last, the known exercises near to a name, and keeping it as an exercise."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.library.keeping import keep_lift
from calfcoach.library.lifts import by_use, choices_of_lift, forget_lift, remember_lift
from calfcoach.library.near import near_to
from calfcoach.resources import user_exercises_dir
from calfcoach.texts import text
from calfcoach.ui.screens.lift import LiftScreen, NearExercise
from calfcoach.ui.screens.lift_model import LiftModel
from calfcoach.wording.any_lift import any_lift
from calfcoach.wording.errors import error_text

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


def lift_screen(program: "Program", choices: Choices, scheme: str, *, whole: bool, name: str = "") -> LiftScreen:
    """The set-up screen for any lift, with the name that was asked for, else the name used last.

    `name` is entered there, as if it had been typed.

    Raises:
        KnownError: choices that are refused.
    """
    backstage, settings = program.backstage, program.backstage.settings
    lift = program.library.any_lift or _last_lift(program)
    model = LiftModel.of(lift, choices, settings.lifts_now, whole=whole)
    screen = LiftScreen(
        program.theme,
        model,
        scheme,
        backstage.problem,
        near=lambda name: _near(program, name),
        still=settings.reduced_motion,
    )
    screen.known_chosen.connect(lambda exercise_id: program.show_setup(exercise_id, Choices()))
    screen.keep_wanted.connect(lambda: _keep(program, screen, model))
    if name:
        screen.ask_for(name)
    return screen


def _last_lift(program: "Program") -> Exercise:
    """The lift that was used last; one without a name if the last name is near to that of a known exercise."""
    lifts = program.backstage.settings.lifts_now
    for name in by_use(lifts)[:1]:
        if _near(program, name) is None:
            return any_lift(name, Phase(lifts[name].start))
    return any_lift()


def _near(program: "Program", name: str) -> NearExercise | None:
    if not name:
        return None
    library = program.library = program.library.reload()
    near = near_to(name, [entry.listing for entry in library.entries.values()])
    if near is None:
        return None
    return NearExercise(library.find(near.exercise.id).exercise, near.never_any_lift)


def _keep(program: "Program", screen: LiftScreen, model: LiftModel) -> None:
    """Write the lift as it is set now into the person's own folder, and go on with it as that exercise."""
    if not screen.take_typed():
        return
    store, name = program.backstage.store, model.name
    remember_lift(store, model.item, begun=False)
    lift = store.settings.lifts_now[name]
    try:
        path = keep_lift(name, lift, program.library.reload(), user_exercises_dir())
    except KnownError as error:
        screen.say_of_name(f"{error_text(error)}.")
        return
    forget_lift(store, name)
    program.library = replace(program.library.reload(), any_lift=None)
    program.show_setup(path.stem, choices_of_lift(lift), screen.scheme)
    program.window.tell(text("{name} is an exercise of yours now: {path}", name=name, path=path))
