"""The way to the set-up of an exercise, and from it to the stage, to the calibration and back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices
from calfcoach.library.entries import Origin
from calfcoach.library.last_choices import remember_choices
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.wording.any_lift import ANY_LIFT

if TYPE_CHECKING:
    from calfcoach.history.setup_reading import ReadForSetup
    from calfcoach.ui.program import Program
    from calfcoach.ui.screens.class_panel import ClassStart


class SetupRoute:
    """Opens the set-up of one exercise."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, exercise_id: str, choices: Choices, scheme: str | None, whole: bool = False, lift: str = "") -> None:
        """Show it with these choices, completed (unless they are the `whole`) by the last ones; then wake the device.

        `lift` is what any lift is to be called.

        Raises:
            KnownError: no such exercise, or choices that are refused.
        """
        program = self._program
        scheme = scheme or program.backstage.scheme()
        screen: SetupScreen
        if exercise_id == ANY_LIFT:
            from calfcoach.ui.lift_setup import lift_screen

            screen = lift_screen(program, choices, scheme, whole=whole, name=lift)
        else:
            screen = self._screen(exercise_id, choices, scheme, whole=whole)
        screen.started.connect(lambda: self._start(screen))
        screen.left.connect(lambda: self._leave(screen))
        screen.show_it.connect(lambda: self._show_it(screen))
        screen.class_started.connect(lambda start: self._start_class(screen, start))
        screen.given_up.connect(lambda: self._keep_draft(screen))
        screen.calibrate.connect(lambda: self._calibrate(screen, Choices(lead_in_s=choices.lead_in_s)))
        program.show(screen)
        program.window.first_paint.then(lambda: self._prepare(screen))

    def _screen(self, exercise_id: str, choices: Choices, scheme: str, *, whole: bool) -> SetupScreen:
        program, settings = self._program, self._program.backstage.settings
        exercise = program.library.find(exercise_id).exercise
        last = None if whole else settings.used_now.get(exercise_id)
        model = SetupModel.remembered(exercise, last, choices)
        return SetupScreen(program.theme, model, scheme, program.backstage.problem, still=settings.reduced_motion)

    def _prepare(self, screen: SetupScreen) -> None:
        """Wake the device, and name the schemes there are."""
        program = self._program
        if screen is not program.screen_now:
            return
        from calfcoach.library.scheme_files import scheme_names
        from calfcoach.ui.setup_sound import SetupSound

        screen.show_schemes(scheme_names())
        program.backstage.station.output.wake()
        own = program.library.find(screen.model.exercise.id).origin is not Origin.SHIPPED
        screen.sound = SetupSound(screen, program.backstage, own)
        program.watch_sound()
        screen.person_chosen.connect(lambda person: self._choose_person(screen, person))
        screen.variant_chosen.connect(lambda: self._look_back(screen))
        screen.renamed.connect(lambda: self._look_back(screen))
        self._look_back(screen)

    def _look_back(self, screen: SetupScreen) -> None:
        """Read the people and the last session on a worker, and show them."""
        from calfcoach.history.setup_reading import read_for_setup
        from calfcoach.ui.looked_up import LookedUp

        program, settings = self._program, self._program.backstage.settings
        path, exercise = program.backstage.history.path, screen.model.exercise
        variants = exercise.kept_as(screen.model.variant)

        def show(found: "ReadForSetup") -> None:
            if found.chosen != settings.person:  # the chosen person no longer exists
                self._choose_person(screen, found.person)
                return
            screen.show_people([(each.id, each.shown) for each in found.people], found.person)
            screen.show_last_time(found.last)

        if screen.looked_up is not None:
            screen.looked_up.close()
        screen.looked_up = LookedUp(
            screen, "lookback", lambda _given_up: read_for_setup(path, exercise, settings, variants), show
        )

    def _choose_person(self, screen: SetupScreen, person: str) -> None:
        """Somebody else trains: their last dose, their last time."""
        program = self._program
        if screen is not program.screen_now:
            return
        from calfcoach.history.schema import ONLY_PERSON

        self._keep_choices(screen)
        program.backstage.store.change(person=None if person == ONLY_PERSON else person)
        program.show_setup(screen.model.exercise.id, Choices(), screen.scheme)

    def _calibrate(self, screen: SetupScreen, choices: Choices) -> None:
        """Measure the device, and come back to the same set-up."""
        self._keep_choices(screen)
        exercise_id, scheme = screen.model.exercise.id, screen.scheme
        self._program.show_calibration(lambda: self._program.show_setup(exercise_id, choices, scheme))

    def _start(self, screen: SetupScreen) -> None:
        """The one way to start, by key or click: exactly what the fields show begins, or nothing does."""
        if screen is not self._program.screen_now or not screen.take_typed() or not screen.is_gate_open():
            return
        self._keep_choices(screen, begun=True)
        self._remember_device()
        self._program.start_session(SessionPlan((screen.model.item,)), screen.scheme)

    def _start_class(self, screen: SetupScreen, start: "ClassStart") -> None:
        """Start for a group, on one countdown: without anybody's load, and nothing of it is kept."""
        if screen is not self._program.screen_now or not screen.take_typed() or not screen.is_gate_open():
            return
        self._keep_choices(screen)
        self._remember_device()
        item = screen.model.item
        for_all = replace(item, dose=item.dose.model_copy(update={"load": None}))
        plan = SessionPlan((for_all,), countdown_s=start.countdown_s, starts_at_min=start.at_min)
        self._program.start_session(plan, screen.scheme, for_class=True)

    def _remember_device(self) -> None:
        """A set begins on the device: from now on the device is not a new one any more."""
        from calfcoach.coach.sound_check import remember

        backstage = self._program.backstage
        remember(backstage.station, backstage.store)

    def _show_it(self, screen: SetupScreen) -> None:
        """Show the lift as the fields say it, and come back to the same set-up."""
        if screen is not self._program.screen_now or not screen.take_typed():
            return
        self._keep_choices(screen)
        program, exercise_id, scheme = self._program, screen.model.exercise.id, screen.scheme
        program.show_demo(screen.model.item, scheme, lambda: program.show_setup(exercise_id, Choices(), scheme))

    def _leave(self, screen: SetupScreen) -> None:
        """Back to the library; what was set is there the next time, whether or not it was started."""
        self._keep_draft(screen)
        self._program.show_library()

    def _keep_draft(self, screen: SetupScreen) -> None:
        if screen is self._program.screen_now:
            screen.take_typed()  # a typed value that is refused does not change the others
            self._keep_choices(screen)

    def _keep_choices(self, screen: SetupScreen, *, begun: bool = False) -> None:
        store, model = self._program.backstage.store, screen.model
        remember_choices(store, model.item, model.variant, begun=begun, scheme=screen.scheme)
        if model.exercise.id == ANY_LIFT:
            self._program.library = replace(self._program.library, any_lift=model.exercise)
