"""What a screen reader gets: every part has a name and a role, refusals and milestones are said, seconds never."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.stage.widget import StageWidget
from tests.ui.every_screen import GO, go, with_keyboard
from tests.ui.program import Program, held_awake, make_program, program, whole_program

__all__ = ["held_awake", "make_program", "program", "whole_program"]

NO_FILLER = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.Link,
    QAccessible.Role.ScrollBar,
}
"""What the keyboard may come to. A frame or an area is allowed too, where it says what it is."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was announced, and whether it was urgent."""
    heard: list[tuple[str, bool]] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), urgent))

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return heard


def name_of(part: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(part)
    assert interface is not None, part
    return str(interface.text(QAccessible.Text.Name))


def tree(part: QWidget) -> Iterator[tuple[int, str]]:
    """Everything a screen reader can walk to, by role and name."""
    waiting = [QAccessible.queryAccessibleInterface(part)]
    while waiting:
        interface = waiting.pop()
        if interface is None or interface.state().invisible:
            continue
        yield interface.role(), str(interface.text(QAccessible.Text.Name))
        waiting += [interface.child(index) for index in range(interface.childCount())]


def test_whatever_has_the_keyboard_says_what_it_is(whole_program: Program) -> None:
    program = whole_program
    program.window.resize(960, 540)  # what scrolls has the keyboard, too
    for name in GO:
        screen = go(program, name)
        assert name_of(screen) == screen.title, name
        for part in with_keyboard(screen):
            interface = QAccessible.queryAccessibleInterface(part)
            assert name_of(part).strip(), (name, part, interface.role())
            if isinstance(part, QAbstractButton):
                assert interface.role() in NO_FILLER, (name, part, interface.role())
                actions = set(interface.actionInterface().actionNames())
                pressed = {QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()}
                assert actions & pressed, (name, name_of(part))
        assert len(list(tree(screen))) > 1, name


def test_a_card_tells_how_it_is_done_and_its_star_whose_it_is(program: Program) -> None:
    card = next(card for card in program.screen.findChildren(ExerciseCard) if card.exercise.id == "donkey-calf-raise")
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Donkey calf raise"
    assert interface.text(QAccessible.Text.Description) == "Machine · Rail + partner · Rail + belt"
    found = {name for _, name in tree(card)}
    assert "Favourite: Donkey calf raise" in found


def test_the_box_of_sounds_is_named_by_its_label(program: Program) -> None:
    screen = go(program, "setup")
    [box] = [part for part in with_keyboard(screen) if isinstance(part, QComboBox)]
    interface = QAccessible.queryAccessibleInterface(box)
    assert interface.text(QAccessible.Text.Description) == "Sound scheme"
    [label] = [label for label in screen.findChildren(QLabel) if label.buddy() is box]
    assert (label.text(), label.isVisible()) == ("Sound", True)


def test_a_refusal_is_said_at_once(program: Program, said: list[tuple[str, bool]]) -> None:
    screen = go(program, "setup")
    said.clear()
    tempo = next(part for part in screen.findChildren(EntryField) if part.accessibleName().startswith("Tempo"))
    tempo.setFocus()
    program.key("0-1-2-0")
    program.key(Qt.Key.Key_Return)
    [(sentence, urgent)] = said
    assert urgent
    assert sentence == "the lowering cannot take 0 s; give it whole or decimal seconds, X or A"


def test_an_empty_search_is_said_once(program: Program, said: list[tuple[str, bool]]) -> None:
    program.key("/")
    program.key("zzzz")
    assert said == [("No exercise was found.", False)]


def test_the_stage_says_milestones_and_no_seconds(program: Program, said: list[tuple[str, bool]]) -> None:
    program.start(sets=2, reps=2, lead_in_s=Decimal(5), rest_s=Decimal(20))
    program.run_until(lambda: program.session is None)
    assert [sentence for sentence, _ in said if not sentence.startswith("Saved")] == [
        "Set 1 of 2 begins",
        "Last rep",
        "Rest, 20 seconds",
        "Set 2 of 2 begins",
        "Last rep",
        "Done",
    ]
    assert [sentence for sentence, urgent in said if urgent] == ["Done"]


def test_standing_still_and_going_on_are_said(program: Program, said: list[tuple[str, bool]]) -> None:
    go(program, "stage")
    assert said == [("Set 1 of 2 begins", False)]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
        program.key(key)
        program.run(0.1)
    assert said[1:] == [("Paused", True), ("Stopped", True)]
    program.key(Qt.Key.Key_Space)
    program.run_until(lambda: program.coach.view().phase is not None)
    program.run(0.1)
    assert said[3:] == [("Set 1 of 2 begins", False)]


def test_a_problem_of_the_sound_is_said_at_once(program: Program, said: list[tuple[str, bool]], monkeypatch) -> None:
    go(program, "stage")
    said.clear()
    stage = program.screen.stage
    assert isinstance(stage, StageWidget)
    view = program.coach.view()
    for _ in range(3):
        stage.set_view(replace(view, problem="The sound is gone: it joins in again."))
    assert said == [("The sound is gone: it joins in again.", True)]


def test_the_stage_tells_phase_and_rep_when_it_is_asked(program: Program) -> None:
    go(program, "stage")
    stage = program.screen.stage
    interface = QAccessible.queryAccessibleInterface(stage)
    assert interface.text(QAccessible.Text.Name) == "Coach"
    assert interface.text(QAccessible.Text.Description) == "Lower · Rep 1 of 2"
    program.run_until(lambda: program.coach.view().rep == 2)
    program.run(0.1)
    assert interface.text(QAccessible.Text.Description) == "Lower · Rep 2 of 2"
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert interface.text(QAccessible.Text.Description) == "Paused"
