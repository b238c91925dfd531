"""The large buttons of the stage: two in a rest, three while the session stands still, two to answer a question.

Painted here, pressed in `buttons.py`. Big enough for a thumb. Refuses to know what the commands do.
"""

from dataclasses import dataclass

from calfcoach.coach.view import View
from calfcoach.session.commands import CommandKind, meant
from calfcoach.session.machine import Question
from calfcoach.texts import marked, text
from calfcoach.ui.fonts import CAP_HEIGHT_EM
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import Grid, GridBox
from calfcoach.ui.stage.key_row import key_width, paint_key
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS
from calfcoach.wording.stage import ANSWERED_BY

HEIGHT = 17.8
_GAP, _PAD = 2.3, 1.5
_FACES = tuple(
    (Face(size, 600), tall, low)
    for size, tall, low in (
        *((5.25, 1, 1), (4.7, 1, 1), (4.2, 1, 1)),
        *((4.2, 2, 1), (3.7, 2, 1), (3.2, 2, 1)),
        *((2.7, 2, 2), (2.4, 2, 2), (2.16, 2, 2)),
    )
)
"""The letters of the words, the largest first, and in how many lines they fit into a tall and into a low button."""

_NARROW = 14.5
"""Buttons that would be narrower than this, u, are put one below the other."""

_STACKED_HEIGHT, _BELOW_COUNTERS = 9.4, 7.0
_FOOT, _KEY_H = 5.5, 3.9
"""From the upper edge of a tall button's key to the button's foot, and the key's height, u."""

_WORDS_Y = 0.7276
"""The baseline of a tall button's one line, as a share of the height above the key; more stand in its middle."""

_PITCH = 1.1
"""From one of several lines to the next, in sizes of the letters."""


@dataclass(frozen=True)
class LargeButton:
    """A button's words, its action, its name for a screen reader, and the command whose key does the same."""

    says: str
    kind: CommandKind
    name: str
    key_of: CommandKind | None


def resting() -> tuple[LargeButton, ...]:
    """The buttons of a rest."""
    return (
        LargeButton(text("+15 s"), CommandKind.MORE_REST, text("15 seconds more rest"), CommandKind.MORE_REST),
        LargeButton(text("Skip rest"), CommandKind.SKIP, text("Skip the rest"), CommandKind.SKIP),
    )


def counting_down() -> tuple[LargeButton, ...]:
    """The buttons of the countdown on which a class starts; the second one asks first."""
    more, now = text("1 minute more"), text("Start now")
    return (
        LargeButton(text("+1 min"), CommandKind.MORE_REST, more, CommandKind.MORE_REST),
        LargeButton(now, CommandKind.SKIP, now, CommandKind.SKIP),
    )


def standing(view: View) -> tuple[LargeButton, ...]:
    """The buttons while the session stands still: the answers while something is asked, and then nothing that ends the
    session by the side. No key ends a paused session: it must first be stopped in place.
    """
    go_on, finish = text("Go on"), text("Finish")
    again, in_full = text("Restart set"), text("Restart set")
    if view.countdown:
        again, in_full = text("Restart"), text("Restart countdown")
    goes_on = LargeButton(go_on, CommandKind.RESUME, go_on, CommandKind.TOGGLE_PAUSE)
    if view.offers.asked is not None:
        return (goes_on, _yes(view.offers.asked.question, view.set_number))
    ended_by = CommandKind.STOP if meant(CommandKind.STOP, view.state) is CommandKind.END else None
    return (
        goes_on,
        LargeButton(again, CommandKind.BACK, in_full, CommandKind.BACK),
        LargeButton(finish, CommandKind.END, finish, ended_by),
    )


_YES = {
    Question.AGAIN: marked("Set {set_number} again"),
    Question.END: marked("End set {set_number}"),
    Question.COUNTDOWN_AGAIN: marked("Countdown again"),
    Question.START_NOW: marked("Start now"),
}


def _yes(question: Question, set_number: int) -> LargeButton:
    """The button that answers a question with yes, by the command that its key gives."""
    says = text(_YES[question], set_number=set_number)
    return LargeButton(says, ANSWERED_BY[question], says, ANSWERED_BY[question])


def boxes(grid: Grid, count: int, place: GridBox | None = None, *, above_counters: bool = False) -> tuple[GridBox, ...]:
    """The places of `count` buttons: a row in `place`, else at the foot of the column; one below the other in a
    narrow place. With `above_counters` those of the set stay free where they are in the same column.
    """
    if place is not None:
        width = (place.w - _GAP * (count - 1)) / count
        return tuple(GridBox(place.x + number * (width + _GAP), place.y, width, place.h) for number in range(count))
    card = grid.card
    bottom = grid.panel.bottom if above_counters and _has_counters(grid) else card.bottom
    width = (card.w - _GAP * (count - 1)) / count
    if width >= _NARROW or count <= 2:
        return tuple(
            GridBox(card.x + number * (width + _GAP), bottom - HEIGHT, width, HEIGHT) for number in range(count)
        )
    pitch = _STACKED_HEIGHT + _GAP / 2
    top = bottom - pitch * count + _GAP / 2
    return tuple(GridBox(card.x, top + number * pitch, card.w, _STACKED_HEIGHT) for number in range(count))


def low_boxes(grid: Grid, count: int) -> tuple[GridBox, ...]:
    """The places of `count` low buttons in a row at the foot of the column, lower still below counters."""
    card = grid.card
    height = _BELOW_COUNTERS if _has_counters(grid) else _STACKED_HEIGHT
    return boxes(grid, count, GridBox(card.x, card.bottom - height, card.w, height))


def _has_counters(grid: Grid) -> bool:
    """Whether the counters of the set are in the same column as the buttons."""
    return grid.counters.x >= grid.card.x and grid.counters.y >= grid.card.y


def paint_large_buttons(
    canvas: Canvas, buttons: tuple[LargeButton, ...], keys: KeyMap, places: tuple[GridBox, ...]
) -> None:
    """Paint all buttons in the same letter size, each with its key if it has one."""
    stacked = places[0].h <= _STACKED_HEIGHT
    told = [_key(button, keys) for button in buttons]
    beside = max((key_width(canvas, key) + 2 * _PAD for key in told if key), default=0.0) if stacked else 0.0
    room = places[0].w - 2 * _PAD - beside
    face, most_lines = _face_for(canvas, buttons, room, low=stacked)
    for button, box, key in zip(buttons, places, told, strict=True):
        lines = canvas.lines(button.says, face, room, most_lines)
        (_paint_wide if stacked else _paint_tall)(canvas, box, lines, key, face, room)
        canvas.button(box, RADIUS.stage_card, button.name, button.kind)


def _key(button: LargeButton, keys: KeyMap) -> str:
    """The key on a button; empty if there is none."""
    if button.kind is CommandKind.RESUME:
        return keys.first_to_go_on()
    return keys.first(button.key_of) if button.key_of is not None else ""


def _face_for(canvas: Canvas, buttons: tuple[LargeButton, ...], room: float, *, low: bool) -> tuple[Face, int]:
    """The largest letters in which all buttons' words fit, and in how many lines."""
    for face, tall_lines, low_lines in _FACES:
        most = low_lines if low else tall_lines
        broken = [canvas.lines(button.says, face, room, most) for button in buttons]
        if not any(line.endswith("…") for each in broken for line in each):
            break
    return face, most


def _paint_tall(canvas: Canvas, box: GridBox, lines: list[str], key: str, face: Face, room: float) -> None:
    """The words over the key."""
    before = _ground(canvas, box)
    pitch, above_key = face.size * _PITCH, box.h - _FOOT
    several = (above_key - face.size * CAP_HEIGHT_EM - pitch * (len(lines) - 1)) / 2 + face.size * CAP_HEIGHT_EM
    baseline = box.y + (above_key * _WORDS_Y if len(lines) == 1 else several)
    for number, line in enumerate(lines):
        canvas.text(box.mid_x, baseline + number * pitch, line, face, "text", align=0.5, width=room, name="button")
    if key:
        wide = min(max(key_width(canvas, key), 5.4), box.w)
        paint_key(canvas, GridBox(box.mid_x - wide / 2, box.bottom - _FOOT, wide, _KEY_H), key, "muted")
    canvas.ground = before


def _paint_wide(canvas: Canvas, box: GridBox, lines: list[str], key: str, face: Face, room: float) -> None:
    """The words beside the key."""
    before = _ground(canvas, box)
    pitch = face.size * _PITCH
    baseline = box.mid_y + face.size * 0.364 - pitch * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        canvas.text(box.x + _PAD, baseline + number * pitch, line, face, "text", width=room, name="button")
    if key:
        wide = key_width(canvas, key)
        paint_key(canvas, GridBox(box.right - 2 * _PAD - wide, box.mid_y - _KEY_H / 2, wide, _KEY_H), key, "muted")
    canvas.ground = before


def _ground(canvas: Canvas, box: GridBox) -> str:
    """Paints the button's background; returns the background role that texts had before."""
    canvas.box(box, RADIUS.stage_card, "raised2", edge="border" if canvas.theme.edges else None)
    before, canvas.ground = canvas.ground, "raised2"
    return before
