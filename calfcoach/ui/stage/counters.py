"""Rep n of N and Set n of N with their pips (small marks, one for each); in a rest, the sets done.

Refuses to count anything itself.
"""

from PySide6.QtGui import QColor

from calfcoach.coach.view import View
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE
from calfcoach.wording import stage as wording
from calfcoach.wording.stage import Counter

_REP_SHARE, _SET_FROM = 0.557, 0.654  # of the row's width
_GAPS = (1.8, 1.35)
_UNDER, _PIP = 2.8, 1.8  # baseline to pips; their height
_REP_GAP, _SET_GAP = 0.65, 0.98
_APART = 1.5  # from the sets done to the correction of reps beside them
_OVERHANG = 2.5
"""The last words in the row may be this much wider than their pips."""

_LEAST_PITCH = 0.9
"""Pips closer than this cannot be seen apart: a bar replaces them."""


def paint_counters(canvas: Canvas, view: View) -> None:
    """Both counters of a set."""
    row = canvas.grid.counters
    colour = canvas.theme.phase(view.kind)
    rep = view.goes_on_with or view.rep
    rest = row.w * _SET_FROM
    _paint_words(canvas, row.x, row.bottom, wording.rep_counter(view), rest - 2.0, "rep")
    _paint_words(
        canvas,
        row.x + rest,
        row.bottom,
        wording.set_counter(view),
        row.w - rest + (_OVERHANG if row.right + 2 * _OVERHANG <= canvas.grid.panel.x else 0.0),
        "set",
    )
    y = row.bottom + _UNDER
    done = max(rep - 1, 0)
    if view.reps is not None:
        paint_pips(canvas, GridBox(row.x, y, row.w * _REP_SHARE, _PIP), done, rep > 0, view.reps, colour, _REP_GAP)
    paint_pips(
        canvas,
        GridBox(row.x + rest, y, row.w - rest, _PIP),
        view.set_number - 1,
        True,
        view.sets,
        _current_pip(canvas, view),
        _SET_GAP,
    )


def paint_done(canvas: Canvas, view: View) -> None:
    """The sets done, if the window has room for them."""
    row = canvas.grid.done
    if row is None:
        return
    beside = canvas.grid.correction
    room = row.w if beside is None else beside.x - _APART - row.x
    _paint_words(canvas, row.x, row.bottom, wording.done_counter(view), room, "done")
    box = GridBox(row.x, row.bottom + _UNDER, row.w, _PIP)
    paint_pips(canvas, box, view.sets_done, False, view.sets, canvas.theme.colour("text"), _SET_GAP)


def _current_pip(canvas: Canvas, view: View) -> QColor | None:
    """The colour of the running set's pip; None before the set begins, when its pip is empty with an edge."""
    return canvas.theme.phase(view.kind) if view.rep or view.goes_on_with else None


def paint_pips(
    canvas: Canvas, box: GridBox, done: int, under_way: bool, count: int, colour: QColor | None, gap: float
) -> None:
    """Paint `done` of `count` pips filled, and the running one in `colour`; with too many pips, a bar instead."""
    if box.w / count < _LEAST_PITCH:
        _paint_bar(canvas, box, done, under_way, count, colour)
        return
    gap = min(gap, box.w / count * 0.35)
    width = (box.w - gap * (count - 1)) / count
    radius = min(RADIUS.stage_pip, width / 2)
    for index in range(count):
        pip = GridBox(box.x + index * (width + gap), box.y, width, box.h)
        if index < done:
            canvas.box(pip, radius, "text")
        elif index == done and under_way:
            if colour is None:
                canvas.box(pip, radius, "raised2", edge="text", width=0.28)
            else:
                canvas.pill(pip, colour, radius)
        else:
            canvas.box(pip, radius, "raised2", edge="border_strong" if canvas.theme.edges else None)


def _paint_bar(canvas: Canvas, box: GridBox, done: int, under_way: bool, count: int, colour: QColor | None) -> None:
    canvas.box(box, RADIUS.stage_pip, "raised2", edge="border_strong" if canvas.theme.edges else None)
    each = box.w / count
    if done:
        canvas.box(GridBox(box.x, box.y, each * done, box.h), RADIUS.stage_pip, "text")
    if under_way and colour is not None:
        canvas.pill(GridBox(box.x + each * done, box.y, max(each, 0.6), box.h), colour, 0.2)


def _paint_words(canvas: Canvas, x: float, baseline: float, words: Counter, width: float, name: str) -> None:
    """Paint a sentence with its number large; shrink it if the row is too short."""
    sizes = ((STAGE_TYPE.label, 500), (STAGE_TYPE.counter, 600), (STAGE_TYPE.secondary, 500))
    faces = [Face(size, weight) for size, weight in sizes]
    needed = sum(canvas.advance(text, face) for text, face in zip(words, faces, strict=True)) + sum(_GAPS)
    share = min(1.0, width / needed)
    for text, (size, weight), role, gap in zip(words, sizes, ("muted", "text", "muted"), (*_GAPS, 0.0), strict=True):
        face = Face(size * share, weight)
        x += canvas.text(x, baseline, text, face, role, name=name) + gap * share
