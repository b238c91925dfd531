"""A lift that is shown: phase by phase and rep after rep, at three speeds; the same score as in a set."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from calfcoach.audio.listen import one_rep
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.schemes import load_scheme
from calfcoach.coach.demonstration import Demonstration, Movement, Speed
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.library.collection import Library
from calfcoach.score.segments import SegmentKind
from calfcoach.session.clock import ManualClock

LOWER, STRETCH, CONTRACT = SegmentKind.LOWER, SegmentKind.STRETCH, SegmentKind.CONTRACT


class Stage:
    """A demonstration of the donkey calf raise at 3-1-2-0, on a clock that is moved by hand, and what it told."""

    def __init__(self) -> None:
        exercise = Library.load(user_dir=Path("nowhere")).find("donkey-calf-raise").exercise
        self.item = prescribe(exercise, Choices(tempo="3-1-2-0"))
        self.clock = ManualClock(50.0)
        self.demo = Demonstration(self.item, self.clock)
        self.told: list[object] = []
        self.demo.on_begin = self.told.append
        self.demo.on_freeze = lambda: self.told.append("still")

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.05)):
            self.clock.tick(0.05)
            self.demo.tick()

    @property
    def at(self) -> tuple[SegmentKind | None, float]:
        """The phase that is seen, and how much of it has passed."""
        view = self.demo.view()
        return view.kind, round(view.fraction, 2)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_phase_by_phase_each_step_shows_one_and_stands_at_its_end(stage):
    stage.run(5.0)
    assert stage.at == (LOWER, 0.0), "nothing moves before somebody asks for it"
    stage.demo.step()
    stage.run(1.5)
    assert stage.at == (LOWER, 0.5) and stage.demo.is_moving
    stage.run(60.0)
    assert stage.at == (LOWER, 1.0) and not stage.demo.is_moving
    for kind, seconds in ((STRETCH, 1.0), (CONTRACT, 2.0), (LOWER, 3.0)):
        stage.demo.step()
        stage.run(seconds - 0.1)
        assert stage.at[0] is kind and stage.demo.is_moving
        stage.run(0.2)
        assert stage.at == (kind, 1.0) and not stage.demo.is_moving
    assert stage.told == [
        *(each for phase in (0, 1, 2, 0) for each in (Movement(phase, 1, Speed.FULL), "still")),
    ]


def test_a_step_in_a_movement_goes_on_to_the_next_phase_and_back_to_its_start(stage):
    stage.demo.step()
    stage.run(1.0)
    stage.demo.step()
    assert stage.at == (STRETCH, 0.0)
    stage.run(0.5)
    stage.demo.back()
    assert stage.at == (STRETCH, 0.0) and not stage.demo.is_moving
    stage.demo.back()
    assert stage.at == (LOWER, 0.0)
    stage.demo.back()
    assert stage.at == (CONTRACT, 0.0), "from the first phase to the last"


def test_rep_after_rep_until_it_is_frozen_and_on_from_there(stage):
    stage.demo.toggle()
    stage.run(2 * (6.0 + 0.05) + 3.5)  # a rep begins with a frame
    assert stage.demo.repeats and stage.at == (STRETCH, 0.5)
    stage.demo.toggle()
    stage.run(30.0)
    assert not stage.demo.is_moving and stage.at == (STRETCH, 0.5)
    stage.demo.toggle()
    assert stage.at == (STRETCH, 0.0), "the phase that was cut off is shown whole"
    assert stage.told == [*[Movement(0, 3, Speed.FULL)] * 3, "still", Movement(1, 2, Speed.FULL)]


@pytest.mark.parametrize(("speed", "phases_s"), [(Speed.HALF, (6, 2, 4)), (Speed.QUARTER, (12, 4, 8))])
def test_slower_everything_takes_longer_and_the_count_says_so(stage, speed, phases_s):
    stage.demo.set_speed(speed)
    assert stage.demo.view().count == phases_s[0]
    assert stage.demo.view().coming.seconds == phases_s[1]
    stage.demo.toggle()
    stage.run(phases_s[0] + phases_s[1] / 2)
    assert stage.at == (STRETCH, 0.5)
    stage.demo.toggle()
    stage.demo.set_speed(Speed.FULL)
    assert stage.at == (STRETCH, 0.5), "another speed changes nothing of what is seen"


def test_another_speed_in_a_movement_begins_its_phase_anew(stage):
    stage.demo.step()
    stage.run(2.0)
    stage.demo.set_speed(Speed.HALF)
    assert stage.at == (LOWER, 0.0) and stage.told[-1] == Movement(0, 1, Speed.HALF)
    stage.run(7.0)
    assert stage.at == (LOWER, 1.0) and not stage.demo.is_moving


def test_what_is_heard_of_a_phase_is_its_part_of_the_rep(stage):
    plan, renderer = SessionPlan((stage.item,)), Renderer(load_scheme("beeps"))
    whole = one_rep(plan, renderer, Speed.HALF)
    assert len(whole) == 48_000 * 12
    parts = [one_rep(plan, renderer, Speed.HALF, phase, 1) for phase in range(3)]
    assert [Fraction(len(part), 48_000) for part in parts] == [6, 2, 4]
    assert (np.concatenate(parts) == whole).all()


# Faults.

BACK, BOUNCE, FAST = "flat-back", "no-bounce", "slow-lowering"


@pytest.fixture
def faulty() -> Stage:
    stage = Stage()
    stage.demo = Demonstration(stage.item, stage.clock, [BACK, BACK, BOUNCE, FAST, "of-another-exercise"])
    stage.demo.on_begin = stage.told.append
    return stage


def seen(stage: Stage) -> tuple[SegmentKind | None, int | None]:
    return stage.demo.view().kind, stage.demo.fault


def test_step_by_step_each_fault_follows_the_first_phase_that_it_belongs_to(faulty):
    order = []
    for _ in range(8):
        faulty.demo.step()
        faulty.run(4.0)
        assert not faulty.demo.is_moving
        order.append(seen(faulty))
    assert order == [
        *((LOWER, None), (LOWER, 3), (LOWER, 0), (LOWER, 1)),
        *((STRETCH, None), (STRETCH, 2)),
        *((CONTRACT, None), (LOWER, None)),
    ]
    assert faulty.told[1] == Movement(0, 1, Speed.FULL), "a fault is shown, and heard, in the time of its phase"


def test_back_goes_through_the_same_steps(faulty):
    faulty.demo.back()
    assert seen(faulty) == (CONTRACT, None)
    faulty.demo.back()
    assert seen(faulty) == (STRETCH, 2)
    faulty.demo.step()
    faulty.run(0.5)
    faulty.demo.back()
    assert seen(faulty) == (STRETCH, 2) and faulty.at[1] == 0.0, "first to the start of the step itself"
    faulty.demo.back()
    assert seen(faulty) == (STRETCH, None)


def test_a_key_goes_through_the_faults_of_the_phase_and_back_to_the_right_way(faulty):
    faulty.demo.toggle()
    faulty.run(5.0)
    assert seen(faulty) == (CONTRACT, None) and faulty.demo.repeats
    shown = []
    for _ in range(3):
        faulty.demo.show_fault()
        shown.append(seen(faulty))
    assert shown == [(CONTRACT, 0), (CONTRACT, 1), (CONTRACT, None)], "the warning of every phase belongs here too"
    assert not faulty.demo.is_moving
    faulty.demo.show_fault()
    faulty.demo.step()
    assert seen(faulty) == (LOWER, None), "from a fault that is no step of this phase on to the next"


def test_a_fault_repeats_its_own_phase_alone_and_at_any_speed(faulty):
    faulty.demo.show_fault()
    faulty.run(4.0)
    faulty.demo.toggle()
    faulty.run(10.0)
    assert seen(faulty) == (LOWER, 3) and faulty.demo.repeats
    faulty.demo.set_speed(Speed.HALF)
    faulty.run(20.0)
    assert seen(faulty) == (LOWER, 3) and faulty.told[-1] == Movement(0, 1, Speed.HALF)
    faulty.demo.toggle()
    faulty.demo.set_speed(Speed.FULL)
    assert seen(faulty) == (LOWER, 3)


def test_a_phase_without_faults_has_none_to_show(stage):
    assert not stage.demo.has_faults_here
    stage.demo.show_fault()
    assert seen(stage) == (LOWER, None) and not stage.demo.is_moving
