"""How late simpleaudio's tape is read, judged from when its places are read."""

from __future__ import annotations

import pytest

from calfcoach.player.outputs.tape import Lateness


def steady(lateness: Lateness, from_s: float, until_s: float, late_s: float, touched_s: float) -> float:
    """Look every 5 ms at a tape that is read 80 ms ahead, `late_s` late; the next second that is touched."""
    for step in range(round(from_s * 200), round(until_s * 200)):
        t_s = step / 200
        read = t_s + 0.08 - late_s >= touched_s
        at_s = touched_s
        touched_s += 0.68 if read else 0.0
        lateness.look(t_s, at_s if read else None, touched_s)
    return touched_s


def test_being_late_is_found_within_two_touches_and_only_when_it_stays() -> None:
    lateness = Lateness(0.0)
    at_s = steady(lateness, 0, 5, 0, 0.13)
    assert (lateness.known, lateness.late_s) == (True, 0)
    at_s = steady(lateness, 5, 5.7, 0.2, at_s)
    at_s = steady(lateness, 5.7, 7, 0, at_s)
    assert lateness.late_s == 0
    at_s = steady(lateness, 7, 9, 0.2, at_s)
    assert lateness.late_s == pytest.approx(0.2, abs=0.03)
    assert not lateness.lost


def test_a_tape_that_is_read_no_more_is_lost_and_a_stalled_process_is_none() -> None:
    lateness = Lateness(0.0)
    at_s = steady(lateness, 0, 3, 0, 0.13)
    lateness.look(8.0, None, at_s)
    assert not lateness.lost
    steady(lateness, 8, 8.7, 99, at_s)
    assert lateness.lost


def test_one_that_never_begins_is_lost_after_three_seconds() -> None:
    lateness = Lateness(0.0)
    steady(lateness, 0, 2.9, 99, 0.13)
    assert not lateness.lost
    steady(lateness, 2.9, 3.5, 99, 0.13)
    assert lateness.lost
