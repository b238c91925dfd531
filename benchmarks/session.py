"""How exactly the program is heard while it is hindered: python -m benchmarks session --seconds 300.

A donkey calf raise is coached by `calfcoach run … --terminal` in a process of its own (`benchmarks.stalled`), through
a private PulseAudio with a null sink; what the sink was given is recorded, and each phase's sound is found in it by
correlation with the rendered one. Errors are within a block: its own start, known by its median, is taken off. The
baseline is the obvious way, with the same sounds at the same times under the same load: `benchmarks.naive`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np

from benchmarks.loopback import TAIL_S, Cues, Result, Stalls, Wave, judge, measure
from benchmarks.naive import play_naively
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.schemes import load_scheme
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.score.timeline import lay_out, planned_spec
from tests.pulse import PulseServer, Recorder

WAVE_S = 0.3
NAIVE_S = 150.0
"""The baseline is late from its first beep on: it need not run for ten minutes."""

REST_S = 5
LEAD_IN_S = 3
SET_S = 75


def plan_for(seconds: float) -> tuple[SessionPlan, list[str]]:
    """A session of about `seconds`, and the words that ask for it."""
    sets = max(1, round(seconds / SET_S))
    reps = max(1, int((seconds / sets - REST_S) / 7))
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    dose = {"tempo": "3-1-2-1", "sets": sets, "reps": reps, "rest": REST_S, "lead-in": LEAD_IN_S}
    words = [word for name, value in dose.items() for word in (f"--{name}", str(value))]
    choices = Choices(tempo="3-1-2-1", sets=sets, reps=reps, rest_s=Decimal(REST_S), lead_in_s=Decimal(LEAD_IN_S))
    return plan_of(exercise, choices), words


def cues_of(plan: SessionPlan) -> tuple[list[Cues], int]:
    """For each block the time of each phase in it and what is heard from there on.

    Beside it how many of them seem to be heard twice in the rendered sound itself, because they are alike for longer
    than the piece that is looked for: only more than that is heard twice.
    """
    renderer = Renderer(load_scheme("beeps"))
    blocks: list[Cues] = []
    alike = 0
    for number in range(1, plan.total_sets + 1):
        spec = planned_spec(plan, number)
        rendered = renderer.render_block(plan, spec, lay_out(plan, spec))
        sound: Wave = rendered.pcm.astype(np.float32) / np.float32(32768)
        frames = [cue.frame for cue in rendered.cues if cue.kind == "phase"]
        blocks.append([(frame / RATE, sound[frame : frame + round(WAVE_S * RATE)]) for frame in frames])
        alike += judge("", sound, [(0.0, blocks[-1])]).doubled
    return blocks, alike


def coached(output: str, seconds: float, plan: SessionPlan, words: list[str]) -> Result:
    """Have it coached and recorded, and compare."""
    command = [sys.executable, "-m", "benchmarks.stalled", str(seconds), "run", "donkey-calf-raise", *words]
    with tempfile.TemporaryDirectory() as folder, PulseServer() as server:
        events = Path(folder, "events.jsonl")
        command += ["--terminal", "--start", "--scheme", "beeps", "--audio", output, "--events", str(events)]
        own = {f"XDG_{name}_HOME": folder for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        with Recorder(server) as recorder:
            subprocess.run(
                command, env={**server.env, **own}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True
            )
            time.sleep(TAIL_S)
            origin_s = recorder.origin_s
            recording = recorder.stop()
        rows = [json.loads(line) for line in events.read_text().splitlines()]
    faults = sum(row["event"] == "notice" for row in rows)
    ids = sorted({row["block"] for row in rows if row["event"] == "phase"})
    # A row is late by up to a stall, never early: the earliest tells when its block began.
    starts = [min(row["t"] - row["position"] for row in rows if row["block"] == block) - origin_s for block in ids]
    blocks, alike = cues_of(plan)
    result = judge(f"calfcoach, {output}", recording, list(zip(starts, blocks, strict=True)), faults)
    return replace(result, doubled=max(0, result.doubled - alike))


def naive(plan: SessionPlan) -> Result:
    """The same sounds from a timer."""
    cues, _ = cues_of(plan)
    starts = np.cumsum([0.0, *(float(lay_out(plan, planned_spec(plan, n)).duration) for n in range(1, len(cues)))])
    placed = [(float(start), block) for start, block in zip(starts, cues, strict=True)]
    whole = [(start + at_s, wave) for start, block in placed for at_s, wave in block]
    return measure("timer and one play_buffer a beep", lambda: play_naively(whole, Stalls), placed)


def main(seconds: float = 300.0) -> None:
    plan, words = plan_for(seconds)
    load = os.getloadavg()[0]
    print(f"{plan.total_sets} sets of 3-1-2-1, {seconds:.0f} s, stalled 0.5 s in 3 and held 2 × 1 s; load {load:.1f}")
    print(Result.HEAD)
    for output in ("qt", "simpleaudio"):
        print(coached(output, seconds, plan, words), flush=True)
    print(naive(plan_for(min(seconds, NAIVE_S))[0]), flush=True)


if __name__ == "__main__":
    main()
