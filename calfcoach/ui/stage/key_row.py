"""The keys at the right of the line at the top, and the cap of a key wherever the stage shows one.

Refuses to know which keys there are.
"""

from collections.abc import Sequence
from typing import NamedTuple

from calfcoach.ui.stage.canvas import Canvas, StageAction
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.theme import RADIUS, STAGE_TYPE


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


KEY = Face(STAGE_TYPE.keycap, 500)
HINT = Face(2.4, 500)
BASELINE = 5.0
"""Of everything in the line at the top, from the header's upper edge, u."""

_KEY_BOX = (2.4, 3.8)  # from the header's upper edge; height
_CAP_GAP, _BETWEEN_CAPS, _BETWEEN_HINTS = 1.25, 1.0, 3.1
_LARGE = Face(2.9, 600)
_LARGE_HEIGHT, _LARGE_PAD = 7.9, 2.0  # of a large button; beside its words
_ACCENT = 1.7  # what an accent of the word below takes over its capitals, as on Ê


def key_width(canvas: Canvas, key: str) -> float:
    """The width of a key cap, u; a cap with one character is square."""
    return max(canvas.advance(key, KEY) + KEY.size, KEY.size * 1.85)


def paint_key(canvas: Canvas, box: GridBox, key: str, role: str = "text") -> None:
    """A key's cap with what is on it."""
    canvas.box(box, min(1.0, box.h / 4), "raised2", edge="border_strong")
    before, canvas.ground = canvas.ground, "raised2"
    canvas.text(box.mid_x, box.mid_y + KEY.size * 0.36, key, KEY, role, align=0.5, width=box.w, name="key")
    canvas.ground = before


def paint_keys(canvas: Canvas, keys: Sequence[KeyHint], room: float) -> float:
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
        canvas.text(x, box.y + BASELINE, does, HINT, "muted", align=1.0, name="hint")
        left = x - needs
        for number, (cap, wide) in enumerate(zip(caps, widths, strict=True)):
            paint_key(canvas, GridBox(left, box.y + _KEY_BOX[0], wide, _KEY_BOX[1]), cap.key)
            last = number == len(caps) - 1
            reach = (x if last else left + wide) - left + _BETWEEN_CAPS
            canvas.button(GridBox(left - _BETWEEN_CAPS / 2, box.y, reach, box.h), 1.4, cap.name, cap.action)
            left += wide + _BETWEEN_CAPS
        x -= needs + _BETWEEN_HINTS
    return x


def keys_width(canvas: Canvas, keys: Sequence[KeyHint]) -> float:
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
