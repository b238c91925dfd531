"""Paints the still parts of each scene of the stage, each as a piece that is kept.

Refuses to know frames: `picture.py` paints the moving parts on top.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QPainterPath

from calfcoach.coach.view import View
from calfcoach.domain.exercise import SafetyWarning, Severity
from calfcoach.score.segments import SegmentKind
from calfcoach.session.commands import CommandKind, allowed, meant
from calfcoach.session.states import State
from calfcoach.texts import text
from calfcoach.ui.clock_text import clock_text
from calfcoach.ui.figure.stills import Key
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage import coming, counters, header, heading, panels, rest, ring, shapes, warnings
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stage.hints import hints
from calfcoach.ui.stage.large_buttons import (
    LargeButton,
    boxes,
    counting_down,
    low_boxes,
    paint_large_buttons,
    standing,
)
from calfcoach.ui.stage.lettering import Face
from calfcoach.ui.stage.pieces import Pieces
from calfcoach.ui.stage.spot import LEAST_HEIGHT, RunningSpot, spot_for
from calfcoach.ui.theme import RADIUS, STAGE_TYPE, STROKE
from calfcoach.wording import stage as wording
from calfcoach.wording.sides import side_text
from calfcoach.wording.stage import Scene

_GAP = 1.87
"""The gap between warning and figure, u."""

_SIDE = Face(4.8, 600)
_SIDE_Y = 21.7  # below the centre of a ring of 29.4 u
_STARTS = tuple(Face(size, 600) for size in (4.8, 4.2, 3.6, 3.0))
_STARTS_Y, _STARTS_W = 16.2, 36.0  # above the centre of such a ring; the room there
_STARTS_PITCH = 1.1  # from one line to the next, in sizes of the letters
_PAUSED_SIGN, _END_SIGN = 12.0, 17.0
_LEAST_CAPTION = 4.6  # the size of its letters, u


@dataclass(frozen=True)
class Extras:
    """The shown things that do not come with the View: the keys in force, a tip, the audience's captions.

    `audience`: a stage for people who watch: larger, without keys and buttons; `demo` is its text that this is a
    demonstration. `mention` is said for a moment in the place of the exercise's name.
    """

    keys: KeyMap = field(default_factory=lambda: KeyMap({}))
    tip: rest.RestTip | None = None
    audience: bool = False
    demo: str = ""
    mention: str = ""


def paint_scene(canvas: Canvas, view: View, extras: Extras, kept: Pieces | None = None) -> RunningSpot | None:
    """Paints all still parts; returns the place left for the figure, None if no figure is shown.

    `kept` has the parts that were painted before.
    """
    scene = wording.scene_of(view)
    pieces = kept or Pieces(keeps=False)
    _paint_header(canvas, view, extras, pieces)
    _paint_ring(canvas, view, scene, extras, pieces)
    lower = _paint_heading(canvas, view, scene, pieces)
    if scene is Scene.HALTED and not extras.audience:
        _paint_halted(canvas, view, lower, extras, pieces)
        return None
    if scene in (Scene.REST, Scene.END, Scene.HALTED):
        _paint_after_set(canvas, view, scene, lower, extras, pieces)
        return None
    if extras.audience:
        return _paint_audience(canvas, view, scene, lower, pieces)
    _paint_counters(canvas, view, pieces)
    if scene is Scene.PAUSED:
        return _paint_paused(canvas, view, lower, extras, pieces)
    if view.countdown:
        return _paint_countdown(canvas, view, lower, extras, pieces)
    strip = canvas.grid.strip
    if strip is not None:
        above = GridBox(strip.x - 1.0, strip.y - 6.0, strip.w + 2.0, strip.h + 7.0)
        pieces.paint(canvas, ("strip", view.strip, view.kind, scene), above, lambda on: coming.paint_strip(on, view))
    lower += _paint_warnings(canvas, view, lower, pieces)
    _paint_coming(canvas, view, pieces)
    return spot_for(canvas.grid, lower)


def _paint_heading(canvas: Canvas, view: View, scene: Scene, pieces: Pieces) -> float:
    """Paints disc and word; returns how much lower than usual the word ends, u."""
    word, colour, spot = wording.word(view), _disc_colour(canvas, view, scene), canvas.grid.heading
    # And what stands above and below capitals, also in two lines.
    area = GridBox(spot.x - 1.0, spot.baseline - spot.cap - 5.0, spot.w + 3.0, spot.cap + 10.0 + 2 * heading.LINE)
    key = ("heading", word, view.kind, view.state if scene is not Scene.PHASE else "", colour.rgb())
    return pieces.paint(canvas, key, area, lambda on: heading.paint_heading(on, word, _sign(view, scene), colour))


def _paint_coming(canvas: Canvas, view: View, pieces: Pieces) -> None:
    row = canvas.grid.coming
    area = GridBox(row.x - 1.0, row.y - 3.0, row.w + 2.0, row.h + 6.0)
    pieces.paint(canvas, ("coming", view.coming), area, lambda on: coming.paint_coming(on, view))


def _paint_counters(canvas: Canvas, view: View, pieces: Pieces) -> None:
    row = canvas.grid.counters
    area = GridBox(row.x - 1.0, row.y - 3.0, canvas.grid.width - row.x, row.h + 9.0)
    told = (wording.rep_counter(view), wording.set_counter(view), view.rep, view.goes_on_with, view.reps)
    key = ("counters", *told, view.set_number, view.sets, view.kind)
    pieces.paint(canvas, key, area, lambda on: counters.paint_counters(on, view))


def _paint_after_set(canvas: Canvas, view: View, scene: Scene, lower: float, extras: Extras, pieces: Pieces) -> None:
    """Paints what is shown instead of a set: the sets done; what comes next, or the way out."""
    grid, row = canvas.grid, canvas.grid.done
    if row is not None and not extras.demo:
        area = GridBox(row.x - 1.0, row.y - 3.0, row.w + 2.0, row.h + 9.0)
        key = ("done", wording.done_counter(view), view.sets_done, view.sets)
        pieces.paint(canvas, key, area, lambda on: counters.paint_done(on, view))
    if scene is not Scene.REST:
        _paint_end(canvas, view, grid.card.below(lower), "", pieces)
        return
    keys = None if extras.audience else extras.keys
    told = (wording.next_set(view), view.strip, _named(view.warnings), extras.tip)
    pieces.paint(
        canvas,
        ("rest", lower, *told),
        _with_edge(grid.card),
        lambda on: rest.paint_rest(on, view, extras.tip, keys, lower),
    )


def _paint_end(canvas: Canvas, view: View, area: GridBox, stopped: str, pieces: Pieces) -> None:
    key = ("end", wording.finish_steps(view), area, stopped)
    pieces.paint(canvas, key, _with_edge(area), lambda on: panels.paint_end(on, view, area, stopped))


def _paint_paused(canvas: Canvas, view: View, lower: float, extras: Extras, pieces: Pieces) -> RunningSpot | None:
    """Paints the card of a pause, or a question, and the buttons that answer it; returns the figure's place."""
    buttons = standing(view)
    places = boxes(canvas.grid, len(buttons), above_counters=True)
    area = _beside(canvas.grid.panel.below(lower), places[0])
    lower += _paint_pause_card(canvas, view, area, _question(view, extras), pieces)
    _paint_buttons(canvas, buttons, places, extras, pieces)
    return spot_for(canvas.grid, lower, places[0].y - _GAP)


def _paint_countdown(canvas: Canvas, view: View, lower: float, extras: Extras, pieces: Pieces) -> RunningSpot | None:
    """Paints the warnings of a class's countdown, and its buttons in the place of what comes next."""
    lower += _paint_warnings(canvas, view, lower, pieces)
    places = low_boxes(canvas.grid, 2)
    _paint_buttons(canvas, counting_down(), places, extras, pieces)
    return spot_for(canvas.grid, lower, places[0].y - _GAP)


def _paint_pause_card(canvas: Canvas, view: View, area: GridBox, question: str, pieces: Pieces) -> float:
    key = ("paused", area, wording.paused_text(view), question)
    return pieces.paint(canvas, key, _with_edge(area), lambda on: panels.paint_paused(on, view, area, question))


def _paint_buttons(
    canvas: Canvas, buttons: tuple[LargeButton, ...], places: tuple[GridBox, ...], extras: Extras, pieces: Pieces
) -> None:
    first, last = places[0], places[-1]
    area = GridBox(first.x, first.y, last.right - first.x, last.bottom - first.y)
    key = ("buttons", buttons, places)
    pieces.paint(canvas, key, _with_edge(area), lambda on: paint_large_buttons(on, buttons, extras.keys, places))


def _with_edge(area: GridBox) -> GridBox:
    """An area and a little around it, for the lines around boxes."""
    return GridBox(area.x - 1.0, area.y - 1.0, area.w + 2.0, area.h + 2.0)


def _named(warnings: Iterable[SafetyWarning]) -> tuple[tuple[str, Severity], ...]:
    """What is seen of warnings."""
    return tuple((warning.short, warning.severity) for warning in warnings)


def _paint_halted(canvas: Canvas, view: View, lower: float, extras: Extras, pieces: Pieces) -> None:
    """Paints a session stopped in place: where it stopped, the way out as large as at the end, three large buttons."""
    grid, keys, buttons = canvas.grid, extras.keys, standing(view)
    _paint_buttons(canvas, buttons, boxes(grid, len(buttons), grid.standing, above_counters=True), extras, pieces)
    area = _beside(grid.card.below(lower), grid.standing)
    stopped = wording.stopped_text(view, keys.first_to_go_on(), keys.first(CommandKind.STOP))
    _paint_end(canvas, view, area, stopped, pieces)


def _beside(area: GridBox, taken: GridBox) -> GridBox:
    """The rest of an area after a box at its top or its bottom has taken a part."""
    if taken.right <= area.x or taken.bottom <= area.y:
        return area
    if taken.y <= area.y:
        return area.below(taken.bottom + _GAP - area.y)
    return GridBox(area.x, area.y, area.w, taken.y - _GAP - area.y)


def _question(view: View, extras: Extras) -> str:
    """The question asked on the stage, with the keys of the device that caused it."""
    asked = view.offers.asked
    if asked is None:
        return ""
    yes = extras.keys.first_of(wording.ANSWERED_BY[asked.question], asked.source)
    return wording.question_text(view, yes, extras.keys.first_to_go_on(asked.source))


def _paint_header(canvas: Canvas, view: View, extras: Extras, pieces: Pieces) -> None:
    box = canvas.grid.header
    area = GridBox(box.x - 1.0, 0.0, box.w + 2.0, box.bottom + 2.0)
    if extras.audience:
        key: Key = (
            "header",
            view.exercise.name,
            header.where_of(view),
            view.problem,
            extras.demo,
            view.for_class,
        )
        pieces.paint(canvas, key, area, lambda on: header.paint_audience_header(on, view, extras.demo))
        return
    keys = hints(view, extras.keys)
    key = ("header", view.exercise.name, wording.dose_text(view), view.problem, keys, view.for_class, extras.mention)
    pieces.paint(canvas, key, area, lambda on: header.paint_header(on, view, keys, extras.mention))


def _paint_ring(canvas: Canvas, view: View, scene: Scene, extras: Extras, pieces: Pieces) -> None:
    _paint_in_ring(canvas, view, scene, ring.reach(canvas.grid), pieces)
    if not extras.audience and (name := _ring_name(view)):
        spot = canvas.grid.ring
        reach = spot.radius + spot.stroke / 2
        pressed = GridBox(spot.x - reach, spot.y - reach, 2 * reach, 2 * reach)
        canvas.button(pressed, reach, name, CommandKind.TOGGLE_PAUSE)


def _paint_in_ring(canvas: Canvas, view: View, scene: Scene, around: GridBox, pieces: Pieces) -> None:
    """Paints the sign of what stands still, or the side."""
    spot = canvas.grid.ring
    share = spot.radius / 29.4
    if scene in (Scene.PAUSED, Scene.HALTED, Scene.END):
        sign = shapes.two_bars() if scene is Scene.PAUSED else _sign(view, scene)
        size = (_PAUSED_SIGN if scene is Scene.PAUSED else _END_SIGN) * share
        colour = canvas.theme.colour("text")
        key = ("sign", scene, view.state)
        pieces.paint(canvas, key, around, lambda on: on.glyph(sign, spot.x, spot.y, size, colour))
    if view.starts_at_min is not None:
        starts = text("Starts at {clock}", clock=clock_text(view.starts_at_min))
        pieces.paint(canvas, ("starts", starts), around, lambda on: _paint_starts(on, starts, share))
    side = text("Switch") if view.kind is SegmentKind.SWITCH else side_text(view.exercise, view.side)
    if side and scene not in (Scene.END, Scene.HALTED):
        y = spot.y + _SIDE_Y * share
        pieces.paint(
            canvas,
            ("side", side),
            around,
            lambda on: on.text(spot.x, y, side, _SIDE, "text", align=0.5, name="side"),
        )


def _paint_starts(canvas: Canvas, starts: str, share: float) -> None:
    """Paints over the number the time of day at which it ends, in letters with which it fits into the ring, or in two
    lines.
    """
    spot, room = canvas.grid.ring, _STARTS_W * share
    face = next((each for each in _STARTS if canvas.advance(starts, each) <= room), _STARTS[-1])
    lines = canvas.lines(starts, face, room, 2)
    for number, line in enumerate(reversed(lines)):
        y = spot.y - _STARTS_Y * share - number * face.size * _STARTS_PITCH
        canvas.text(spot.x, y, line, face, "text", align=0.5, width=room, name="starts")


def _ring_name(view: View) -> str:
    """The name of what a press on the ring does; empty if a press does nothing."""
    if not allowed(CommandKind.TOGGLE_PAUSE, view.state):
        return ""
    return text("Go on") if meant(CommandKind.TOGGLE_PAUSE, view.state) is CommandKind.RESUME else text("Pause")


def _sign(view: View, scene: Scene) -> QPainterPath:
    if view.state in (State.STOPPED, State.HALTED):
        return shapes.square()
    if scene is Scene.END:
        return shapes.check_mark()
    if scene is Scene.PAUSED:
        return shapes.two_bars()
    return shapes.shape(view.kind or SegmentKind.READY)


def _disc_colour(canvas: Canvas, view: View, scene: Scene) -> QColor:
    if scene is Scene.PAUSED or view.state in (State.STOPPED, State.HALTED):
        return canvas.theme.colour("muted")
    return canvas.theme.phase(SegmentKind.CONTRACT if scene is Scene.END else view.kind)


def _paint_warnings(canvas: Canvas, view: View, lower: float, pieces: Pieces) -> float:
    """Paints the box of the current warnings; returns its height with the gap below it, u."""
    area = canvas.grid.panel.below(lower)
    shown = wording.shown_warnings(view)
    if not shown:
        return 0.0

    def paint(on: Canvas) -> float:
        fit = warnings.fit_warnings(on, shown, area.w, area.h - LEAST_HEIGHT - _GAP, compact=True)
        return warnings.paint_warnings(on, fit, area.x, area.y, area.w)

    return pieces.paint(canvas, ("warnings", lower, _named(shown)), _with_edge(area), paint) + _GAP


def _paint_audience(canvas: Canvas, view: View, scene: Scene, lower: float, pieces: Pieces) -> RunningSpot | None:
    if scene is Scene.PAUSED:
        lower += _paint_pause_card(canvas, view, canvas.grid.panel.below(lower), "", pieces)
    else:
        _paint_coming(canvas, view, pieces)
    box = canvas.grid.caption
    if box is not None:
        warned = wording.audience_warning(view)
        caption = warned.short if warned is not None else (view.phase and view.exercise.spec(view.phase).how) or ""
        key = ("caption", caption, warned is not None)
        pieces.paint(canvas, key, _with_edge(box), lambda on: paint_caption(on, box, caption, warned))
    return spot_for(canvas.grid, lower)


def paint_caption(canvas: Canvas, box: GridBox, caption: str, warned: SafetyWarning | None) -> None:
    """Paints the band at the bottom: the warning whose turn it is, or how the phase is done."""
    if not caption:
        return
    edge = "border" if canvas.theme.edges or warned is None else "danger"
    ground = "danger_surface" if warned is not None else "raised"
    canvas.box(box, RADIUS.stage_card, ground, edge=edge, width=STROKE.warning)
    x = box.x + 3.6
    if warned is not None:
        canvas.glyph(shapes.danger(), box.x + 6.9, box.mid_y, 3.3, canvas.theme.colour("danger"))
        x = box.x + 13.1
    room = box.right - x - 3.0
    face, lines = _caption_lines(canvas, caption, room)
    pitch = face.size * 1.15
    baseline = box.mid_y + face.size * 0.364 - pitch * (len(lines) - 1) / 2
    before, canvas.ground = canvas.ground, ground
    role = "danger_text" if warned is not None else "text"
    for number, line in enumerate(lines):
        canvas.text(x, baseline + pitch * number, line, face, role, width=room, name="caption")
    canvas.ground = before


def _caption_lines(canvas: Canvas, caption: str, room: float) -> tuple[Face, list[str]]:
    """The largest letters in which a caption is one line of a width in u; in the least ones it may be two lines."""
    wanted = STAGE_TYPE.audience_caption
    face = Face(wanted, 600)
    if (wide := canvas.advance(caption, face)) > room:
        # Letters are whole pixels high, so those that fit by number may be half a pixel too large.
        face = Face(max(wanted * room / wide - 1.0 / canvas.grid.u, _LEAST_CAPTION), 600)
    return face, canvas.lines(caption, face, room, 2)
