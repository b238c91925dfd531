"""The line at the top: the exercise on the left and the keys on the right, or a problem across the whole width.

Refuses to know which keys there are and how one is painted.
"""

from collections.abc import Sequence

from calfcoach.coach.view import View
from calfcoach.session.states import ENDED
from calfcoach.ui.stage import shapes
from calfcoach.ui.stage.canvas import Canvas, FittedText
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.key_row import BASELINE, KeyHint, keys_width, paint_keys
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import STAGE_TYPE, STROKE
from calfcoach.wording import stage as wording

NAME = Face(STAGE_TYPE.header, 600)
DOSE = Face(STAGE_TYPE.header)
OWN_MARK = Face(2.4, 600)
AUDIENCE_NAME = Face(2.9, 600)
MARK = Face(3.5, 600)  # that it is a demonstration or a class, or that the picture stands still
_HALF_CAP = 0.364  # half the height of a capital, in sizes of the letters
_NAMES = ((NAME, 1), (Face(2.4, 600), 2), (Face(2.16, 600), 2))
_DOSES = ((DOSE, 1), (Face(2.4), 1), (Face(2.16), 1))
"""The letters of name and dose, and in how many lines they may be; none is smaller than those on a key."""

_BESIDE_MARK, _FRAME = 2.4, 3.8  # from the mark to what stands beside it; what its frame takes of the width
_AROUND = _FRAME + _BESIDE_MARK + 4.0  # between mark, name and keys
_BESIDE_NAME, _LEAST_NAME = 4.0, 12.0  # from the name of the exercise to what is left of it; its least width
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
        room = box.w - canvas.advance(name, NAME) - min(keys_width(canvas, keys), box.w / 2) - _AROUND
        mark = next((each for each in marks if canvas.advance(each, OWN_MARK) <= room), marks[-1])
        x += _paint_mark(canvas, mark, OWN_MARK, box.w / 2) + _BESIDE_MARK
    taken = x - box.x + canvas.advance(name, NAME)
    room = paint_keys(canvas, keys, max(box.w / 2, box.w - taken - 4.0)) - 3.0
    x += _paint(canvas, canvas.fit(name, _NAMES, room - x), x, "text", "name") + 1.7
    doses = [canvas.fit(dose, _DOSES, room - x) for dose in wording.dose_texts(view)]
    whole = next((dose for dose in doses if dose.whole), None)
    if whole is not None and not mention:
        _paint(canvas, whole, x, "muted", "dose")


def _paint(canvas: Canvas, fitted: FittedText, x: float, role: str, name: str) -> float:
    """Paints it around the middle of a line of usual letters; returns its width."""
    middle = canvas.grid.header.y + BASELINE - NAME.size * _HALF_CAP
    return canvas.fitted(fitted, x, middle + fitted.face.size * _HALF_CAP, role, name=name)


def paint_audience_header(canvas: Canvas, view: View, demo: str) -> None:
    """The name on the right; on the left the note that it is a demonstration, or else rep and set, of a class with a
    note too.
    """
    if view.problem:
        paint_problem(canvas, view.problem)
        return
    box = canvas.grid.header
    baseline, where = box.y + BASELINE, "" if demo else where_of(view)
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
        used += canvas.text(x, box.y + BASELINE, where, face, "text", width=wide, name="where")
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
