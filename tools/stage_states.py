"""Every state of the stage in a session, to be drawn and looked at."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from calfcoach.coach.view import Offers, OpenQuestion, View
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.session.commands import CommandSource
from calfcoach.session.machine import Question, SessionMachine, UndoKind
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.screens.stage import fits_a_rest, tip_badge
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.theme import Theme
from tests.views import view_of

States = Iterator[tuple[str, Callable[[], QWidget]]]

LONG_SET_S = 60 + 6 * 6
"""From the start of a block of the donkey calf raise to its seventh rep, seconds."""


def stage_states(theme: Theme, library: Library) -> States:
    """What makes each state of the stage, with its name."""
    donkey = plan_of(library.find("donkey-calf-raise").exercise, Choices(sets=4, reps=15))
    single = plan_of(library.find("step-calf-raise-single").exercise, Choices())
    hold = plan_of(library.find("iso-hold-calf").exercise, Choices())
    standing = plan_of(library.find("standing-calf-raise-machine").exercise, Choices())
    for name, plan, block, position_s in (
        ("ready", donkey, 1, 4.0),
        ("lower", donkey, 2, LONG_SET_S + 1.6),
        ("stretch", donkey, 2, LONG_SET_S + 3.5),
        ("contract", donkey, 2, LONG_SET_S + 5.0),
        ("squeeze", standing, 1, 12.6),
        ("hold", hold, 1, 15.0),
        ("rest", donkey, 3, 12.0),
        ("switch", single, 1, 10 + 10 * 7 + 3.0),
        ("finished", donkey, 4, 1e6),
    ):
        yield name, partial(stage_of, theme, plan, block, position_s)
    for name, leave in (("paused", SessionMachine.pause), ("halted", SessionMachine.halt), ("stopped", _stop)):
        yield name, partial(stage_of, theme, donkey, 2, LONG_SET_S + 1.6, leave)
    yield "asked", partial(stage_of, theme, donkey, 2, LONG_SET_S + 1.6, SessionMachine.pause, change=_ask)
    yield "offered-undo", partial(stage_of, theme, donkey, 3, 12.0, change=_offer_undo)
    yield "sound-lost", partial(stage_of, theme, donkey, 2, LONG_SET_S + 1.6, change=_lose_sound)


def stage_of(
    theme: Theme,
    plan: SessionPlan,
    block: int,
    position_s: float,
    leave: Callable[[SessionMachine], object] | None = None,
    *,
    change: Callable[[View], View] = lambda view: view,
    extras: Extras | None = None,
) -> QWidget:
    """The stage as it is at a position of a block, or as somebody has left it there."""
    machine = played_to(plan, block, position_s)
    if leave is not None:
        leave(machine)
    view = change(view_of(machine, machine.position_s))
    stage = StageWidget(theme, extras or Extras(keys=KeyMap({})))
    tips = [tip for tip in view.exercise.tips if fits_a_rest(tip)]
    if tips:
        stage.set_tip(tips[0].title, tips[0].text, tip_badge(tips[0]))
    stage.set_view(view)
    return stage


def played_to(plan: SessionPlan, block: int, position_s: float) -> SessionMachine:
    """A machine that has come to a position of a block without a break."""
    machine = SessionMachine(plan)
    machine.start()
    while machine.playing is not None and machine.playing.spec.number < block:
        machine.advance(machine.playing.block_id, machine.playing.block.duration_s)
    assert machine.playing is not None
    machine.advance(machine.playing.block_id, position_s)
    return machine


def _stop(machine: SessionMachine) -> None:
    machine.stop()


def _ask(view: View) -> View:
    return replace(view, offers=Offers(OpenQuestion(Question.END, CommandSource.CLICKER)))


def _offer_undo(view: View) -> View:
    return replace(view, offers=Offers(undo=UndoKind.SET_RESTARTED, undo_left_s=8.0))


def _lose_sound(view: View) -> View:
    return replace(view, problem=text("The sound device does not start. Check its connection."))
