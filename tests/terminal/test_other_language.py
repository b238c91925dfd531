"""The terminal in a language nobody speaks: 40 % longer, every text in brackets, nothing cut."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from calfcoach import texts
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.screen import draw
from calfcoach.terminal.words import print_finish, print_setup, print_summary
from tests.texts.pseudo import PseudoTranslations
from tests.views import view_of

IDS = ("donkey-calf-raise", "step-calf-raise-single", "iso-hold-calf")
WIDE = 2000
"""Characters of a line that nothing has to wrap in."""


@pytest.fixture(autouse=True)
def nobodys_language() -> Iterator[None]:
    texts.use(PseudoTranslations())
    yield
    texts.use(None)


def strings_of(value: object) -> Iterator[str]:
    """Every text of an exercise: those are data, and stay as they are."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value.values(), *(key for key in value if isinstance(key, str))):
            yield from strings_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings_of(each)


def printed(exercise_id: str, width: int) -> str:
    """All that the terminal shows of a session: set-up, each moment of a set, pause, a problem, way out, summary."""
    exercise = Library.load().find(exercise_id).exercise
    plan = plan_of(exercise, Choices(sets=2, reps=2))
    out = io.StringIO()
    console = PatientConsole(out, width=width)
    print_setup(console, plan)
    machine = SessionMachine(plan)
    machine.start()
    for position_s in range(0, int(machine.playing.block.duration_s), 2):
        machine.advance(1, float(position_s))
        view = view_of(machine, float(position_s))
        console.print(draw(view))
        console.print(draw(replace(view, state=State.PAUSED)))
    machine.advance(1, machine.playing.block.duration_s)
    console.print(draw(view_of(machine, 1.0)))
    print_finish(console, exercise)
    print_summary(console, plan, machine.ledger, 1, None)
    return out.getvalue()


def without_brackets(line: str) -> str:
    before = None
    while before != line:
        before, line = line, re.sub(r"\[[^\[\]]*\]", " ", line)
    return line


@pytest.mark.parametrize("exercise_id", IDS)
def test_every_text_of_the_program_is_in_brackets(exercise_id: str) -> None:
    exercise = Library.load().find(exercise_id).exercise
    data = sorted(set(strings_of(exercise.model_dump(mode="json"))), key=len, reverse=True)
    left = []
    for line in printed(exercise_id, WIDE).splitlines():
        for text in data:
            line = line.replace(text, " ") if len(text) > 2 else line
        words = re.findall(r"[A-Za-zÀ-ÿ]{2,}", without_brackets(line))
        left += words
    assert left == []


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("exercise_id", IDS)
def test_no_word_is_cut(exercise_id: str, width: int) -> None:
    def words(shown: str) -> set[str]:
        return set(re.findall(r"[^\W\d_]{3,}", shown))

    narrow = printed(exercise_id, width)
    assert words(printed(exercise_id, WIDE)) - words(narrow) == set()
    assert max(map(len, narrow.splitlines())) <= width
