from __future__ import annotations

import gc
import sys
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from calfcoach.figure.files import load_figure
from calfcoach.figure.geometry import distance
from calfcoach.figure.solver import solve
from calfcoach.ui.figure.colours import FigureColours
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.figure.view import FigureView
from calfcoach.ui.theme import DARK, LIGHT
from tests.ui.figure.shared import (
    IDS,
    PHASE,
    Painting,
    blank,
    count,
    count_different,
    figure_painter,
    of_colour,
    painted_box,
    pixels,
)

pytestmark = pytest.mark.usefixtures("qtbot")
PIN = 0.0414  # body heights: the pin's disc on the set-up screen, 12 of 290 pixels


@pytest.mark.parametrize("figure_id", IDS)
@pytest.mark.parametrize("lift", [0.0, 0.37, 1.0])
def test_a_figure_is_painted_inside_its_rect_and_stands_on_its_lower_edge(figure_id: str, lift: float) -> None:
    figure = figure_painter(figure_id)
    image, rect = blank(420, 380), QRectF(30, 20, 350, 330)
    with Painting(image) as painter:
        figure.paint(painter, figure.view(rect), solve(figure.file, lift), PHASE, guide=True)
    left, top, right, bottom = painted_box(image)
    # A pixel for smooth edges, since the origin snaps to whole pixels.
    assert left >= rect.left() - 1
    assert right <= rect.right() + 1
    assert top >= rect.top() - 1
    assert rect.bottom() - 6 <= bottom <= rect.bottom() + 1


@pytest.mark.parametrize("figure_id", IDS)
def test_the_calf_has_the_phases_colour(figure_id: str) -> None:
    figure = figure_painter(figure_id)
    image = blank(400, 400)
    with Painting(image) as painter:
        figure.paint(painter, figure.view(QRectF(0, 0, 400, 400)), solve(figure.file, 0.5), PHASE)
    assert count(image, PHASE) > 100


@pytest.mark.parametrize("figure_id", ["heel-drop-straight", "heel-drop-bent", "heel-drop-floor"])
def test_the_leg_that_works_is_the_coloured_one(figure_id: str) -> None:
    figure = figure_painter(figure_id)
    middles = {}
    for helping in (0.0, 1.0):
        image = blank(500, 500)
        view = figure.view(QRectF(0, 0, 500, 500))
        pose = solve(figure.file, 0.5, helping)
        with Painting(image) as painter:
            figure.paint(painter, view, pose, PHASE)
        xs, _ = of_colour(image, PHASE)
        assert len(xs) > 60
        middles[helping] = xs.mean(), view.point(pose.near_leg.ankle).x()
    (down, near_down), (up, near_up) = middles[0.0], middles[1.0]
    assert abs(down - near_down) < 30
    assert up > near_up + 20, "the far leg, which stands in front"


@pytest.mark.parametrize("figure_id", [name for name in IDS if load_figure(name).file.works == "tibialis"])
@pytest.mark.parametrize("lift", [0.0, 1.0])
def test_the_shins_muscle_is_in_front_and_the_calfs_is_not_coloured(figure_id: str, lift: float) -> None:
    figure = figure_painter(figure_id)
    image, view = blank(500, 500), figure.view(QRectF(0, 0, 500, 500))
    pose = solve(figure.file, lift)
    with Painting(image) as painter:
        figure.paint(painter, view, pose, PHASE)
    ankle, knee = view.point(pose.near_leg.ankle), view.point(pose.near_leg.knee)
    xs, ys = of_colour(image, PHASE)
    # Left of the way from ankle to knee, on a screen whose y points down, is behind a leg that faces right.
    across = (knee.x() - ankle.x()) * (ys - ankle.y()) - (knee.y() - ankle.y()) * (xs - ankle.x())
    assert len(xs) > 60
    assert (across > 0).mean() > 0.85


def calf_box(lift: float) -> tuple[int, int]:
    """Width and height of what has the phase's colour above the ankle."""
    figure = figure_painter("donkey-machine")
    image = blank(300, 700)
    pose = solve(figure.file, lift)
    view = FigureView(1500.0, 200.0, 700.0)
    with Painting(image) as painter:
        figure.paint(painter, view, pose, PHASE)
    above = int(view.point(pose.near_leg.ankle).y() - 0.4 * figure.file.segments.shank * view.scale)
    xs, ys = of_colour(image.copy(0, 0, 300, above), PHASE)
    return xs.max() - xs.min(), ys.max() - ys.min()


def test_the_contracted_calf_is_thicker() -> None:
    assert calf_box(1.0)[0] > calf_box(0.0)[0]


@pytest.mark.parametrize("figure_id", IDS)
def test_the_lens_stays_in_its_circle_and_shows_the_phase(figure_id: str) -> None:
    figure = figure_painter(figure_id)
    image, middle, radius = blank(300, 300), QPointF(150, 150), 120.0
    with Painting(image) as painter:
        figure.paint_lens(painter, 300.0, middle, radius, solve(figure.file, 0.2), PHASE)
    assert count(image, PHASE) > 100
    seen = pixels(image)
    ys, xs = np.nonzero((seen >> 24 != 0) & (seen != QColor(DARK.figure.surface).rgba()))
    assert np.hypot(xs + 0.5 - 150, ys + 0.5 - 150).max() <= radius + 4, "around it there is nothing but the surface"
    ys, xs = np.nonzero(seen >> 24)
    assert max(abs(xs + 0.5 - 150).max(), abs(ys + 0.5 - 150).max()) <= radius + 4


@pytest.mark.parametrize("figure_id", IDS)
def test_the_pins_of_a_figure_do_not_overlap_and_stay_near_it(figure_id: str) -> None:
    figure = figure_painter(figure_id)
    file = figure.file
    for lift in (0.0, file.rule.hold_lift, 1.0):
        pose = solve(file, lift)
        discs = {name: figure.marker(name, pose).plus(*marker.label) for name, marker in file.markers.items()}
        for (one, a), (other, b) in combinations(discs.items(), 2):
            assert distance(a, b) > 2.2 * PIN, (one, other)
        for name, disc in discs.items():
            assert distance(disc, figure.marker(name, pose)) > PIN, name
            assert file.frame.x[0] + PIN < disc.x < file.frame.x[1] - PIN, name
            assert file.frame.y[0] + PIN < disc.y < file.frame.y[1] - PIN, name


def test_pins_are_painted_and_unknown_ones_left_out() -> None:
    figure = figure_painter("donkey-machine")
    image = blank(400, 400)
    view = figure.view(QRectF(0, 0, 400, 400))
    pose = solve(figure.file, 1.0)
    with Painting(image) as painter:
        figure.paint_pins(painter, view, pose, [("grip", "1"), ("nowhere", "2")])
    assert count(image, QColor(DARK.figure.text)) > 100
    disc = view.point(figure.marker("grip", pose).plus(*figure.file.markers["grip"].label))
    assert painted_box(image)[3] == pytest.approx(disc.y() + 12, abs=2)


def test_the_kept_picture_follows_size_and_ratio() -> None:
    figure = figure_painter("donkey-machine")
    pose = solve(figure.file, 0.5)
    small, large = blank(200, 200), blank(400, 400)
    large.setDevicePixelRatio(2.0)
    for image in (small, large):
        with Painting(image) as painter:
            figure.paint(painter, figure.view(QRectF(0, 0, 200, 200)), pose, PHASE)
    assert painted_box(large)[2] == pytest.approx(2 * painted_box(small)[2], abs=3)
    again = blank(200, 200)
    with Painting(again) as painter:
        figure.paint(painter, figure.view(QRectF(0, 0, 200, 200)), pose, PHASE)
    assert again == small


def test_a_first_painting_and_a_later_one_are_the_same_picture() -> None:
    pictures = []
    figure = figure_painter("donkey-rail-partner")
    for _ in range(2):
        image = blank(300, 300)
        with Painting(image) as painter:
            painter.translate(20, 10)
            figure.paint(painter, figure.view(QRectF(0, 0, 250, 250)), solve(figure.file, 0.4), PHASE)
        pictures.append(image)
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("figure_id", IDS)
def test_a_mirrored_figure_faces_left_with_its_left_leg_near(figure_id: str) -> None:
    figure = figure_painter(figure_id)
    pose = solve(figure.file, 0.3)
    pictures = []
    for mirrored in (False, True):
        image = blank(600, 300)
        with Painting(image) as painter:
            view = figure.view(QRectF(0, 0, 300, 300), mirrored=mirrored)
            figure.paint(painter, view, pose, PHASE, guide=True)
            figure.paint_lens(painter, view.scale, QPointF(450, 150), 140.0, pose, PHASE, mirrored=mirrored)
        pictures.append(image)
        heel, toe = (view.point(point).x() for point in (pose.near_leg.heel, pose.near_leg.toe))
        ahead = pose.near_leg.toe.x - pose.near_leg.heel.x
        assert (toe - heel) * (-ahead if mirrored else ahead) > 0
    right, left = pictures
    for part in (QRect(0, 0, 300, 300), QRect(300, 0, 300, 300)):
        turned = left.copy(part).flipped(Qt.Orientation.Horizontal)
        wrong = count_different(turned, right.copy(part))
        assert wrong < 0.01 * 300 * 300
        assert wrong < 0.2 * count_different(left.copy(part), right.copy(part))


def test_themes_differ() -> None:
    figure = load_figure("donkey-machine")
    pictures = []
    for theme in (DARK, LIGHT):
        image = blank(200, 200)
        with Painting(image) as painter:
            themed = FigurePainter(figure, theme.figure)
            themed.paint(painter, themed.view(QRectF(0, 0, 200, 200)), solve(figure.file, 0.0), PHASE)
        pictures.append(image)
    assert pictures[0] != pictures[1]


def test_a_theme_without_a_colour_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"lacks the colours .*pad"):
        FigureColours.from_roles({"body": "#ffffff"})


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_painting_drops_no_reference_to_none(qtbot: QtBot) -> None:
    """A binding that forgets one reference a call ends the process after some minutes of a session."""
    figure = figure_painter("donkey-rail-partner")
    image = blank(500, 500)
    view = figure.view(QRectF(0, 0, 300, 300))

    def paint(times: int) -> None:
        with Painting(image) as painter:
            for turn in range(times):
                pose = solve(figure.file, turn % 100 / 99)
                figure.paint(painter, view, pose, PHASE, guide=True)
                figure.paint_lens(painter, 300.0, QPointF(400, 400), 90.0, pose, PHASE)
                figure.paint_pins(painter, view, pose, [("grip", "1")])

    paint(200)
    gc.collect()
    before = sys.getrefcount(None)
    paint(200)
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < 50
