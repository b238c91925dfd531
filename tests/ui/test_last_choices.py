"""Once more, and what was set and not started: all of it is there again, and nothing of another time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.domain.prescribe import Choices, choices_of, prescribe
from calfcoach.library.last_choices import choices_of_last, last_used_of
from calfcoach.settings import LastUsed, SettingsStore
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.summary import SummaryScreen
from tests.stories import exercise, iso_hold, single_leg
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

EACH = {"sets": 3, "rest_s": Decimal(50), "lead_in_s": Decimal(3), "relax_s": Decimal("2.5"), "switch_s": Decimal(7)}
LOADS = (Load(Decimal("37.5")), Load(Decimal(90), LoadUnit.LB), Load(Decimal(40)))


@pytest.mark.parametrize(
    ("of", "chosen"),
    [
        (exercise(), Choices(tempo="2.5-0-X-1", reps=(12, 10, 8), load=LOADS, **EACH)),
        (exercise(), Choices(tempo="4-1-2-0", reps="max", load=LOADS[:1], **EACH)),
        (single_leg(), Choices(tempo="3-1-2-1", reps=7, **EACH)),
        (iso_hold(), Choices(hold_s=Decimal("7.5"), reps=4, **EACH)),
    ],
)
def test_all_of_a_dose_comes_back_as_it_was(of: Any, chosen: Choices) -> None:
    item = prescribe(of, chosen)
    assert prescribe(of, choices_of(item)) == item
    kept = LastUsed.model_validate_json(last_used_of(item, None).model_dump_json())
    assert prescribe(of, choices_of_last(kept)) == item


def test_what_is_no_dose_is_left_to_the_exercise() -> None:
    kept = LastUsed(sets=2, load=["heavy"], reps=[])
    assert choices_of_last(kept) == Choices(sets=2)


def stop(program: Program) -> SummaryScreen:
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)
    return program.screen


def started(program: Program, choices: Choices, scheme: str | None = None) -> Any:
    """Start a session with these choices, as `run … --start` does; gives what is planned."""
    program.show_setup(DONKEY, choices, scheme, whole=True)
    assert isinstance(program.screen, SetupScreen)
    program.screen.start_button.click()
    return program.coach.plan.items[0]


def test_once_more_is_the_same_session_with_all_its_choices(program: Program) -> None:
    asked = Choices(tempo="2-0-2-0", sets=2, reps=3, rest_s=Decimal(20), lead_in_s=Decimal(3))
    item = started(program, asked, "minimal")
    assert str(item.dose.tempo) == "2-0-2-0"
    stop(program)
    program.press("Once more")
    screen = program.screen
    assert isinstance(screen, SetupScreen)
    assert (screen.model.item.dose, screen.scheme) == (item.dose, "minimal")
    screen.start_button.click()
    assert program.coach.plan.items[0].dose == item.dose


def test_once_more_adds_nothing_of_another_time(program: Program) -> None:
    loaded = Choices("rail-belt", sets=2, reps=(5, 4), load=(Load(Decimal(40)),), lead_in_s=Decimal(3))
    first = started(program, loaded)
    stop(program)
    program.press("Once more")
    assert program.screen.model.item == first
    program.show_library()
    plain = started(program, Choices(sets=1, reps=2))
    stop(program)
    program.store.change(last_used={DONKEY: last_used_of(first, "rail-belt")})  # another window has begun it meanwhile
    program.press("Once more")
    assert program.screen.model.item == plain


def test_what_is_set_and_not_started_is_kept_as_a_draft(make_program: Any) -> None:
    chosen = Choices(tempo="4-0-2-0", sets=2, reps=(6, 5), load=LOADS[:1], lead_in_s=Decimal(20), relax_s=Decimal(9))
    for leave in ("esc", "close"):
        program = make_program()
        program.show_setup(DONKEY, chosen, "minimal")
        program.screen.model.step("sets", 1)
        item = program.screen.model.item
        assert item.dose.sets == 3
        if leave == "esc":
            program.key(Qt.Key.Key_Escape)
        else:
            program.window.close()
        kept = SettingsStore().settings
        assert (prescribe(item.exercise, choices_of_last(kept.last_used[DONKEY])).dose, kept.scheme) == (
            item.dose,
            "minimal",
        )
        program.store.change(last_used={})
    again = make_program()
    again.store.change(last_used={DONKEY: last_used_of(item, None)})
    again.show_setup(DONKEY, Choices())
    assert again.screen.model.item.dose == item.dose
