"""The line at the top: the exercise on the left and the keys on the right, or a problem across the whole width.

Refuses to know which keys there are.
"""

from collections.abc import Sequence
from typing import NamedTuple

from calfcoach.coach.view import View
from calfcoach.session.states import ENDED
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas, FittedText, StageAction
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE
from calfcoach.wording import stage as wording


class KeyCap(NamedTuple):
    """A key: its label, its name for a screen reader, and the action of a press on it."""

    key: str
    name: str
    action: StageAction


class KeyHint(NamedTuple):
    """The keys for one command, and its name. With `large`, it has a large button with these words if they fit."""

    caps: tuple[KeyCap, ...]
    does: str
    large: str = ""


NAME = Face(STAGE_TYPE.header, 600)
DOSE = Face(STAGE_TYPE.header)
KEY = Face(STAGE_TYPE.keycap, 500)
HINT = Face(2.4, 500)
OWN_MARK = Face(2.4, 600)
AUDIENCE_NAME = Face(2.9, 600)
MARK = Face(3.5, 600)  # that it is a demonstration or a class, or that the picture stands still
_BASELINE = 5.0  # from the header's upper edge
_HALF_CAP, _PITCH = 0.364, 1.16  # half the height of a capital, and from line to line, in sizes of the letters
_NAMES = ((NAME, 1), (Face(2.4, 600), 2), (Face(2.16, 600), 2))
_DOSES = ((DOSE, 1), (Face(2.4), 1), (Face(2.16), 1))
"""The letters of name and dose, and in how many lines they may be; none is smaller than those on a key."""

_KEY_BOX = (2.4, 3.8)  # from the header's upper edge; height
_CAP_GAP, _BETWEEN_CAPS, _BETWEEN_HINTS = 1.25, 1.0, 3.1
_BESIDE_MARK, _FRAME = 2.4, 3.8  # from the mark to what stands beside it; what its frame takes of the width
_AROUND = _FRAME + _BESIDE_MARK + 4.0  # between mark, name and keys
_BESIDE_NAME, _LEAST_NAME = 4.0, 12.0  # from the name of the exercise to what is left of it; its least width
_LARGE = Face(2.9, 600)
_LARGE_HEIGHT, _LARGE_PAD = 7.9, 2.0  # of a large button; beside its words
_ACCENT = 1.7  # what an accent of the word below takes over its capitals, as on Ê
_PROBLEM = (Face(3.2, 600), Face(2.7, 600), Face(2.3, 600))


def paint_header(canvas: Canvas, view: View, keys: Sequence[KeyHint], mention: str = "") -> None:
    """Name, dose and keys; where there is no room a shorter mark, smaller letters, fewer keys, and no dose. `mention`
    replaces name and dose.
    """
    if view.problem:
        paint_problem(canvas, view.problem)
        return
    box, name, x = canvas.grid.header, mention or view.exercise.name, canvas.grid.header.x
    if marks := wording.class_marks(view):
        room = box.w - canvas.advance(name, NAME) - min(_keys_width(canvas, keys), box.w / 2) - _AROUND
        mark = next((each for each in marks if canvas.advance(each, OWN_MARK) <= room), marks[-1])
        x += _paint_mark(canvas, mark, OWN_MARK, box.w / 2) + _BESIDE_MARK
    taken = x - box.x + canvas.advance(name, NAME)
    room = _paint_keys(canvas, keys, max(box.w / 2, box.w - taken - 4.0)) - 3.0
    x += _paint_lines(canvas, canvas.fit(name, _NAMES, room - x), x, "text", "name") + 1.7
    doses = [canvas.fit(dose, _DOSES, room - x) for dose in wording.dose_texts(view)]
    whole = next((dose for dose in doses if dose.whole), None)
    if whole is not None and not mention:
        _paint_lines(canvas, whole, x, "muted", "dose")


def _paint_lines(canvas: Canvas, fitted: FittedText, x: float, role: str, name: str) -> float:
    """Paints one line, or two around its middle; returns the width of the longer."""
    face, lines, _ = fitted
    pitch, middle = face.size * _PITCH, canvas.grid.header.y + _BASELINE - NAME.size * _HALF_CAP
    baseline = middle + face.size * _HALF_CAP - pitch * (len(lines) - 1) / 2
    return max(
        canvas.text(x, baseline + pitch * number, line, face, role, name=name) for number, line in enumerate(lines)
    )


def paint_audience_header(canvas: Canvas, view: View, demo: str) -> None:
    """The name on the right; on the left the note that it is a demonstration, or else rep and set, of a class with a
    note too.
    """
    if view.problem:
        paint_problem(canvas, view.problem)
        return
    box = canvas.grid.header
    baseline, where = box.y + _BASELINE, "" if demo else where_of(view)
    wide = min(canvas.advance(view.exercise.name, AUDIENCE_NAME), box.w / 2)
    marks = (demo,) if demo else wording.class_marks(view)
    left = _paint_left(canvas, marks, where, box.w - wide - _BESIDE_NAME)
    room = min(box.w / 2, box.w - left - _BESIDE_NAME)
    canvas.text(box.right, baseline, view.exercise.name, AUDIENCE_NAME, "text", width=room, align=1.0, name="name")


def _paint_left(canvas: Canvas, marks: Sequence[str], where: str, room: float) -> float:
    """Paints the longest of the marks that fits beside `where`, and `where`; returns the width of both.

    Where not even the shortest fits into `room`, the two take what they need from the name.
    """
    box = canvas.grid.header
    at_most, used = box.w - _LEAST_NAME - _BESIDE_NAME, 0.0
    beside = canvas.advance(where, AUDIENCE_NAME) if where else 0.0
    if marks:
        gap = _BESIDE_MARK if where else 0.0
        mark, face = _mark_for(canvas, marks, room - _FRAME - gap - beside)
        used = _paint_mark(canvas, mark, face, at_most - _FRAME) + gap
    if where:
        face = AUDIENCE_NAME if used + beside <= at_most else NAME
        x, wide = box.x + used, at_most - used
        used += canvas.text(x, box.y + _BASELINE, where, face, "text", width=wide, name="where")
    return used


def _mark_for(canvas: Canvas, marks: Sequence[str], room: float) -> tuple[str, Face]:
    """The first mark that fits, in the larger letters if it can be; else the last one in the smaller letters."""
    choices = [(mark, face) for mark in marks for face in (MARK, NAME)]
    return next((choice for choice in choices if canvas.advance(*choice) <= room), choices[-1])


def _paint_mark(canvas: Canvas, mark: str, face: Face, room: float) -> float:
    """Paints a text in a frame at the left; returns the width of the frame."""
    x, wide = canvas.grid.header.x, min(canvas.advance(mark, face), room)
    canvas.box(GridBox(x, 2.4, wide + _FRAME, 6.1), 3.0, None, edge="text", width=0.28)
    canvas.text(x + _FRAME / 2, 5.45 + face.size * 0.364, mark, face, "text", width=room, name="mark")
    return wide + _FRAME


def where_of(view: View) -> str:
    """Rep and set in one line; empty outside a rep, and where nothing more is to come."""
    return wording.where_text(view) if view.rep and view.state not in ENDED else ""


def paint_problem(canvas: Canvas, problem: str) -> None:
    """Paint a problem as one sentence, in one line or two, in place of the header."""
    box = canvas.grid.header
    canvas.box(box, 1.6, "danger_surface", edge="danger", width=STROKE.warning)
    canvas.glyph(shapes.danger(), box.x + 3.9, box.mid_y, 1.8, canvas.theme.colour("danger"))
    x, width = box.x + 7.0, box.w - 9.2
    face = next((face for face in _PROBLEM[:2] if canvas.advance(problem, face) <= width), _PROBLEM[2])
    lines = canvas.lines(problem, face, width, 2)
    pitch = face.size * 1.2
    baseline = box.mid_y + face.size * 0.36 - pitch * (len(lines) - 1) / 2
    before, canvas.ground = canvas.ground, "danger_surface"
    for number, line in enumerate(lines):
        canvas.text(x, baseline + pitch * number, line, face, "danger_text", width=width, name="problem")
    canvas.ground = before


def key_width(canvas: Canvas, key: str) -> float:
    """The width of a key cap, u; a cap with one character is square."""
    return max(canvas.advance(key, KEY) + KEY.size, KEY.size * 1.85)


def paint_key(canvas: Canvas, box: GridBox, key: str, role: str = "text") -> None:
    """A key's cap with what is on it."""
    canvas.box(box, min(1.0, box.h / 4), "raised2", edge="border_strong")
    before, canvas.ground = canvas.ground, "raised2"
    canvas.text(box.mid_x, box.mid_y + KEY.size * 0.36, key, KEY, role, align=0.5, width=box.w, name="key")
    canvas.ground = before


def _paint_keys(canvas: Canvas, keys: Sequence[KeyHint], room: float) -> float:
    """Paints the keys from the right; returns their left edge. Keys that do not fit into the width are left out."""
    box = canvas.grid.header
    x = box.right
    for hint in reversed(keys):
        caps, does, large = hint
        if large:
            x = _paint_large(canvas, caps[0], (large, does), x, box.right - room)
            continue
        widths = [key_width(canvas, cap.key) for cap in caps]
        needs = _hint_width(canvas, hint)
        if x - needs < box.right - room:
            break
        canvas.text(x, box.y + _BASELINE, does, HINT, "muted", align=1.0, name="hint")
        left = x - needs
        for number, (cap, wide) in enumerate(zip(caps, widths, strict=True)):
            paint_key(canvas, GridBox(left, box.y + _KEY_BOX[0], wide, _KEY_BOX[1]), cap.key)
            last = number == len(caps) - 1
            reach = (x if last else left + wide) - left + _BETWEEN_CAPS
            canvas.button(GridBox(left - _BETWEEN_CAPS / 2, box.y, reach, box.h), 1.4, cap.name, cap.action)
            left += wide + _BETWEEN_CAPS
        x -= needs + _BETWEEN_HINTS
    return x


def _keys_width(canvas: Canvas, keys: Sequence[KeyHint]) -> float:
    """The width of all keys with what is left free between them, u."""
    return sum(_hint_width(canvas, hint) + _BETWEEN_HINTS for hint in keys)


def _hint_width(canvas: Canvas, hint: KeyHint) -> float:
    """What the keys of a command and its name take, u."""
    keys = sum(key_width(canvas, cap.key) for cap in hint.caps) + _BETWEEN_CAPS * (len(hint.caps) - 1)
    return canvas.advance(hint.does, HINT) + _CAP_GAP + keys


def _paint_large(canvas: Canvas, cap: KeyCap, words: tuple[str, ...], right: float, left: float) -> float:
    """Paints a button big enough for a thumb, with the first words that fit; returns its left edge."""
    key = key_width(canvas, cap.key)
    wides = [(canvas.advance(each, _LARGE) + key + 2 * _LARGE_PAD + _CAP_GAP, each) for each in words]
    wide, said = next((fits for fits in wides if right - fits[0] >= left), wides[-1])
    word = canvas.grid.heading
    top = min(canvas.grid.header.y, word.baseline - word.cap - _ACCENT - _LARGE_HEIGHT)
    box = GridBox(right - wide, top, wide, _LARGE_HEIGHT)
    canvas.box(box, RADIUS.stage_card, "raised2", edge="border_strong")
    before, canvas.ground = canvas.ground, "raised2"
    canvas.text(box.x + _LARGE_PAD, box.mid_y + _LARGE.size * 0.364, said, _LARGE, "text", name="undo")
    paint_key(canvas, GridBox(box.right - _LARGE_PAD - key, box.mid_y - _KEY_BOX[1] / 2, key, _KEY_BOX[1]), cap.key)
    canvas.ground = before
    canvas.button(box, RADIUS.stage_card, cap.name, cap.action)
    return box.x - _BETWEEN_HINTS
