"""A signal closes the window from the event loop, whatever was going on when it came in."""

import os
import signal

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from calfcoach import app as starting
from calfcoach.coach.conductor import Coach
from calfcoach.session.commands import CommandKind
from calfcoach.session.states import State
from calfcoach.ui.session import Session
from tests.asking import ask
from tests.histories import sessions_in
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

SENT = [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]


def send_in(monkeypatch, owner, name, number, times=1):
    """Send the signal in the middle of the first call of a method."""
    inner, sent = getattr(owner, name), []

    def with_signal(self, *given):
        if not sent:
            sent.append(number)
            for _ in range(times):
                os.kill(os.getpid(), number)
        return inner(self, *given)

    monkeypatch.setattr(owner, name, with_signal)


def run(program) -> int:
    return starting._run(QApplication.instance(), program.window)


@pytest.mark.parametrize(("number", "code", "method"), [(*SENT[0], "tick"), (*SENT[1], "view"), (*SENT[2], "tick")])
def test_in_the_middle_of_a_frame(program, monkeypatch, held_awake, number, code, method):
    program.start()
    program.run_until(lambda: bool(program.coach.machine.ledger.records))  # a rep was done
    send_in(monkeypatch, Coach, method, number)
    assert run(program) == code
    assert not program.window.isVisible()
    assert program.session is None
    assert held_awake.now == 0
    (session,) = sessions_in()
    assert session.ended == "stopped"


def test_in_the_middle_of_the_session_s_end(program, monkeypatch):
    program.start()
    program.run_until(lambda: program.state is State.LOWER)
    ask(program.coach, CommandKind.END)
    send_in(monkeypatch, Session, "_look_for_the_end", signal.SIGTERM)
    assert run(program) == 143


def test_many_are_as_one(program, monkeypatch):
    program.start()
    send_in(monkeypatch, Coach, "tick", signal.SIGTERM, times=3)
    assert run(program) == 143


def test_in_the_library(program):
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert run(program) == 143
