"""The real program on a real sound server: killed, deafened, and left without a device in the middle of a set."""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from tests.at_once import at_once
from tests.e2e.programs import SHELL, Row, in_a_pipe, in_a_terminal, until
from tests.pulse import LOUD, RATE, PulseServer, Recorder, in_shared_memory

DONKEY = ("run", "donkey-calf-raise", "--terminal", "--start", "--lead-in", 1, "--tempo", "2-0-1-0", "--reps", 5)
IN_TIME_S = 0.25
"""How far an event may be from its time: a frame of the picture, and room for a busy machine."""


Gym = tuple[dict[str, str], Recorder]
OUTPUTS = ("qt", "simpleaudio")


@pytest.fixture(scope="module")
def gyms(canary_log: Path) -> Iterator[dict[str, Gym]]:
    """For each output a server that is left in peace, warm since something listens to it: the variables of who plays
    on it, and what is heard there."""
    with ExitStack() as stack:
        found = {}
        for output in OUTPUTS:
            server = stack.enter_context(PulseServer(canary_log=canary_log))
            found[output] = server.vars, stack.enter_context(Recorder(server))
        yield found


def apart(env: dict[str, str], folder: Path) -> dict[str, str]:
    """The same variables, with a history and a log of its own: another program runs at the same time."""
    return {**env, "XDG_DATA_HOME": str(folder / "data"), "XDG_STATE_HOME": str(folder / "state")}


def in_time(rows: list[Row], reps: int) -> bool:
    """Whether the phases of that many reps came one by one, each when it was due."""
    phases = [row for row in rows if row["event"] == "phase"][: 2 * reps]
    assert [(row["phase"], row["rep"]) for row in phases] == [
        (phase, rep) for rep in range(1, reps + 1) for phase in ("lower", "contract")
    ]
    late = [row["t"] - phases[0]["t"] - row["position"] for row in phases]
    assert max(late) - min(late) <= IN_TIME_S, late
    return True


def loud_at(recorder: Recorder, from_s: float = -math.inf, until_s: float = math.inf) -> np.ndarray:
    """The monotonic times at which something is heard, between two moments."""
    samples = recorder.samples
    first, end = (
        round(min(max(moment_s - recorder.origin_s, 0.0) * RATE, len(samples))) for moment_s in (from_s, until_s)
    )
    return (first + np.flatnonzero(np.abs(samples[first:end]) > LOUD)) / RATE + recorder.origin_s


def hear(recorder: Recorder, from_s: float, until_s: float) -> None:
    """Something is heard between two moments, the second of which may be still to come."""
    until(lambda: loud_at(recorder, from_s, until_s).size or recorder.has_come_to(until_s))
    assert loud_at(recorder, from_s, until_s).size, onsets(recorder) - from_s


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


def killed_player(gym: Gym, folder: Path) -> None:
    """A player that is killed is back by the next rep. Then the program is: its sound ends, and so do its players."""
    env, recorder = gym
    with in_a_pipe(*DONKEY, "--audio", "auto", events=folder / "events", env=apart(env, folder)) as program:
        begun = program.wait_for("phase", rep=1)
        hear(recorder, begun["t"] - 0.3, begun["t"] + 1)
        [player] = program.children()
        os.kill(player, signal.SIGKILL)
        back = program.wait_for("phase", phase="lower", rep=2)
        hear(recorder, back["t"] - 0.1, back["t"] + 0.6)
        program.wait_for("phase", phase="contract", rep=2)
        assert in_time(program.rows, 2)
        assert [row["text"] for row in program.rows if row["event"] == "notice"] == [
            "The sound player ended unexpectedly; it is being started again and the set goes on."
        ]
        players = program.children()
        assert players
        program.process.kill()
        killed_s = time.monotonic()
        until(lambda: not any(map(alive, players)), lambda: players)
        program.process.wait()
        # A count was due each second, and the next phase.
        until(lambda: recorder.has_come_to(killed_s + 2))
        assert loud_at(recorder)[-1] - killed_s < 0.5


def restarted_server(output: str, folder: Path, canary_log: Path) -> None:
    """A sound server that is killed and started again is heard again by the next rep."""
    server = PulseServer(canary_log=canary_log)
    env = apart(server.vars, folder)
    with server, in_a_pipe(*DONKEY, "--audio", output, events=folder / "events", env=env) as program:
        program.wait_for("phase", rep=1)
        server.kill()
        server.start()
        with Recorder(server) as recorder:
            back = program.wait_for("phase", phase="lower", rep=2)
            hear(recorder, back["t"] - 0.1, back["t"] + 0.6)
            program.wait_for("phase", phase="contract", rep=2)
        assert in_time(program.rows, 2)
        assert len([row for row in program.rows if row["event"] == "notice"]) == 1, program.rows


def test_what_is_killed_is_heard_again_by_the_next_rep_and_the_program_leaves_nothing(
    gyms: dict[str, Gym], tmp_path: Path, canary_log: Path
) -> None:
    """Each of these has a server of its own, so they are told at the same time."""
    shared = in_shared_memory()
    stories = {
        "the player": lambda folder: killed_player(gyms["qt"], folder),
        "the server of qt": lambda folder: restarted_server("qt", folder, canary_log),
        "the server of simpleaudio": lambda folder: restarted_server("simpleaudio", folder, canary_log),
    }

    def story(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        stories[name](folder)

    at_once(story, stories)
    assert in_shared_memory() <= shared


def test_while_ctrl_z_has_it_stand_still_nothing_is_heard(gyms: dict[str, Gym], tmp_path: Path) -> None:
    def story(output: str) -> None:
        given, recorder = gyms[output]
        env = apart(given, tmp_path / output)
        events = tmp_path / f"{output}.jsonl"
        words = (*DONKEY, "--audio", output, "--scheme", "beeps")
        with in_a_terminal(*words, events=events, env=env, shell=SHELL) as terminal:
            begun = terminal.wait_for("phase", rep=1)
            hear(recorder, begun["t"] - 0.3, begun["t"] + 1)
            terminal.press("\x1a")
            paused = terminal.wait_for("pause")
            terminal.shows("the shell has")
            quiet_s = paused["t"] + 1.5
            # Two cues would have been due, and a rep, which takes 3 s.
            until(lambda: recorder.has_come_to(paused["t"] + 3.5))
            assert loud_at(recorder)[-1] < quiet_s, "the signal of the pause is the last that is heard"
            terminal.press("\n")
            terminal.shows("This rep starts again")
            terminal.press(" ")
            resumed = terminal.wait_for("resume")
            hear(recorder, resumed["t"] - 0.3, resumed["t"] + 1)
            assert not loud_at(recorder, quiet_s, resumed["t"] - 0.3).size
            assert [row["text"] for row in terminal.rows if row["event"] == "notice"] == []
            terminal.press("qqq")
            terminal.shows("it ended with 0")

    at_once(story, OUTPUTS)
