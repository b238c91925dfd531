"""The words of the stage, from the View alone. Refuses to know how anything is painted."""

from enum import StrEnum
from math import ceil

from calfcoach.coach.view import View
from calfcoach.domain.exercise import SafetyWarning, Side
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import State
from calfcoach.wording.durations import whole_seconds

MOST_SECONDS = 99
"""Three digits do not fit the ring at the least height: beyond, whole minutes are counted."""


class Scene(StrEnum):
    """What is on the stage as a whole."""

    READY = "ready"
    PHASE = "phase"
    REST = "rest"
    PAUSED = "paused"
    END = "end"


def scene_of(view: View) -> Scene:
    """The scene of a moment."""
    if view.state in (State.FINISHED, State.STOPPED):
        return Scene.END
    if view.state is State.PAUSED:
        return Scene.PAUSED
    if view.kind is SegmentKind.REST:
        return Scene.REST
    return Scene.PHASE if view.phase is not None else Scene.READY


def word(view: View) -> str:
    """The one word beside the disc."""
    if view.state is State.FINISHED:
        return "Done"
    if view.state is State.STOPPED:
        return "Stopped"
    if view.state is State.PAUSED:
        return "Paused"
    return view.short_label if view.kind is not None else "Get ready"


def number(view: View) -> tuple[str, str]:
    """What the countdown shows, at most two digits, and its unit where that is not seconds."""
    if view.kind is None or view.state in (State.PAUSED, State.FINISHED, State.STOPPED):
        return "", ""
    if view.count > MOST_SECONDS:
        return str(ceil(view.count / 60)), "min"
    return str(view.count), ""


def side_text(side: Side | None) -> str:
    """Which leg works, empty where both do."""
    return {Side.LEFT: "Left leg", Side.RIGHT: "Right leg", None: ""}[side]


def dose_text(view: View) -> str:
    """Variant and tempo, or the length of a hold."""
    dose = view.item.dose
    tempo = str(dose.tempo) if dose.tempo is not None else f"hold {seconds(float(dose.hold_s or 0))}"
    return " · ".join(part for part in (view.item.variant_name, tempo) if part)


def seconds(value: float) -> str:
    """`3 s`, `1.5 s`, `4 min`."""
    if value > MOST_SECONDS:
        return whole_seconds(value)
    return f"{value:.1f}".removesuffix(".0") + " s"


def shown_warnings(view: View) -> tuple[SafetyWarning, ...]:
    """What is warned of now: every warning while nobody moves, in a phase those that are most its own."""
    if scene_of(view) is Scene.READY or view.phase is None or not view.warnings:
        return view.warnings
    least = min(len(warning.phases) for warning in view.warnings)
    return tuple(warning for warning in view.warnings if len(warning.phases) == least)


def next_set(view: View) -> tuple[str, str]:
    """What the rest leads to, and the small print under it."""
    side = {True: " a side", False: ""}[view.item.exercise.one_side_at_a_time]
    noun = "hold" if view.item.exercise.is_hold else "rep"
    count = f"{view.reps} {noun}{'s' if view.reps != 1 else ''}{side}"
    return f"Set {view.set_number} of {view.sets}", f"{count} · starts by itself"


def paused_text(view: View) -> tuple[str, str]:
    """What was interrupted, and how it goes on."""
    if view.kind is SegmentKind.REST:
        return f"In the rest, {whole_seconds(view.count)} left", "The rest goes on where it stopped."
    if view.phase is None:
        return f"Before set {view.set_number} of {view.sets}", "It starts again with a 3-2-1."
    noun = "hold" if view.item.exercise.is_hold else "rep"
    where = f"In {view.label}, {noun} {view.rep} of {view.reps}"
    return where, f"This {noun} does not count. It starts again after a 3-2-1."


def finish_steps(view: View) -> tuple[tuple[str, str], ...]:
    """Title and text of how to get out of it."""
    return tuple((step.title, step.text) for step in view.exercise.finish)
