"""Both windows of a trainer at the same moments: the person's own, and the audience's.

In a set, in a rest, frozen, black, in a class that waits, is asked, stands still or was stopped, in a demonstration,
and with a fault shown in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from calfcoach.coach.demonstration import Demonstration
from calfcoach.coach.view import Offers, OpenQuestion, View
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices, plan_of, prescribe
from calfcoach.library.collection import Library
from calfcoach.session.clock import ManualClock
from calfcoach.session.commands import CommandSource
from calfcoach.session.machine import Question, SessionMachine
from calfcoach.texts import text
from calfcoach.ui.audience_window import AudienceWindow
from calfcoach.ui.demo_route import faults_of
from calfcoach.ui.fault_view import ShownFault
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.screens.demo import DemoScreen
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.theme import Effects, Theme
from tests.views import view_of
from tools.stage_states import LONG_SET_S, States, played_to

AUDIENCE_SIZE = (1280, 720)
"""What many projectors have; the audience's window is drawn at it too."""


def two_windows(theme: Theme, library: Library) -> States:
    """What makes each window at each moment, with its name: `operator-…` or `demo…`, and `audience-…`."""
    exercise = library.find("donkey-calf-raise").exercise
    item = prescribe(exercise, Choices(sets=4, reps=15))
    in_set, in_rest = (partial(_view, item, *at) for at in ((2, LONG_SET_S + 1.6), (3, 12.0)))
    for name, view, how in (
        ("set", in_set, {}),
        ("rest", in_rest, {}),
        ("frozen", in_set, {"frozen": True}),
        ("black", in_set, {"black": True}),
        *((name, view, {}) for name, view in _of_class(item)),
    ):
        yield f"operator-{name}", partial(operator, theme, view)
        yield f"audience-{name}", partial(audience, theme, view, **how)
    for name, steps in (("demo", 1), ("demo-fault-movement", 2), ("demo-fault-pose", 3)):
        yield name, partial(operator_of_demo, theme, item, steps)
        yield f"audience-{name}", partial(audience_of_demo, theme, item, steps)


def operator(theme: Theme, view: "partial[View]") -> QWidget:
    """The person's own stage, with the keys in force while there is an audience."""
    stage = StageWidget(theme, Extras(keys=KeyMap({}, audience=True)))
    stage.set_view(view())
    return stage


def audience(theme: Theme, view: "partial[View]", *, frozen: bool = False, black: bool = False) -> QWidget:
    """The audience's window at the same moment."""
    window = AudienceWindow(theme, Effects(), ())
    window.show_view(view())
    if frozen:
        window.mark_frozen()
    window.set_black(black)
    return window


def operator_of_demo(theme: Theme, item: PlannedExercise, steps: int) -> QWidget:
    """A demonstration after a number of steps, at the end of the last one."""
    demo, fault = _stepped(item, steps)
    screen = DemoScreen(theme, item.exercise.name, Effects(), sound=True)
    screen.show_keys(KeyMap({}).first)
    screen.show_view(demo.view(), fault)
    return screen


def audience_of_demo(theme: Theme, item: PlannedExercise, steps: int) -> QWidget:
    """The audience's window in the same demonstration."""
    demo, fault = _stepped(item, steps)
    window = AudienceWindow(theme, Effects(), ())
    window.show_view(demo.view(), text("Demo · full speed · nothing is counted"), fault)
    return window


def _stepped(item: PlannedExercise, steps: int) -> tuple[Demonstration, ShownFault | None]:
    clock, faults = ManualClock(0.0), faults_of(item.exercise)
    demo = Demonstration(item, clock, [warning for warning, _ in faults])
    for _ in range(steps):
        demo.step()
        clock.tick(60.0)
        demo.tick()
    return demo, None if demo.fault is None else faults[demo.fault][1]


def _of_class(item: PlannedExercise) -> Iterator[tuple[str, "partial[View]"]]:
    """A class in its countdown: as it runs, standing still, at each of its questions, halted, and after it was
    stopped.
    """
    counts = partial(_view, item, 1, 20.0, 60)
    yield "class", counts
    yield "class-paused", partial(counts, leave=SessionMachine.pause)
    for name, question in (("class-start-now", Question.START_NOW), ("class-again", Question.COUNTDOWN_AGAIN)):
        yield name, partial(counts, leave=SessionMachine.pause, asked=question)
    yield "class-halted", partial(counts, leave=SessionMachine.halt)
    yield "class-stopped", partial(counts, leave=SessionMachine.stop)


def _view(
    item: PlannedExercise,
    block: int,
    position_s: float,
    countdown_s: int | None = None,
    *,
    leave: Callable[[SessionMachine], object] | None = None,
    asked: Question | None = None,
) -> View:
    """A moment of a session, or of a class with a countdown, or of what somebody has made of it: `leave` does it, and
    a clicker has `asked`.
    """
    plan = plan_of(item.exercise, Choices(sets=4, reps=15))
    if countdown_s is not None:
        plan = replace(plan, countdown_s=Decimal(countdown_s))
    machine = played_to(plan, block, position_s)
    if leave is not None:
        leave(machine)
    view = view_of(machine, machine.position_s)
    return view if asked is None else replace(view, offers=Offers(OpenQuestion(asked, CommandSource.CLICKER)))
