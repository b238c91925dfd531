"""A set coached by the installed package, heard behind a null sink and compared with what this checkout renders."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.loopback import Result, Wave, judge
from benchmarks.session import cues_of
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from tests.canary import disturbance
from tests.pulse import PulseServer, Recorder
from tests.real_sound import BUSY, TRIES
from tools.package.bare import HOME, BareSystem

MOST_OFF_MS = 20.0
"""How far a sound may be from its place in its block: what the tests of the checkout allow."""

DONKEY = ("run", "donkey-calf-raise", "--tempo", "2-1-1-0", "--sets", "1", "--reps", "3", "--lead-in", "3")
PLAN = Choices(tempo="2-1-1-0", sets=1, reps=3, lead_in_s=3)


@dataclass(frozen=True)
class Gym:
    """Where a set is heard: a sound server, and what its canary writes of how busy this machine is."""

    server: PulseServer
    canary_log: Path


def heard(system: BareSystem, gym: Gym, words: list[str], env: dict[str, str], look: Path | None = None) -> Result:
    """Have a set coached and recorded, and compare what was heard with what this checkout renders.

    What fails while the canary was disturbed too has shown nothing, and is tried again as the tests of sound are.

    Raises:
        AssertionError: something was missing, doubled or away from its place, or every try showed nothing.
    """
    for _ in range(TRIES):
        begun_s = time.monotonic()
        try:
            return _heard_once(system, gym.server, words, env, look)
        except AssertionError:
            met = disturbance(gym.canary_log, begun_s, time.monotonic())
            if not met:
                raise
            print(f"{system.release}: tried again, the machine was busy: {met}", flush=True)
    raise AssertionError(f"{BUSY}, {TRIES} times")


def _heard_once(
    system: BareSystem, server: PulseServer, words: list[str], env: dict[str, str], look: Path | None
) -> Result:
    events = f"{HOME}/events.jsonl"
    command = system.persons("calfcoach", *words, "--scheme", "beeps", "--audio", "qt", "--events", events)
    log = system.root / events.lstrip("/")
    log.unlink(missing_ok=True)
    with Recorder(server) as recorder:
        _coach(command, system.persons_env({**sound_of(server), **env}), log, env, look)
        time.sleep(0.5)
        origin_s, recording = recorder.origin_s, recorder.stop()
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    painted = {row["phase"] for row in rows if row["event"] == "phase" and row["painted_t"] is not None}
    assert (len(painted) > 1) == (look is not None), f"what was painted: {sorted(painted)}"
    return _judged(f"{system.release} package", recording, origin_s, rows)


def _coach(command: list[str], given: dict[str, str], log: Path, screen: dict[str, str], look: Path | None) -> None:
    """Run the program to its end, and take a picture at its first rep where one is asked for."""
    program = subprocess.Popen(
        command, env=given, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        if look is not None:
            wait_for_row(log, "rep", program)
            take_picture(screen, look)
        said, _ = program.communicate(timeout=120)
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 0, said


def _judged(name: str, recording: Wave, origin_s: float, rows: list[dict[str, Any]]) -> Result:
    """Compare a recording with what was rendered, by the log of its set."""
    phases = [row for row in rows if row["event"] == "phase"]
    assert len({row["block"] for row in phases}) == 1, "the set was not one block"
    start_s = min(row["t"] - row["position"] for row in phases)
    [cues], alike = cues_of(donkey())
    notices = [row["text"] for row in rows if row["event"] == "notice"]
    result = judge(name, recording, [(start_s - origin_s, cues)], len(notices))
    result = replace(result, doubled=max(0, result.doubled - alike))  # what is alike in what was rendered
    assert (result.missing, result.doubled, notices) == (0, 0, []), f"{result}\n{notices}"
    assert result.worst_ms <= MOST_OFF_MS, str(result)
    return result


def donkey() -> SessionPlan:
    """What the words of `DONKEY` ask for."""
    return plan_of(Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"], PLAN)


def sound_of(server: PulseServer) -> dict[str, str]:
    """The variables that lead to the sound server, without this machine's home."""
    return {name: server.vars[name] for name in ("PULSE_SERVER", "PULSE_CLIENTCONFIG")}


def wait_for_row(events: Path, wanted: str, program: subprocess.Popen[str]) -> None:
    """Wait until an event has happened."""
    until_s = time.monotonic() + 120
    while time.monotonic() < until_s and program.poll() is None:
        if events.exists() and f'"event": "{wanted}"' in events.read_text():
            return
        time.sleep(0.05)
    raise AssertionError(f"no {wanted} came: {events.read_text() if events.exists() else ''}")


def take_picture(screen: dict[str, str], target: Path) -> None:
    """A picture of the whole display."""
    target.parent.mkdir(parents=True, exist_ok=True)
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication as A; a = A([]); "
        "assert a.primaryScreen().grabWindow(0).save(sys.argv[1])"
    )
    env = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **screen}
    subprocess.run([sys.executable, "-c", code, str(target)], env=env, check=True, capture_output=True)
