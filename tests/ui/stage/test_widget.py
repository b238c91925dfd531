"""The stage as a widget: what moves, what does not, what can be clicked, and what it leaves behind."""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Side
from calfcoach.session.commands import CommandKind
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.stage.buttons import StageButton
from calfcoach.ui.stage.flash import is_flashing
from calfcoach.ui.stage.pace import FigurePace
from calfcoach.ui.stage.picture import KEPT_WINDOWS, Picture
from calfcoach.ui.theme import DARK, LIGHT, THEMES, Effects
from tests.ui.figure.shared import count_different
from tests.ui.stage import moments
from tests.ui.stage.moments import figure_rects, in_phase

GLYPH_ROUNDING = 8
"""Qt keeps small letters at a few places between pixels; which, depends on what was painted before."""


def shown(qtbot: QtBot, view: View, size: tuple[int, int] = (1366, 768), extras: Extras | None = None) -> StageWidget:
    stage = StageWidget(DARK, extras)
    qtbot.addWidget(stage)
    stage.resize(*size)
    stage.set_view(view)
    with qtbot.waitExposed(stage):
        stage.show()
    qtbot.wait(1)
    return stage


def pixels(stage: StageWidget) -> QImage:
    return stage.grab().toImage()


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


def difference(one: QImage, other: QImage) -> int:
    """The most that a channel of a pixel differs, 0 to 255."""
    a, b = (np.frombuffer(image.constBits(), np.uint8).astype(np.int16) for image in (one, other))
    return int(np.abs(a - b).max())


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


def buttons(stage: StageWidget) -> dict[str, StageButton]:
    """What can be pressed now, by its name; of two for the same the larger."""
    seen = [button for button in stage.findChildren(StageButton) if button.isVisible()]
    return {button.accessibleName(): button for button in sorted(seen, key=lambda each: each.width() * each.height())}


def test_the_buttons_of_a_rest_are_real(qtbot: QtBot) -> None:
    stage = shown(qtbot, moments.resting())
    extend, skip = buttons(stage)["15 seconds more rest"], buttons(stage)["Skip the rest"]
    for button, kind in ((extend, CommandKind.MORE_REST), (skip, CommandKind.SKIP)):
        assert min(button.width(), button.height()) >= 96 * stage.height() / 1080
        with qtbot.waitSignal(stage.pressed, check_params_cb=lambda action, kind=kind: action == kind):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.set_view(in_phase("lower"))
    assert not extend.isVisible()
    stage.set_view(moments.resting())
    stage.resize(1080, 1920)
    assert stage.rect().contains(buttons(stage)["Skip the rest"].geometry())


THUMB_PX = 88
"""Of a window 1080 high, the least side of a button that a thumb finds: 23 mm on a 15-inch screen."""


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1920, 1080), (1080, 1920), (1280, 1024)])
def test_what_stands_still_offers_large_buttons(qtbot: QtBot, size: tuple[int, int]) -> None:
    stage = shown(qtbot, moments.paused(), size)
    three = ("Go on", "Restart set", "Finish")
    asked = moments.asked()
    answers = ("Go on", f"End set {asked.set_number}")
    for view, names in ((moments.paused(), three), (asked, answers), (moments.halted(), three)):
        stage.set_view(view)
        for name in names:
            button = buttons(stage)[name]
            assert stage.rect().contains(button.geometry())
            assert min(button.width(), button.height()) >= THUMB_PX * stage.grid.u / 10.8, (view.state, name)


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1280, 1024)])
def test_the_words_of_a_large_button_keep_clear_of_its_key(qtbot: QtBot, size: tuple[int, int]) -> None:
    stage = shown(qtbot, moments.halted(), size)
    stage.grab()
    (button,) = [each.geometry() for name, each in buttons(stage).items() if name == "Restart set"]
    inside = [box for box in stage.text_boxes() if QRectF(button).contains(box.ink)]
    words = [box.ink for box in inside if box.name == "button"]
    (key,) = [box.ink for box in inside if box.name == "key"]
    (cap,) = [shape for shape in stage.shapes if shape.contains(key) and shape.height() < button.height() / 2]
    assert max(ink.bottom() for ink in words) < cap.top() - stage.grid.u
    assert min(ink.top() for ink in words) > button.top() + stage.grid.u


def test_the_ring_pauses_and_goes_on(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower"))
    middle = stage.places.point(stage.grid.ring.x, stage.grid.ring.y).toPoint()
    for view, name in ((in_phase("lower"), "Pause"), (moments.paused(), "Go on")):
        stage.set_view(view)
        ring = stage.childAt(middle)
        assert isinstance(ring, StageButton) and ring.accessibleName() == name
        with qtbot.waitSignal(stage.pressed, check_params_cb=lambda action: action is CommandKind.TOGGLE_PAUSE):
            qtbot.mouseClick(ring, Qt.MouseButton.LeftButton)
    stage.set_view(moments.finished())
    assert not isinstance(stage.childAt(middle), StageButton)


@pytest.mark.parametrize("name", [*moments.scenes()])
def test_every_key_that_is_shown_can_be_pressed(qtbot: QtBot, name: str) -> None:
    stage = shown(qtbot, moments.scenes()[name])
    keys = [box for box in stage.text_boxes() if box.name == "key"]
    for box in keys:
        assert isinstance(stage.childAt(box.ink.center().toPoint()), StageButton), box.text


def test_an_audience_gets_no_buttons(qtbot: QtBot) -> None:
    for view in moments.scenes().values():
        assert not buttons(shown(qtbot, view, extras=Extras(audience=True)))


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


def painted(picture: Picture, view: View) -> QImage:
    canvas = QImage(1366, 768, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(canvas)
    picture.paint(painter, view)
    painter.end()
    return canvas


def made(extras: Extras) -> Picture:
    picture = Picture(DARK, extras)
    picture.set_size(1366, 768, 1.0)
    return picture


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("extras", [Extras(), Extras(audience=True)], ids=["own", "audience"])
def test_what_is_kept_of_the_still_parts_looks_as_if_painted_anew(extras: Extras) -> None:
    picture = made(extras)
    for view in [in_phase(kind, 0.4, rep=rep) for rep in (3, 4) for kind in ("lower", "stretch", "contract")]:
        image, fresh = painted(picture, view), made(extras)
        assert difference(image, painted(fresh, view)) <= GLYPH_ROUNDING
        assert picture.texts == fresh.texts and picture.shapes == fresh.shapes


@pytest.mark.usefixtures("qapp")
def test_a_phase_that_was_prepared_is_there_at_once_and_looks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = made(Extras())
    now, then = in_phase("lower", 0.9), in_phase("stretch", 0.0)
    before = painted(picture, now)
    picture.prepare(then)
    assert painted(picture, now) == before, "nothing is seen of it yet"
    monkeypatch.setattr(picture, "_make", None)  # nothing is painted any more
    fresh = made(Extras())
    assert difference(painted(picture, then), painted(fresh, then)) <= GLYPH_ROUNDING
    assert picture.texts == fresh.texts and picture.buttons(then) == fresh.buttons(then)


@pytest.mark.usefixtures("qapp")
def test_what_was_prepared_for_another_theme_is_not_shown() -> None:
    picture, then = made(Extras()), in_phase("stretch", 0.0)
    painted(picture, in_phase("lower", 0.9))
    picture.prepare(then)
    picture.set_options(theme=LIGHT)
    assert painted(picture, then).pixelColor(0, 0) == LIGHT.colour("surface")


@pytest.mark.usefixtures("qapp")
def test_what_is_kept_takes_a_bounded_room() -> None:
    picture = made(Extras())
    for rep in range(1, 13):
        for kind in ("lower", "stretch", "contract"):
            painted(picture, in_phase(kind, 0.4, rep=rep))
    assert picture._pieces.bytes <= KEPT_WINDOWS * 4 * 1366 * 768


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
