"""The large buttons of the stage: two in a rest, three while it stands still. Painted here, pressed in `buttons.py`.

Big enough for a thumb. Refuses to know what the commands do.
"""

from dataclasses import dataclass

from calfcoach.session.commands import CommandKind
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import Grid, GridBox
from calfcoach.ui.stage.header import key_width, paint_key
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS

HEIGHT = 17.8
_GAP, _PAD = 2.3, 1.5
_FACES = tuple(
    (Face(size, 600), lines) for lines, size in ((1, 5.25), (1, 4.7), (1, 4.2), (2, 4.2), (2, 3.7), (2, 3.2))
)
_LEAST_FACE = Face(2.7, 600)
_NARROW = 14.5
"""Buttons that would be narrower than this stand under one another, u."""

_STACKED_HEIGHT = 9.4
_KEY_Y, _KEY_H = 12.3, 3.9


@dataclass(frozen=True)
class LargeButton:
    """What a button says, what it asks for, and its name for a screen reader."""

    says: str
    kind: CommandKind
    name: str


def resting() -> tuple[LargeButton, ...]:
    """Those of a rest."""
    return (
        LargeButton(text("+15 s"), CommandKind.MORE_REST, text("15 seconds more rest")),
        LargeButton(text("Skip rest"), CommandKind.SKIP, text("Skip the rest")),
    )


def standing() -> tuple[LargeButton, ...]:
    """Those of a session that stands still."""
    go_on, again, finish = text("Go on"), text("Restart set"), text("Finish")
    return (
        LargeButton(go_on, CommandKind.RESUME, go_on),
        LargeButton(again, CommandKind.BACK, again),
        LargeButton(finish, CommandKind.STOP, finish),
    )


def boxes(grid: Grid, count: int) -> tuple[GridBox, ...]:
    """Where so many lie: in a row at the foot of the column, or under one another where it is narrow."""
    card = grid.card
    inside = grid.counters.x >= card.x and grid.counters.y >= card.y  # the counters stand in the same column
    bottom = grid.panel.bottom if inside and count > 2 else card.bottom
    width = (card.w - _GAP * (count - 1)) / count
    if width >= _NARROW or count <= 2:
        return tuple(
            GridBox(card.x + number * (width + _GAP), bottom - HEIGHT, width, HEIGHT) for number in range(count)
        )
    pitch = _STACKED_HEIGHT + _GAP / 2
    top = bottom - pitch * count + _GAP / 2
    return tuple(GridBox(card.x, top + number * pitch, card.w, _STACKED_HEIGHT) for number in range(count))


def paint_large_buttons(canvas: Canvas, buttons: tuple[LargeButton, ...], keys: KeyMap) -> None:
    """All of them, in the same size of letters; each with its key where it has one."""
    places = boxes(canvas.grid, len(buttons))
    stacked = places[0].h < HEIGHT
    told = [_key_of(button.kind, keys) for button in buttons]
    beside = max((key_width(canvas, key) + 2 * _PAD for key in told if key), default=0.0) if stacked else 0.0
    room = places[0].w - 2 * _PAD - beside
    face = _face_for(canvas, buttons, room, 1 if stacked else 2)
    for button, box, key in zip(buttons, places, told, strict=True):
        (_paint_wide if stacked else _paint_tall)(canvas, box, button.says, key, face, room)
        canvas.button(box, RADIUS.stage_card, button.name, button.kind)


def _key_of(kind: CommandKind, keys: KeyMap) -> str:
    return keys.first(CommandKind.TOGGLE_PAUSE if kind is CommandKind.RESUME else kind)


def _face_for(canvas: Canvas, buttons: tuple[LargeButton, ...], room: float, most_lines: int) -> Face:
    """The largest letters in which all of them fit."""
    for face, lines in _FACES:
        broken = [canvas.lines(button.says, face, room, min(lines, most_lines)) for button in buttons]
        if not any(line.endswith("…") for each in broken for line in each):
            return face
    return _LEAST_FACE


def _paint_tall(canvas: Canvas, box: GridBox, says: str, key: str, face: Face, room: float) -> None:
    """The words over the key."""
    before = _ground(canvas, box)
    lines = canvas.lines(says, face, room, 2)
    pitch = face.size * 1.15
    baseline = box.y + 8.95 - (len(lines) - 1) * pitch / 2
    for number, line in enumerate(lines):
        canvas.text(box.mid_x, baseline + number * pitch, line, face, "text", align=0.5, width=room, name="button")
    if key:
        wide = min(max(key_width(canvas, key), 5.4), box.w)
        paint_key(canvas, GridBox(box.mid_x - wide / 2, box.y + _KEY_Y, wide, _KEY_H), key, "muted")
    canvas.ground = before


def _paint_wide(canvas: Canvas, box: GridBox, says: str, key: str, face: Face, room: float) -> None:
    """The words beside the key."""
    before = _ground(canvas, box)
    canvas.text(box.x + _PAD, box.mid_y + face.size * 0.364, says, face, "text", width=room, name="button")
    if key:
        wide = key_width(canvas, key)
        paint_key(canvas, GridBox(box.right - 2 * _PAD - wide, box.mid_y - _KEY_H / 2, wide, _KEY_H), key, "muted")
    canvas.ground = before


def _ground(canvas: Canvas, box: GridBox) -> str:
    """Paints the button's ground; gives what texts stood on before."""
    canvas.box(box, RADIUS.stage_card, "raised2", edge="border" if canvas.theme.edges else None)
    before, canvas.ground = canvas.ground, "raised2"
    return before
