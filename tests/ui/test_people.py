"""Who trains is chosen on the set-up once there are two; each has their own dose, last time and pain limit."""

from __future__ import annotations

import pytest

from calfcoach.domain.amounts import read_load
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.people import added
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.ui.screens.last_time import LastTimeLine
from tests.histories import HANG_S, sessions_of
from tests.history.test_store import record
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


@pytest.fixture
def anna() -> str:
    """Anna's id: she is there beside somebody without a name, and both have trained."""
    history = History()
    key, changes = added("Anna")
    history.submit(changes)
    for person, reps, load in ((None, 5, "20 kg"), (key, 9, "40 kg")):
        choices = Choices(sets=1, reps=reps, load=(read_load(load),))
        history.begin(plan_of(Library.load(only=DONKEY).find(DONKEY).exercise, choices), person_id=person)
        history.keep((record(reps, complete=True, load=read_load(load)),), 60.0)
        history.end("finished", 0, 0.0, 60.0)
    assert history.close(HANG_S)
    return key


def who(program: Program):
    return program.screen._who


def set_up(program: Program, qtbot) -> None:
    program.show_setup(DONKEY, Choices())
    qtbot.waitUntil(lambda: program.screen.looked_up is not None and program.screen.looked_up.is_over)


def test_alone_nobody_is_asked_who(program, qtbot):
    set_up(program, qtbot)
    assert who(program) is None


def test_whoever_is_chosen_has_their_own_last_time_dose_and_session(program, qtbot, anna):
    set_up(program, qtbot)
    assert who(program).isVisible()
    assert [who(program).itemText(row) for row in range(who(program).count())] == ["No name", "Anna"]
    assert "20 kg × 5 reps" in program.screen.findChild(LastTimeLine).accessibleName()
    program.screen.model.step("sets", 1)
    sets = program.screen.model.item.dose.sets
    who(program).activated.emit(1)
    qtbot.waitUntil(lambda: program.screen.looked_up is not None and program.screen.looked_up.is_over)
    assert who(program).currentText() == "Anna"
    assert "40 kg × 9 reps" in program.screen.findChild(LastTimeLine).accessibleName()
    assert program.screen.model.item.dose.sets == sets - 1, "the other's dose is not hers"
    program.screen.start_button.click()
    program.run(1)
    session = max(sessions_of(program.backstage.history), key=lambda each: each.started)
    assert session.person_id == anna
    program.close_session()
    program.store.change(person=None)
    set_up(program, qtbot)
    assert program.screen.model.item.dose.sets == sets


def test_who_is_there_no_more_is_not_chosen_any_more(program, qtbot, anna):
    program.store.change(person="01a21d58-7914-7a28-bb31-49d75e049eb1")
    set_up(program, qtbot)
    qtbot.waitUntil(lambda: program.store.settings.person is None and who(program) is not None)
    assert who(program).currentText() == "No name"
