"""How fast a session is rendered, and how much memory it takes: python -m benchmarks.render.

The baseline is what cannot be avoided: as many zeros made with numpy and written with `wave`, in the same run.
"""

import statistics
import tempfile
import time
import tracemalloc
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from calfcoach.audio.mixer import PIECE, Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.render import render_session
from calfcoach.audio.schemes import load_scheme
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names
from calfcoach.resources import assets_dir
from calfcoach.score.timeline import lay_out, planned_spec

TIMES = 7


def timed(work: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Median and worst time of a piece of work, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), max(taken)


def session(sets: int, reps: int, rest: int = 90) -> SessionPlan:
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    return plan_of(exercise, Choices(tempo="3-1-2-1", sets=sets, reps=reps, rest_s=rest))


def zeros(frames: int, path: Path) -> None:
    """The baseline: a file of silence as long as the session."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for _ in range(frames // PIECE + 1):
            file.writeframesraw(np.zeros(PIECE, np.int16).data)


def main() -> None:
    names = scheme_names([assets_dir() / "schemes"])
    schemes = {name: load_scheme(name, [assets_dir() / "schemes"]) for name in names}
    voice = VoiceBank.standard()
    set_of_15 = session(1, 15)
    spec = planned_spec(set_of_15, 1)
    block = lay_out(set_of_15, spec)
    half_hour = session(10, 15)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "session.wav")
        frames = render_session(half_hour, Renderer(schemes["beeps"]), target)
        seconds = frames / RATE
        base, _ = timed(lambda: zeros(frames, target), 3)
        print(f"a block of 3-1-2-1 x 15 ({float(block.duration):.0f} s), a session of {seconds / 60:.1f} minutes")
        print("scheme         block, cold ms (worst)   block, warm ms   session s   x real time")
        for name, scheme in schemes.items():
            cold, worst = timed(lambda s=scheme: Renderer(s, voice=voice).render_block(set_of_15, spec, block))
            renderer = Renderer(scheme, voice=voice)
            renderer.render_block(set_of_15, spec, block)
            warm, _ = timed(lambda r=renderer: r.render_block(set_of_15, spec, block))
            whole, _ = timed(lambda s=scheme: render_session(half_hour, Renderer(s, voice=voice), target), 3)
            block_ms = f"{cold * 1e3:13.1f} ({worst * 1e3:5.1f}) {warm * 1e3:15.1f}"
            print(f"{name:12s} {block_ms} {whole:12.2f} {seconds / whole:12.0f}")
        print(f"zeros, wave  {'':41s} {base:8.2f} {seconds / base:12.0f}")
    loading, _ = timed(lambda: load_scheme("voice-beeps"))
    late = round(60.0 * RATE)
    renderer = Renderer(schemes["voice-beeps"], voice=voice)
    renderer.render_block(set_of_15, spec, block)
    patch, _ = timed(lambda: renderer.render_from(set_of_15, spec, block, late))
    left = float(block.duration) - 60
    print(f"reading a scheme {loading * 1e3:.1f} ms; patching the last {left:.0f} s {patch * 1e3:.1f} ms")
    five_minutes = session(1, 42)
    spec5 = planned_spec(five_minutes, 1)
    block5 = lay_out(five_minutes, spec5)
    tracemalloc.start()
    renderer = Renderer(load_scheme("voice-beeps"), voice=VoiceBank.standard())
    kept = renderer.render_block(five_minutes, spec5, block5)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"memory for a set of {float(block5.duration) / 60:.1f} minutes with voice: {peak / 2**20:.1f} MiB at most, "
        f"{held / 2**20:.1f} MiB held, {kept.pcm.nbytes / 2**20:.1f} of it PCM"
    )


if __name__ == "__main__":
    main()
