"""When it is told that a device does not start, and when it is only late: a busy machine is no broken one."""

from collections.abc import Callable, Iterator

import pytest

from calfcoach.coach.conductor import Coach
from calfcoach.coach.session_sound import NO_START
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import Alive, BlockPosition
from calfcoach.session.clock import ManualClock
from calfcoach.session.events import EventKind
from calfcoach.wording.events import event_text
from tests.coach.players import BlankRenderer, FragilePlayer
from tests.stories import plan

STEP_S = 0.02


class Hall:
    """A coach with a device that takes its time; what `each_tick` does happens before every look."""

    def __init__(self, awake: bool = False) -> None:
        self.clock = ManualClock(1000.0)
        self.player = FragilePlayer(self.clock, awake)
        self.coach = Coach(plan(lead_in_s=5), SoundStation(self.player), BlankRenderer, self.clock)
        self.notices: list[tuple[float, str]] = []
        self.coach.subscribe(
            lambda timed: (
                self.notices.append((round(timed.t_s - 1000, 1), event_text(timed.event)))
                if timed.event.kind is EventKind.NOTICE
                else None
            )
        )
        self.coach.start()

    def play(self, seconds: float, each_tick: Callable[[], None] = lambda: None, step_s: float = STEP_S) -> None:
        for _ in range(round(seconds / step_s)):
            self.clock.tick(step_s)
            each_tick()
            self.coach.tick()
            self.settle()

    def settle(self) -> None:
        self.coach._sound._maker._worker.submit(lambda: None).result()
        self.coach._sound._maker.deliver()

    def alive(self) -> None:
        self.player._reports.append(Alive())


@pytest.fixture
def hall() -> Iterator[Hall]:
    made = Hall()
    yield made
    made.coach.close()


def test_a_player_that_is_long_in_loading_but_alive_is_no_device_that_does_not_start(hall: Hall) -> None:
    hall.play(12, hall.alive)
    assert hall.coach.view().problem is None
    hall.player.revive()
    hall.play(4)
    assert hall.notices == []
    where = hall.player.where()
    assert where is not None
    assert where.position_s == pytest.approx(hall.coach.machine.position_s, abs=0.05), "it joined where the set is"


def test_a_block_that_is_long_in_rendering_is_not_the_devices_fault(hall: Hall) -> None:
    hall.player.revive()
    hall.coach._sound._maker.load = lambda *_: None  # type: ignore[method-assign]
    hall.coach._sound._maker._waiting.append((hall.coach._sound._maker._worker.submit(lambda: b""), lambda _: None))
    hall.coach._sound._maker.deliver = lambda: None  # type: ignore[method-assign]
    hall.play(20, hall.alive)
    assert hall.notices == []


def test_a_device_that_reports_late_is_not_told_of(hall: Hall) -> None:
    hall.player.revive()
    poll, held = hall.player.poll, []

    def late() -> list[object]:
        held.extend(report for report in poll() if isinstance(report, BlockPosition))
        return [] if hall.clock.now_s < 1005 else held[-1:]

    hall.coach.tick()
    hall.settle()
    hall.player.poll = late  # type: ignore[method-assign]
    hall.play(9)
    assert hall.notices == []


def test_a_device_that_never_starts_is_told_once(hall: Hall) -> None:
    hall.play(30)
    assert hall.notices == [(pytest.approx(6.0, abs=0.1), NO_START)]
    assert hall.coach.view().problem == NO_START


def test_so_is_one_that_was_given_the_block_and_never_plays_it(hall: Hall) -> None:
    hall.player.revive()
    hall.coach.tick()
    hall.settle()
    hall.player.poll = lambda: [Alive()]  # type: ignore[assignment,return-value]
    hall.play(30)
    assert [text for _, text in hall.notices] == [NO_START]


def test_what_was_told_is_taken_back_when_it_is_heard(hall: Hall) -> None:
    hall.play(7)
    assert hall.coach.view().problem == NO_START
    hall.player.revive()
    hall.play(3)
    assert hall.coach.view().problem is None


def test_a_program_that_stood_still_takes_no_device_for_dead(hall: Hall) -> None:
    hall.play(20, step_s=2.0)
    assert hall.notices == []


@pytest.mark.parametrize("wrong", [(float("nan"), 1.0), (1.0, float("nan")), (1.0, float("inf"))])
def test_a_position_that_is_no_number_changes_nothing(wrong: tuple[float, float]) -> None:
    hall = Hall(awake=True)
    hall.play(6)
    t_s, position_s = wrong
    for block in (1, 2):
        hall.player._reports.append(BlockPosition(t_s, block, position_s))
        hall.play(0.1)
    assert hall.coach.machine.position_s == pytest.approx(hall.clock.now_s - 1000, abs=0.05)
    assert hall.notices == []
    hall.coach.close()
