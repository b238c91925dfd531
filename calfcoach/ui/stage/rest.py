"""The parts shown in a rest instead of the figure: the next set, a tip or the warnings, two buttons.

Refuses to know what the buttons do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas, FittedText
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.heading import GLYPH_OF_DISC
from calfcoach.ui.stage.large_buttons import HEIGHT, boxes, paint_large_buttons, resting
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.stage.warnings import fit_warnings, paint_warnings
from calfcoach.ui.theme import RADIUS
from calfcoach.wording import stage as wording

_GAP, _PAD = 2.4, 3.1
_CARD, _TALL_CARD = 21.0, 39.5
_TIP = 19.6
_LABEL, _TITLE, _SMALL = Face(3.4, 500), Face(7.2, 600), Face(2.7, 500)
_TITLES = tuple((Face(size, 600), 1) for size in (_TITLE.size, 6.2, 5.2, 4.4, 3.6))
_SMALLS = ((_SMALL, 1), (Face(2.4, 500), 1), (Face(2.16, 500), 2))
_SMALL_Y = 18.62  # from the upper edge
_PHASES = tuple((Face(size, 600), 1) for size in (3.9, 3.4, 3.0, 2.6))
_PHASE_LABELS = ((Face(2.6, 500), 1), (Face(2.4, 500), 1), (Face(2.16, 500), 2))
"""The letters of each, and in how many lines it may be in them."""

_PHASE_DISC, _PHASE_PITCH = 3.8, 15.4
_TIP_TITLES = (Face(3.4, 600), Face(2.9, 600))
_TIP_TEXTS = ((Face(3.0), 4.55), (Face(2.6), 3.7), (Face(2.4), 3.4))
_TIP_TOP, _BADGE, _BADGE_BOX = 7.1, Face(2.18, 500), 4.1


@dataclass(frozen=True)
class RestTip:
    """A tip to read in a rest; `badge` names its source, empty if it has none."""

    title: str
    text: str
    badge: str = ""


def paint_rest(canvas: Canvas, view: View, tip: RestTip | None, keys: KeyMap | None, lower: float) -> None:
    """Paints all parts; `lower` is how much lower than usual the word ends, u. Without `keys` there are no buttons."""
    area = canvas.grid.card.below(lower)
    free = area.h - (HEIGHT + _GAP if keys is not None else 0.0)
    used = _paint_next_set(canvas, view, area, free)
    room = GridBox(area.x, area.y + used + _GAP, area.w, free - used - _GAP)
    fit = _fit_tip(canvas, tip, room.w, room.h) if tip is not None else None
    if tip is not None and fit is not None:
        _paint_tip(canvas, tip, fit, GridBox(room.x, room.y, room.w, min(room.h, max(_TIP, fit.height))))
    elif room.h >= 8.0:
        paint_warnings(canvas, fit_warnings(canvas, view.warnings, room.w, room.h), room.x, room.y, room.w)
    if keys is not None:
        buttons = resting()
        paint_large_buttons(canvas, buttons, keys, boxes(canvas.grid, len(buttons)))


def _paint_next_set(canvas: Canvas, view: View, area: GridBox, free: float) -> float:
    """Paints the card of the next set; returns its height. In a narrow window the phases are below the words."""
    title, small = wording.next_set(view)
    least = max(canvas.advance(title, _TITLE), canvas.advance(small, _SMALL)) + 2 * _PAD
    beside = area.w >= least + len(view.strip) * 12.6
    height = _CARD if beside else min(_TALL_CARD, free)
    card = GridBox(area.x, area.y, area.w, height)
    canvas.box(card, RADIUS.stage_card, "raised", edge="border" if canvas.theme.edges else None)
    before, canvas.ground = canvas.ground, "raised"
    pitch = min(_PHASE_PITCH, (area.w - (least if beside else 1.0)) / max(len(view.strip), 1))
    phases = pitch * len(view.strip) + 1.0
    words = area.w - 2 * _PAD - (phases - 1.0 if beside else 0.0)
    x = card.x + _PAD
    canvas.text(x, card.y + 5.9, text("Next"), _LABEL, "muted", width=words, name="card")
    face, (title, *_), _ = canvas.fit(title, _TITLES, words)
    canvas.text(x, card.y + 14.6, title, face, "text", width=words, name="card")
    canvas.fitted(canvas.fit(small, _SMALLS, words), x, card.y + _SMALL_Y, "muted", name="card")
    top = card.y if beside else card.bottom - _CARD + 0.8
    if beside or height >= _TALL_CARD:
        _paint_phases(canvas, view, card.right - phases + 0.25, top, pitch)
    canvas.ground = before
    return height


def _paint_phases(canvas: Canvas, view: View, x: float, top: float, pitch: float) -> None:
    """Paints the phases of the next set in columns, all in the largest letters in which all are whole."""
    x += pitch / 2
    room, sign = pitch - 0.8, canvas.theme.colour("text")
    seconds = [wording.seconds(phase.seconds) for phase in view.strip]
    numbers = _one_way(canvas, seconds, _PHASES, room)
    labels = _one_way(canvas, [phase.label for phase in view.strip], _PHASE_LABELS, room)
    for phase, number, label in zip(view.strip, numbers, labels, strict=True):
        kind = SegmentKind(phase.phase.value)
        canvas.disc(x, top + 6.6, _PHASE_DISC, None, edge=canvas.theme.phase(kind))
        canvas.glyph(shapes.shape(kind), x, top + 6.6, _PHASE_DISC * GLYPH_OF_DISC, sign)
        canvas.text(x, top + 14.8, number.lines[0], number.face, "text", align=0.5, width=room, name="card")
        canvas.fitted(label, x, top + _SMALL_Y, "muted", align=0.5, name="card")
        x += pitch


def _one_way(
    canvas: Canvas, told: Sequence[str], ways: Sequence[tuple[Face, int]], room: float
) -> Sequence[FittedText]:
    """Texts broken in the first way in which all are whole; in the last one where there is none."""
    for way in ways:
        fitted = [canvas.fit(each, (way,), room) for each in told]
        if all(each.whole for each in fitted):
            break
    return fitted


@dataclass(frozen=True)
class _TipFit:
    """A tip broken into lines: the fonts of title and text, and the distance from line to line."""

    lines: tuple[str, ...]
    title: Face
    text: Face
    pitch: float

    @property
    def height(self) -> float:
        return _TIP_TOP + len(self.lines) * self.pitch + 2.6


def _fit_tip(canvas: Canvas, tip: RestTip, width: float, height: float) -> _TipFit | None:
    """The layout with the biggest font in which the whole tip fits; None if it fits in no font."""
    room = width - 2 * _PAD
    title = next((f for f in _TIP_TITLES if canvas.advance(tip.title, f) <= _title_room(canvas, tip, width)), None)
    for face, pitch in _TIP_TEXTS:
        fits = int((height - _TIP_TOP - 2.3) / pitch)
        if fits < 1:
            continue
        lines = canvas.letters.wrap(face, tip.text, room * canvas.grid.u, fits)
        if not lines or not lines[-1].endswith("…") or tip.text.endswith("…"):
            return _TipFit(tuple(lines), title or _TIP_TITLES[-1], face, pitch)
    return None


def _title_room(canvas: Canvas, tip: RestTip, width: float) -> float:
    return width - 2 * _PAD - (_badge_width(canvas, tip, width) + 2.0 if tip.badge else 0.0)


def _badge_width(canvas: Canvas, tip: RestTip, width: float) -> float:
    return min(canvas.advance(tip.badge, _BADGE) + 3.4, (width - 2 * _PAD) * 0.5)


def _paint_tip(canvas: Canvas, tip: RestTip, fit: _TipFit, box: GridBox) -> None:
    canvas.box(box, RADIUS.stage_card, None, edge="border")
    x = box.x + _PAD
    if tip.badge:
        wide = _badge_width(canvas, tip, box.w)
        pill = GridBox(box.right - _PAD - wide, box.y + 2.55, wide, _BADGE_BOX)
        canvas.box(pill, _BADGE_BOX / 2, None, edge="link")
        canvas.text(pill.mid_x, pill.mid_y + 0.78, tip.badge, _BADGE, "link", align=0.5, width=wide - 3.0, name="badge")
    room = _title_room(canvas, tip, box.w)
    canvas.text(x, box.y + 5.4, tip.title, fit.title, "text", width=room, name="tip")
    for number, line in enumerate(fit.lines, start=1):
        canvas.text(
            x, box.y + _TIP_TOP + fit.pitch * number, line, fit.text, "muted", width=box.w - 2 * _PAD, name="tip"
        )
