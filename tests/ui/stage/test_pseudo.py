"""The stage in a language whose texts are 40 % longer: nothing is clipped, and nothing went past the gate for texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from calfcoach import texts
from calfcoach.coach.view import Offers, View
from calfcoach.session.machine import UndoKind
from calfcoach.ui.stage.scenes import Extras
from tests.texts.pseudo import PseudoTranslations
from tests.ui.stage import moments
from tests.ui.stage.test_texts import DEMO, TIP, faults

SIZES = ((960, 540), (1366, 768), (1920, 1080))
SQUARE = ((1024, 768), (1280, 1024))
OURS = ("word", "side", "hint", "button", "paused", "next", "card", "rep", "set", "done", "unit")
"""The names of texts that are ours, or have some of ours in them."""


@pytest.fixture(autouse=True)
def pseudo_language() -> Iterator[None]:
    texts.use(PseudoTranslations())
    yield
    texts.use(None)


@pytest.fixture
def scenes(qapp: object) -> Mapping[str, View]:
    return {**moments.scenes_now(), **moments.of_class_now()}


def data_of(view: View) -> set[str]:
    """What comes from files: it is not translated here."""
    exercise = view.exercise
    found = {exercise.name, view.item.variant_name or "", str(view.item.dose.tempo), *moments.TIP}
    found |= {spec.label or "" for spec in exercise.phases.values()}
    found |= {spec.short or "" for spec in exercise.phases.values()}
    found |= {warning.short for warning in exercise.warnings}
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", ["own", "audience", "demo"])
def test_nothing_is_clipped_and_nothing_overlaps(scenes: Mapping[str, View], size: tuple[int, int], shown: str) -> None:
    assert faults(scenes, size, extras_of(shown)) == []


@pytest.mark.parametrize("size", SQUARE, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", ["own", "audience"])
def test_a_square_window_has_all_of_it_too(scenes: Mapping[str, View], size: tuple[int, int], shown: str) -> None:
    assert faults(scenes, size, extras_of(shown)) == []


@pytest.mark.usefixtures("qapp")
def test_a_long_name_is_whole_beside_whatever_keys_there_are() -> None:
    """What stands beside it is whole too, or left out where there is no room for all of it."""
    longest = max((entry.exercise.name for entry in moments.library().entries.values()), key=len)
    of = moments.exercise(name=longest)
    resting = moments.resting(of=of)
    undo = Offers(undo=UndoKind.SET_RESTARTED, undo_left_s=8.0)
    views = (
        *(moments.in_phase("lower", of=of), moments.ready(of=of), moments.paused(of=of), moments.halted(of=of)),
        *(moments.finished(of=of), resting, replace(resting, offers=undo)),
    )
    for size in (*SIZES, *SQUARE):
        laid_out = moments.layouts(size)
        for view in views:
            found = [box.text for box in laid_out(view).texts if box.name in ("name", "dose")]
            assert " ".join(found).startswith(longest), (size, view.state, found)
            assert "…" not in "".join(found), (size, view.state, found)


def extras_of(shown: str) -> Extras:
    """A stage of one's own or an audience's, with the longest mark of a demonstration or without."""
    return Extras(tip=TIP, audience=shown != "own", demo=texts.text(DEMO) if shown == "demo" else "")


def test_every_text_of_ours_is_in_brackets(scenes: Mapping[str, View]) -> None:
    laid_out = moments.layouts((1920, 1080), extras=Extras(tip=TIP))
    for name, view in scenes.items():
        picture = laid_out(view)
        data = data_of(view)
        of_name = {box.name: "" for box in picture.texts}
        for box in picture.texts:
            if box.text not in data:
                of_name[box.name] += box.text
        for ours in OURS:
            said = of_name.get(ours, "")
            if any(sign.isalpha() for sign in said):
                assert "[" in said, (name, ours, said)
