"""What has its place in a program is begun only by who says to have come so far, on every way there is to begin it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from calfcoach.cli.parser import make_parser
from calfcoach.domain.prescribe import Choices, DoseRefused, plan_of
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.request import read_request, session_from
from calfcoach.session.states import State
from calfcoach.ui.screens.gate_card import GateCard
from calfcoach.ui.screens.save_row import SaveRow
from calfcoach.ui.screens.setup import SetupScreen
from tests.cli.conftest import Calf
from tests.ui.program import held_awake, make_program

__all__ = ["held_awake", "make_program"]

REBOUND = "quick-rebound"
REFUSED = "Quick rebounds is for phase 2 of a program and later; who has come so far adds --program-phase 2"


@pytest.mark.parametrize("said", [(), ("--program-phase", "1")], ids=["nothing", "too early"])
def test_without_its_set_up_it_is_refused_in_one_sentence(home: Path, calf: Calf, said: tuple[str, ...]) -> None:
    wav = home / "hops.wav"
    assert calf("run", REBOUND, "--terminal", "--start", "--audio", "silent", *said).refusal == REFUSED
    assert calf("run", REBOUND, "--terminal", *said).refusal == REFUSED
    assert calf("render", REBOUND, "-o", wav, *said).refusal == REFUSED
    assert not wav.exists()
    with pytest.raises(KnownError, match="who has come so far"):
        read_request(make_parser().parse_args(["run", REBOUND, "--start", *said]))


def test_who_has_come_so_far_says_so_and_begins(home: Path) -> None:
    words = ("run", REBOUND, "--start", "--program-phase", "2")
    plan = read_request(make_parser().parse_args(words)).plan
    assert plan is not None
    assert plan == session_from(make_parser().parse_args(words))[1]
    assert plan.too_early(1) is not None
    assert plan.too_early(2) is None


def test_other_exercises_need_no_phase(home: Path) -> None:
    _, plan = session_from(make_parser().parse_args(["run", "donkey-calf-raise"]))
    assert plan.too_early(0) is None


def test_a_rebound_takes_no_load() -> None:
    rebound = Library.load().asked_for(REBOUND)
    asked = vars(make_parser().parse_args(["run", REBOUND, "--load", "5"]))["load"]
    with pytest.raises(DoseRefused, match="is done with body weight only"):
        plan_of(rebound, Choices(load=asked))
    none = vars(make_parser().parse_args(["run", REBOUND, "--load", "0"]))["load"]
    assert plan_of(rebound, Choices(load=none)).too_early(0) == rebound


def test_in_the_window_start_waits_for_the_answer(make_program) -> None:  # type: ignore[no-untyped-def]
    program = make_program(library=Library.load())
    program.show_setup(REBOUND, Choices())
    screen = program.screen
    assert isinstance(screen, SetupScreen)
    (gate,) = screen.findChildren(GateCard)
    program.key(Qt.Key.Key_Return)
    assert program.screen is screen, "Start has the keyboard at first, and begins nothing"
    (save,) = screen.findChildren(SaveRow)
    save.wanted.emit()
    assert program.session is None
    program.key(Qt.Key.Key_Space)  # the answer has the keyboard now
    assert gate._yes.isChecked()
    program.key(Qt.Key.Key_Return)
    assert program.session is not None
    assert program.session.coach.machine.state is State.READY


def test_the_command_line_answers_it_and_no_other_exercise_asks(make_program) -> None:  # type: ignore[no-untyped-def]
    program = make_program(library=Library.load())
    program.show_setup(REBOUND, Choices(program_phase=2))
    assert program.screen.is_gate_open()
    program.show_setup("donkey-calf-raise", Choices())
    assert program.screen.findChildren(GateCard) == []
    assert program.screen.is_gate_open()
