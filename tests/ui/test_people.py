"""Who trains is chosen on the set-up once there are two; each has their own dose, last time and pain limit."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLineEdit

from calfcoach.domain.amounts import read_load
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.backup import copies_of
from calfcoach.history.people import added
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON
from calfcoach.history.store import History, default_path
from calfcoach.library.collection import Library
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.people_settings import PeopleSettings
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.last_time import LastTimeLine
from calfcoach.ui.screens.settings_people import PeopleCard
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
    lists = program.screen.findChildren(Choice)
    return next((each for each in lists if each.accessibleDescription() == "Who?"), None)


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


def names(program: Program) -> list[str]:
    return [row.text() for row in program.screen.people.findChildren(QLineEdit) if row.isVisible()][1:]


def at_people(program: Program, qtbot) -> PeopleCard:
    program.show_settings()
    qtbot.waitUntil(lambda: program.screen.looked_up.is_over)
    return program.screen.people


def trained(program: Program) -> list[tuple[str, tuple[int, ...]]]:
    """Who is in the history, with the reps of their sessions."""
    done = sessions_of(program.backstage.history)
    with Reader(program.backstage.history.path) as reader:
        return [(name, tuple(r for s in done if s.person_id == key for r in s.reps)) for key, name in reader.people()]


def test_people_are_added_and_renamed_in_the_settings_and_what_cannot_be_is_said(program, qtbot, anna):
    card = at_people(program, qtbot)
    card.added.emit("  Clara ")
    card.added.emit("anna")
    assert card._said.text() == "there is somebody called anna already."
    card.renamed.emit(ONLY_PERSON, "Ben")
    assert not card._said.isVisible()
    assert trained(program) == [("Ben", (5,)), ("Anna", (9,)), ("Clara", ())]


def test_who_is_deleted_comes_back_within_ten_seconds_and_is_gone_whole_after_them(program, qtbot, anna):
    card = at_people(program, qtbot)
    card.deleted.emit(anna)
    assert "Anna" not in names(program)
    assert [name for name, _ in trained(program)] == ["", "Anna"]
    program.window.findChild(NoteLine).undo()
    assert "Anna" in names(program)
    card.deleted.emit(anna)
    (removal,) = program.removals.values()
    removal._wait.timeout.emit()  # ten seconds are over
    qtbot.waitUntil(lambda: not program.removals)
    assert trained(program) == [("", (5,))]
    assert len(copies_of(program.backstage.history.path, "before-removal")) == 1
    assert names(program) == [""]


def test_who_is_deleted_is_gone_too_where_the_program_ends_before(make_program, qtbot, anna):
    program = make_program()
    at_people(program, qtbot).deleted.emit(anna)
    program.window.close()
    with Reader(default_path()) as reader:
        assert [name for _, name in reader.people()] == [""]


def test_one_person_is_exported_whole(program, qtbot, anna, tmp_path):
    at_people(program, qtbot)
    settings = PeopleSettings(program, program.screen.people, lambda: True)
    settings.export(anna, tmp_path / "Anna")
    qtbot.waitUntil((tmp_path / "Anna.json").exists)
    rows = json.loads((tmp_path / "Anna.json").read_text())["rows"]
    assert [row["person"]["name"] for row in rows if "person" in row] == ["Anna"]
    qtbot.waitUntil(lambda: "Exported to" in program.window.findChild(NoteLine).accessibleName())


def test_the_pain_limit_is_that_of_who_trains(program, qtbot, anna):
    program.store.change(person=anna)
    at_people(program, qtbot)
    program.screen._choose_limit(5)
    assert (program.store.settings.pain_limit_now, program.store.settings.pain_limit) == (5, 2)
