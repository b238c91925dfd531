"""The words of the stage where a session goes on after it stood still, and of what stands in one place."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Exercise, Severity
from calfcoach.score.segments import SegmentKind
from calfcoach.session.machine import SessionMachine
from calfcoach.wording.stage import (
    audience_warning,
    go_on_text,
    paused_text,
    rep_counter,
    shown_warnings,
    stopped_text,
    word,
)
from tests.stories import CONTROL, exercise, iso_hold, machine_at, plan, single_leg
from tests.views import view_of

WARNED = [
    {"id": "slow", "title": "Slowly", "text": "Slowly.", "short": "Slowly", "phases": ["lower"], "severity": "caution"},
    {
        "id": "back",
        "title": "Back flat",
        "text": "Flat.",
        "short": "Back flat",
        "phases": "every",
        "severity": "danger",
    },
    {"id": "pain", "title": "Pain", "text": "Stop.", "short": "Stop at pain", "phases": [], "severity": "danger"},
]


def warned(**changes: object) -> Exercise:
    return exercise(warnings=WARNED, phases={"lower": {"least_s": 2, "reason": CONTROL}}, **changes)


def gone_on(machine: SessionMachine) -> View:
    machine.pause()
    machine.resume()
    return view_of(machine, machine.position_s)


def test_going_on_in_a_set_tells_the_rep_and_one_reminder() -> None:
    first = view_of(machine_at(plan(warned(), reps=4), 1), 1)
    assert (word(first), go_on_text(first), rep_counter(first)) == ("Get ready", "", ("Rep", "0", "of 4"))
    assert len(shown_warnings(first)) == 2, "two at a time"
    view = gone_on(machine_at(plan(warned(), reps=4), 12))
    assert word(view) == "Go on"
    assert go_on_text(view) == "Go on · rep 2 of 4"
    assert rep_counter(view) == ("Rep", "2", "of 4")
    (reminder,) = shown_warnings(view)
    assert (reminder.short, reminder.severity) == ("Back flat", Severity.DANGER)


def test_an_audience_is_shown_one_warning_at_a_time_and_every_one_in_its_turn() -> None:
    machine = machine_at(plan(warned(), reps=4), 0)
    in_turn = [audience_warning(view_of(machine, tenth / 10)) for tenth in range(50)]
    assert [shown.short for shown, _ in groupby(in_turn) if shown is not None] == [
        *("Back flat", "Stop at pain", "Slowly"),
    ], "before a set"
    gone = gone_on(machine_at(plan(warned(), reps=4), 12))
    assert audience_warning(gone) == shown_warnings(gone)[0]


def test_warnings_of_a_phase_change_before_an_audience_from_rep_to_rep() -> None:
    two = [
        {
            "id": each.lower(),
            "title": each,
            "text": f"{each}.",
            "short": each,
            "phases": ["lower"],
            "severity": "danger",
        }
        for each in ("Knees", "Back")
    ]
    minor = {
        "id": "air",
        "title": "Air",
        "text": "Breathe.",
        "short": "Breathe",
        "phases": ["lower"],
        "severity": "caution",
    }
    machine = machine_at(plan(exercise(warnings=[*two, minor]), reps=4), 5.5)
    first = view_of(machine, 5.5)
    reps = [audience_warning(replace(first, rep=rep)) for rep in range(1, 5)]
    assert [shown.short for shown in reps if shown is not None] == ["Knees", "Back", "Knees", "Back"]
    long = replace(first, fraction=0.6, seconds_left=20.0)
    assert audience_warning(long) == reps[1], "a long phase shows both"
    assert audience_warning(replace(first, warnings=())) is None


def test_before_the_first_rep_there_is_nothing_to_go_on_with() -> None:
    view = gone_on(machine_at(plan(warned(), reps=4), 2))
    assert (word(view), go_on_text(view)) == ("Get ready", "")


def test_an_open_set_and_a_hold_have_words_of_their_own() -> None:
    assert go_on_text(gone_on(machine_at(plan(reps="max"), 12))) == "Go on · rep 2"
    hold = plan(iso_hold())
    assert go_on_text(gone_on(machine_at(hold, 45))) == "Go on · hold 2 of 2"
    machine = machine_at(hold, 45)
    machine.halt()
    assert stopped_text(view_of(machine, 45), "Space", "Esc") == "Stopped at hold 2 · Space goes on · Esc ends"
    assert stopped_text(view_of(machine, 45), "", "Esc") == "Stopped at hold 2 · Esc ends", "no key goes on"
    assert stopped_text(view_of(machine, 45), "", "") == "Stopped at hold 2", "another part has the keyboard"


def test_who_stands_still_between_two_sides_is_told_which_comes() -> None:
    machine = machine_at(plan(single_leg(), sets=1, reps=1, lead_in_s=5), 12)
    while view_of(machine, machine.position_s).kind is not SegmentKind.SWITCH:
        machine.advance(machine.playing.block_id, machine.position_s + 0.5)
    machine.pause()
    view = view_of(machine, machine.position_s)
    assert paused_text(view) == ("Before the right leg, set 1 of 1", "It goes on where it stopped.")
    machine.halt()
    view = view_of(machine, machine.position_s)
    assert stopped_text(view, "Space", "Esc") == "Stopped before the right leg · Space goes on · Esc ends"


@pytest.mark.parametrize(
    ("left_s", "goes_on"), [(6.0, "It goes on where it stopped."), (2.0, "It goes on after a 3-2-1.")]
)
def test_a_pause_before_a_set_says_how_it_goes_on(left_s: float, goes_on: str) -> None:
    machine = SessionMachine(plan(lead_in_s=10))
    machine.start()
    playing = machine.playing
    assert playing is not None
    machine.advance(playing.block_id, float(playing.spec.ready_s) - left_s)
    machine.pause()
    assert paused_text(view_of(machine, machine.position_s))[1] == goes_on
