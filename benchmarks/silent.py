"""What two hours of coaching do to memory, objects, threads and file handles: python -m benchmarks.silent.

A whole session of 44 sets with everything around it (history, event log, the terminal's picture 25 times a second)
on a clock that is moved by hand, so two hours take a minute. Twice: on the silent output, and on one that wants its
blocks rendered. The row before the session is the baseline.
"""

import gc
import os
import tempfile
import threading
import time
from pathlib import Path

from rich.console import Console

from calfcoach.coach.conductor import Coach
from calfcoach.coach.log import EventLog
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.station import SoundStation
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.player.silent import SilentOutput
from calfcoach.score.tension import session_length
from calfcoach.session.clock import ManualClock
from calfcoach.settings import Settings
from calfcoach.terminal.screen import draw

FRAME_S = 1 / 25
DRAW_EVERY = 25
SETS = 44
HEAD = f"  {'':22}{'RSS MB':>10}{'objects':>10}{'threads':>9}{'handles':>9}"


class RenderingSilence(SilentOutput):
    """Silent, but as a device it wants PCM."""

    needs_pcm = True


def counted(name: str) -> str:
    """A row of the table: this process now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    handles = len(list(Path("/proc/self/fd").iterdir())) - 1
    return f"  {name:22}{megabytes:10.1f}{len(gc.get_objects()):10}{threading.active_count():9}{handles:9}"


def coach_through(plan: SessionPlan, kind: type[SilentOutput], folder: Path) -> None:
    """Coach the whole plan and print a row before, after the first set, in the middle and at the end."""
    clock = ManualClock(1000.0)
    history = History(folder / "history.sqlite")
    log = EventLog(folder / "events.jsonl")
    console = Console(file=(folder / "screen").open("w"), force_terminal=True, width=80)
    station = SoundStation(kind(clock))
    coach = Coach(plan, station, make_renderer("beeps", Settings()), clock)
    Recorder(coach, history)
    coach.subscribe(log)
    print(counted("before"))
    coach.prepare()
    coach.start()
    length_s = float(session_length(plan))
    marks = {round(length_s * share / FRAME_S): name for share, name in ((1 / SETS, "after a set"), (0.5, "middle"))}
    frame = 0
    while coach.sounding:
        clock.tick(FRAME_S)
        coach.tick()
        if coach._sound._maker._waiting:
            # Blocks are rendered in real time, the clock is not in it: let it stand until they are.
            while coach._sound._maker._waiting:
                time.sleep(0.0005)  # the processor is left to the thread that renders
                coach.tick()
        view = coach.view()
        if frame % DRAW_EVERY == 0:
            console.file.seek(0)
            console.print(draw(view))
        frame += 1
        if frame in marks:
            print(counted(marks[frame]), flush=True)
    print(counted("end"))
    reps = sum(record.counted_reps for record in coach.machine.ledger.records)
    coach.close()
    station.close()
    log.close()
    history.close()
    console.file.close()
    print(counted("closed"))
    print(f"  {frame * FRAME_S / 3600:.2f} h, {reps} reps counted of {plan.total_sets * 15}")


def main() -> None:
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    plan = plan_of(exercise, Choices(tempo="3-1-2-1", sets=SETS, reps=15))
    for kind in (SilentOutput, RenderingSilence):
        began = time.perf_counter()
        print("  on the silent output" if kind is SilentOutput else "  with every block rendered")
        print(HEAD)
        with tempfile.TemporaryDirectory() as folder:
            coach_through(plan, kind, Path(folder))
        print(f"  in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
