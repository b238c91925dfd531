"""What the stage's picture keeps, and paints before it is needed, looks as if it were painted anew."""

from __future__ import annotations

import pytest

from calfcoach.ui.stage import Extras
from calfcoach.ui.stage.picture import KEPT_WINDOWS, Picture
from calfcoach.ui.theme import DARK, LIGHT
from tests.ui.stage.moments import in_phase
from tests.ui.stage.shown import GLYPH_ROUNDING, difference, painted


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
