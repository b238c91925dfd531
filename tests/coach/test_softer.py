"""When other programs are asked to be softer: never longer than a set runs, or than something is said."""

from __future__ import annotations

import pytest

from calfcoach.coach.conductor import Coach
from calfcoach.coach.softer import AFTER_S, BEFORE_S, NO_SET, joined, wanted
from calfcoach.coach.station import SoundStation
from calfcoach.session.clock import ManualClock
from calfcoach.session.commands import Command, CommandKind, CommandSource
from calfcoach.session.states import State
from calfcoach.setting_values import Softer
from tests.coach.players import BlankRenderer, FragilePlayer
from tests.stories import plan


class Speaker(BlankRenderer):
    """Says something from 2 to 3 s of every block."""

    def said_s(self, plan: object, spec: object, block: object) -> list[tuple[float, float]]:
        return [(2.0, 3.0)]


class Set:
    """A session of two sets of one rep: 5 s of lead-in, 6 s, 10 s of rest of which 5 s are lead-in, 6 s."""

    def __init__(self, softer: Softer) -> None:
        self.clock = ManualClock()
        self.player = FragilePlayer(self.clock)
        session = plan(sets=2, reps=1, tempo="3-1-2-0", lead_in_s=5, rest_s=10)
        self.coach = Coach(session, SoundStation(self.player), Speaker, self.clock, softer=softer)
        self.coach.prepare()
        self.coach.start()
        self.changes: list[tuple[float, bool]] = []

    def run(self, seconds: float) -> None:
        """Let time pass in steps of 50 ms; what was asked of the player is noted with its time."""
        for _ in range(round(seconds / 0.05)):
            before = len(self.player.softened)
            self.coach.tick()
            self.coach._sound._maker._worker.submit(lambda: None).result()  # what is rendered is handed over
            self.changes += [(round(self.clock(), 1), asked) for asked in self.player.softened[before:]]
            self.clock.tick(0.05)

    def obey(self, kind: CommandKind) -> None:
        self.coach.obey(Command(kind, CommandSource.KEY, self.clock()))


@pytest.fixture
def made(request: pytest.FixtureRequest):
    session = Set(request.param)
    yield session
    session.coach.close()


@pytest.mark.parametrize("made", ["set"], indirect=True)
def test_others_are_softer_while_a_set_runs_and_not_in_its_rest(made: Set) -> None:
    made.run(40)
    assert [asked for _, asked in made.changes] == [True, False, True, False]
    starts, rests, _, ends = (at for at, _ in made.changes)
    assert starts == pytest.approx(0, abs=0.3)
    assert rests - starts == pytest.approx(11, abs=0.3)
    assert ends - rests == pytest.approx(16, abs=0.3)


@pytest.mark.parametrize("made", ["set"], indirect=True)
@pytest.mark.parametrize("kind", [CommandKind.PAUSE, CommandKind.HALT])
def test_what_stands_still_asks_for_nothing(made: Set, kind: CommandKind) -> None:
    made.run(6)
    made.obey(kind)
    assert made.player.softened == [True, False]
    made.obey(CommandKind.RESUME)
    assert made.player.softened == [True, False, True]


@pytest.mark.parametrize("made", ["set"], indirect=True)
def test_a_session_that_is_closed_asks_for_nothing(made: Set) -> None:
    made.run(2)
    made.coach.close()
    assert made.player.softened == [True, False]


@pytest.mark.parametrize("made", ["said"], indirect=True)
def test_others_are_softer_only_while_something_is_said(made: Set) -> None:
    made.run(20)
    (down, first), (up, second), *_ = made.changes
    assert (first, second) == (True, False)
    assert up - down == pytest.approx(1 + BEFORE_S + AFTER_S, abs=0.2)
    assert [asked for _, asked in made.changes] == [True, False, True, False]


@pytest.mark.parametrize("made", ["never"], indirect=True)
def test_who_does_not_want_it_asks_for_nothing(made: Set) -> None:
    made.run(40)
    assert made.player.softened == []


def test_between_two_words_others_do_not_come_up_for_a_moment() -> None:
    assert joined([(1.0, 1.5), (2.0, 2.5), (9.0, 9.5)]) == (
        (1.0 - BEFORE_S, 2.5 + AFTER_S),
        (9.0 - BEFORE_S, 9.5 + AFTER_S),
    )
    assert joined([]) == ()


@pytest.mark.parametrize("state", State)
def test_each_state_asks_or_does_not(state: State) -> None:
    assert wanted("set", state, (), 0.0) is (state not in NO_SET)
    assert not wanted("never", state, ((0.0, 1.0),), 0.5)
    assert wanted("said", state, ((0.0, 1.0),), 0.5) is (state not in (State.PAUSED, State.HALTED, State.STOPPED))
    assert not wanted("said", state, ((0.0, 1.0),), 1.0)
