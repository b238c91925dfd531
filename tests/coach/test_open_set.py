"""An open set in the coach: what is laid out further reaches the player long before it is heard."""

from __future__ import annotations

from calfcoach.player.protocol import RATE
from calfcoach.session.commands import CommandKind
from calfcoach.session.events import EventKind
from calfcoach.session.states import State
from tests.asking import ask
from tests.coach.test_conductor import Stage


def test_an_open_set_is_handed_over_part_by_part_and_ends_when_asked() -> None:
    stage = Stage(reps="max", sets=1)
    stage.coach.prepare()
    stage.coach.tick()
    stage.settle()
    stage.coach.start()
    stage.settle()
    try:
        stage.play(129)
        assert stage.asked("load") == [("load", 1, 125 * RATE)]
        assert stage.asked("patch") == [("patch", 1, 125 * RATE, 120 * RATE)], "a minute ahead, from where it ended"
        assert [at for at, *_ in stage.told(EventKind.REP)] == [float(5 + 6 * rep) for rep in range(1, 21)]
        ask(stage.coach, CommandKind.END_AFTER_REP)
        stage.play(3)
        assert stage.coach.machine.state is State.FINISHED
        assert stage.coach.machine.ledger.records[0].counted_reps == 21
    finally:
        stage.coach.close()
