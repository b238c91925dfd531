"""A library of 5 000 exercises, measured: python -m benchmarks library.

How long the library takes to its first frame with 5 000 files of one's own beside the shipped ones, in turns with the
shipped ones alone and with an index that was thrown away; what a key pressed in the search costs until everything it
changes has been painted, and until the last new card in sight has been made; how many files a second are judged by
`lint`, and were found by hand before (a look through every file's text). Wanted: first frame at most 1.5 times that of
the shipped ones, 16 ms a key, 300 files a second. What is said of the CPU holds on a busy machine too.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.window import FIRST, ROOT, display
from calfcoach.library.collection import Library
from calfcoach.library.lint import lint_paths
from calfcoach.resources import exercises_dir

FILES = 5_000
RUNS = 7
TYPED = ("donkey", "gastroknemius", "dokney machine", "soleus 4711", "zzzzzz", "standng", "lateral raise", "squat")
LINTED = 1_500


def make_files(folder: Path, count: int) -> None:
    """Copies of the shipped exercises under names of their own."""
    folder.mkdir(parents=True)
    shipped = sorted(exercises_dir().glob("*.yaml"))
    old_s = time.time() - 3600
    for number in range(count):
        source = shipped[number % len(shipped)]
        exercise_id = f"{source.stem}-{number}"
        lines = source.read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            if line.startswith("id: "):
                lines[at] = f"id: {exercise_id}\norigin: {source.stem}"
            elif line.startswith("name: "):
                lines[at] = f"{line} {number}"
        path = folder / f"{exercise_id}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.utime(path, (old_s, old_s))


def first_frame(env: dict[str, str]) -> dict[str, float]:
    """How long the library takes to its first frame in a new process."""
    spawned = {**env, "SPAWNED_S": str(time.monotonic())}
    done = subprocess.run([sys.executable, "-c", FIRST], env=spawned, cwd=ROOT, capture_output=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def first_frames(env: dict[str, str], folder: Path) -> None:
    """Print first frames with few and with many files, in turns."""
    homes = {
        "shipped": {**env, **_home(folder / "few")},
        "5 000 more": {**env, **_home(folder / "many")},
    }
    without = first_frame(homes["5 000 more"])  # nobody has read them yet: the window reads them afterwards
    time.sleep(2.5)  # what has just been written is not kept
    begun_s = time.perf_counter()
    command = [sys.executable, "-m", "calfcoach", "list"]
    subprocess.run(command, env=homes["5 000 more"], cwd=ROOT, capture_output=True, check=True)
    print(f"all of them read, once: {time.perf_counter() - begun_s:.1f} s")
    told: dict[str, list[dict[str, float]]] = {name: [] for name in homes}
    for _ in range(RUNS):
        for name, home in homes.items():
            told[name].append(first_frame(home))
    row = {name: {key: statistics.median(run[key] for run in runs) for key in runs[0]} for name, runs in told.items()}
    few, many = row["shipped"], row["5 000 more"]
    print(f"{'first frame':14}{'ms':>8}{'cpu ms':>8}{'MB':>6}")
    for name, values in row.items():
        print(f"{name:14}{values['ms']:8.0f}{values['cpu_ms']:8.0f}{values['mb']:6.0f}")
    print(f"{'× shipped':14}{many['ms'] / few['ms']:8.2f}{many['cpu_ms'] / few['cpu_ms']:8.2f}  (at most 1.50)")
    print(f"without an index, once: {without['ms']:.0f} ms", flush=True)


def keystrokes(library: Library) -> None:
    """Print what each key in the search costs, until its change is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from calfcoach.ui.screens.library import LibraryScreen
    from calfcoach.ui.stylesheet import apply
    from calfcoach.ui.theme import DARK

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, DARK)
    screen = LibraryScreen(DARK, library)
    screen.resize(1366, 768)
    screen.show()
    screen.load_figures()
    for _ in range(300):
        app.processEvents()
    handled, painted, whole, of_cpu = [], [], [], []
    gc.collect()
    gc.freeze()  # as the window does after its first frame
    for words in TYPED:
        for end in range(1, len(words) + 1):
            begun_s, cpu_s = time.perf_counter(), time.process_time()
            screen.search(words[:end])
            handled.append((time.perf_counter() - begun_s) * 1000)
            app.processEvents()
            painted.append((time.perf_counter() - begun_s) * 1000)
            of_cpu.append((time.process_time() - cpu_s) * 1000)
            while not screen.is_whole:
                app.processEvents()
            whole.append((time.perf_counter() - begun_s) * 1000)
            for _ in range(60):
                app.processEvents()
        screen.search("")
        for _ in range(60):
            app.processEvents()
    rows = (("found", handled), ("and painted", painted), ("of it CPU", of_cpu), ("every card", whole))
    for what, times in rows:
        p95 = statistics.quantiles(times, n=20)[-1]
        print(
            f"a key, {what:12}{len(times)} keys, median {statistics.median(times):5.1f} ms, p95 {p95:5.1f} ms, "
            f"worst {max(times):5.1f} ms{'' if times is whole else '  (at most 16)'}",
            flush=True,
        )


def linted(folder: Path) -> None:
    """Print how many files a second are judged, and how many are only read and looked through."""
    paths = sorted(folder.glob("*.yaml"))[:LINTED]
    begun_s = time.perf_counter()
    words = sum(path.read_text(encoding="utf-8").count("\n") for path in paths)
    plain_s = time.perf_counter() - begun_s
    begun_s, begun_cpu_s = time.perf_counter(), time.process_time()
    report = lint_paths(paths)
    took_s, cpu_s = time.perf_counter() - begun_s, time.process_time() - begun_cpu_s
    assert report.ok, report.problems[:3]
    assert words
    print(
        f"lint {LINTED / took_s:.0f} files a second, {LINTED / cpu_s:.0f} in a second of CPU (at least 300); "
        f"only read {LINTED / plain_s:.0f}",
        flush=True,
    )


def _home(folder: Path) -> dict[str, str]:
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return {name: str(folder / name) for name in names}


def main() -> None:
    """Measure all of it."""
    print(f"load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        own = folder / "many" / "XDG_DATA_HOME" / "calfcoach" / "exercises"
        make_files(own, FILES)
        with display() as shown:
            env = {**os.environ, **shown}
            env.pop("PYTHONDONTWRITEBYTECODE", None)
            first_frames(env, folder)
        keystrokes(Library.load(user_dir=own))
        linted(own)


if __name__ == "__main__":
    main()
