"""No text on the stage is clipped or lies on another, at any size, with the longest texts."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from calfcoach.coach.view import View
from calfcoach.ui.screens.demo import ONE_PHASE, REPEATS, STANDS
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.ui.stage.coming import running_bar
from calfcoach.ui.stage.grid import grid_for
from calfcoach.ui.stage.lettering import Lettering
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.stage.rest import RestTip
from calfcoach.ui.stage.scenes import Extras, paint_caption
from calfcoach.ui.theme import DARK
from tests.ui.stage import moments
from tests.ui.stage.moments import ODD_SIZES, SIZES, figure_rects

WHOLE = ("word", "button", "starts", "where", "next", "caption", "stopped", "name", "dose", "card")
"""The names of texts that are never cut: what is to be done, and where everybody is."""

DEMO = max((STANDS, *REPEATS.values(), *ONE_PHASE.values()), key=len)
"""The longest mark of a demonstration: with it the head is full; without, the same with less."""

LONG_NAME = "Einbeiniges Wadenheben an der Treppe mit gestrecktem Knie und sehr viel Geduld " * 4
HEBREW = "הרמת עקבים בכיפוף ירכיים"
LONG_TIP = RestTip("Why " + "pause " * 20, "A long explanation of it, " * 12, "Evidence · " + "somebody, " * 8 + "1991")
TIP = RestTip(*moments.TIP)

LONGEST = moments.exercise(
    name=LONG_NAME[:300],
    phases={
        "lower": {"label": "Lower the heels with patience", "short": "WWWWWWWWWW"},
        "stretch": {"short": "Wm Wm Wm W"},
        "contract": {"short": "Lift toes"},
    },
    warnings=[
        {
            "id": f"w{number}",
            "title": "T",
            "text": "T",
            "short": "Wide warnings want wide windows with much room mmmmmmmmmmmm"[: 60 - number],
            "phases": phases,
        }
        for number, phases in enumerate((["lower"], ["lower"], ["stretch"], "every", [], []))
    ],
    finish=[{"title": "Put the weight down " * 3, "text": "Slowly, and with a straight back. " * 6}] * 20,
    variants=[],
)


def longest() -> dict[str, View]:
    dose = {"sets": 50, "reps": 200}
    long = {
        kind: moments.at(
            moments.machine_for(LONGEST, **dose), lambda s, n, kind=kind: s.kind.value == kind and s.rep in (0, 188)
        )
        for kind in ("ready", "lower", "stretch", "contract", "rest")
    }
    long["paused"] = moments.paused(of=LONGEST, **dose)
    long["finished"] = moments.finished(of=LONGEST)
    long["halted"] = moments.halted(of=LONGEST, **dose)
    return {name: replace(view, set_number=48) for name, view in long.items()}


@pytest.fixture(scope="module")
def everything(qapp: object) -> dict[str, View]:
    shown = {**moments.scenes(), **moments.of_class_now()} | {f"long {name}": view for name, view in longest().items()}
    shown["long problem"] = moments.with_problem("The sound card has gone away, and nobody knows where to. " * 5)
    shown["minutes"] = moments.in_phase("hold", 0.1, rep=1, of=moments.exercise("iso-hold-calf"), hold_s=3600)
    shown["hebrew"] = moments.in_phase(
        "lower", of=moments.exercise(name=HEBREW, phases={"lower": {"short": "הורדה"}}, variants=[])
    )
    return shown


def faults(views: Mapping[str, View], size: tuple[int, int], extras: Extras, *, mirrored: bool = False) -> list[str]:
    """What is wrong with moments on a stage of a size; says in which. What is `long` may end in … ."""
    laid_out = moments.layouts(size, extras=extras, mirrored=mirrored)
    return [
        f"{name}: {fault}"
        for name, view in views.items()
        for fault in faults_of(laid_out(view), size, whole=() if name.startswith("long") else WHOLE)
    ]


def faults_of(picture: Picture, size: tuple[int, int], whole: Container[str] = WHOLE) -> list[str]:
    """The texts that are cut or lie on something, in pictures of which only the places are wanted.

    Texts with names in `whole` may not end in … either.
    """
    window = QRectF(0, 0, *size)
    found = [f"clipped: {box.text!r} {box.ink}" for box in picture.texts if not window.contains(box.ink)]
    found += [f"cut: {box.name} {box.text!r}" for box in picture.texts if box.name in whole and box.text.endswith("…")]
    for one, other in combinations(picture.texts, 2):
        if (common := one.ink & other.ink).width() > 0.5 and common.height() > 0.5:
            found.append(f"{one.name} {one.text!r} lies on {other.name} {other.text!r}")
    for box in picture.texts:
        for shape in (*picture.shapes, *figure_rects(picture)):
            common = box.ink & shape
            if common.width() > 0.5 and common.height() > 0.5 and not shape.adjusted(-1, -1, 1, 1).contains(box.ink):
                found.append(f"{box.name} {box.text!r} {box.ink} lies across {shape}")
    return found


@pytest.mark.parametrize("size", SIZES + ODD_SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_clipped_and_nothing_overlaps(everything: dict[str, View], size: tuple[int, int]) -> None:
    assert faults(everything, size, Extras()) == []
    rests = {name: view for name, view in everything.items() if "rest" in name}
    for tip in (TIP, LONG_TIP):
        assert faults(rests, size, Extras(tip=tip)) == [], tip


def test_nothing_overlaps_from_right_to_left(everything: dict[str, View]) -> None:
    assert faults(everything, (1366, 768), Extras(tip=TIP), mirrored=True) == []


@pytest.mark.parametrize("size", [*SIZES, (1280, 800), (2560, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_overlaps_for_an_audience(everything: dict[str, View], size: tuple[int, int]) -> None:
    assert faults(everything, size, Extras(audience=True, demo=DEMO, tip=TIP)) == []
    assert faults({**moments.scenes(), **moments.of_class_now()}, size, Extras(audience=True)) == []


@pytest.mark.parametrize("size", [*SIZES, (1280, 720), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.usefixtures("qapp")
def test_an_audience_reads_all_of_every_caption(size: tuple[int, int]) -> None:
    grid = grid_for(*size, audience=True)
    assert grid.caption is not None
    nowhere = QPixmap(1, 1)
    painter = QPainter(nowhere)
    canvas = Canvas(painter, Places(grid, mirrored=False), DARK, Lettering(grid.u))
    asked = {}
    for entry in moments.library().entries.values():
        asked |= {spec.how: None for spec in entry.exercise.phases.values() if spec.how}
        asked |= {warning.short: warning for warning in entry.exercise.warnings}
    shown = []
    for caption, warned in asked.items():
        canvas.texts.clear()
        paint_caption(canvas, grid.caption, caption, warned)
        shown.append(" ".join(box.text for box in canvas.texts))
    painter.end()
    assert shown == [*asked]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (1080, 1920)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.usefixtures("qapp")
def test_an_audience_has_no_playhead_where_it_has_no_strip(size: tuple[int, int]) -> None:
    view = moments.scenes()["lower"]
    picture = moments.layouts(size, extras=Extras(audience=True))(view)
    assert view.strip and running_bar(picture.places, view) is None


@pytest.mark.parametrize("size", [*SIZES, (1024, 768), (1280, 1024), (1080, 1920)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("count", [1, 3, 7, 8, 20])
@pytest.mark.usefixtures("qapp")
def test_every_step_out_is_shown_or_counted(size: tuple[int, int], count: int) -> None:
    laid_out = moments.layouts(size)
    for step in (
        {"title": "Let go", "text": "Both hands."},
        {"title": "Put the weight down " * 3, "text": "Slowly, and with a straight back. " * 6},
    ):
        view = moments.finished(of=moments.exercise(finish=[step] * count, variants=[]))
        picture = laid_out(view)
        said = [box.text for box in picture.texts if box.name == "steps"]
        numbers = [int(text) for text in said if text.isdigit()]
        assert numbers == [*range(1, len(numbers) + 1)]
        assert not any(text.endswith("…") for text in said), "a step is whole or counted"
        left = count - len(numbers)
        assert [text for text in said if text.endswith("more")] == ([f"and {left} more"] if left else [])
        assert not left or count > 8 or step["title"] != "Let go"


@pytest.mark.parametrize("audience", [False, True], ids=["own", "audience"])
@pytest.mark.usefixtures("qapp")
def test_the_word_keeps_clear_of_what_is_below_it(audience: bool) -> None:
    laid_out = moments.layouts((1366, 768), extras=Extras(audience=audience))
    for name in ("stopped", "halted"):  # a word whose letters go below the line
        picture = laid_out(moments.scenes()[name])
        [word] = [box.ink for box in picture.texts if box.name == "word"]
        below = [
            shape.top() for shape in picture.shapes if shape.top() > word.center().y() and shape.right() > word.x()
        ]
        assert min(below) - word.bottom() > 2 * picture.grid.u, name
