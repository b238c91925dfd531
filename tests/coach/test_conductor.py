"""The coach with a player that can fail: the set goes on in time whatever happens to the sound."""

from collections.abc import Iterator

import pytest

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.coach.station import SoundStation
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.session.clock import ManualClock
from calfcoach.session.commands import CommandKind
from calfcoach.session.events import EventKind
from calfcoach.session.states import State
from calfcoach.terminal.lines import line_of
from calfcoach.wording.events import event_text
from tests.asking import ask
from tests.coach.players import BlankRenderer, FragilePlayer

STEP_S = 0.01


def plan(finish: tuple[str, ...] = ("Step off",), **dose: object) -> SessionPlan:
    exercise = Exercise.model_validate(
        {
            "id": "raise",
            "name": "Raise",
            "summary": "A raise",
            "muscles": [{"name": "calf"}],
            "setup": [{"title": "Stand", "text": "Stand."}],
            "finish": [{"title": title, "text": "Out of it."} for title in finish],
            "phases": {"lower": {"least_s": 2, "reason": "control"}},
            "prescription": {"tempo": "3-1-2-0", "sets": 2, "reps": 3, "rest_s": 20, "lead_in_s": 5, **dose},
            "sources": [{"title": "A source"}],
        }
    )
    return plan_of(exercise, Choices())


class Stage:
    """A coach, its clock, its player, and what happened."""

    def __init__(self, awake: bool = True, finish: tuple[str, ...] = ("Step off",), **dose: object) -> None:
        self.clock = ManualClock(1000.0)
        self.player = FragilePlayer(self.clock, awake)
        self.slept_s = 0.0
        self.coach = Coach(
            plan(finish, **dose), SoundStation(self.player), BlankRenderer, self.clock, lambda: self.slept_s
        )
        self.events: list[TimedEvent] = []
        self.coach.subscribe(self.events.append)

    def play(self, seconds: float) -> None:
        end_s = self.clock.now_s + seconds
        while self.clock.now_s < end_s - 1e-9:
            self.clock.tick(min(STEP_S, end_s - self.clock.now_s))
            self.coach.tick()
            self.settle()

    def settle(self) -> None:
        """Let the worker hand over what it has rendered: blanks take no time worth waiting for."""
        self.coach._sound._maker._worker.submit(lambda: None).result()
        self.coach._sound._maker.deliver()

    def told(self, *kinds: EventKind) -> list[tuple[float, str, str | None, int | None]]:
        return [
            (round(e.t_s - 1000.0, 1), e.event.kind.value, e.event.phase and e.event.phase.value, e.event.rep)
            for e in self.events
            if not kinds or e.event.kind in kinds
        ]

    def asked(self, word: str) -> list[tuple[object, ...]]:
        return [request for request in self.player.asked if request[0] == word]


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    made.coach.prepare()
    made.coach.tick()
    made.settle()
    made.coach.start()
    made.settle()
    yield made
    made.coach.close()


def test_a_set_from_the_first_second_to_the_rest(stage: Stage) -> None:
    stage.play(24)
    assert stage.told() == [
        (0.0, "session", None, None),
        (0.0, "ready", None, None),
        (5.0, "phase", "lower", 1),
        (8.0, "phase", "stretch", 1),
        (9.0, "phase", "contract", 1),
        (11.0, "rep", "contract", 1),
        (11.0, "phase", "lower", 2),
        (14.0, "phase", "stretch", 2),
        (15.0, "phase", "contract", 2),
        (17.0, "rep", "contract", 2),
        (17.0, "phase", "lower", 3),
        (20.0, "phase", "stretch", 3),
        (21.0, "phase", "contract", 3),
        (23.0, "rep", "contract", 3),
        (23.0, "set", None, 3),
        (23.0, "rest", None, None),
    ]
    assert stage.asked("play") == [("play", 1, 0, None)]
    assert stage.asked("queue") == [("queue", 2)], "the next set waits in the player, not in this process"


def test_a_player_that_dies_in_a_rep_costs_no_time_and_is_back_by_the_next_rep(stage: Stage) -> None:
    stage.play(12)
    stage.player.die()
    stage.play(1)
    stage.player.revive()
    stage.play(12)
    assert [row for row in stage.told(EventKind.PHASE) if row[0] > 12] == [
        (14.0, "phase", "stretch", 2),
        (15.0, "phase", "contract", 2),
        (17.0, "phase", "lower", 3),
        (20.0, "phase", "stretch", 3),
        (21.0, "phase", "contract", 3),
    ]
    assert [row[1] for row in stage.told(EventKind.NOTICE)] == ["notice"]
    assert stage.asked("play")[-1] == ("play", 1, 17 * 48_000, 1017.0)
    where = stage.player.where()
    assert where is not None and where.position_s == pytest.approx(stage.clock.now_s - 1023.0, abs=0.02)
    assert stage.coach.problem is None


def test_without_a_device_the_set_goes_on_after_one_notice() -> None:
    stage = Stage(awake=False)
    stage.coach.prepare()
    stage.player.die("There is no sound device.")
    stage.coach.tick()
    stage.coach.start()
    stage.play(9)
    assert stage.told(EventKind.PHASE) == [(5.0, "phase", "lower", 1), (8.0, "phase", "stretch", 1)]
    assert len(stage.told(EventKind.NOTICE)) == 1
    assert stage.coach.view().problem == "There is no sound device."
    stage.coach.close()


def test_a_device_that_never_wakes_is_waited_for_three_seconds() -> None:
    stage = Stage(awake=False)
    stage.coach.start()
    stage.play(2.9)
    assert stage.coach.view().seconds_left == 5.0
    stage.play(6)
    assert stage.told(EventKind.PHASE)[0][0] == pytest.approx(8.0, abs=0.1)
    stage.coach.close()


def test_a_player_back_in_a_rest_joins_in_at_once(stage: Stage) -> None:
    stage.play(25)
    stage.player.die()
    stage.play(1)
    stage.player.revive()
    stage.play(1)
    last = stage.asked("play")[-1]
    assert last[:2] == ("play", 2)
    assert last[3] == pytest.approx(1000 + 23 + int(str(last[2])) / 48_000, abs=1e-4)
    assert 1026.0 <= float(str(last[3])) <= 1027.0


def test_a_player_back_in_the_last_rep_joins_in_with_the_rest(stage: Stage) -> None:
    stage.play(18)
    stage.player.die()
    stage.play(0.1)
    stage.player.revive()
    stage.play(8)
    where = stage.player.where()
    assert where is not None and where.block == 2
    assert where.position_s == pytest.approx(stage.clock.now_s - 1023.0, abs=0.02)


def test_a_pause_silences_at_once_and_the_rep_starts_afresh(stage: Stage) -> None:
    stage.play(15.5)
    assert ask(stage.coach, CommandKind.PAUSE)
    stage.settle()
    assert stage.player.asked[-3:] == [("pause",), ("load", -1, 24_000), ("play", -1, 0, None)]
    stage.play(60)
    assert stage.coach.machine.state is State.PAUSED
    assert ask(stage.coach, CommandKind.RESUME)
    stage.settle()
    assert [request[:2] for request in stage.player.asked[-4:]] == [("load", 3), ("play", 3), ("load", 4), ("queue", 4)]
    stage.play(3.5)
    assert stage.told(EventKind.PHASE)[-1] == (78.5, "phase", "lower", 2)


def test_a_machine_that_slept_is_paused(stage: Stage) -> None:
    stage.play(12)
    stage.slept_s = 600.0
    stage.play(0.1)
    assert stage.coach.machine.state is State.PAUSED


def test_one_rep_more_changes_what_the_player_has_from_the_boundary_on(stage: Stage) -> None:
    stage.play(12)
    assert ask(stage.coach, CommandKind.ADD_REP)
    stage.settle()
    # From the start of what was the last rep, which is not announced as such any more.
    assert stage.asked("patch") == [("patch", 1, 17 * 48_000, 12 * 48_000)]
    stage.play(18)
    assert stage.told(EventKind.SET) == [(29.0, "set", None, 4)]


def test_a_late_tick_tells_everything_in_order(stage: Stage) -> None:
    stage.play(5.5)
    stage.clock.tick(12.0)
    stage.coach.tick()
    assert [row[1:] for row in stage.told() if row[0] == 17.5] == [
        ("phase", "stretch", 1),
        ("phase", "contract", 1),
        ("rep", "contract", 1),
        ("phase", "lower", 2),
        ("phase", "stretch", 2),
        ("phase", "contract", 2),
        ("rep", "contract", 2),
        ("phase", "lower", 3),
    ]


def test_a_stall_across_the_end_of_a_set_finds_the_player_already_in_the_rest(stage: Stage) -> None:
    stage.play(22.9)
    stage.clock.tick(2.0)
    stage.coach.tick()
    assert [row[1] for row in stage.told() if row[0] > 22.9] == ["rep", "set", "rest"]
    assert stage.coach.view().seconds_left == pytest.approx(20 - 1.9, abs=0.05)


def test_a_command_that_is_not_possible_changes_nothing(stage: Stage) -> None:
    stage.play(6)
    before = list(stage.events)
    assert not ask(stage.coach, CommandKind.MORE_REST)
    assert not ask(stage.coach, CommandKind.RESUME)
    assert stage.events == before


def test_the_last_set_ends_the_session_and_keeps_its_closing_sound(stage: Stage) -> None:
    stage.play(23 + 20 + 18 + 0.1)
    assert stage.coach.machine.state is State.FINISHED
    assert stage.coach.sounding
    stage.play(7)
    assert not stage.coach.sounding
    assert [record.counted_reps for record in stage.coach.machine.ledger.records] == [3, 3]


def test_a_session_sounds_until_every_step_out_was_told() -> None:
    stage = Stage(finish=("Let go", "Step off", "Stand up"), sets=1)
    stage.coach.start()
    stage.play(5 + 18 + 13.8)
    assert stage.coach.machine.state is State.FINISHED
    assert stage.coach.sounding
    stage.play(1)
    assert not stage.coach.sounding
    stage.coach.close()


def test_skipping_the_last_set_goes_straight_to_the_way_out(stage: Stage) -> None:
    stage.play(23 + 20 + 4)
    assert ask(stage.coach, CommandKind.SKIP)
    assert ask(stage.coach, CommandKind.SKIP)
    assert stage.asked("play")[-1] == ("play", 2, 38 * 48_000, None)
    assert [row[1] for row in stage.told()[-2:]] == ["set", "finished"]
    stage.play(1)
    assert stage.coach.sounding


def test_in_a_rest_the_reps_of_the_set_before_can_be_corrected(stage: Stage) -> None:
    stage.play(12)
    assert not ask(stage.coach, CommandKind.ONE_DONE_LESS), "nothing is done yet"
    stage.play(14)
    assert ask(stage.coach, CommandKind.ONE_DONE_LESS)
    (record,) = stage.coach.machine.ledger.records
    assert (record.counted_reps, record.reps) == (3, 2)
    assert event_text(stage.events[-1].event) == "Set 1: 2 performed, 3 counted"


def told_lines(stage: Stage) -> list[str]:
    lines: list[str] = []

    def write(timed: TimedEvent) -> None:
        line = line_of(timed, stage.coach.view(), 1000.0)
        if line is not None:
            lines.append(line.strip())

    stage.coach.subscribe(write)
    return lines


def test_an_event_is_told_when_the_picture_shows_it(stage: Stage) -> None:
    lines = told_lines(stage)
    stage.play(40)
    assert [line for line in lines if "Rest" in line or "ready" in line] == [
        "23.0 s  Rest 20 s",
        "38.0 s  Get ready for set 2: 5 s",
    ]
