"""One rep to listen to: begun, stopped, lost, and out of the way of a session."""

import threading

import pytest

from calfcoach.coach.conductor import Coach
from calfcoach.coach.listen import NO_SOUND, Listening
from calfcoach.coach.sound import make_sample
from calfcoach.coach.station import SoundStation
from calfcoach.errors import KnownError
from calfcoach.player.protocol import RATE
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.settings import Settings, Volumes
from tests.coach.players import BlankRenderer, FragilePlayer
from tests.e2e.programs import MOST_S, until
from tests.stories import plan

SAMPLE = bytes(2 * RATE * 6)


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def player(clock):
    return FragilePlayer(clock)


@pytest.fixture
def station(player):
    made = SoundStation(player)
    made.poll()
    return made


@pytest.fixture
def listening(station):
    made = Listening(station)
    yield made
    made.close()


def rendered(listening, make=lambda: SAMPLE):
    """Begin, and wait until it is rendered."""
    done = threading.Event()

    def sample():
        try:
            return make()
        finally:
            done.set()

    listening.begin(sample)
    assert done.wait(MOST_S)
    assert listening._made.wait(MOST_S)
    listening.take()


def test_a_rep_is_heard_to_its_end(listening, station, player, clock):
    rendered(listening)
    assert listening.under_way
    assert [asked[0] for asked in player.asked] == ["wake", "load", "play"]
    clock.tick(5)
    listening.take(station.poll())
    assert listening.under_way
    clock.tick(2)
    listening.take(station.poll())
    assert not listening.under_way


def test_pressing_it_again_stops_it(listening, player):
    rendered(listening)
    listening.toggle(lambda: SAMPLE)
    assert not listening.under_way
    assert player.asked[-1] == ("stop",)


def test_what_is_rendered_after_the_stop_is_not_heard(listening, player):
    go_on = threading.Event()

    def slow():
        go_on.wait(MOST_S)
        return SAMPLE

    listening.begin(slow)
    assert listening.under_way
    listening.stop()
    go_on.set()
    listening.take()
    assert not listening.under_way
    assert [asked[0] for asked in player.asked] == ["wake"]


def test_it_waits_for_a_device_that_wakes(clock):
    player = FragilePlayer(clock, awake=False)
    station = SoundStation(player)
    listening = Listening(station)
    rendered(listening)
    assert "play" not in [asked[0] for asked in player.asked]
    player.revive()
    listening.take(station.poll())
    assert player.asked[-1][0] == "play"
    listening.close()


def test_a_loss_ends_it_and_says_so(listening, station, player):
    rendered(listening)
    player.die("The sound was lost.")
    listening.take(station.poll())
    assert (listening.under_way, listening.problem) == (False, "The sound was lost.")
    listening.begin(lambda: SAMPLE)
    assert (listening.under_way, listening.problem) == (False, "The sound was lost.")


def test_without_sound_it_says_so(clock):
    listening = Listening(SoundStation(SilentOutput(clock)))
    listening.begin(lambda: SAMPLE)
    assert (listening.under_way, listening.problem) == (False, NO_SOUND)


def test_a_scheme_that_is_gone_is_said(listening):
    def gone():
        raise KnownError("there is no scheme gong")

    rendered(listening, gone)
    assert (listening.under_way, listening.problem) == (False, "there is no scheme gong")


def test_a_session_that_follows_begins_as_ever(listening, station, player, clock):
    rendered(listening)
    clock.tick(1)
    listening.take(station.poll())
    listening.close()
    coach = Coach(plan(lead_in_s=3), station, BlankRenderer, clock)
    coach.prepare()
    coach.start()

    def plays():
        coach.tick()
        return ("play", 1, 0, None) in player.asked

    until(plays)
    clock.tick(2)
    coach.tick()
    assert coach.machine.position_s == pytest.approx(2, abs=0.05)
    coach.close()


def test_a_real_sample_is_one_rep():
    session = plan(lead_in_s=3)
    pcm = make_sample(session.items[0], "beeps", Settings(volumes=Volumes(master=0.2)))()
    frames = memoryview(pcm).nbytes // 2
    assert frames == session.items[0].rep_s * RATE
    assert max(memoryview(pcm).cast("h")) > 3000, "the master volume is the output's"
