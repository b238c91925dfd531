"""What stands around the right way and a fault side by side: phase, captions, frames, the warning across the foot.

Refuses to know figures, and how a demonstration goes. Lengths are in u, as on the stage.
"""

from typing import NamedTuple

from calfcoach.coach.view import View
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import MARGIN, Grid, GridBox
from calfcoach.ui.stage.lettering import Face, cap_face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE
from calfcoach.wording import stage as wording

_GAP, _PAD = 3.0, 1.6  # between the parts, and inside them, u
_HEADING, _LABEL, _CAPTION = 11.0, 9.6, 13.8  # heights, u
_WORD_CAP, _SIGN = 6.6, 4.2
_STEP = 0.2  # u, between two sizes that are tried


class FaultParts(NamedTuple):
    """Where everything is, u: the heading, the right and the wrong half, the caption below."""

    heading: GridBox
    right: GridBox
    wrong: GridBox
    caption: GridBox


def parts_of(grid: Grid) -> FaultParts:
    """Both halves side by side, in an upright window one below the other."""
    top, foot = grid.header.bottom + 1.2, grid.height - MARGIN
    across = grid.width - 2 * MARGIN
    heading = GridBox(MARGIN, top, across, _HEADING)
    caption = GridBox(MARGIN, foot - _CAPTION, across, _CAPTION)
    room = GridBox(MARGIN, heading.bottom + 1.0, across, caption.y - heading.bottom - 1.0 - _GAP)
    if room.w >= room.h:
        half = (room.w - _GAP) / 2
        right = GridBox(room.x, room.y, half, room.h)
        return FaultParts(heading, right, GridBox(right.right + _GAP, room.y, half, room.h), caption)
    half = (room.h - _GAP) / 2
    right = GridBox(room.x, room.y, room.w, half)
    return FaultParts(heading, right, GridBox(room.x, right.bottom + _GAP, room.w, half), caption)


def inside(half: GridBox) -> GridBox:
    """The place of a half's figure."""
    return GridBox(half.x + _PAD, half.y + _LABEL + 0.6, half.w - 2 * _PAD, half.h - _LABEL - 0.6 - _PAD)


def paint_heading(canvas: Canvas, box: GridBox, view: View) -> None:
    """The phase that is shown, and the seconds left of it."""
    baseline, colour = box.mid_y + _WORD_CAP / 2, canvas.theme.phase(view.kind)
    canvas.disc(box.x + _SIGN + 0.6, box.mid_y, _SIGN + 0.6, colour)
    if view.kind is not None:
        canvas.glyph(
            shapes.shape(view.kind), box.x + _SIGN + 0.6, box.mid_y, _SIGN * 0.72, canvas.theme.colour("on_phase")
        )
    face = cap_face(_WORD_CAP, 700)
    number = canvas.text(box.right, baseline, wording.number(view)[0], face, "text", align=1.0, name="seconds")
    x = box.x + 2 * _SIGN + 3.4
    canvas.text(x, baseline, wording.word(view), face, "text", width=box.right - x - number - 3.0, name="word")


def paint_half(canvas: Canvas, box: GridBox, caption: str, *, is_wrong: bool = False) -> None:
    """The frame of a half, its sign and its caption."""
    ink = canvas.theme.colour("danger" if is_wrong else "text")
    canvas.box(box, RADIUS.stage_card, None, edge="danger" if is_wrong else "border_strong", width=2 * STROKE.warning)
    sign = shapes.cross() if is_wrong else shapes.check_mark()
    canvas.glyph(sign, box.x + _PAD + 3.2, box.y + _LABEL / 2 + 0.6, 3.0, ink)
    x = box.x + _PAD + 7.4
    label = GridBox(x, box.y + 0.6, box.right - x - _PAD, _LABEL)
    paint_words(canvas, label, caption, "text", (Face(6.2, 700), Face(4.4, 700), Face(3.9, 700)), "half")


def paint_warning(canvas: Canvas, box: GridBox, short: str) -> None:
    """The warning's short text in the band at the foot."""
    canvas.box(box, RADIUS.stage_card, "danger_surface", edge="danger", width=STROKE.warning)
    canvas.glyph(shapes.danger(), box.x + 6.9, box.mid_y, 3.3, canvas.theme.colour("danger"))
    before, canvas.ground = canvas.ground, "danger_surface"
    words = GridBox(box.x + 13.1, box.y, box.w - 16.1, box.h)
    faces = (Face(STAGE_TYPE.audience_caption, 600), Face(4.6, 600), Face(4.6, 600))
    paint_words(canvas, words, short, "danger_text", faces, "caption")
    canvas.ground = before


def paint_words(
    canvas: Canvas, room: GridBox, words: str, role: str, faces: tuple[Face, Face, Face], name: str
) -> None:
    """Words in the middle of a room's height: in one line, as large as fits from the first face down to the second;
    else in two of the third.
    """
    largest, least, of_two = faces
    size = largest.size
    while size >= least.size and canvas.advance(words, largest._replace(size=size)) > room.w:
        size -= _STEP
    one = size >= least.size
    face = largest._replace(size=size) if one else of_two
    lines = [words] if one else canvas.lines(words, face, room.w, 2)
    pitch = face.size * 1.15
    baseline = room.mid_y + face.size * 0.364 - pitch * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        canvas.text(room.x, baseline + pitch * number, line, face, role, width=room.w, name=name)
