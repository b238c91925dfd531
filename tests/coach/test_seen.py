"""The picture waits for the ear: over the ends of blocks, in pauses, and never ahead of what there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from calfcoach.coach.conductor import Coach
from calfcoach.coach.log import EventLog
from calfcoach.coach.station import SoundStation
from calfcoach.coach.view import View
from calfcoach.player.silent import SilentOutput
from calfcoach.score.segments import SegmentKind
from calfcoach.session.clock import ManualClock
from calfcoach.session.commands import CommandKind
from calfcoach.session.events import EventKind
from calfcoach.session.states import State
from tests.asking import ask
from tests.coach.players import BlankRenderer, FragilePlayer
from tests.coach.test_conductor import plan

STEP_S = 0.02
LATE_S, EARLY_S = 1.0, -0.5

Shown = tuple[str, str | None, int, int]


class Eye:
    """Looks at a session of 5 s lead-in, sets of 3-1-2-0, 20 s rest; keeps what it sees first, and when."""

    def __init__(self, offset_s: float, log: EventLog | None = None, **dose: object) -> None:
        self.clock = ManualClock(1000.0)
        output = SilentOutput(self.clock)
        self.coach = Coach(plan(**dose), SoundStation(output), BlankRenderer, self.clock, offset_for=lambda _: offset_s)
        self.seen: list[tuple[float, Shown]] = []
        self.views: list[View] = []
        self.log = log
        if log is not None:
            self.coach.subscribe(log)
        self.coach.tick()
        self.coach.start()

    def look(self) -> View:
        view = self.coach.view()
        shown = (view.state.value, view.kind and view.kind.value, view.set_number, view.rep)
        if not self.seen or self.seen[-1][1] != shown:
            self.seen.append((round(self.clock.now_s - 1000.0, 2), shown))
        self.views.append(view)
        if self.log is not None:
            self.log.painted(self.clock.now_s, view)
        return view

    def play(self, seconds: float) -> View:
        for _ in range(round(seconds / STEP_S)):
            self.clock.tick(STEP_S)
            self.coach.tick()
            view = self.look()
        return view


@pytest.fixture(params=[0.0, 0.2, LATE_S])
def late(request: pytest.FixtureRequest) -> Iterator[Eye]:
    eye = Eye(request.param, reps=2)
    yield eye
    eye.coach.close()


def test_everything_is_seen_when_it_is_heard_also_the_end_of_a_set_and_of_the_session(late: Eye) -> None:
    late.play(5 + 12 + 20 + 12 + 2)
    plain = Eye(0.0, reps=2)
    plain.play(5 + 12 + 20 + 12 + 2)
    plain.coach.close()
    assert [shown for _, shown in late.seen] == [shown for _, shown in plain.seen]
    for (at_s, shown), (plain_s, _) in list(zip(late.seen, plain.seen, strict=True))[1:]:
        assert at_s == pytest.approx(plain_s + late.coach.offset_s, abs=STEP_S + 0.001), shown
    assert late.seen[-1][1][0] == "finished"
    assert ("rest", "rest", 2, 0) in [shown for _, shown in late.seen]


def test_the_countdown_runs_evenly_across_the_end_of_a_set(late: Eye) -> None:
    late.play(5 + 12 + 3)
    contraction = [view for view in late.views if view.kind is SegmentKind.CONTRACT and view.rep == 2]
    assert list(dict.fromkeys(view.count for view in contraction)) == [2, 1]
    assert contraction[-1].seconds_left < 2 * STEP_S
    for before, after in pairwise(contraction):
        assert before.seconds_left - after.seconds_left == pytest.approx(STEP_S, abs=1e-6)
    last = contraction[-1]
    assert last.coming is not None
    assert (last.coming.kind, last.coming.seconds) == (SegmentKind.REST, 20.0)


def test_sets_shorter_than_the_wait_are_each_seen() -> None:
    eye = Eye(LATE_S, tempo="2-0-0.5-0", reps=1, sets=3, rest_s=0, lead_in_s=0)
    eye.play(3 * 2.5 + LATE_S + 0.1)
    assert [shown[:3] for _, shown in eye.seen] == [
        ("lower", "lower", 1),
        ("contract", "contract", 1),
        ("lower", "lower", 2),
        ("contract", "contract", 2),
        ("lower", "lower", 3),
        ("contract", "contract", 3),
        ("finished", "contract", 3),
    ]
    eye.coach.close()


@pytest.mark.parametrize("offset_s", [EARLY_S, 0.2, LATE_S])
@pytest.mark.parametrize("at_s", [3.0, 5.3, 9.1, 17.3, 20.0])
def test_a_pause_does_not_move_the_picture(offset_s: float, at_s: float) -> None:
    eye = Eye(offset_s, reps=2)
    before = eye.play(at_s)
    assert ask(eye.coach, CommandKind.PAUSE)
    for view in (eye.look(), eye.play(30)):
        assert view.state is State.PAUSED
        assert (view.kind, view.set_number, view.rep) == (before.kind, before.set_number, before.rep)
        assert view.seconds_left == pytest.approx(before.seconds_left, abs=1e-6)
    assert ask(eye.coach, CommandKind.RESUME)
    assert eye.look().state is eye.coach.machine.state
    assert eye.look().block_id == eye.coach.machine.playing.block_id  # type: ignore[union-attr]
    eye.coach.close()


@pytest.mark.parametrize("command", [CommandKind.SKIP, CommandKind.BACK, CommandKind.STOP])
@pytest.mark.parametrize("at_s", [9.1, 17.3, 20.0])
def test_what_was_pressed_is_seen_at_once(command: CommandKind, at_s: float) -> None:
    eye = Eye(LATE_S, reps=2)
    eye.play(at_s)
    assert ask(eye.coach, command)
    assert eye.look().state is eye.coach.machine.state
    if eye.coach.machine.state is State.PAUSED:
        assert ask(eye.coach, command), "it was asked in place"
    if command is not CommandKind.STOP:
        assert eye.look().position_s == 0.0
    eye.coach.close()


def test_the_last_set_skipped_is_done_at_once() -> None:
    eye = Eye(LATE_S, reps=2, sets=1)
    eye.play(9.0)
    assert ask(eye.coach, CommandKind.SKIP)
    assert ask(eye.coach, CommandKind.SKIP)
    assert eye.look().state is State.FINISHED
    eye.coach.close()


def test_more_rest_while_the_set_before_is_still_heard_does_not_move_the_picture() -> None:
    eye = Eye(LATE_S, reps=2)
    before = eye.play(17.3)
    assert before.kind is SegmentKind.CONTRACT
    assert ask(eye.coach, CommandKind.MORE_REST)
    after = eye.look()
    assert (after.kind, after.seconds_left) == (SegmentKind.CONTRACT, pytest.approx(before.seconds_left))
    assert eye.play(LATE_S).seconds_left == pytest.approx(35 - 0.3, abs=0.05)
    eye.coach.close()


def test_a_picture_ahead_stays_at_the_end_of_what_there_is() -> None:
    eye = Eye(EARLY_S, reps=2)
    eye.play(5 + 12 + 20 + 12 + 1)
    first = {shown: at_s for at_s, shown in reversed(eye.seen)}
    assert first["lower", "lower", 1, 1] == pytest.approx(4.5, abs=2 * STEP_S)
    assert first["rest", "rest", 2, 0] == pytest.approx(17.0, abs=2 * STEP_S)
    assert first["finished", "contract", 2, 2] == pytest.approx(49.0, abs=2 * STEP_S)
    for view in eye.views:
        assert 0.0 <= view.fraction <= 1.0
        assert view.seconds_left >= 0.0
    eye.coach.close()


def test_a_picture_ahead_waits_for_a_device_that_is_not_awake() -> None:
    clock = ManualClock(1000.0)

    class Asleep(SilentOutput):
        def poll(self):  # type: ignore[no-untyped-def]
            return []

    coach = Coach(plan(), SoundStation(Asleep(clock)), BlankRenderer, clock, offset_for=lambda _: EARLY_S)
    coach.start()
    clock.tick(1.0)
    coach.tick()
    assert coach.view().seconds_left == 5.0
    coach.close()


@pytest.mark.parametrize("offset_s", [EARLY_S, 0.0, 0.2, LATE_S])
def test_the_log_tells_when_a_phase_was_first_painted(offset_s: float, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    eye = Eye(offset_s, EventLog(path, painting=True), reps=2, tempo="3-1-2-0")
    eye.look()
    eye.play(5 + 12 + 20 + 12 + 2)
    eye.coach.close()
    assert eye.log is not None
    eye.log.close()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["event"] for row in rows][-3:] == ["rep", "set", "finished"]
    first = {shown[1:]: at_s + 1000 for at_s, shown in reversed(eye.seen)}
    phases = [row for row in rows if row["event"] in ("phase", "rest", "ready")]
    assert len(phases) == 1 + 6 + 2 + 6
    for row in phases:
        shown = (row["phase"] or row["event"], row["set"], row["rep"] or 0)
        assert row["painted_t"] == pytest.approx(first[shown], abs=0.006), row
    assert all(row["painted_t"] is not None for row in rows)


def test_the_log_says_that_a_pause_was_seen_and_a_phase_that_it_hid_was_not(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    eye = Eye(LATE_S, EventLog(path, painting=True), reps=2)
    eye.play(8.5)  # the stretch has begun at 8 s and will be seen at 9 s
    ask(eye.coach, CommandKind.PAUSE)
    eye.play(0.1)
    eye.coach.close()
    assert eye.log is not None
    eye.log.close()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    painted = {row["phase"] or row["event"]: row["painted_t"] for row in rows if row["event"] in ("phase", "ready")}
    assert painted["lower"] == pytest.approx(1006.0, abs=2 * STEP_S)
    assert painted["stretch"] is None
    (pause,) = [row for row in rows if row["event"] == EventKind.PAUSE.value]
    assert pause["painted_t"] == pytest.approx(1008.5, abs=2 * STEP_S)


def test_another_device_has_its_own_delay_also_in_the_middle_of_a_set() -> None:
    clock = ManualClock(1000.0)
    player = FragilePlayer(clock)
    offsets = {"speaker": 0.3, "phones": 0.1}
    coach = Coach(plan(), SoundStation(player), BlankRenderer, clock, offset_for=lambda each: offsets.get(each, 0.0))
    assert coach.offset_s == 0.0, "no device has answered yet"
    coach.tick()
    assert coach.offset_s == 0.3
    player.die()
    coach.tick()
    assert coach.offset_s == 0.3
    player.revive("phones")
    coach.tick()
    assert coach.offset_s == 0.1
    coach.close()
