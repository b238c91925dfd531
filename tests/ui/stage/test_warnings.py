"""What is warned of in a phase is shown whole, and leaves figure and lens their place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from calfcoach.coach.view import View
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.segments import SegmentKind
from calfcoach.session.machine import SessionMachine
from calfcoach.ui.stage import spot
from calfcoach.wording import stage as wording
from tests.ui.stage import moments
from tests.ui.stage.moments import SIZES, figure_rects

pytestmark = pytest.mark.usefixtures("qapp")

READ_FROM_AFAR = 0.023
"""Of the window's height: a capital of this height is still read from four metres."""


@cache
def phases() -> dict[str, View]:
    """Every phase of every way to do every shipped exercise."""
    found = {}
    for exercise in moments.library().exercises.values():
        for way in [variant.id for variant in exercise.variants] or [None]:
            item = PlannedExercise(exercise.variant(way), exercise.variant(way).prescription)
            for length in item.rep:
                machine = SessionMachine(SessionPlan((item,)))
                view = moments.at(machine, lambda s, _, phase=length.phase: s.kind.phase is phase)
                found[f"{exercise.id} {way} {length.phase}"] = view
    return found


def fullest(number: int) -> dict[str, View]:
    """The phases with the longest warnings."""

    def length(name: str) -> int:
        return sum(len(warning.short) for warning in wording.shown_warnings(phases()[name]))

    return {name: phases()[name] for name in sorted(phases(), key=length, reverse=True)[:number]}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_figure_and_lens_keep_their_place_beside_every_warning(size: tuple[int, int]) -> None:
    laid_out = moments.layouts(size)
    views = phases() if size[0] < 1900 else fullest(10)  # of the same shape, and larger
    for name, view in views.items():
        picture = laid_out(view)
        said = " ".join(box.text for box in picture.texts if box.name == "warning")
        for warning in wording.shown_warnings(view):
            assert warning.short in said, name
        caps = [box.cap_px for box in picture.texts if box.name == "warning"]
        assert min(caps, default=size[1]) >= READ_FROM_AFAR * size[1], name
        figure, *lens = figure_rects(picture)
        grid = picture.grid
        assert len(lens) == 1, name
        assert lens[0].height() >= 2 * grid.lens * grid.u, name
        assert figure.height() >= 0.65 * grid.panel.h * grid.u, name


def test_figure_is_no_smaller_than_can_be_read() -> None:
    for size in ((1024, 768), (1280, 1024), (1080, 1920), (800, 800)):
        laid_out = moments.layouts(size)
        for name, view in phases().items():
            picture = laid_out(view)
            figure = figure_rects(picture)[0]
            assert figure.height() >= spot.LEAST_HEIGHT * picture.grid.u, (name, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_get_ready_shows_the_start_pose_beside_two_warnings(size: tuple[int, int]) -> None:
    view = moments.ready()
    assert len(view.warnings) > 2
    picture = moments.layouts(size)(view)
    assert len(wording.shown_warnings(view)) == 2
    figure, *lens = figure_rects(picture)
    assert len(lens) == 1
    assert figure.height() >= 0.6 * picture.grid.panel.h * picture.grid.u


def test_every_warning_has_its_turn_before_the_set() -> None:
    first = moments.ready()
    seen = set()
    for share in range(20):
        left = first.seconds_left / (1 - first.fraction) * (1 - share / 20)
        shown = wording.shown_warnings(replace(first, fraction=share / 20, seconds_left=left))
        assert 1 <= len(shown) <= 2
        seen.update(shown)
    assert seen == set(first.warnings)


def test_a_change_of_sides_shows_the_side_large() -> None:
    _, picture = moments.image(moments.scenes()["switch"])
    assert [box.text for box in picture.texts if box.name == "word"] == ["Right leg"]
    assert [box.text for box in picture.texts if box.name == "side"] == ["Switch"]


@pytest.mark.parametrize("size", [(1024, 768), (1280, 1024), (1080, 1920), (800, 800), (2560, 1080)])
def test_two_warnings_and_the_start_pose_are_whole_in_every_layout(size: tuple[int, int]) -> None:
    view = moments.ready()
    picture = moments.layouts(size)(view)
    said = " ".join(box.text for box in picture.texts if box.name == "warning")
    assert [warning.short in said for warning in wording.shown_warnings(view)] == [True, True]
    assert figure_rects(picture)[0].height() >= spot.LEAST_HEIGHT * picture.grid.u


def test_a_side_is_named_by_what_it_is_a_side_of() -> None:
    muscles = {"arm": "Biceps brachii", "leg": "Soleus", "side": "External obliques"}
    for limb, muscle in muscles.items():
        one_sided = moments.exercise("step-calf-raise-single", muscles=[{"name": muscle, "share": "most"}])
        view = moments.at(moments.machine_for(one_sided), lambda s, _: s.kind is SegmentKind.SWITCH)
        _, picture = moments.image(view)
        assert [box.text for box in picture.texts if box.name == "word"] == [f"Right {limb}"]
