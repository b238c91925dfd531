"""simpleaudio's tape: where it is read, how late that is, and one tape after the other."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from calfcoach.player.outputs.simple import SimpleOutput
from calfcoach.player.outputs.tape import Tape
from calfcoach.player.protocol import RATE, BlockPosition, Ended, Ready, Report
from tests.player.sounds import EVERY_S, onsets, planned, train
from tests.pulse import MOST_S, PulseServer, Recorder


def run(output: SimpleOutput, until: Callable[[Report], bool]) -> list[Report]:
    """Tick until something is reported; everything reported."""
    told: list[Report] = []
    deadline_s = time.monotonic() + MOST_S
    while time.monotonic() < deadline_s:
        new = output.tick()
        told += new
        if any(map(until, new)):
            return told
        time.sleep(0.005)  # an output tells something only when it is ticked
    raise AssertionError("not reported")


def test_what_is_read_is_known(server: PulseServer) -> None:
    tape = Tape(60)
    assert tape.tells
    tape.write(0, bytes(2 * RATE * 10))
    assert tape.touched() is None
    begun_s = tape.start()
    touches: list[float] = []
    deadline_s = time.monotonic() + MOST_S
    while len(touches) < 4 and time.monotonic() < deadline_s:
        touched_s = tape.touched()
        if touched_s is not None:
            touches.append(time.monotonic() - begun_s - touched_s)
        time.sleep(0.002)  # the device takes it in its own time
    tape.stop()
    assert np.ptp(touches[2:]) < 0.05


def test_the_next_tape_goes_on_where_the_last_one_was(server: PulseServer) -> None:
    """With tapes of 3 s instead of 30 minutes: renewed as the second block begins, nothing lost or doubled."""
    with Recorder(server) as recorder:
        output = SimpleOutput(1.0, tape_s=3)
        run(output, lambda report: isinstance(report, Ready))
        for block in (1, 2, 3):
            output.load(block, bytearray(train(7)))
        begun_s = time.monotonic()
        output.play(1, 0, None)
        output.queue(2)
        told = run(output, lambda report: isinstance(report, Ended) and report.block == 1)
        output.queue(3)
        told += run(output, lambda report: isinstance(report, Ended) and report.block == 3)
        ended_s = time.monotonic()
        while not recorder.has_come_to(ended_s + 0.3):  # what is on its way is still heard, and nothing after it
            output.tick()
            time.sleep(0.005)  # an output goes on only when it is ticked
        heard = onsets(recorder.samples) + recorder.origin_s
    assert len(heard) == 21
    assert np.max(np.abs(np.diff(heard) - EVERY_S)) < 0.1
    assert np.max(np.abs(heard - planned(21, begun_s))) < 0.2
    assert [report.block for report in told if isinstance(report, Ended)] == [1, 2, 3]
    places = [(report.block, report.position_s) for report in told if isinstance(report, BlockPosition)]
    assert places == sorted(places)
