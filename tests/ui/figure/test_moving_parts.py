"""What the windows that show one figure share, and what is kept of what stands still."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from calfcoach.figure.files import load_figure, read_figure
from calfcoach.figure.solver import solve
from calfcoach.resources import assets_dir
from calfcoach.ui.figure import things
from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.moving_parts import moving_parts
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.figure.sketch import stills_of
from calfcoach.ui.theme import DARK, LIGHT
from tests.ui.figure.shared import IDS, PHASE, Painting, blank

SIZE = (400, 400)


def painted(figure: FigurePainter, lift: float) -> QImage:
    image = blank(*SIZE)
    with Painting(image) as painter:
        figure.paint(painter, figure.view(QRectF(image.rect())), figure.pose(lift), PHASE)
    return image


@pytest.mark.usefixtures("qapp")
def test_two_windows_share_poses_and_their_sketches() -> None:
    one, other = (FigurePainter(load_figure("donkey-machine"), theme.figure) for theme in (DARK, LIGHT))
    assert one.pose(0.3) is other.pose(0.3)
    shared = moving_parts(load_figure("donkey-machine"))
    assert shared.of_figure(one.pose(0.3), guide=False) is shared.of_figure(other.pose(0.3), guide=False)
    assert shared.of_lens(one.pose(0.3)) is shared.of_lens(other.pose(0.3))
    assert one.pose(0.3) == solve(one.file, 0.3)


@pytest.mark.usefixtures("qapp")
def test_what_is_shared_is_bounded_and_goes_with_the_last_window() -> None:
    figure = read_figure(assets_dir() / "figures" / "donkey-machine.yaml")
    window, first = FigurePainter(figure, DARK.figure), moving_parts(figure).pose(0.0, 0.0)
    for step in range(1, 60):
        painted(window, step / 60)
    assert moving_parts(figure).pose(0.0, 0.0) is not first, "old poses are forgotten"
    shared = ref(moving_parts(figure))
    del window
    gc.collect()
    assert shared() is None


@pytest.mark.usefixtures("qapp")
def test_an_equal_pose_that_somebody_else_solved_is_painted_as_well() -> None:
    figure = FigurePainter(load_figure("donkey-machine"), DARK.figure)
    before, image = painted(figure, 0.4), blank(*SIZE)
    with Painting(image) as painter:
        figure.paint(painter, figure.view(QRectF(image.rect())), solve(figure.file, 0.4), PHASE)
    assert image == before


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("figure_id", IDS)
def test_pictures_of_what_stands_still_show_all_of_it_and_take_little_room(figure_id: str) -> None:
    figure = load_figure(figure_id)
    window, pose, inks = FigurePainter(figure, DARK.figure), solve(figure.file, 0.0), Inks(DARK.figure)
    whole, pieces = blank(*SIZE), blank(*SIZE)
    view = window.view(QRectF(whole.rect())).snapped(1.0)
    with Painting(whole) as painter:
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        canvas, props = FigureCanvas(painter, view.transform(), inks), figure.file.props
        things.paint_floor(canvas, props.floor)
        for thing in filter(things.stands_still, props.behind.values()):
            things.paint_thing(canvas, thing, pose, props.behind)
        if props.block:
            things.paint_block(canvas, props.block)
    behind = moving_parts(figure).behind(pose, guide=False)
    stills = list(stills_of(behind, view.transform(), inks, 1.0))
    with Painting(pieces) as painter:
        for still in stills:
            still.draw(painter)
    assert pieces == whole
    room = sum(still.picture.width() * still.picture.height() for still in stills)
    assert room <= 0.5 * view.rect(figure.file.frame).width() * view.rect(figure.file.frame).height()
