"""The window, measured: python -m benchmarks window --seconds 170.

First, how long it takes to show its first frame, and in how much memory, beside an empty PySide6 window in turns with
it. Then a session of ten sets on an X server of its own with a PulseAudio of its own: the processor's time and the
memory of window and player, the gaps between painted frames, and how far the picture of each phase is from its sound:
the moment its first paint ended, less the moment its cue was heard. The recorder gets a sound a step of the sink (10
ms) before it is heard, which is taken off (`Recorder.moment_s`). The same session is then run with the audience's
window open too.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.loopback import find
from benchmarks.session import cues_of
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.score.timeline import lay_out_session
from tests.pulse import PulseServer, Recorder

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
SETS = 10
REST_S = 5
LEAD_IN_S = 5
DONKEY = "donkey-calf-raise"

TOLD = """
import json, os, time
def tell(*_):
    lines = open("/proc/self/status").read().splitlines()
    kb = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    print(json.dumps({"ms": (time.monotonic() - float(os.environ["SPAWNED_S"])) * 1000,
        "cpu_ms": time.process_time() * 1000, "mb": kb / 1024}), flush=True)
    os._exit(0)
"""

EMPTY = f"""{TOLD}
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, tell)
application = QApplication([])
window = Window()
room = application.primaryScreen().availableSize() - QSize(16, 48)
window.resize(QSize(1366, 768).boundedTo(room).expandedTo(QSize(1024, 600)))
window.show()
application.exec()
"""

FIRST = f"""{TOLD}
import sys
class Look:
    def find_spec(self, name, path, target=None):
        if name == "calfcoach.ui.window":
            sys.meta_path.remove(self)
            from calfcoach.ui import first_paint
            first_paint.FirstPaint._call = tell
sys.meta_path.insert(0, Look())
from calfcoach.cli import main
main(sys.argv[1:])
"""

WATCHED = """
import json, os, sys, threading, time
paints, others = [], []
def watch():
    from calfcoach.ui.session import Session
    painted = Session.painted
    def noted(self, view, painted_t):
        paints.append((painted_t, view.block_id, view.position_s))
        painted(self, view, painted_t)
    Session.painted = noted
    from calfcoach.ui.audience_window import AudienceWindow
    made = AudienceWindow.__init__
    def watched(self, *given):
        made(self, *given)
        self.stage.on_painted = lambda view, t: others.append((t, view.block_id, view.position_s))
    AudienceWindow.__init__ = watched
class Look:
    def find_spec(self, name, path, target=None):
        if name == "calfcoach.ui.screens.stage":
            sys.meta_path.remove(self)
            watch()
sys.meta_path.insert(0, Look())
from calfcoach.cli import main
code = main(sys.argv[2:])
open(sys.argv[1], "w").write(json.dumps([paints, others]))
sys.exit(code)
"""


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An X server of 1920×1080 with nobody at it: the variables that lead to it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


@contextmanager
def home() -> Iterator[dict[str, str]]:
    """Folders of nobody's settings and history."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        yield {name: str(Path(folder, name)) for name in names}


def first_frames(env: dict[str, str]) -> None:
    """Print how long each screen takes to show its first frame."""
    screens: dict[str, tuple[str, list[str]]] = {
        "empty window": (EMPTY, []),
        "library": (FIRST, []),
        "set-up": (FIRST, ["run", DONKEY]),
        "stage (--start)": (FIRST, ["run", DONKEY, "--start"]),
    }
    told: dict[str, list[dict[str, float]]] = {name: [] for name in screens}
    for _ in range(RUNS + 1):  # the first fills the disk's cache and does not count
        for name, (code, arguments) in screens.items():
            spawned = {**env, "SPAWNED_S": str(time.monotonic())}
            done = subprocess.run(
                [sys.executable, "-c", code, *arguments], env=spawned, cwd=ROOT, capture_output=True, check=True
            )
            told[name].append(json.loads(done.stdout))
    empty = {key: statistics.median(each[key] for each in told["empty window"][1:]) for key in ("ms", "cpu_ms", "mb")}
    print(f"{'first frame':18}{'ms':>8}{'× empty':>9}{'cpu ms':>8}{'× empty':>9}{'MB':>8}{'× empty':>9}")
    for name, runs in told.items():
        row = {key: statistics.median(each[key] for each in runs[1:]) for key in empty}
        print(f"{name:18}" + "".join(f"{row[key]:8.0f}{row[key] / empty[key]:9.2f}" for key in empty), flush=True)


def plan_for(seconds: float, sets: int = SETS) -> tuple[SessionPlan, list[str]]:
    """A plan of a number of sets that takes about `seconds`, and the words that ask for it."""
    reps = max(1, round((seconds / sets - REST_S) / 7))
    dose = {"tempo": "3-1-2-1", "sets": sets, "reps": reps, "rest": REST_S, "lead-in": LEAD_IN_S}
    words = [word for name, value in dose.items() for word in (f"--{name}", str(value))]
    choices = Choices(tempo="3-1-2-1", sets=sets, reps=reps, rest_s=Decimal(REST_S), lead_in_s=Decimal(LEAD_IN_S))
    return plan_of(Library.load(user_dir=Path("nowhere")).exercises[DONKEY], choices), words


def busy_s(pid: int) -> float:
    """Seconds of a processor that a process has used."""
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def size_mb(pid: int) -> float:
    """Resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


Paint = tuple[float, int, float]
"""When a picture was painted (monotonic), the block and the position (s) that it shows."""


@dataclass(frozen=True)
class Phase:
    """A phase of the event log, and when its cue was heard; None where it was not. All times are monotonic."""

    block: int
    position_s: float
    told_s: float
    painted_s: float | None
    heard_s: float | None


def command_for(words: list[str], events: Path, frames: Path) -> list[str]:
    """What starts the program, watched, with a session that runs and ends by itself."""
    command = [sys.executable, "-c", WATCHED, str(frames), "run", DONKEY, *words, "--scheme", "beeps"]
    return [*command, "--audio", "qt", "--start", "--fullscreen", "--exit-when-finished", "--events", str(events)]


def session(env: dict[str, str], seconds: float, *more: str) -> float:
    """Print what a session costs, and how far the pictures are from the sound; the window's share of a core.

    `more` are further options of the program.
    """
    plan, words = plan_for(seconds)
    length_s = float(sum(block.duration for block in lay_out_session(plan).blocks))
    with tempfile.TemporaryDirectory() as folder, PulseServer() as server:
        events, frames = Path(folder, "events.jsonl"), Path(folder, "paints.json")
        with Recorder(server) as recorder:
            command = [*command_for(words, events, frames), *more]
            program = subprocess.Popen(command, env={**env, **server.vars}, cwd=ROOT)
            # A share of time is measured: of a stretch within the set, without its start.
            time.sleep(LEAD_IN_S + 3)
            before_s, begun_s = busy_s(program.pid), time.monotonic()
            time.sleep(length_s * 0.7)
            share = (busy_s(program.pid) - before_s) / (time.monotonic() - begun_s)
            sizes = [size_mb(pid) for pid in (program.pid, *children(program.pid))]
            program.wait()
        rows = read_rows(events)
        paints, others = json.loads(frames.read_text())
    print(
        f"window {share:.1%} of a core, {sizes[0]:.0f} MB; player {', '.join(f'{each:.0f}' for each in sizes[1:])} MB"
    )
    told_gaps(paints)
    phases = phases_of(plan, rows, recorder)
    unheard = sum(phase.heard_s is None for phase in phases)
    unpainted = sum(phase.painted_s is None for phase in phases)
    print(f"{len(phases)} phases, {unheard} not heard, {unpainted} not painted; milliseconds after the sound:")
    told_distance("the window", phases)
    if others:
        told_distance("the audience's", [replace(each, painted_s=first_paint_s(others, each)) for each in phases])
    return share


def first_paint_s(paints: list[Paint], phase: Phase) -> float | None:
    """When a phase was first in a painted picture."""
    return next((at for at, block, position in paints if block == phase.block and position >= phase.position_s), None)


def read_rows(events: Path) -> list[dict[str, Any]]:
    """An event log."""
    return [json.loads(line) for line in events.read_text().splitlines()]


def told_gaps(paints: list[Paint]) -> None:
    """Print the gaps between painted frames, as long as the moment they show goes on."""
    times = [painted_t for (_, *before), (painted_t, *shown) in pairwise(paints) if shown != before]
    gaps = np.diff(times[120:]) * 1000  # not the first seconds, in which the sound is loaded
    p50, p99 = np.percentile(gaps, [50, 99])
    late = int((gaps > 34).sum())
    print(f"{len(gaps)} frames, gap p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {gaps.max():.0f} ms, {late} over 34 ms")


def phases_of(plan: SessionPlan, rows: list[dict[str, Any]], recorder: Recorder) -> list[Phase]:
    """The phases of a log, each with the moment at which a finished recording has its cue."""
    entered = [row for row in rows if row["event"] == "phase"]
    blocks, _ = cues_of(plan)
    recording, origin_s = recorder.samples, recorder.origin_s
    phases = []
    for block, cues in zip(sorted({row["block"] for row in entered}), blocks, strict=True):
        shown = [row for row in entered if row["block"] == block]
        start_s = min(row["t"] - row["position"] for row in shown) - origin_s
        for row, places in zip(shown, find(recording, cues, start_s), strict=True):
            place = min(places, key=lambda at_s: abs(at_s - start_s - row["position"]), default=None)
            heard_s = None if place is None else recorder.moment_s(place)
            phases.append(Phase(block, row["position"], row["t"], row["painted_t"], heard_s))
    return phases


def told_distance(name: str, phases: list[Phase]) -> None:
    """Print how long after the sound of a phase it was told, and its picture was there."""
    heard = [phase for phase in phases if phase.heard_s is not None and phase.painted_s is not None]
    for what, times in (("told", [p.told_s for p in heard]), ("painted", [p.painted_s for p in heard])):
        errors = np.array(times, float) - np.array([phase.heard_s for phase in heard], float)
        mean, p95 = np.mean(errors) * 1000, np.percentile(np.abs(errors), 95) * 1000
        print(
            f"{name:16}{what:10}{len(heard):4} cues  mean {mean:+6.1f}  |p95| {p95:5.1f}  "
            f"from {errors.min() * 1000:+.1f} to {errors.max() * 1000:+.1f}",
            flush=True,
        )


def main(seconds: float = 170.0) -> None:
    """Measure all of it; `seconds` is the length of the session."""
    print(f"load {os.getloadavg()[0]:.1f}")
    with display() as screen, home() as folders:
        env = {**os.environ, **screen, **folders}
        # As it is for who uses it: what Python has compiled once is kept.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        first_frames(env)
        one = session(env, seconds)
        print("with the audience's window, 1152×648, beside it:")
        both = session(env, seconds, "--audience")
        print(f"both windows {both / one:.2f} × of one (at most 1.8 is wanted)")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 170.0)
