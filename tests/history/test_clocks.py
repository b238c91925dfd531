"""The wall clock goes wrong, changes for summer or winter, or is another place's: no set is bent by it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from calfcoach.coach.conductor import Coach
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.station import SoundStation
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.going_on import going_on
from calfcoach.history.reader import Reader
from calfcoach.history.store import History, default_path
from calfcoach.history.words import ago
from calfcoach.library.collection import Library
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.session.commands import Command, CommandKind, CommandSource
from tests.coach.players import BlankRenderer
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.diary import CUT_OFF, Diary, unfinished
from tests.stories import iso_hold, planned

BERLIN = ZoneInfo("Europe/Berlin")
FRAME_S = 0.25
DOSE = Choices(sets=2, reps=3, tempo="3-1-2-0", load=None)


class Gym:
    """A coach whose wall clock is that of a place, a number of seconds after a moment."""

    def __init__(self, moment: datetime) -> None:
        self.clock = ManualClock(1000.0)
        self._moment_s = moment.timestamp() - 1000.0

    def now(self) -> datetime:
        """The time of day there, in summer time or not."""
        return datetime.fromtimestamp(self._moment_s + self.clock(), tz=BERLIN)

    def train(self, seconds: float, *, ends: bool) -> None:
        """Train for a number of seconds, in a new session or the one that was cut off; without `ends` it is cut off."""
        with Reader(default_path()) as reader:
            found = next(iter(reader.unfinished()), None)
        library = Library.load(only="donkey-calf-raise")
        ready = going_on(found, library) if found is not None else None
        plan = ready.plan if ready is not None else plan_of(library.find("donkey-calf-raise").exercise, DOSE)
        history = History(now=self.now)
        before = ready.done_before if ready is not None else None
        coach = Coach(plan, SoundStation(SilentOutput(self.clock)), BlankRenderer, self.clock, done_before=before)
        Recorder(coach, history, found)
        coach.start()
        for _ in range(round(seconds / FRAME_S)):
            self.clock.tick(FRAME_S)
            coach.tick()
        if ends:
            coach.obey(Command(CommandKind.END, CommandSource.KEY, self.clock()))
        coach.close()
        assert history.close(HANG_S)


@pytest.mark.parametrize(
    ("started", "shown"),
    [
        (datetime(2026, 3, 29, 0, 59, 40, tzinfo=UTC), "2026-03-29T01:59:40+01:00"),  # 2 o'clock is left out
        (datetime(2026, 10, 25, 0, 59, 40, tzinfo=UTC), "2026-10-25T02:59:40+02:00"),  # the hour from 2 comes twice
    ],
    ids=["summer time begins", "summer time ends"],
)
def test_the_hour_that_is_left_out_or_comes_twice_in_a_set_bends_nothing(started: datetime, shown: str) -> None:
    gym = Gym(started)
    gym.train(25.0, ends=False)  # ten seconds of lead-in, then into the third rep: the clock changed in the second
    assert gym.now().utcoffset() != datetime.fromisoformat(shown).utcoffset()
    [cut_off] = unfinished()
    assert (cut_off.session.started.isoformat(), cut_off.reps_done) == (shown, 2)
    assert [rep.at_ms for rep in reps_of(cut_off.session)] == pytest.approx([16_000, 22_000], abs=1000 * FRAME_S)
    gym.clock.tick(300.0)
    assert ago(cut_off.last_at, gym.now()) == "5 minutes ago"
    gym.train(25.0, ends=True)
    [session] = sessions_in()
    assert session.started.isoformat() == shown
    assert session.lasted_s == pytest.approx(350.0, abs=4.0)
    gone_on = [rep.at_ms for rep in reps_of(session)[2:]]
    assert gone_on == pytest.approx([341_000, 347_000], abs=2000)
    with Reader(default_path()) as reader:
        assert [week.monday for week in reader.weeks()] == [session.started.date() - timedelta(days=6)]


def reps_of(session):
    return [rep for each in session.items[0].sets for rep in each.rep_records]


def test_a_clock_that_was_put_back_a_year_does_not_bend_the_session() -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, "in the set"], check=False)
    [found] = unfinished()
    history = History(now=lambda: found.session.started - timedelta(days=365))
    history.go_on(SessionPlan((planned(), planned(iso_hold(), sets=3))), found)
    history.end("stopped", 0, 0.0, 1.0)
    [session] = sessions_of(history)
    assert session.lasted_s == pytest.approx(131.0)
    history.close()


def test_midnight_and_two_time_zones_put_a_session_where_the_person_was(plan: SessionPlan) -> None:
    tokyo, lima = timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))
    diary = Diary()
    starts = (
        datetime(2026, 1, 11, 23, 50, tzinfo=tokyo),  # a Sunday, and over at midnight
        datetime(2026, 1, 12, 0, 10, tzinfo=tokyo),  # Monday there, Sunday in UTC
        datetime(2026, 1, 11, 23, 0, tzinfo=lima),  # Sunday there, Monday in UTC
    )
    for start in starts:
        diary.now = start
        diary.do(plan, 5)
    diary.close()
    with Reader(default_path()) as reader:
        assert [line.started for line in reader.sessions()] == sorted(starts, reverse=True)
        assert [line.started.utcoffset() for line in reader.sessions()] == [
            timedelta(hours=-5),
            timedelta(hours=9),
            timedelta(hours=9),
        ]
        assert [(week.monday, week.sessions) for week in reader.weeks()] == [
            (date(2026, 1, 12), 1),
            (date(2026, 1, 5), 2),
        ]
