"""The stage as a widget: what moves, what does not, what can be clicked, and what it leaves behind."""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Side
from calfcoach.ui.stage import StageWidget
from calfcoach.ui.stage.flash import is_flashing
from calfcoach.ui.stage.pace import FigurePace
from calfcoach.ui.theme import DARK, THEMES, Effects
from tests.ui.figure.shared import count_different
from tests.ui.stage import moments
from tests.ui.stage.moments import figure_rects, in_phase
from tests.ui.stage.shown import GLYPH_ROUNDING, difference, pixels, shown


def test_a_figure_that_is_put_off_comes_when_it_is_loaded(qtbot: QtBot) -> None:
    view = in_phase("lower", 0.5)
    whole = pixels(shown(qtbot, view))
    stage = StageWidget(DARK)
    qtbot.addWidget(stage)
    stage.put_figure_off()
    stage.resize(1366, 768)
    stage.set_view(view)
    stage.show()
    bare = pixels(stage)
    assert bare != whole
    stage.load_figure()
    assert pixels(stage) == whole


def later(view: View, fraction: float) -> View:
    """The same segment at another share of it."""
    total = view.seconds_left / (1 - view.fraction)
    left = total * (1 - fraction)
    return replace(view, fraction=fraction, seconds_left=left, count=max(int(left - 1e-6) + 1, 1))


def test_the_leg_that_works_is_the_near_one(qtbot: QtBot) -> None:
    facing = {}
    for side in Side:
        image, picture = moments.image(replace(moments.one_sided(), side=side))
        figure, lens = (image.copy(rect.toRect()) for rect in figure_rects(picture))
        facing[side] = (figure, lens)
    for left, right in zip(facing[Side.LEFT], facing[Side.RIGHT], strict=True):
        as_it_is = count_different(left, right)
        assert count_different(left.flipped(Qt.Orientation.Horizontal), right) < as_it_is / 3


@pytest.mark.parametrize("name", [*moments.scenes()])
def test_painting_only_what_changed_gives_the_whole_picture(qtbot: QtBot, name: str) -> None:
    view = moments.scenes()[name]
    stage = shown(qtbot, view)
    for share in (0.1, 0.13, 0.5) if view.seconds_left else ():
        stage.set_view(later(view, share))
        qtbot.wait(1)
    stage.set_view(view)
    qtbot.wait(1)
    on_screen = stage.screen().grabWindow(stage.winId()).toImage()
    whole = moments.image(view, (1366, 768))[0]
    assert difference(on_screen.convertToFormat(whole.format()), whole) <= GLYPH_ROUNDING


def test_what_has_not_changed_is_not_painted_again(qtbot: QtBot) -> None:
    view = in_phase("stretch", 0.41)
    stage = shown(qtbot, view)
    painted: list[float] = []
    stage.on_painted = lambda _view, t: painted.append(t)
    stage.set_view(view)
    qtbot.wait(20)
    assert not painted
    stage.set_view(later(view, 0.6))
    qtbot.waitUntil(lambda: len(painted) == 1)


def test_the_figure_is_still_in_a_still_phase(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("stretch", 0.1))
    column = stage.rect().adjusted(stage.width() * 43 // 100, 0, 0, -stage.height() // 10)
    before = pixels(stage).copy(column)
    stage.set_view(in_phase("stretch", 0.9))
    assert pixels(stage).copy(column) == before
    stage.set_view(in_phase("lower", 0.3))
    moving = pixels(stage).copy(column)
    stage.set_view(in_phase("lower", 0.4))
    assert pixels(stage).copy(column) != moving


def test_reduced_motion_steps_once_a_second(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower", 0.02))
    stage.set_effects(Effects(reduced_motion=True))
    pictures = []
    for share in (0.02, 0.15, 0.3, 0.36, 0.5, 0.64, 0.7, 0.85, 0.98):
        stage.set_view(in_phase("lower", share))
        pictures.append(pixels(stage))
    seconds = [pictures[0:3], pictures[3:6], pictures[6:9]]
    # The number changes when a second has passed, and so does the ring: nothing in between.
    assert all(picture == group[0] for group in seconds for picture in group)
    assert pictures[0] != pictures[3] != pictures[6]


def test_the_pose_stays_when_paused(qtbot: QtBot) -> None:
    _, running = moments.image(in_phase("lower", 0.55))
    _, paused = moments.image(moments.paused())
    now, then = running._moment(in_phase("lower", 0.55)), paused._moment(moments.paused())
    assert now is not None
    assert now == pytest.approx(then)


def test_it_tells_when_it_has_painted(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower"))
    told: list[tuple[View, float]] = []
    stage.on_painted = lambda view, t: told.append((view, t))
    view = in_phase("stretch")
    before = time.monotonic()
    stage.set_view(view)
    stage.repaint()
    assert told[-1][0] is view
    assert before <= told[-1][1] <= time.monotonic()


def test_a_tip_can_be_set_and_taken_away(qtbot: QtBot) -> None:
    stage = shown(qtbot, moments.resting())
    stage.set_tip(*moments.TIP)
    stage.grab()
    assert moments.TIP[0] in [box.text for box in stage.text_boxes()]
    stage.set_tip("", "")
    stage.grab()
    names = {box.name for box in stage.text_boxes()}
    assert "warning" in names and "tip" not in names


def test_caps_are_told(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower"))
    stage.grab()
    assert stage.caps["seconds"] >= 0.25 * 768
    assert stage.caps["word"] >= 0.115 * 768


def test_theme_and_direction_can_change_during_a_set(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower"))
    seen = [pixels(stage)]
    for theme in THEMES.values():
        stage.set_theme(theme)
        seen.append(pixels(stage))
    stage.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    seen.append(pixels(stage))
    assert len({bytes(image.constBits()) for image in seen}) == 4


@pytest.mark.parametrize("figure", ["no-such-figure", None])
def test_without_a_figure_a_plain_body_moves_with_the_phase(qtbot: QtBot, figure: str | None) -> None:
    of = moments.exercise(figure=figure, variants=[])
    stage = shown(qtbot, in_phase("lower", 0.1, of=of))
    column = stage.rect().adjusted(stage.width() * 45 // 100, stage.height() // 2, 0, -stage.height() // 8)
    pictures = []
    for view in (in_phase("lower", 0.1, of=of), in_phase("lower", 0.9, of=of), in_phase("stretch", 0.5, of=of)):
        stage.set_view(view)
        pictures.append(pixels(stage).copy(column))
    assert pictures[0] != pictures[1] != pictures[2]


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="None is counted on Python 3.11 only")
def test_painting_keeps_none_alive(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower", 0.0), (640, 360))
    phases = [in_phase(kind, 0.0) for kind in ("lower", "stretch", "contract")]
    for begin in (*phases, moments.resting()):
        # In a second of a rest the number stays: each new picture keeps a few alive.
        views = [later(begin, i / 40 if begin.phase is not None else i / 4000) for i in range(40)]

        def paint(views: list[View] = views) -> None:
            for view in views:
                stage.set_view(view)
                stage.repaint()
            gc.collect()

        paint()
        before = sys.getrefcount(None)
        paint()
        # A call that forgets one is made at least once a picture.
        assert abs(sys.getrefcount(None) - before) < len(views) / 2, begin.kind


def test_where_a_frame_takes_long_the_figure_alone_is_painted_less_often(qtbot: QtBot) -> None:
    class Slow(FigurePace):
        def took(self, ms: float) -> None:
            super().took(ms + 20.0)

    def asked(pace: FigurePace) -> tuple[int, int]:
        """In how many of thirty frames ring and figure are painted."""
        begin = in_phase("contract", 0.2)  # so fast that it moves by a step in every frame
        stage = shown(qtbot, begin)
        stage._pace = pace
        for _ in range(20):
            stage.repaint()
        ring = figure = 0
        for frame in range(1, 31):
            view = replace(later(begin, 0.2 + frame / 60), position_s=begin.position_s + frame / 60)
            region = stage._picture.changed(stage.view, view, stage._posed if pace.is_due(stage._posed, view) else view)
            spot = figure_rects(stage._picture)[0].center().toPoint()
            ring += region is not None and not region.isEmpty()
            figure += region is not None and region.contains(spot)
            stage.set_view(view)
        return ring, figure

    assert asked(FigurePace()) == (30, 30)
    assert asked(Slow()) == (30, 15)


def test_one_long_frame_makes_nothing_slow() -> None:
    pace = FigurePace()
    for ms in (3.0, 500.0, 3.0, 3.0):
        pace.took(ms)
    assert not pace.is_slow
    for _ in range(50):
        pace.took(9.0)
    assert pace.is_slow
    for _ in range(50):
        pace.took(7.0)
    assert pace.is_slow, "it does not go to and fro"
    for _ in range(50):
        pace.took(4.0)
    assert not pace.is_slow


def test_the_frame_flashes_at_the_start_of_each_phase_where_that_is_wanted(qtbot: QtBot) -> None:
    def corners(stage: StageWidget) -> set[str]:
        image = pixels(stage)
        edge = [(2, 2), (image.width() - 3, 2), (2, image.height() - 3), (image.width() - 3, image.height() - 3)]
        return {image.pixelColor(*place).name().upper() for place in edge}

    begin = in_phase("lower", 0.0)
    for wanted, colour in ((False, DARK.roles.surface), (True, DARK.phases["lower"])):
        stage = shown(qtbot, begin)
        stage.set_effects(Effects(flash=wanted))
        for fraction, lit in ((0.0, wanted), (0.02, wanted), (0.05, False), (0.9, False)):
            stage.set_view(later(begin, fraction))
            qtbot.wait(1)
            assert corners(stage) == {colour if lit else DARK.roles.surface}, (wanted, fraction)
            on_screen = stage.screen().grabWindow(stage.winId()).toImage()
            assert difference(on_screen.convertToFormat(pixels(stage).format()), pixels(stage)) <= GLYPH_ROUNDING
    assert not is_flashing(moments.resting()) and not is_flashing(moments.paused())
