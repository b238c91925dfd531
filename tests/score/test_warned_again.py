"""What is to be minded before a set is said however the wait for it stood still, or was made longer or shorter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.cues import CueKind
from calfcoach.session.machine import SessionMachine
from calfcoach.wording.cues import spoken_text
from tests.score.heard import heard, story
from tests.stories import exercise, plan

PAIN = {
    "id": "pain",
    "title": "Pain",
    "text": "Stop if it hurts.",
    "short": "Stop at pain",
    "say": "Stop if it hurts",
    "phases": [],
    "severity": "danger",
}


def session(countdown_s: int | None = None) -> SessionPlan:
    """Two sets, or those of a class that starts on a countdown."""
    whole = plan(exercise(warnings=[PAIN]), reps=2, sets=2, rest_s=60, lead_in_s=10)
    return whole if countdown_s is None else replace(whole, countdown_s=Decimal(countdown_s))


def go_on(machine: SessionMachine) -> None:
    machine.pause()
    machine.resume()


def twice(command: Callable[[SessionMachine], object]) -> Callable[[SessionMachine], object]:
    """Asked for, and confirmed."""

    def both(machine: SessionMachine) -> None:
        command(machine)
        command(machine)

    return both


def started_by_a_slip(machine: SessionMachine) -> None:
    twice(SessionMachine.skip)(machine)
    machine.undo()


def after(machine: SessionMachine) -> list[str]:
    """The warnings of the block that is played now."""
    cues = heard(machine.plan, machine.playing.spec)[1]
    return [spoken_text(cue.spoken) or "" for cue in cues if cue.kind is CueKind.WARNING]


@pytest.mark.parametrize(
    "change",
    [go_on, SessionMachine.extend_rest, twice(SessionMachine.back), started_by_a_slip],
    ids=["paused", "longer", "again", "slip taken back"],
)
def test_a_countdown_warns_whatever_is_done_with_it(change: Callable[[SessionMachine], object]) -> None:
    machine = SessionMachine(session(countdown_s=120))
    machine.start()
    machine.advance(machine.playing.block_id, 2.0)
    change(machine)
    assert after(machine) == ["Stop if it hurts"]


def test_a_longer_countdown_does_not_say_that_it_goes_on() -> None:
    machine = SessionMachine(session(countdown_s=120))
    machine.start()
    machine.advance(machine.playing.block_id, 2.0)
    machine.extend_rest()
    first = story(heard(machine.plan, machine.playing.spec)[1]).splitlines()[:2]
    assert first == ["t=0 Get ready for set 1", "t=3 Stop if it hurts"]


def test_a_first_lead_in_that_stood_still_warns() -> None:
    machine = SessionMachine(session())
    machine.start()
    machine.advance(machine.playing.block_id, 1.0)
    go_on(machine)
    assert after(machine) == ["Stop if it hurts"]


@pytest.mark.parametrize("change", [go_on, SessionMachine.skip], ids=["paused", "skipped"])
def test_a_rest_that_stood_still_or_was_cut_warns(change: Callable[[SessionMachine], object]) -> None:
    machine = SessionMachine(session())
    machine.start()
    first = machine.playing.block
    machine.advance(machine.playing.block_id, float(first.duration))
    machine.advance(machine.playing.block_id, 5.0)
    change(machine)
    assert after(machine) == ["Stop if it hurts"]


def test_a_rep_that_is_done_afresh_does_not_warn_again() -> None:
    machine = SessionMachine(session())
    machine.start()
    machine.advance(machine.playing.block_id, 12.0)
    go_on(machine)
    assert after(machine) == []
