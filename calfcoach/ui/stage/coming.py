"""The row for the next phase, and the strip of the rep's phases with its playhead.

The playhead moves in every frame, the rest is still. Refuses to know the tempo: the strip comes with the View.
"""

from PySide6.QtCore import QRectF

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.texts import text
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.heading import GLYPH_OF_DISC
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE
from calfcoach.wording import stage as wording

_LABEL = Face(STAGE_TYPE.label, 500)
_SECONDS = Face(STAGE_TYPE.secondary, 500)
_GAPS = (1.9, 1.6, 1.7)
_WORD_SHARES = (1.0, 0.85, 0.7, 0.6, 0.5)
"""The sizes of the word's letters, as shares of the usual one."""

_LEAST_WORD = 16.0
"""If the word would get less than this width, u, the seconds are left out."""

_STRIP_GAP = 0.78
_STRIP_GLYPH = (1.55, 2.85)  # half-size; from the bar's upper edge up to its middle
_LEAST_BAR = 3.4
"""The least length of a bar, u, so that a short phase has room for its shape."""

_PLAYHEAD = (0.6, 0.24)  # beyond the bar; the gap on both sides of it


def paint_coming(canvas: Canvas, view: View) -> None:
    """Label, disc, word and seconds; where the row is short, smaller letters, no seconds, and then less of the word."""
    coming = view.coming
    if coming is None:
        return
    row = canvas.grid.coming
    baseline, x = row.bottom, row.x
    row_disc, seconds = canvas.grid.next_disc, wording.seconds(coming.seconds)
    x += canvas.text(x, baseline, text("Next"), _LABEL, "muted", name="next") + _GAPS[0] + row_disc
    room = row.right - x - row_disc - _GAPS[1]
    word = _word_face(canvas, coming.label, room)
    middle = baseline - canvas.grid.next_word * 0.364
    canvas.disc(x, middle, row_disc, None, edge=canvas.theme.phase(coming.kind))
    canvas.glyph(shapes.shape(coming.kind), x, middle, row_disc * GLYPH_OF_DISC, canvas.theme.colour("text"))
    x += row_disc + _GAPS[1]
    after = _GAPS[2] + canvas.advance(seconds, _SECONDS)
    whole = canvas.advance(coming.label, word)
    with_seconds = whole + after <= room or whole > room
    if with_seconds and room - after < _LEAST_WORD:
        with_seconds = False
    x += canvas.text(x, baseline, coming.label, word, "text", width=room - after * with_seconds, name="next")
    if with_seconds:
        canvas.text(x + _GAPS[2], baseline, seconds, _SECONDS, "muted", name="next")


def _word_face(canvas: Canvas, word: str, room: float) -> Face:
    """The largest letters in which the word fits; the least, where it does not."""
    faces = [Face(canvas.grid.next_word * share, 600) for share in _WORD_SHARES]
    return next((face for face in faces if canvas.advance(word, face) <= room), faces[-1])


def bars(places: Places, view: View) -> list[tuple[SegmentKind, GridBox]]:
    """The strip's bars: as long as their phases, but never too short for their shape."""
    strip = places.grid.strip
    if strip is None or not view.strip:
        return []
    room = strip.w - _STRIP_GAP * (len(view.strip) - 1)
    total = sum(phase.seconds for phase in view.strip)
    spare = room - _LEAST_BAR * len(view.strip)
    widths = [_LEAST_BAR + spare * phase.seconds / total for phase in view.strip]
    plain = [room * phase.seconds / total for phase in view.strip]
    if min(plain) >= _LEAST_BAR:
        widths = plain
    placed, x = [], strip.x
    for phase, width in zip(view.strip, widths, strict=True):
        placed.append((SegmentKind(phase.phase.value), GridBox(x, strip.y, width, strip.h)))
        x += width + _STRIP_GAP
    return placed


def paint_strip(canvas: Canvas, view: View) -> None:
    """Paint the bars with their shapes, those of the running phase in its colour."""
    for kind, bar in bars(canvas, view):
        now = kind is view.kind and wording.scene_of(view) is wording.Scene.PHASE
        if now:
            canvas.pill(bar, canvas.theme.phase(kind), RADIUS.stage_pip)
        else:
            canvas.box(bar, RADIUS.stage_pip, "raised2", edge="border_strong" if canvas.theme.edges else None)
        half, above = _STRIP_GLYPH
        colour = canvas.theme.colour("text" if now else "muted")
        canvas.glyph(shapes.shape(kind), bar.mid_x, bar.y - above, half, colour)


def running_bar(places: Places, view: View) -> GridBox | None:
    """The bar of the running phase; None where there is none."""
    return next((bar for kind, bar in bars(places, view) if kind is view.kind), None)


def paint_playhead(canvas: Canvas, bar: GridBox, fraction: float) -> None:
    """The line that runs through the bar of the running phase."""
    around = playhead_reach(canvas, bar, fraction)
    gap = _PLAYHEAD[1] * canvas.grid.u
    painter = canvas.painter
    painter.fillRect(around & canvas.rect(bar), canvas.theme.colour("surface"))
    painter.fillRect(around.adjusted(gap, 0.0, -gap, 0.0), canvas.theme.colour("text"))


def playhead_reach(places: Places, bar: GridBox, fraction: float) -> QRectF:
    """The playhead and the gaps beside it, pixels."""
    u, (beyond, gap) = places.grid.u, _PLAYHEAD
    half = STROKE.playhead / 2
    middle = places.x(bar.x + min(max(bar.w * fraction, half), bar.w - half))
    wide = 2 * (half + gap) * u
    return QRectF(middle - wide / 2, (bar.y - beyond) * u, wide, (bar.h + 2 * beyond) * u)
