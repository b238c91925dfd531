"""What is read from four metres is as big, as clear and as different as it has to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from math import pi
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from calfcoach.score.segments import SegmentKind
from calfcoach.ui.stage import ring, shapes
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.stage.rest import RestTip
from calfcoach.ui.stage.scenes import Extras
from calfcoach.ui.theme import THEMES, Theme
from tests.ui.figure.shared import pixels
from tests.ui.stage import moments
from tests.ui.stage.moments import SIZES, TIP, in_phase

pytestmark = pytest.mark.usefixtures("qapp")


def rows_inked(image: QImage, rect: QRect, ink: QColor) -> int:
    """How many rows of the rectangle have a pixel of about the ink's colour."""

    part = image.copy(rect & image.rect())
    # Blue, green and red of every pixel; a stage has no transparent ones.
    seen = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.width(), 4)[:, :, :3].astype(int)
    far = np.abs(seen - (ink.blue(), ink.green(), ink.red())).max(axis=2)
    return int((far < 100).any(axis=1).sum())


def inked(image: QImage, picture: Picture, name: str, part: Callable[[QRect], QRect]) -> int:
    box = next(box for box in picture.texts if box.name == name)
    return rows_inked(image, part(box.ink.toAlignedRect().adjusted(-2, -2, 2, 2)), QColor(box.colour))


def first_letter(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.top(), rect.height() * 3 // 4, rect.height())


def each_once(sizes: Sequence[tuple[int, int]], others: Sequence[Any], usual: tuple[int, int]) -> list[Any]:
    """Every size with the last of the others, and all of the others at the usual size."""
    pairs = [*((size, others[-1]) for size in sizes), *((usual, other) for other in others[:-1])]
    return [pytest.param(size, other, id=f"{size[0]}x{size[1]}-{other}") for size, other in pairs]


@pytest.mark.parametrize(("size", "seconds"), each_once(SIZES, (7, 11, 48, 77, 1), (1366, 768)))
def test_seconds_are_a_quarter_of_the_window(size: tuple[int, int], seconds: int) -> None:
    image, picture = moments.image(moments.resting(seconds, rest_s=90), size)
    assert picture.texts[-1].text == str(seconds)
    assert inked(image, picture, "seconds", lambda rect: rect) >= 0.25 * size[1]


LABELS = ("Lower", "Stretch", "Contract", "Hold", "Lift toes", "Bend knees", "MMMMMMMMMM")


@pytest.mark.parametrize(("size", "label"), each_once(SIZES, LABELS, (1024, 600)))
def test_the_word_is_high_enough(size: tuple[int, int], label: str) -> None:
    view = replace(in_phase("lower"), short_label=label)  # whatever the name is of: it is read from afar
    image, picture = moments.image(view, size)
    assert inked(image, picture, "word", first_letter) >= 0.115 * size[1]
    assert "".join(box.text for box in picture.texts if box.name == "word").replace("-", "")[:5] == label[:5]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_every_pixel_is_painted_at_every_scale(ratio: float) -> None:
    for view in (in_phase("lower"), moments.resting()):
        image, picture = moments.image(view, (1367, 769), ratio=ratio)
        right, low = image.width() - 1, image.height() - 1
        for x, y in ((0, 0), (right, 0), (0, low), (right, low), (right // 2, low), (right, low // 2)):
            assert image.pixelColor(x, y) == picture.theme.colour("surface")


def test_minutes_are_counted_above_99_seconds() -> None:
    for length, shown in ((100, ("2", "min")), (3600, ("60", "min")), (99, ("99",))):
        view = in_phase("hold", 0.0, rep=1, of=moments.exercise("iso-hold-calf"), hold_s=length)
        picture = moments.layouts((1920, 1080))(view)
        assert tuple(box.text for box in picture.texts if box.name in ("seconds", "unit")) == shown


@pytest.mark.parametrize("audience", [False, True])
@pytest.mark.parametrize("size", [*SIZES, (1080, 1920), (1024, 768), (1280, 1024)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_digits_keep_clear_of_the_ring(size: tuple[int, int], audience: bool) -> None:
    resting = replace(moments.resting(48, rest_s=90), fraction=1.0)
    class_in = {"countdown": True, "starts_at_min": 22 * 60 + 48}
    counts = [(count, {}) for count in (8, 22, 42, 48, 70, 74, 44 * 60, 48 * 60, 60 * 60, 61 * 60)]
    counts += [(count, class_in) for count in (48, 4 * 60 + 48, 44 * 60 + 48)]
    for count, of_class in counts:
        view = replace(resting, count=count, **of_class)
        image, picture = moments.image(view, size, extras=Extras(audience=audience))
        grid = picture.grid
        text, ground = picture.theme.colour("text"), picture.theme.colour("surface")
        # All along a circle inside the ring there is nothing of the number.
        reach = (grid.ring.radius - grid.ring.stroke / 2 - 0.5) * grid.u
        angles = np.arange(720) * pi / 360
        xs = np.rint(grid.offset + grid.ring.x * grid.u + reach * np.sin(angles)).astype(int)
        ys = np.rint(grid.ring.y * grid.u + reach * np.cos(angles)).astype(int)
        lightness = np.array([QColor(int(seen)).lightness() for seen in np.unique(pixels(image)[ys, xs])])
        far = np.abs(lightness - ground.lightness()).max()
        assert far < abs(text.lightness() - ground.lightness()) / 4, count


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_text_stands_out(theme: Theme) -> None:
    for extras in (Extras(tip=RestTip(*TIP)), Extras(audience=True, demo="Demo")):
        laid_out = moments.layouts((1920, 1080), theme, extras)
        for name, view in moments.scenes().items():
            for box in laid_out(view).texts:
                # A badge and what is on a small key are read from near.
                least = 4.5 if box.name in ("badge", "key") else 7.0
                assert contrast(box.colour, box.ground) >= least, (name, box.name, box.text)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_graphics_stand_out(theme: Theme) -> None:
    roles = theme.roles
    for kind in SegmentKind:
        colour = theme.phases[kind.value]
        assert contrast(colour, roles.surface) >= 3.0, kind
        assert contrast(colour, roles.on_phase) >= 3.0, kind
    assert contrast(roles.danger, roles.danger_surface) >= 3.0
    assert min(contrast(colour, roles.surface) for colour in (roles.danger, roles.focus, roles.muted)) >= 3.0


IN_A_REP = ("lower", "stretch", "contract", "squeeze", "hold")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_five_signals_tell_the_phases_apart(theme: Theme) -> None:
    squeezing = moments.exercise("standing-calf-raise-machine")
    of = {kind: in_phase(kind, of=squeezing) for kind in IN_A_REP[:4]}
    of["hold"] = in_phase("hold", rep=1, of=moments.exercise("iso-hold-calf"))
    words = {kind: view.short_label for kind, view in of.items()}
    drawn = {kind: shapes.shape(SegmentKind(kind)) for kind in IN_A_REP}
    places = {kind: [p.phase.value for p in of[kind].strip].index(kind) for kind in IN_A_REP[:4]}
    for one, other in combinations(IN_A_REP, 2):
        assert words[one] != words[other]
        assert drawn[one] != drawn[other]
        assert theme.phases[one] != theme.phases[other]
    assert sorted(places.values()) == [0, 1, 2, 3]
    styles = {kind: ring.style_of(view) for kind, view in of.items()}
    assert {kind for kind, style in styles.items() if style is ring.Style.STILL} == {"stretch", "squeeze", "hold"}
    assert {kind for kind, style in styles.items() if style is ring.Style.MOVING} == {"lower", "contract"}
