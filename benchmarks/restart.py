"""What a killed and restarted sound server does to a session: python -m benchmarks restart --seconds 170.

The window coaches two sets on an X server and a PulseAudio of its own, both with nobody at them. In the middle of the
first the server is killed, and started again two seconds later. Told is how far the picture of each phase is from its
sound before and after, and how far the sound itself is from where it would have been: what is heard after, less what
was heard before, within the one set that saw both.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.window import (
    LEAD_IN_S,
    ROOT,
    Phase,
    command_for,
    display,
    home,
    phases_of,
    plan_for,
    read_rows,
    told_distance,
)
from calfcoach.score.timeline import lay_out_session
from tests.pulse import PulseServer, Recorder

SETS = 2
GONE_S = 2.0


def offset_s(phases: list[Phase]) -> float:
    """When second 0 of a block was heard, by the phases heard in it."""
    return float(np.median([phase.heard_s - phase.position_s for phase in phases if phase.heard_s is not None]))


def main(seconds: float = 170.0) -> None:
    """Run the session, break it, and print what became of it."""
    plan, words = plan_for(seconds, SETS)
    lengths_s = [float(block.duration) for block in lay_out_session(plan).blocks]
    with display() as screen, home() as folders, tempfile.TemporaryDirectory() as folder, PulseServer() as server:
        print(f"load {os.getloadavg()[0]:.1f}")
        events = Path(folder, "events.jsonl")
        env = {**os.environ, **screen, **folders, **server.vars}
        before = Recorder(server)
        program = subprocess.Popen(command_for(words, events, Path(folder, "paints.json")), env=env, cwd=ROOT)
        time.sleep(LEAD_IN_S + lengths_s[0] / 2)  # into the middle of the first set
        server.kill()
        killed_s = time.monotonic()
        before.stop()
        time.sleep(GONE_S)  # so long the server is to be away
        server.start()
        with Recorder(server) as after:
            program.wait()
        rows = read_rows(events)
    heard_before = [p for p in phases_of(plan, rows, before) if p.told_s < killed_s]
    heard_after = [p for p in phases_of(plan, rows, after) if p.told_s > killed_s]
    back = next(phase for phase in heard_after if phase.heard_s is not None)
    broken = [[p for p in part if p.block == back.block] for part in (heard_before, heard_after)]
    told = [row["position"] for row in rows if row["event"] == "phase" and row["block"] == back.block]
    print(f"exit code {program.returncode}; {sum(row['event'] == 'notice' for row in rows)} notice(s)")
    told_distance("before", heard_before)
    told_distance("after", heard_after)
    silent = sum(phase.heard_s is None for phase in heard_after)
    moved_ms = (offset_s(broken[1]) - offset_s(broken[0])) * 1000
    print(
        f"server gone {GONE_S:.0f} s; sound again, at a rep, {back.heard_s - killed_s:.1f} s after its end; "
        f"{silent} of {len(heard_before) + len(heard_after)} phases silent; position monotonic: {told == sorted(told)};"
        f" sound moved {moved_ms:+.1f} ms across the hand-over"
    )


if __name__ == "__main__":
    main()
