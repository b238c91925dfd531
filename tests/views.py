"""What a window would show of a session machine, for tests and benches that have no coach."""

from __future__ import annotations

from calfcoach.coach.view import Moment, View, view_at
from calfcoach.session.machine import SessionMachine


def view_of(machine: SessionMachine, position_s: float, problem: str | None = None) -> View:
    """The picture of the running block at a position (seconds of the block; clamped to it)."""
    return view_at(machine.plan, Moment(machine.state, machine.playing, machine.upcoming, position_s), problem)
