"""The application in one folder beside the checkout: python -m benchmarks packaged, after `make package`.

Both open the stage on an X server of their own, in turns; what is told is the time from their start to the end of the
first paint, by the event log (`painted_t`), and how large the application is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.window import ROOT, display, home, read_rows
from tools.package.app import size_of

APP = ROOT / "build" / "package" / "app" / "calfcoach"
RUNS = 9
HOLD = ("run", "iso-hold-calf", "--start", "--lead-in", "1", "--hold", "1", "--sets", "1", "--reps", "1")
PLAIN = ("--audio", "silent", "--exit-when-finished")


def first_paint_ms(command: list[str], env: dict[str, str]) -> float:
    """Milliseconds from the start of a program to the end of its first paint of the stage."""
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder, "events.jsonl")
        begun_s = time.monotonic()
        subprocess.run([*command, *HOLD, *PLAIN, "--events", str(events)], env=env, cwd=ROOT, check=True)
        painted = [row["painted_t"] for row in read_rows(events) if row["painted_t"] is not None]
    return (min(painted) - begun_s) * 1000


def main() -> None:
    """Print both."""
    if not APP.is_dir():
        print("there is no application: make package")
        return
    ways = {"checkout": [sys.executable, "-m", "calfcoach"], "application": [str(APP / "calfcoach")]}
    told: dict[str, list[float]] = {name: [] for name in ways}
    with display() as screen, home() as folders:
        env = {**os.environ, **screen, **folders}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(RUNS + 1):  # the first fills the disk's cache and does not count
            for name, command in ways.items():
                told[name].append(first_paint_ms(command, env))
    medians = {name: statistics.median(times[1:]) for name, times in told.items()}
    print(json.dumps({name: [round(each) for each in times] for name, times in told.items()}))
    for name, median in medians.items():
        print(f"{name:12}{median:8.0f} ms{median / medians['checkout']:7.2f} ×")
    print(f"{'unpacked':12}{size_of(APP) / 1e6:8.1f} MB; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
