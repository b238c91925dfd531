"""Moments of a session to be painted: Views as the machine makes them, and pictures of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from calfcoach.coach.view import Offers, OpenQuestion, View
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.library.collection import Library
from calfcoach.score.segments import Segment, SegmentKind
from calfcoach.session.commands import CommandSource
from calfcoach.session.machine import Question, SessionMachine, UndoKind
from calfcoach.session.states import State
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.stage.scenes import Extras
from calfcoach.ui.stage.spot import reach
from calfcoach.ui.theme import DARK, Theme
from tests.views import view_of

SIZES = ((960, 540), (1024, 600), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160))
ODD_SIZES = ((1080, 1920), (1024, 768), (1280, 1024), (1280, 800), (2560, 1080), (5120, 1440), (800, 800), (640, 360))

TIP = (
    "Why pause in the stretch?",
    "The help from a rebound halves about every 0.85 s, so one still second takes away more than half of it.",
    "Evidence · bench press, 1991",
)


@cache
def library() -> Library:
    return Library.load()


def exercise(exercise_id: str = "donkey-calf-raise", **changes: Any) -> Exercise:
    """A shipped exercise, with some fields of its YAML changed."""
    found = library().find(exercise_id).exercise
    if not changes:
        return found
    raw = found.model_dump(mode="json", exclude_unset=True)
    raw["prescription"]["tempo"] = str(found.prescription.tempo) if found.prescription.tempo else None
    if raw["prescription"]["tempo"] is None:
        del raw["prescription"]["tempo"]
    return Exercise.model_validate_json(json.dumps({**raw, **changes}))


def machine_for(of: Exercise | None = None, **dose: Any) -> SessionMachine:
    found = (of or exercise()).variant(None)
    asked = found.prescription.model_copy(update=dose)
    return SessionMachine(SessionPlan((PlannedExercise(found, asked),)))


def at(machine: SessionMachine, wanted: Callable[[Segment, int], bool], fraction: float = 0.5) -> View:
    """The moment a share into the first segment for which `wanted(segment, set)` is true."""
    machine.start()
    while machine.state is not State.FINISHED:
        playing = machine.playing
        assert playing is not None
        for segment in playing.block.segments:
            position = float(segment.start) + fraction * float(segment.duration)
            if wanted(segment, segment.set_number):
                machine.advance(playing.block_id, position)
                return view_of(machine, position)
        machine.advance(playing.block_id, playing.block.duration_s)
    raise LookupError("no such moment")


def in_phase(kind: str, fraction: float = 0.55, rep: int = 7, set_number: int = 2, **how: Any) -> View:
    """A phase of the donkey calf raise, or of the exercise `of`."""
    of, dose = how.pop("of", None), how
    return at(
        machine_for(of, **dose),
        lambda s, n: s.kind is SegmentKind(kind) and s.rep in (rep, 0) and n == set_number,
        fraction,
    )


def ready(**how: Any) -> View:
    return at(machine_for(how.pop("of", None), **how), lambda s, _: s.kind is SegmentKind.READY, 0.45)


def resting(seconds_left: int = 48, **how: Any) -> View:
    machine = machine_for(how.pop("of", None), **{"sets": 4, **how})
    view = at(machine, lambda s, n: s.kind is SegmentKind.REST and n == 3, 0.0)
    return view_of(machine, view.position_s + view.seconds_left - seconds_left + 0.4)


def paused(kind: str = "lower", **how: Any) -> View:
    machine = machine_for(how.pop("of", None), **how)
    view = at(machine, lambda s, n: s.kind is SegmentKind(kind) and s.rep in (7, 0) and n == 2, 0.55)
    machine.pause()
    return view_of(machine, view.position_s)


def asked() -> View:
    return replace(paused(), offers=Offers(OpenQuestion(Question.END, CommandSource.CLICKER)))


def finished(of: Exercise | None = None) -> View:
    machine = machine_for(of, sets=1, reps=2)
    view = at(machine, lambda s, _: s.rep == 2, 0.1)
    assert machine.playing is not None
    machine.advance(view.block_id, machine.playing.block.duration_s)
    return view_of(machine, machine.playing.block.duration_s)


def stopped() -> View:
    machine = machine_for()
    view = at(machine, lambda s, n: s.rep == 3 and n == 2, 0.1)
    machine.stop()
    return view_of(machine, view.position_s)


def halted(**how: Any) -> View:
    machine = machine_for(how.pop("of", None), **how)
    view = at(machine, lambda s, n: s.rep == 3 and n == 2, 0.1)
    machine.halt()
    return view_of(machine, view.position_s)


def one_sided(kind: str = "lower") -> View:
    return in_phase(kind, rep=3, set_number=1, of=exercise("step-calf-raise-single"))


def class_countdown() -> View:
    """The countdown on which a class starts at six, of a lift that has a side too."""
    return _in_countdown(_class_machine("step-calf-raise-single"))


def _class_machine(exercise_id: str) -> SessionMachine:
    item = machine_for(exercise(exercise_id)).plan.items[0]
    return SessionMachine(SessionPlan((item,), countdown_s=Decimal(300), starts_at_min=18 * 60))


def _in_countdown(machine: SessionMachine, leave: Callable[[SessionMachine], object] | None = None) -> View:
    """A moment of the countdown, or of what somebody has made of it."""
    view = at(machine, lambda s, _: s.kind is SegmentKind.READY, 0.01)
    if leave is None:
        return view
    leave(machine)
    return view_of(machine, view.position_s)


def of_class_now() -> dict[str, View]:
    """A class in each of its scenes, in the language that is spoken now."""
    machine = partial(_class_machine, "band-dorsiflexion")
    paused = _in_countdown(machine(), SessionMachine.pause)
    asked = {
        f"class asked {question.value}": replace(paused, offers=Offers(OpenQuestion(question, CommandSource.CLICKER)))
        for question in (Question.START_NOW, Question.COUNTDOWN_AGAIN)
    }
    in_set = {
        f"class {kind}": at(machine(), lambda s, _, kind=kind: s.kind is SegmentKind(kind) and s.rep in (12, 0))
        for kind in ("lower", "contract", "squeeze", "rest")
    }
    done = machine()
    at(done, lambda s, n: s.rep == done.plan.items[0].dose.reps and n == done.plan.items[0].dose.sets, 0.1)
    assert done.playing is not None
    done.advance(done.playing.block_id, done.playing.block.duration_s)
    return {
        "class paused": paused,
        "class halted": _in_countdown(machine(), SessionMachine.halt),
        "class stopped": _in_countdown(machine(), SessionMachine.stop),
        "class done": view_of(done, 0.0),
        **asked,
        **in_set,
    }


def with_problem(text: str = "The speakers are gone. The set goes on without sound; plug them in again.") -> View:
    return replace(in_phase("lower"), problem=text)


@cache
def scenes() -> Mapping[str, View]:
    """One moment of each scene, in English."""
    return MappingProxyType(scenes_now())


def scenes_now() -> dict[str, View]:
    """One moment of each scene, in the language that is spoken now."""
    return {
        "lower": in_phase("lower", 0.42),
        "stretch": in_phase("stretch", 0.58),
        "contract": in_phase("contract", 0.78, rep=12),
        "squeeze": in_phase("squeeze", of=exercise("standing-calf-raise-machine")),
        "hold": in_phase("hold", rep=1, of=exercise("iso-hold-calf")),
        "setup": view_of(machine_for(), 0.0),
        "ready": ready(),
        "rest": resting(),
        "switch": at(machine_for(exercise("step-calf-raise-single")), lambda s, _: s.kind is SegmentKind.SWITCH, 0.3),
        "side": one_sided(),
        "paused": paused(),
        "paused-rest": paused("rest"),
        "finished": finished(),
        "stopped": stopped(),
        "halted": halted(),
        "asked": asked(),
        "undo": replace(resting(), offers=Offers(undo=UndoKind.SET_RESTARTED, undo_left_s=8.0)),
        "problem": with_problem(),
        "class": class_countdown(),
    }


def layouts(
    size: tuple[int, int], theme: Theme = DARK, extras: Extras | None = None, *, mirrored: bool = False
) -> Callable[[View], Picture]:
    """One stage of a size that lays out moment after moment, as in a window; for its texts, shapes and rectangles.

    What moves is hardly painted. The moments have to live on meanwhile: a stage knows an exercise by its identity.
    """
    picture = Picture(theme, extras)
    picture.set_options(mirrored=mirrored)
    picture.set_size(*size, 1.0)
    canvas = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)

    def laid_out(view: View) -> Picture:
        painter = QPainter(canvas)
        painter.setClipRect(0, 0, 1, 1)
        picture.paint(painter, view)
        painter.end()
        return picture

    return laid_out


def image(
    view: View,
    size: tuple[int, int] = (1920, 1080),
    theme: Theme = DARK,
    extras: Extras | None = None,
    *,
    ratio: float = 1.0,
    mirrored: bool = False,
) -> tuple[QImage, Picture]:
    """The stage painted without a window."""
    picture = Picture(theme, extras)
    picture.set_options(mirrored=mirrored)
    picture.set_size(*size, ratio)
    canvas = QImage(round(size[0] * ratio), round(size[1] * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.magenta)
    painter = QPainter(canvas)
    picture.paint(painter, view)
    painter.end()
    return canvas, picture


def figure_rects(picture: Picture) -> list[QRectF]:
    """Where figure and lens were painted, pixels; empty where they are not shown."""
    spot = picture._layer.spot if picture._layer is not None else None
    return [] if spot is None else reach(picture.places, spot)
