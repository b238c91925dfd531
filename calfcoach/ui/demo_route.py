"""The way to a demonstration, and back to where it was asked for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from calfcoach.coach.demonstration import Demonstration, Movement, Speed
from calfcoach.coach.listen import Listening
from calfcoach.coach.sound import make_renderer, make_sample
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise
from calfcoach.errors import KnownError
from calfcoach.figure.files import load_figure
from calfcoach.ui.bridge import FRAME_MS
from calfcoach.ui.fault_view import ShownFault
from calfcoach.ui.screens.demo import DemoScreen, Heard, Moves

if TYPE_CHECKING:
    from calfcoach.player.protocol import Report
    from calfcoach.ui.program import Program


class DemoRoute:
    """Opens a demonstration of one planned exercise."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, item: PlannedExercise, scheme: str, back: Callable[[], None], like: Heard | None = None) -> None:
        """Show it, standing at its first phase; `back` leads to the screen before. It is as fast and as loud as the
        one that was shown before (`like`), or at full speed and heard.
        """
        program = self._program
        screen = DemoScreen(program.theme, item.exercise.name, program.effects, sound=True)
        screen.exercise_id = item.exercise.id
        demo = ShownDemonstration(program, screen, item, scheme, like or Heard())
        screen.left.connect(back)
        screen.keys_wanted.connect(program.window.toggle_keys)
        program.backstage.station.output.wake()
        program.show(screen)
        demo.begin()
        program.watch_sound()


def faults_of(exercise: Exercise) -> list[tuple[str, ShownFault]]:
    """The faults that an exercise warns of and its figure has, each with the id of the warning."""
    short = {warning.id: warning.short for warning in exercise.warnings}
    try:
        wrong = load_figure(exercise.figure).file.wrong if exercise.figure is not None else ()
    except KnownError:
        return []  # a figure that cannot be read is told of where it is painted
    figure_id = exercise.figure or ""
    return [(each.warning, ShownFault(figure_id, each, short[each.warning])) for each in wrong if each.warning in short]


class ShownDemonstration:
    """A demonstration on its screen: its frames, its sound and the audience's window."""

    def __init__(self, program: "Program", screen: DemoScreen, item: PlannedExercise, scheme: str, like: Heard) -> None:
        self._program, self._screen, self._item, self._scheme = program, screen, item, scheme
        self._loud = like.sound
        self._listening = Listening(program.backstage.station)
        self._faults = faults_of(item.exercise)
        warned = [warning for warning, _ in self._faults]
        self.demonstration = Demonstration(item, program.backstage.clock, warned)
        self.demonstration.set_speed(like.speed)
        self.demonstration.on_begin = self._let_hear
        self.demonstration.on_freeze = self._listening.stop
        self._timer = QTimer(screen, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.frame)
        screen.sound = self
        for signal, does in (
            (screen.stepped, self.demonstration.step),
            (screen.stepped_back, self.demonstration.back),
            (screen.toggled, self.demonstration.toggle),
            (screen.sound_toggled, self._toggle_sound),
            (screen.fault_wanted, self.demonstration.show_fault),
        ):
            signal.connect(lambda does=does: self._do(does))
        screen.speed_chosen.connect(lambda speed: self._do(lambda: self.demonstration.set_speed(Speed(speed))))

    def begin(self) -> None:
        """Show the first moment, and load what the sound needs."""
        if self._program.backstage.station.output.needs_pcm:
            self._listening.warm(make_renderer(self._scheme, self._program.backstage.settings))
        self._show()
        self._timer.start()

    def frame(self) -> None:
        """Let the time pass, and show what is seen now."""
        was_moving = self.demonstration.is_moving
        self.demonstration.tick()
        if was_moving:
            self._show()

    def _do(self, does: Callable[[], object]) -> None:
        does()
        self._show()

    def _show(self) -> None:
        demonstration, screen, audience = self.demonstration, self._screen, self._program.audience
        screen.show_speed(demonstration.speed)
        moves = Moves.REPS if demonstration.repeats else Moves.ONE_PHASE
        screen.show_moving(moves if demonstration.is_moving else Moves.NOT)
        screen.show_sound(self._loud)
        screen.show_has_faults(demonstration.has_faults_here)
        view = demonstration.view()
        fault = None if demonstration.fault is None else self._faults[demonstration.fault][1]
        screen.show_view(view, fault)
        audience.show_view(view, screen.extras.demo, fault)

    def _let_hear(self, shown: Movement) -> None:
        if self._loud and self._program.backstage.station.audible:
            settings = self._program.backstage.settings
            self._listening.begin(
                make_sample(self._item, self._scheme, settings, shown.speed, shown.first, shown.phases)
            )

    def _toggle_sound(self) -> None:
        self._loud = not self._loud
        if not self._loud:
            self._listening.stop()

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Take in what the sound reported."""
        self._listening.take(reports)

    def fall_silent(self) -> None:
        """Stop: another screen comes."""
        self._timer.stop()
        self.demonstration.freeze()
        self._listening.close()
        self._program.audience.show_view(None)
