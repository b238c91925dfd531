"""What is said while nothing runs: paused, and how to get out at the end.

Refuses to know keys and steps; both come from outside.
"""

from calfcoach.coach.view import View
from calfcoach.ui.stage import wording
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import Box
from calfcoach.ui.stage.header import key_width, paint_key
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE

_PAD = 3.1
_WHERE, _HOW = (5.2, 600), (3.6, 400)
_RESUME_KEY, _RESUME = Face(4.0, 600), Face(STAGE_TYPE.next_word, 600)
_STEP_TITLE, _STEP_TEXT, _LABEL = 4.6, 3.4, 3.4
_STEP_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


def paint_paused(canvas: Canvas, view: View, lower: float) -> float:
    """The card of what was interrupted; gives its height with the gap under it, u."""
    area = canvas.grid.panel.below(lower)
    where, how = wording.paused_text(view)
    room = area.w - 2 * _PAD
    share = next((s for s in (1.0, 0.85, 0.7) if canvas.advance(where, Face(_WHERE[0] * s, 600)) <= room), 0.7)
    title, text = Face(_WHERE[0] * share, _WHERE[1]), Face(_HOW[0] * share, _HOW[1])
    lines = canvas.lines(how, text, room, 3)
    height = 2 * _PAD + title.size * 0.95 + len(lines) * text.size * 1.4
    card = Box(area.x, area.y, area.w, height)
    canvas.box(card, RADIUS.stage_card, "raised", edge="border" if canvas.theme.edges else None)
    before, canvas.ground = canvas.ground, "raised"
    baseline = card.y + _PAD + title.size * 0.75
    canvas.text(card.x + _PAD, baseline, where, title, "text", width=room, name="paused")
    baseline += title.size * 0.2
    for line in lines:
        baseline += text.size * 1.4
        canvas.text(card.x + _PAD, baseline, line, text, "muted", width=room, name="paused")
    canvas.ground = before
    return height + 1.6


def paint_resume(canvas: Canvas, key: str) -> None:
    """The key that goes on, in the place of what comes next."""
    row = canvas.grid.coming
    wide = min(key_width(canvas, key, _RESUME_KEY), row.w / 2)
    middle = row.bottom - _RESUME.size * 0.364
    paint_key(canvas, Box(row.x, middle - 3.3, wide, 6.6), key, face=_RESUME_KEY)
    canvas.text(row.x + wide + 2.0, row.bottom, "Resume", _RESUME, "text", width=row.w - wide - 2.0, name="resume")


def paint_end(canvas: Canvas, view: View, lower: float) -> None:
    """The steps out of it, numbered, as big as they all fit."""
    area = canvas.grid.card.below(lower)
    steps = wording.finish_steps(view)
    share = next((s for s in _STEP_SIZES if _end_height(canvas, steps, s, area.w) <= area.h), _STEP_SIZES[-1])
    height = min(_end_height(canvas, steps, share, area.w), area.h)
    canvas.box(
        Box(area.x, area.y, area.w, height), RADIUS.stage_card, "raised", edge="border" if canvas.theme.edges else None
    )
    before, canvas.ground = canvas.ground, "raised"
    y = area.y + (_PAD + _LABEL) * share
    canvas.text(area.x + _PAD, y, "Now", Face(_LABEL * share), "muted", name="steps")
    y += 2.4 * share
    for number, (title, text) in enumerate(steps, start=1):
        needed = _step_height(canvas, title, text, share, area.w)
        if y + needed > area.y + area.h + 0.1:
            break
        _paint_step(canvas, number, title, text, share, area, y)
        y += needed
    canvas.ground = before


def _room(share: float, width: float) -> float:
    return width - 2 * _PAD - 8.6 * share


def _step_lines(canvas: Canvas, title: str, text: str, share: float, width: float) -> tuple[list[str], list[str]]:
    room = _room(share, width)
    of_text = canvas.lines(text, Face(_STEP_TEXT * share), room, 3)
    return canvas.lines(title, Face(_STEP_TITLE * share, 600), room, 2), of_text


def _step_height(canvas: Canvas, title: str, text: str, share: float, width: float) -> float:
    titles, texts = _step_lines(canvas, title, text, share, width)
    return (len(titles) * 5.6 + len(texts) * 4.7 + 2.8) * share


def _end_height(canvas: Canvas, steps: tuple[tuple[str, str], ...], share: float, width: float) -> float:
    return (_PAD + _LABEL + 3.8) * share + sum(_step_height(canvas, *step, share, width) for step in steps)


def _paint_step(canvas: Canvas, number: int, title: str, text: str, share: float, area: Box, y: float) -> None:
    titles, texts = _step_lines(canvas, title, text, share, area.w)
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
