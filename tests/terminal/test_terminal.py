"""Pieces of the terminal coach: signals, the picture and the console."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from calfcoach.coach.conductor import TimedEvent
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import KnownError
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from calfcoach.terminal import interrupt
from calfcoach.terminal.console import PatientConsole, PlainConsole
from calfcoach.terminal.interrupt import noted_interrupts
from calfcoach.terminal.lines import line_of
from calfcoach.terminal.screen import draw
from calfcoach.terminal.words import print_setup, print_summary
from tests.stories import exercise, iso_hold, machine_at, planned
from tests.views import view_of

MOST_S = 120.0


def test_a_signal_is_raised_where_it_is_asked_for() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noted_interrupts() as interrupts:
        interrupts.check()
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)  # Python runs a signal's handler between two of its steps
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_program_that_is_stuck_can_still_be_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupt, "STUCK_S", -1.0)
    with pytest.raises(SystemExit) as ended, noted_interrupts():
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(MOST_S)  # this is where the program is stuck; the signal ends it at once
    assert ended.value.code == 128 + signal.SIGTERM


def drawn(position_s: float, width: int = 80, **changes: object) -> str:
    machine = SessionMachine(plan_of(exercise(), Choices()))
    machine.start()
    machine.advance(1, position_s)
    out = io.StringIO()
    console = PatientConsole(out, width=width)
    console.print(draw(replace(view_of(machine, position_s), **changes)))  # type: ignore[arg-type]
    return out.getvalue()


def test_the_picture_says_phase_seconds_rep_set_and_what_is_next() -> None:
    text = drawn(6.5)
    for part in ("↓  Lower", "2 s", "Rep 1 of 2", "Set 1 of 2", "Next: Stretch 1 s", "space pause"):
        assert part in text, part


def test_the_picture_says_that_it_is_paused_and_what_is_wrong() -> None:
    text = drawn(6.5, state=State.PAUSED, problem="No sound device was found.")
    assert "Paused  Rep 1 of 2 · Lower. This rep starts" in text
    assert "! No sound device was found." in text


@pytest.mark.parametrize(("state", "word"), [(State.STOPPED, "Stopped"), (State.FINISHED, "Done")])
def test_after_the_end_no_phase_runs_any_more(state: State, word: str) -> None:
    text = drawn(6.5, state=state)
    assert word in text and "Rep 1 of 2" in text
    for gone in ("Lower", "Next", "2 s"):
        assert gone not in text, gone


def test_get_ready_warns_of_two_things_at_a_time() -> None:
    names = ("One", "Two", "Three", "Four")
    warned = exercise(warnings=[{"id": n.lower(), "title": n, "text": "Mind it.", "short": n} for n in names])
    machine = SessionMachine(plan_of(warned, Choices(lead_in_s=Decimal(10))))
    machine.start()
    seen = []
    for position_s in (1.0, 6.0):
        machine.advance(1, position_s)
        text = printed(lambda console: console.print(draw(view_of(machine, position_s))))  # noqa: B023
        seen.append([name for name in names if f"⚠ {name}" in text])
    assert seen == [["One", "Two"], ["Three", "Four"]]


@pytest.mark.parametrize("width", [1, 5, 20, 500])
def test_the_picture_fits_every_width(width: int) -> None:
    assert max(map(len, drawn(6.5, width).splitlines())) <= width


def test_texts_of_files_are_printed_as_they_stand() -> None:
    odd = exercise(name="[red]Raise[/] :smile: <b>")
    out = io.StringIO()
    print_setup(PatientConsole(out, width=100), plan_of(odd, Choices()))
    assert "[red]Raise[/] :smile: <b>" in out.getvalue()


class Broken(io.StringIO):
    """A stream whose other end has gone, or whose disk is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, text: str) -> int:
        raise self._error


def test_a_session_outlives_its_reader_and_a_command_says_what_is_wrong() -> None:
    patient = PatientConsole(Broken(BrokenPipeError()))
    patient.print("heard by nobody")
    assert patient.deaf
    patient.print("nor this")
    with pytest.raises(BrokenPipeError):
        PlainConsole(Broken(BrokenPipeError())).print("an answer")
    with pytest.raises(KnownError, match="the output cannot be written: No space left"):
        PlainConsole(Broken(OSError(28, "No space left on device"))).print("an answer")


def printed(show: Callable[[PatientConsole], None]) -> str:
    out = io.StringIO()
    show(PatientConsole(out, width=100))
    return out.getvalue()


def test_the_set_up_speaks_of_every_exercise_of_the_session() -> None:
    text = printed(lambda console: print_setup(console, SessionPlan((planned(), planned(iso_hold())))))
    for part in ("Donkey calf raise", "3-1-2-0 · 2 sets × 2 reps", "Calf hold", "hold 30 s · 2 sets × 2 holds"):
        assert part in text, part
    assert text.count("The session takes") == 1


def test_the_summary_speaks_of_every_exercise_of_the_session() -> None:
    session = SessionPlan((planned(sets=1), planned(iso_hold(), sets=1)))
    machine = machine_at(session, 200, block=2)
    text = printed(lambda console: print_summary(console, session, machine.ledger, 0))
    rows = [line.split() for line in text.splitlines()]
    assert ["Donkey", "calf", "raise", "1", "2", "2", "12", "s"] in rows
    assert ["Calf", "hold", "1", "2", "2", "60", "s"] in rows
    assert "All 2 sets done" in text
    assert "4 reps, 72 s under tension" in text


def test_a_hold_is_no_rep_in_the_terminal() -> None:
    for sets, total in ((1, "1 hold, 30 s under tension"), (2, "2 holds, 60 s under tension")):
        session = SessionPlan((planned(iso_hold(), sets=sets, reps=1),))
        machine = machine_at(session, 200, block=sets)
        assert total in printed(lambda console, s=session, m=machine: print_summary(console, s, m.ledger, 0))
    machine = machine_at(session, 34)
    assert machine.playing is not None
    told = [TimedEvent(event, 36.0) for event in machine.advance(machine.playing.block_id, 36)]
    lines = [line_of(each, view_of(machine, 36), 0.0) or "" for each in told[:2]]
    assert [line.strip().removeprefix("36.0 s").strip() for line in lines] == ["hold 1 done", "Set 1 done: 1 hold"]


def test_without_warnings_there_is_no_box_for_them() -> None:
    assert "⚠" not in printed(lambda console: print_setup(console, plan_of(exercise(), Choices())))
    warned = exercise(warnings=[{"id": "a", "title": "Flat back", "text": "Keep it.", "short": "Flat back"}])
    assert "⚠ Before the first set" in printed(lambda console: print_setup(console, plan_of(warned, Choices())))
