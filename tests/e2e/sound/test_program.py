"""The real program on a real sound server: killed, deafened, and left without a device in the middle of a set."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.programs import SHELL, Row, in_a_pipe, in_a_terminal, until
from tests.pulse import LOUD, RATE, PulseServer, Recorder, in_shared_memory

DONKEY = ("run", "donkey-calf-raise", "--terminal", "--start", "--lead-in", 1, "--tempo", "2-0-1-0", "--reps", 5)
IN_TIME_S = 0.25
"""How far an event may be from its time: a frame of the picture, and room for a busy machine."""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


@pytest.fixture
def server(canary_log: Path) -> Iterator[PulseServer]:
    with PulseServer(canary_log=canary_log) as server:
        yield server


Gym = tuple[dict[str, str], Recorder]


@pytest.fixture(scope="module")
def gym(canary_log: Path) -> Iterator[Gym]:
    """A server that is left in peace, warm since something listens to it: the variables of who plays on it."""
    with PulseServer(canary_log=canary_log) as server, Recorder(server) as recorder:
        yield server.vars, recorder


def in_time(rows: list[Row], reps: int) -> bool:
    """Whether the phases of that many reps came one by one, each when it was due."""
    phases = [row for row in rows if row["event"] == "phase"][: 2 * reps]
    assert [(row["phase"], row["rep"]) for row in phases] == [
        (phase, rep) for rep in range(1, reps + 1) for phase in ("lower", "contract")
    ]
    late = [row["t"] - phases[0]["t"] - row["position"] for row in phases]
    assert max(late) - min(late) <= IN_TIME_S, late
    return True


def loud_at(recorder: Recorder) -> np.ndarray:
    """The monotonic times at which something is heard."""
    return np.flatnonzero(np.abs(recorder.samples) > LOUD) / RATE + recorder.origin_s


def hear(recorder: Recorder, from_s: float, until_s: float) -> None:
    """Wait until something is heard that belongs between two moments."""

    def heard() -> bool:
        times = loud_at(recorder)
        return bool(np.any((times > from_s) & (times < until_s)))

    until(heard, lambda: onsets(recorder) - from_s)


def onsets(recorder: Recorder) -> np.ndarray:
    """The moments at which something is heard after a tenth of a second of silence."""
    times = loud_at(recorder)
    return times[np.diff(times, prepend=-1.0) > 0.1]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_killing_the_program_ends_its_sound_and_leaves_nothing(gym: Gym, events: Path) -> None:
    shared = in_shared_memory()
    env, recorder = gym
    with in_a_pipe(*DONKEY, "--audio", "qt", events=events, env=env) as program:
        row = program.wait_for("phase", rep=1)
        hear(recorder, row["t"] - 0.3, row["t"] + 1)
        players = program.children()
        assert players
        program.process.kill()
        killed_s = time.monotonic()
        until(lambda: not any(map(alive, players)), lambda: players)
        program.process.wait()
        # A tick was due each second, and the next rep.
        until(lambda: len(recorder.samples) / RATE + recorder.origin_s > killed_s + 2.5)
        assert loud_at(recorder)[-1] - killed_s < 0.5
    assert in_shared_memory() <= shared


def test_a_killed_player_is_back_by_the_next_rep(gym: Gym, events: Path) -> None:
    env, recorder = gym
    with in_a_pipe(*DONKEY, "--audio", "auto", events=events, env=env) as program:
        program.wait_for("phase", rep=1)
        [player] = program.children()
        os.kill(player, signal.SIGKILL)
        back = program.wait_for("phase", phase="lower", rep=2)
        hear(recorder, back["t"] - 0.1, back["t"] + 0.6)
        program.wait_for("phase", phase="contract", rep=2)
        assert in_time(program.rows, 2)
        assert [row["text"] for row in program.rows if row["event"] == "notice"] == [
            "The sound player ended unexpectedly; it is being started again and the set goes on."
        ]


@pytest.mark.parametrize("output", ["qt", "simpleaudio"])
def test_a_restarted_server_is_heard_again_by_the_next_rep(server: PulseServer, events: Path, output: str) -> None:
    with in_a_pipe(*DONKEY, "--audio", output, events=events, env=server.vars) as program:
        program.wait_for("phase", rep=1)
        server.kill()
        server.start()
        with Recorder(server) as recorder:
            back = program.wait_for("phase", phase="lower", rep=2)
            hear(recorder, back["t"] - 0.1, back["t"] + 0.6)
            program.wait_for("phase", phase="contract", rep=2)
        assert in_time(program.rows, 2)
        assert len([row for row in program.rows if row["event"] == "notice"]) == 1, program.rows


@pytest.mark.parametrize("output", ["qt", "simpleaudio"])
def test_while_ctrl_z_has_it_stand_still_nothing_is_heard(gym: Gym, events: Path, output: str) -> None:
    env, recorder = gym
    words = (*DONKEY, "--audio", output, "--scheme", "beeps")
    with in_a_terminal(*words, events=events, env=env, shell=SHELL) as terminal:
        begun = terminal.wait_for("phase", rep=1)
        hear(recorder, begun["t"] - 0.3, begun["t"] + 1)
        terminal.press("\x1a")
        paused = terminal.wait_for("pause")
        terminal.shows("the shell has")
        # Two cues would have been due, and a rep.
        quiet_s = paused["t"] + 1.5
        until(lambda: len(recorder.samples) / RATE + recorder.origin_s > quiet_s + 3)
        assert loud_at(recorder)[-1] < quiet_s, "the signal of the pause is the last that is heard"
        terminal.press("\n")
        terminal.shows("This rep starts again")
        terminal.press(" ")
        resumed = terminal.wait_for("resume")
        hear(recorder, resumed["t"] - 0.3, resumed["t"] + 1)
        heard = loud_at(recorder)
        assert not np.any((heard > quiet_s) & (heard < resumed["t"] - 0.3))
        assert [row["text"] for row in terminal.rows if row["event"] == "notice"] == []
        terminal.press("qqq")
        terminal.shows("it ended with 0")
