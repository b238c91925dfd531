"""The set-up shows the last time in a line that opens; its load is there, and what the rule proposes can be taken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from calfcoach.app import show_requested
from calfcoach.cli.parser import make_parser
from calfcoach.domain.amounts import read_load
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.past import Remarks
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.request import read_request
from calfcoach.settings import LastUsed
from calfcoach.ui.screens.last_time import LastTimeLine, LastTimePanel
from calfcoach.ui.screens.settings_parts import Slider
from calfcoach.ui.screens.settings_training import TrainingCard
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.wording.any_lift import ANY_LIFT, any_lift
from tests.histories import HANG_S
from tests.history.test_store import record
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def did(*reps: int, remarks: Remarks, load: str | None = "40 kg", variant: str | None = None, day: int = 20) -> None:
    """A session of the donkey calf raise of last November; `load` is for all sets, or for each: `40 kg/60 kg`."""
    history = History(now=lambda: datetime(2026, 11, day, 18, 0, tzinfo=UTC))
    loads = tuple(map(read_load, load.split("/"))) if load else None
    choices = Choices(variant, sets=len(reps), reps=10, load=loads)
    plan = plan_of(Library.load(only=DONKEY).find(DONKEY).exercise, choices)
    history.begin(plan)
    dose = plan.items[0].dose
    sets = (record(each, number, complete=True, load=dose.load_in(number)) for number, each in enumerate(reps, 1))
    history.keep(tuple(sets), 60.0)
    history.end("finished", 0, 0.0, 60.0)
    history.annotate(remarks)
    assert history.close(HANG_S)


def did_lift(name: str, load: str, day: int) -> None:
    """A session of a lift without a file, with this load."""
    history = History(now=lambda: datetime(2026, 11, day, 18, 0, tzinfo=UTC))
    plan = plan_of(any_lift(name), Choices(sets=1, reps=10, load=(read_load(load),)))
    history.begin(plan)
    history.keep((record(10, 1, complete=True, load=read_load(load)),), 60.0)
    history.end("finished", 0, 0.0, 60.0)
    assert history.close(HANG_S)


def loads(program: Program) -> list[str]:
    return [str(load) for load in program.screen.model.item.dose.load or ()]


def line(program: Program) -> LastTimeLine:
    return program.screen.findChild(LastTimeLine)


def opened(program: Program) -> list[str]:
    panels = [panel for panel in program.screen.findChildren(LastTimePanel) if panel.isVisible()]
    return [label.text() for panel in panels for label in panel.findChildren(QLabel)]


def set_up(program: Program, qtbot, choices: Choices | None = None) -> Program:
    program.show_setup(DONKEY, choices or Choices())
    qtbot.waitUntil(lambda: line(program).isVisible())
    return program


def test_it_is_a_line_that_opens_and_closes(program, qtbot):
    did(10, 10, 9, remarks=Remarks("left calf tight", 8, 1))
    set_up(program, qtbot)
    assert line(program).accessibleName() == (
        "Last time, 2026-11-20: 40 kg × 10, 10, 9 reps · effort 8 of 10 · pain 1 of 10 · “left calf tight”"
    )
    line(program).click()
    assert opened(program) == [
        "Set 1: 10 of 10 reps with 40 kg",
        "Set 2: 10 of 10 reps with 40 kg",
        "Set 3: 9 of 10 reps with 40 kg",
        "effort 8 of 10",
        "pain 1 of 10",
        "“left calf tight”",
        "Proposal: the same again, until all reps are done.",
    ]
    program.key(Qt.Key.Key_Escape)
    assert opened(program) == []
    assert program.screen is line(program).window().screen_now, "Esc closed it and left nothing else"
    line(program).click()
    line(program).click()
    assert opened(program) == []


def test_its_load_is_there_unless_another_was_asked_for(program, qtbot):
    did(10, 10, remarks=Remarks())
    assert [str(load) for load in set_up(program, qtbot).screen.model.item.dose.load] == ["40 kg"]
    asked = Choices(load=(read_load("20 kg"),))
    assert [str(load) for load in set_up(program, qtbot, asked).screen.model.item.dose.load] == ["20 kg"]


def test_a_start_at_once_has_it_too_and_the_next_set_up_shows_what_was_used(make_program):
    did(10, 10, remarks=Remarks())
    options = make_parser().parse_args(["run", DONKEY, "--start", "--sets", "2"])
    request = read_request(options)
    assert request.plan.items[0].dose.load == (read_load("40 kg"),)
    asked = make_parser().parse_args(["run", DONKEY, "--start", "--load", "45"])
    assert read_request(asked).plan.items[0].dose.load == (read_load("45 kg"),)
    program = make_program(store=request.store, at_first=lambda program: show_requested(program, request, options))
    assert [str(load) for load in program.coach.plan.items[0].dose.load] == ["40 kg"]
    program.close_session()
    program.show_setup(DONKEY, Choices())
    assert (program.screen.model.dose.sets, loads(program)) == (2, ["40 kg"])


def test_the_last_session_s_load_goes_before_one_that_was_kept_earlier(program, qtbot):
    kept_at = datetime(2026, 11, 19, tzinfo=UTC).timestamp()
    did(10, 10, remarks=Remarks(), load="45 kg")
    program.store.change(last_used={DONKEY: LastUsed(sets=2, load=["40 kg"], used_at_s=kept_at)})
    set_up(program, qtbot)
    assert loads(program) == ["45 kg"], "it was done elsewhere: on another machine, or was corrected"
    program.store.change(last_used={DONKEY: LastUsed(sets=2, load=["50 kg"], used_at_s=kept_at + 2 * 86_400)})
    set_up(program, qtbot)
    assert loads(program) == ["50 kg"], "chosen since, and not begun"


def test_a_load_that_was_corrected_after_the_session_is_the_default_and_what_was_not_done_stays(program, qtbot):
    began_at = datetime(2026, 11, 20, 18, tzinfo=UTC).timestamp()
    did(10, 10, remarks=Remarks(), load="45 kg/47.5 kg")
    kept = LastUsed(sets=3, load=["40 kg", "50 kg", "60 kg"], used_at_s=began_at)
    program.store.change(last_used={DONKEY: kept})
    set_up(program, qtbot)
    assert loads(program) == ["45 kg", "47.5 kg", "60 kg"]
    program.store.change(last_used={DONKEY: kept.model_copy(update={"used_at_s": began_at + 600})})
    set_up(program, qtbot)
    assert loads(program) == ["40 kg", "50 kg", "60 kg"], "chosen since"


def test_what_is_proposed_is_taken_at_a_press_and_the_tempo_stays(program, qtbot):
    did(10, 10, remarks=Remarks("", 7, 2))
    set_up(program, qtbot)
    before = program.screen.model.item.dose
    line(program).click()
    assert opened(program)[-1] == "Proposal: 2.5 kg more. All reps were done at effort 7 or less."
    program.press("Take it")
    after = program.screen.model.item.dose
    assert ([str(load) for load in after.load], after.tempo, after.reps) == (["42.5 kg"], before.tempo, before.reps)
    assert opened(program) == []


def test_each_set_keeps_its_load_and_is_raised_from_it(program, qtbot):
    did(10, 10, remarks=Remarks("", 7, 2), load="40 kg/60 kg")
    set_up(program, qtbot, Choices(sets=2))
    assert loads(program) == ["40 kg", "60 kg"]
    line(program).click()
    assert opened(program)[-1] == (
        "Proposal: a step more in each set, 42.5 kg / 62.5 kg. All reps were done at effort 7 or less."
    )
    program.press("Take it")
    assert loads(program) == ["42.5 kg", "62.5 kg"]


def test_a_set_more_than_last_time_has_the_smallest_load(program, qtbot):
    did(10, 10, remarks=Remarks("", 7, 2), load="40 kg/60 kg")
    set_up(program, qtbot, Choices(sets=3))
    assert loads(program) == ["40 kg", "60 kg", "40 kg"]
    line(program).click()
    program.press("Take it")
    assert loads(program) == ["42.5 kg", "62.5 kg", "42.5 kg"]


def test_the_load_of_another_variant_is_neither_taken_over_nor_raised(program, qtbot):
    did(10, 10, remarks=Remarks("", 7, 2), variant="rail-belt")
    set_up(program, qtbot)
    assert line(program).accessibleName().startswith("Last time in another variant (")
    assert "2026-11-20: 40 kg × 10, 10 reps" in line(program).accessibleName()
    assert loads(program) == []
    line(program).click()
    assert opened(program)[-1] == "pain 2 of 10", "no proposal"


def test_another_variant_has_its_own_last_time(program, qtbot):
    did(10, 10, remarks=Remarks("", 7, 2), load="20 kg", variant="rail-belt", day=19)
    did(10, 10, remarks=Remarks("", 7, 2), load="90 kg")
    set_up(program, qtbot)
    assert loads(program) == ["90 kg"]
    program.screen._choose_variant("rail-belt")
    assert loads(program) == [], "the load of the machine does not go with the belt"
    assert not line(program).isVisible()
    qtbot.waitUntil(lambda: line(program).isVisible())
    assert line(program).accessibleName().startswith("Last time, 2026-11-19: 20 kg × 10, 10 reps")
    assert loads(program) == ["20 kg"]


def test_a_load_of_the_settings_stays_with_its_variant():
    exercise = Library.load(only=DONKEY).find(DONKEY).exercise
    last = LastUsed(variant="machine", load=["90 kg"])
    assert SetupModel.remembered(exercise, last, Choices()).dose.load == (read_load("90 kg"),)
    assert SetupModel.remembered(exercise, last, Choices("machine")).dose.load == (read_load("90 kg"),)
    assert SetupModel.remembered(exercise, last, Choices("rail-belt")).dose.load is None
    model = SetupModel.remembered(exercise, last, Choices())
    model.choose_variant("rail-belt")
    assert model.dose.load is None
    typed = SetupModel.remembered(exercise, last, Choices(load=(read_load("20 kg"),)))
    typed.choose_variant("rail-belt")
    assert typed.dose.load == (read_load("20 kg"),), "what was asked for now goes along"


def test_without_a_load_it_is_a_rep_more(program, qtbot):
    did(10, 10, remarks=Remarks("", 6, None), load=None)
    set_up(program, qtbot, Choices(sets=2, reps=10))
    line(program).click()
    program.press("Take it")
    assert program.screen.model.item.dose.reps == 11


@pytest.mark.parametrize(
    ("settings", "pain", "last"),
    [
        ({}, 3, "Proposal: not more than last time. Pain was above your limit of 2."),
        ({"pain_limit": 5}, 3, "Proposal: 2.5 kg more. All reps were done at effort 7 or less."),
        ({"propose": False}, 3, "pain 3 of 10"),
    ],
)
def test_the_persons_own_limit_and_choice_are_asked(program, qtbot, settings, pain, last):
    did(10, 10, remarks=Remarks("", 5, pain))
    program.store.change(**settings)
    set_up(program, qtbot)
    line(program).click()
    assert opened(program)[-1] == last


def test_where_it_was_never_done_there_is_no_line(program, qtbot):
    did(10, remarks=Remarks())
    program.show_setup("iso-hold-calf", Choices())
    qtbot.waitUntil(lambda: program.screen.looked_up is not None and program.screen.looked_up.is_over)
    assert not line(program).isVisible()


def test_the_limit_and_whether_anything_is_proposed_are_settings(program):
    program.show_settings()
    card = program.screen.findChild(TrainingCard)
    card.findChild(Slider).setValue(4)
    assert program.store.settings.pain_limit == 4
    buttons = {each.text(): each for each in card.findChildren(QPushButton)}
    buttons["Off"].click()
    assert not program.store.settings.propose
    buttons["Shown"].click()
    assert program.store.settings.propose


def name_lift(program: Program, name: str) -> None:
    program.screen._card.focus_name()
    program.screen._card.field.setText(name)
    program.screen._card.field.enter()


def test_the_last_time_of_one_lift_does_not_feed_another(program, qtbot):
    did_lift("Back squat", "80 kg", 20)
    program.show_setup(ANY_LIFT, Choices())
    name_lift(program, "Bench press")
    qtbot.waitUntil(lambda: program.screen.looked_up.is_over)
    assert not line(program).isVisible()
    assert loads(program) == []
    name_lift(program, "back squat")
    qtbot.waitUntil(lambda: line(program).isVisible())
    assert loads(program) == ["80 kg"]
    name_lift(program, "Row")
    assert not line(program).isVisible(), "gone at once, before the history is read"
    assert loads(program) == [], "the squat's load is not the row's"
    program.screen.model.type_number("load", "30 kg")
    name_lift(program, "Cable row")
    assert loads(program) == ["30 kg"], "what the person chose here stays with another name"
