"""Exercises, plans and stories for tests.

A story is a text. A line that begins with `>` is what somebody does or where the sound is; the lines after it are
all that the session tells of it:

    > start
    block 1
    t=0.0 session: Donkey calf raise
    t=0.0 ready 1
    > t=5
    t=5.0 lower 1.1

`1.1` is set 1, rep 1. `block 1` stands where events begin to be of another block. What is refused is told after `!`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import ndiff
from fractions import Fraction
from math import ceil, floor
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import strategies as st

from calfcoach.domain.exercise import Exercise, Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.prescription import Prescription
from calfcoach.session.events import Event, EventKind
from calfcoach.session.machine import PositionError, SessionMachine
from calfcoach.session.results import PhaseTime, RepRecord
from calfcoach.session.states import IllegalEvent
from calfcoach.wording.doses import reps_text
from calfcoach.wording.events import event_text

TOLD_IN_WORDS = (EventKind.SESSION, EventKind.SET, EventKind.NOTICE)
CONTROL = "Faster means less control"


def exercise(**changes: Any) -> Exercise:
    """A donkey calf raise, unless changed: 3-1-2-0, lowered over at least 2 s."""
    parts: dict[str, Any] = {
        "id": "donkey-calf-raise",
        "name": "Donkey calf raise",
        "summary": "Only the ankles move",
        "muscles": [{"name": "Gastrocnemius"}],
        "setup": [{"title": "Bend the knees", "text": "Bend them until the waist fits under the pad."}],
        "finish": [{"title": "Step out", "text": "Bend the knees and step out from under the pad."}],
        "start_phase": "lower",
        "phases": {"lower": {"least_s": 2, "reason": CONTROL}},
        "prescription": {"tempo": "3-1-2-0", "sets": 2, "reps": 2, "rest_s": 20, "lead_in_s": 5},
        "sources": [{"title": "A book"}],
    }
    return Exercise.model_validate({**parts, **changes})


def standing(**changes: Any) -> Exercise:
    """A raise that starts with the lift: contract, squeeze, lower, stretch."""
    dose = {"tempo": "3-1-2-1", "sets": 2, "reps": 2, "rest_s": 20, "lead_in_s": 5}
    parts = {"id": "standing", "name": "Standing calf raise", "start_phase": "contract", "prescription": dose}
    return exercise(**{**parts, **changes})


def single_leg(**changes: Any) -> Exercise:
    """A raise on one leg after the other."""
    return standing(**{"id": "single", "name": "Single-leg calf raise", "one_side_at_a_time": True, **changes})


def iso_hold(**changes: Any) -> Exercise:
    """A hold: no tempo, one rep is one hold of 30 s."""
    dose = {"hold_s": 30, "relax_s": 5, "sets": 2, "reps": 2, "rest_s": 20, "lead_in_s": 5}
    parts = {"id": "iso-hold", "name": "Calf hold", "start_phase": "hold", "phases": {}, "prescription": dose}
    return exercise(**{**parts, **changes})


def planned(of: Exercise | None = None, **dose: Any) -> PlannedExercise:
    """An exercise (the donkey calf raise) with its own dose, of which some is changed."""
    of = of or exercise()
    whole = of.prescription.model_dump(exclude={"tempo"}) | {"tempo": of.prescription.tempo}
    return PlannedExercise(of, Prescription.model_validate(whole | dose))


def plan(of: Exercise | None = None, **dose: Any) -> SessionPlan:
    """A session of one exercise."""
    return SessionPlan((planned(of, **dose),))


# Stories.


def machine_at(plan: SessionPlan, position_s: float, block: int = 1) -> SessionMachine:
    """A session that was started and has come to a position in a block by itself."""
    machine = SessionMachine(plan)
    machine.start()
    for _ in range(1, block):
        assert machine.playing is not None
        machine.advance(machine.playing.block_id, machine.playing.block.duration_s)
    assert machine.playing is not None
    machine.advance(machine.playing.block_id, position_s)
    return machine


def rep_done(number: int, side: Side | None = None) -> RepRecord:
    """A completed rep of 3-1-2-0, in a block of reps without a lead-in."""
    start = Fraction(6 * (number - 1))
    ends = {Phase.LOWER: (0, 3), Phase.STRETCH: (3, 4), Phase.CONTRACT: (4, 6)}
    return RepRecord(side, number, 1, tuple(PhaseTime(phase, start + a, start + b) for phase, (a, b) in ends.items()))


def tell(machine: SessionMachine, story: str) -> None:
    """Play a story and compare the whole of it with what the machine tells."""
    wanted = [line.strip() for line in dedent(story).strip().splitlines() if line.strip()]
    told = list(_told(machine, wanted))
    if told != wanted:
        pytest.fail("wanted (-) and told (+):\n" + "\n".join(ndiff(wanted, told)), pytrace=False)


def snapshot(machine: SessionMachine) -> dict[str, Any]:
    """All that a session is; equal to one taken later where nothing was changed meanwhile."""
    return {**vars(machine), "ledger": machine.ledger.records}


def lines(events: list[Event]) -> list[str]:
    """Events as the lines of a story."""
    return [_line(event) for event in events]


def _told(machine: SessionMachine, story: list[str]) -> Iterator[str]:
    block = machine.playing.block_id if machine.playing is not None else 0
    for action in (line for line in story if line.startswith(">")):
        yield action
        try:
            events = _act(machine, action.removeprefix(">").strip())
        except (IllegalEvent, PositionError) as refused:
            yield f"! {refused}"
            continue
        for event in events:
            if event.block_id != block:
                block = event.block_id
                yield f"block {block}"
            yield _line(event)


def _act(machine: SessionMachine, action: str) -> list[Event]:
    if where := re.fullmatch(r"(?:block (\d+) )?t=(.+)", action):
        running = machine.playing.block_id if machine.playing is not None else 0
        return machine.advance(int(where[1] or running), float(where[2]))
    if action.startswith("+"):
        return machine.extend_rest(Fraction(action.removesuffix(" s")))
    events: list[Event] = getattr(machine, action.replace(" ", "_"))()
    return events


def _line(event: Event) -> str:
    at = f"t={event.position_s:.1f}" if event.position_s == round(event.position_s, 1) else f"t={event.position_s!r}"
    phase = str(event.phase) if event.phase is not None else None
    words = [at, str(event.kind) if event.kind is not EventKind.PHASE else phase or "?"]
    rep, text = event.rep, event_text(event) if event.kind in TOLD_IN_WORDS else ""
    if event.kind is EventKind.SET and text == reps_text(rep or 0, holds=event.holds):
        rep = None
    if event.set_number is not None:
        words.append(f"{event.set_number}" if rep is None else f"{event.set_number}.{rep}")
    elif rep is not None:
        words.append(f"?.{rep}")
    if event.side is not None:
        words.append(event.side.value)
    if phase is not None and event.kind is not EventKind.PHASE:
        words.append(f"in {phase}")
    return " ".join(words) + (f": {text}" if text else "")


# Whatever may be planned.


def seconds(least: str, most: str) -> st.SearchStrategy[Decimal]:
    """Seconds of a prescription: whole, tenths and hundredths."""
    return st.one_of(
        st.integers(ceil(Decimal(least)), floor(Decimal(most))).map(Decimal),
        st.decimals(least, most, places=1),
        st.decimals(least, most, places=2),
    )


@st.composite
def tempos(draw: st.DrawFn, rebound: bool = False) -> str:
    """A tempo that every exercise without floors takes; with `rebound`, X may stand for the lowering too."""
    movement, pause = seconds("0.2", "6"), st.one_of(st.just(Decimal(0)), seconds("0.5", "4"))
    lower = draw(st.one_of(movement.map(str), st.sampled_from(["A", "X"] if rebound else ["A"])))
    lift = draw(st.one_of(movement.map(str), st.sampled_from(["A", "X"])))
    return f"{lower}-{draw(pause)}-{lift}-{draw(pause)}"


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """An exercise with or without floors; its own dose keeps them."""
    start = draw(st.sampled_from(["lower", "contract", "hold"]))
    names = ["hold"] if start == "hold" else ["lower", "stretch", "contract", "squeeze"]
    phases = {}
    for name in draw(st.sets(st.sampled_from(names))):
        least = draw(st.sampled_from(["0", "0.5", "1", "2", "2.5"]))
        nominal = draw(st.one_of(st.none(), seconds(max(least, "0.2"), "3")))
        phases[name] = {"least_s": Decimal(least), "reason": CONTROL, "nominal_s": nominal}
    dose: dict[str, Any] = {"sets": 1, "reps": 1, "rest_s": 0}
    dose |= {"hold_s": 30} if start == "hold" else {"tempo": "9-9-9-9"}
    return exercise(
        start_phase=start,
        phases=phases,
        prescription=dose,
        one_side_at_a_time=draw(st.booleans()),
        intended_rebound=draw(st.booleans()),
    )


@st.composite
def doses(draw: st.DrawFn, of: Exercise) -> dict[str, Any]:
    """What may be asked for of an exercise, whether or not its floors allow it."""
    dose: dict[str, Any] = {
        "sets": draw(st.integers(1, 3)),
        "reps": draw(st.integers(1, 4)),
        "rest_s": draw(st.one_of(st.just(Decimal(0)), seconds("0", "40"))),
        "lead_in_s": draw(st.one_of(st.just(Decimal(0)), seconds("0", "12"))),
        "switch_s": draw(st.one_of(st.just(Decimal(0)), seconds("0", "8"))),
        "relax_s": draw(st.one_of(st.just(Decimal(0)), seconds("0.5", "6"))),
    }
    if of.is_hold:
        return dose | {"hold_s": draw(seconds("0.2", "20"))}
    return dose | {"tempo": draw(tempos(rebound=of.intended_rebound))}


@st.composite
def plans(draw: st.DrawFn) -> SessionPlan:
    """A session of one or two exercises within their floors."""
    items = []
    for _ in range(draw(st.integers(1, 2))):
        of = draw(exercises())
        dose = draw(doses(of))
        try:
            items.append(planned(of, **{"tempo": None, "hold_s": None} | dose))
        except ValueError:
            # Below a floor: the slowest there is, in the same sets and reps.
            own = {"hold_s": Decimal(30)} if of.is_hold else {"tempo": "9-9-9-9"}
            items.append(planned(of, **dose | own))
    return SessionPlan(tuple(items), draw(seconds("3", "30")))
