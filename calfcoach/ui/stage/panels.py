"""The cards shown while nothing runs: the pause, and how to get out at the end.

Refuses to know keys and steps; both come from outside.
"""

from dataclasses import dataclass

from calfcoach.coach.view import View
from calfcoach.texts import plural, text
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS
from calfcoach.wording import stage as wording

_PAD = 3.1
_WHERE, _HOW = (5.2, 600), (3.6, 400)
_PAUSED_SIZES = (1.0, 0.85, 0.7, 0.6, 0.5)
"""The sizes of both, as shares of the full one: in the first two the title is one line, in the others all fits."""

_STOPPED = (
    *((Face(_WHERE[0] * share, 600), 1) for share in (1.0, 0.85, 0.7)),
    *((Face(size, 600), most) for size, most in ((3.6, 3), (3.0, 3), (2.7, 4))),
)
"""The letters of the text over the steps, and in how many lines it may be in each."""

_STOPPED_PITCH = 1.25
"""From one of these lines to the next, in sizes of the letters."""

_STEP_TITLE, _STEP_TEXT, _LABEL = 4.6, 3.4, 3.4
_STEP_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_FROM_AFAR = 0.7
"""Steps that are smaller than this share of the full size are set in two columns, if the card is wide enough."""

_TWO_FROM = 80.0
"""The least width of a card with two columns, u."""

_FOOT, _MORE = 1.4, 5.4
_MOST_LINES = 12
"""Half a sentence helps nobody to get out: a step is shown in full, or only counted."""


def paint_paused(canvas: Canvas, view: View, area: GridBox, question: str = "") -> float:
    """Paints the card that says what was interrupted, or a question; returns its height with the gap below it, u."""
    where, how = wording.paused_text(view)
    where = question or where
    room = area.w - 2 * _PAD
    wanted = next((s for s in _PAUSED_SIZES[:2] if canvas.advance(where, Face(_WHERE[0] * s, 600)) <= room), 0.7)
    for share in (wanted, *(size for size in _PAUSED_SIZES if size < wanted)):
        title, small = Face(_WHERE[0] * share, _WHERE[1]), Face(_HOW[0] * share, _HOW[1])
        titles, lines = canvas.lines(where, title, room, 3), canvas.lines(how, small, room, 3)
        height = 2 * _PAD + title.size * (1.2 * len(titles) - 0.25) + len(lines) * small.size * 1.4
        if height <= area.h:
            break
    card = GridBox(area.x, area.y, area.w, height)
    canvas.box(card, RADIUS.stage_card, "raised", edge="border" if canvas.theme.edges else None)
    before, canvas.ground = canvas.ground, "raised"
    baseline = card.y + _PAD - title.size * 0.45
    for line in titles:
        baseline += title.size * 1.2
        canvas.text(card.x + _PAD, baseline, line, title, "text", width=room, name="paused")
    baseline += title.size * 0.2
    for line in lines:
        baseline += small.size * 1.4
        canvas.text(card.x + _PAD, baseline, line, small, "muted", width=room, name="paused")
    canvas.ground = before
    return height + 1.6


@dataclass(frozen=True)
class _Columned:
    """Steps in columns of a width, by their numbers from 0; `left` counts the steps that did not fit."""

    share: float
    width: float
    columns: tuple[tuple[int, ...], ...]
    left: int


def paint_end(canvas: Canvas, view: View, area: GridBox, stopped: str = "") -> None:
    """Paints the numbered steps out of the position, as big as all fit; if they do not, how many more there are.

    Above the steps comes `stopped`: where the session was stopped in place and how to go on.
    """
    if stopped:
        area = _paint_stopped(canvas, stopped, area)
    steps = wording.finish_steps(view)
    fit = _fit_steps(canvas, steps, area)
    share = fit.share
    heights = [[_step_height(canvas, *steps[index], share, fit.width) for index in column] for column in fit.columns]
    below = _MORE * share if fit.left else 0.0
    height = min(_head(share) + max(map(sum, heights)) + below, area.h)
    card = GridBox(area.x, area.y, area.w, height)
    canvas.box(card, RADIUS.stage_card, "raised", edge="border" if canvas.theme.edges else None)
    before, canvas.ground = canvas.ground, "raised"
    label = Face(_LABEL * share)
    canvas.text(area.x + _PAD, area.y + (_PAD + _LABEL) * share, text("To finish"), label, "muted", name="steps")
    for column, (indexes, high) in enumerate(zip(fit.columns, heights, strict=True)):
        place = GridBox(area.x + column * fit.width, area.y + _head(share) - _FOOT * share, fit.width, 0.0)
        for index, each in zip(indexes, high, strict=True):
            _paint_step(canvas, index + 1, *steps[index], share, place)
            place = place.below(each)
    if fit.left:
        baseline = card.bottom - _PAD * share
        canvas.text(
            area.x + _PAD,
            baseline,
            plural("and {number} more", "and {number} more", fit.left),
            label,
            "text",
            name="steps",
        )
    canvas.ground = before


def _paint_stopped(canvas: Canvas, stopped: str, area: GridBox) -> GridBox:
    """Paints the text above the steps, as big as it is whole in few lines; returns the rest of the area."""
    face, lines, _ = canvas.fit(stopped, _STOPPED, area.w)
    for number, line in enumerate(lines, 1):
        canvas.text(
            area.x, area.y + number * face.size * _STOPPED_PITCH, line, face, "text", width=area.w, name="stopped"
        )
    used = len(lines) * face.size * _STOPPED_PITCH + 2.0
    return GridBox(area.x, area.y + used, area.w, area.h - used)


def _fit_steps(canvas: Canvas, steps: tuple[tuple[str, str], ...], area: GridBox) -> _Columned:
    """One column while its text can be read from afar; with smaller text two, if they are wide enough."""
    counts = (1, 2) if area.w >= _TWO_FROM else (1,)
    afar = [(1, share) for share in _STEP_SIZES if share >= _FROM_AFAR]
    for count, share in (*afar, *((counts[-1], share) for share in _STEP_SIZES)):
        fit = _columns(canvas, steps, share, area, count)
        if not fit.left:
            return fit
    least = _STEP_SIZES[-1]
    shorter = GridBox(area.x, area.y, area.w, area.h - _MORE * least)
    return _columns(canvas, steps, least, shorter, counts[-1])


def _columns(canvas: Canvas, steps: tuple[tuple[str, str], ...], share: float, area: GridBox, count: int) -> _Columned:
    """As many whole steps as fit into `count` columns, one column after the other."""
    width, most = area.w / count, area.h - _head(share) + 0.1
    columns: list[tuple[int, ...]] = []
    next_step = 0
    for _ in range(count):
        used, column = 0.0, []
        while next_step < len(steps):
            used += _step_height(canvas, *steps[next_step], share, width)
            if used > most:
                break
            column.append(next_step)
            next_step += 1
        columns.append(tuple(column))
    return _Columned(share, width, tuple(columns), len(steps) - next_step)


def _head(share: float) -> float:
    """The height that a card of steps needs besides the steps, u."""
    return (_PAD + _LABEL + 2.4 + _FOOT) * share


def _room(share: float, width: float) -> float:
    return width - 2 * _PAD - 8.6 * share


def _step_lines(canvas: Canvas, title: str, how: str, share: float, width: float) -> tuple[list[str], list[str]]:
    room = _room(share, width)
    of_text = canvas.lines(how, Face(_STEP_TEXT * share), room, _MOST_LINES)
    return canvas.lines(title, Face(_STEP_TITLE * share, 600), room, _MOST_LINES), of_text


def _step_height(canvas: Canvas, title: str, how: str, share: float, width: float) -> float:
    titles, texts = _step_lines(canvas, title, how, share, width)
    return (len(titles) * 5.6 + len(texts) * 4.7 + 2.8) * share


def _paint_step(canvas: Canvas, number: int, title: str, how: str, share: float, area: GridBox) -> None:
    """Paints one step at the upper edge of a column."""
    titles, texts = _step_lines(canvas, title, how, share, area.w)
    y = area.y
    x, room = area.x + _PAD + 8.6 * share, _room(share, area.w)
    disc = 2.9 * share
    middle = y + 1.2 * share + 2.75 * share
    canvas.disc(area.x + _PAD + disc, middle, disc, canvas.theme.colour("raised2"))
    canvas.ground = "raised2"
    label = Face(3.4 * share, 600)
    canvas.text(area.x + _PAD + disc, middle + label.size * 0.364, str(number), label, "text", align=0.5, name="steps")
    canvas.ground = "raised"
    baseline = y
    for line in titles:
        baseline += 5.6 * share
        canvas.text(x, baseline, line, Face(_STEP_TITLE * share, 600), "text", width=room, name="steps")
    baseline += 0.5 * share
    for line in texts:
        baseline += 4.7 * share
        canvas.text(x, baseline, line, Face(_STEP_TEXT * share), "muted", width=room, name="steps")
