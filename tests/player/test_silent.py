from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.player.protocol import RATE, BlockPosition, Ended, Ready
from calfcoach.player.silent import SilentOutput


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def silent(clock: Clock) -> SilentOutput:
    output = SilentOutput(clock)
    assert isinstance(output.poll()[0], Ready)
    return output


def test_blocks_follow_each_other_at_exact_times(clock: Clock, silent: SilentOutput) -> None:
    silent.load(1, 2 * RATE)
    silent.load(2, bytes(2 * RATE))
    silent.play(1)
    silent.queue(2)
    clock.now_s += 0.5
    assert silent.poll() == [BlockPosition(100.5, 1, 0.5)]
    clock.now_s = 102.25
    assert silent.poll() == [Ended(102.0, 1), BlockPosition(102.25, 2, 0.25)]
    clock.now_s = 110
    assert silent.poll() == [Ended(103.0, 2)]
    assert silent.poll() == []


def test_a_pause_stands_still(clock: Clock, silent: SilentOutput) -> None:
    silent.load(1, 5 * RATE)
    silent.play(1)
    clock.now_s += 1
    silent.pause()
    clock.now_s += 10
    assert silent.poll() == []
    silent.resume()
    clock.now_s += 1
    assert silent.poll() == [BlockPosition(112.0, 1, 2.0)]


def test_a_start_in_the_future_and_in_the_past(clock: Clock, silent: SilentOutput) -> None:
    silent.load(1, 5 * RATE)
    silent.play(1, RATE, at_s=101.0)
    assert silent.poll() == []
    clock.now_s = 101.5
    assert silent.poll() == [BlockPosition(101.5, 1, 1.5)]
    silent.play(1, 0, at_s=100.0)
    assert silent.poll() == [BlockPosition(101.5, 1, 1.5)]


def test_a_patch_changes_the_length(clock: Clock, silent: SilentOutput) -> None:
    silent.load(1, 2 * RATE)
    silent.load(2, RATE)
    silent.play(1)
    silent.queue(2)
    silent.patch(1, RATE, 3 * RATE)
    clock.now_s = 103.5
    assert silent.poll() == [BlockPosition(103.5, 1, 3.5)]
    clock.now_s = 104.5
    assert silent.poll() == [Ended(104.0, 1), BlockPosition(104.5, 2, 0.5)]


def test_unknown_blocks_are_ignored(silent: SilentOutput) -> None:
    silent.play(7)
    silent.queue(7)
    silent.patch(7, 0, 10)
    silent.pause()
    silent.resume()
    silent.stop()
    assert silent.poll() == []


@given(
    st.lists(st.integers(1, 10 * RATE), min_size=1, max_size=8),
    st.lists(st.floats(0.0, 15.0), max_size=30),
)
def test_however_late_it_is_asked_every_end_is_told_once_and_in_time(lengths: list[int], steps_s: list[float]) -> None:
    clock = Clock()
    silent = SilentOutput(clock)
    for block, frames in enumerate(lengths):
        silent.load(block, frames)
    silent.play(0)
    for block in range(1, len(lengths)):
        silent.queue(block)
    reports = []
    for step_s in [*steps_s, 100.0]:
        clock.now_s += step_s
        reports += silent.poll()
    ends = [r for r in reports if isinstance(r, Ended)]
    assert [r.block for r in ends] == list(range(len(lengths)))
    total = 0
    for end, frames in zip(ends, lengths, strict=True):
        total += frames
        assert end.t_s == pytest.approx(100.0 + total / RATE, abs=1e-6)


def test_it_imports_nothing_heavy() -> None:
    code = "import sys, calfcoach.player.silent, calfcoach.player.link; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "PySide6", "simpleaudio", "multiprocessing"} & set(done.stdout.split())


@pytest.mark.parametrize("ask", ["play", "queue", "patch"])
def test_a_block_that_ends_as_it_is_asked_for_is_gone(clock: Clock, silent: SilentOutput, ask: str) -> None:
    silent.load(1, RATE)
    silent.play(1)
    clock.now_s += 2
    if ask == "patch":
        silent.patch(1, 0, RATE)
    else:
        getattr(silent, ask)(1)
    assert silent.poll() == [Ended(101.0, 1)]
    clock.now_s += 2
    assert silent.poll() == []
