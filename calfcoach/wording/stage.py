"""The words of the stage, from the View alone. Refuses to know how anything is painted."""

from enum import StrEnum
from math import ceil
from typing import NamedTuple

from calfcoach.coach.view import View
from calfcoach.domain.exercise import SafetyWarning, Severity
from calfcoach.score.segments import SegmentKind
from calfcoach.score.timeline import RESUME_LEAD_IN_S
from calfcoach.session.commands import CommandKind
from calfcoach.session.machine import Question, UndoKind
from calfcoach.session.states import STANDING, State
from calfcoach.texts import marked, plural, text
from calfcoach.wording.any_lift import ANY_LIFT
from calfcoach.wording.commands import IN_COUNTDOWN, LEAVE_CLASS
from calfcoach.wording.doses import load_text
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.sides import side_text, side_within

MOST_SECONDS = 99
"""Three digits at the least height do not fit into the ring: above this, whole minutes are counted."""


_MINUTE_S = 60

AT_A_TIME = 2
"""How many warnings are shown at a time before a set. Our own choice."""

LEAST_READ_S = 1.5
"""For how long a warning is shown at least before a set, seconds: two together for twice as long. Our own choice."""

LEAST_PHASE_READ_S = 3.0
"""The same in a phase, where nobody looks for long. Our own choice."""


class Scene(StrEnum):
    """The overall picture that the stage shows."""

    READY = "ready"
    PHASE = "phase"
    REST = "rest"
    PAUSED = "paused"
    HALTED = "halted"
    """Stopped in place: how to get out, and how to go on."""

    END = "end"


def scene_of(view: View) -> Scene:
    """The scene of this View."""
    if view.state in (State.FINISHED, State.STOPPED):
        return Scene.END
    if view.state is State.HALTED:
        return Scene.HALTED
    if view.state is State.PAUSED:
        return Scene.PAUSED
    if view.kind is SegmentKind.REST:
        return Scene.REST
    return Scene.PHASE if view.phase is not None else Scene.READY


def word(view: View) -> str:
    """The one word beside the disc."""
    if view.state is State.FINISHED:
        return text("Done")
    if view.state in (State.STOPPED, State.HALTED):
        return text("Stopped")
    if view.state is State.PAUSED:
        return text("Paused")
    if view.kind is SegmentKind.SWITCH and view.side is not None:
        return side_text(view.exercise, view.side)
    if view.goes_on_with is not None and view.kind is SegmentKind.READY:
        return text("Go on")
    return view.short_label if view.kind is not None else text("Get ready")


def number(view: View) -> tuple[str, str]:
    """The countdown's number, at most two digits, and its unit if that is not seconds. The countdown of a class, for
    which a room waits, has minutes and seconds: `4:58`.
    """
    if view.kind is None or view.state in STANDING:
        return "", ""
    if view.countdown and view.count >= _MINUTE_S:
        return f"{view.count // _MINUTE_S}:{view.count % _MINUTE_S:02}", ""
    if view.count > MOST_SECONDS:
        return str(ceil(view.count / 60)), text("min")
    return str(view.count), ""


class Counter(NamedTuple):
    """A counter's sentence in three parts: the words before its large number, the number, the words after it."""

    before: str
    number: str
    after: str


_LARGE = "\0"
"""A placeholder for the large number while the sentence is made, so that every language can choose its place."""


def rep_counter(view: View) -> Counter:
    """`Rep 3 of 8`, `Rep 3 of 8 · 40 kg`; in an open set `Rep 3`."""
    after = "" if view.load is None else load_text(view.load)
    if view.reps is None:
        alone = text("Hold {hold}", hold=_LARGE) if view.exercise.is_hold else text("Rep {rep}", rep=_LARGE)
        return _counter(alone, view.goes_on_with or view.rep)._replace(after=after)
    counter = _numbered_counter(view)
    return counter._replace(after=text("{counter} · {load}", counter=counter.after, load=after)) if after else counter


def _numbered_counter(view: View) -> Counter:
    if view.exercise.is_hold:
        return _counter(text("Hold {hold} of {holds}", hold=_LARGE, holds=view.reps), view.goes_on_with or view.rep)
    return _counter(text("Rep {rep} of {reps}", rep=_LARGE, reps=view.reps), view.goes_on_with or view.rep)


def set_counter(view: View) -> Counter:
    """`Set 2 of 4`."""
    return _counter(text("Set {set_number} of {sets}", set_number=_LARGE, sets=view.sets), view.set_number)


def done_counter(view: View) -> Counter:
    """`Done 2 of 4 sets`."""
    said = plural("Done {done} of {number} set", "Done {done} of {number} sets", view.sets, done=_LARGE)
    return _counter(said, view.sets_done)


def _counter(sentence: str, number: int) -> Counter:
    before, _, after = sentence.partition(_LARGE)
    return Counter(before.strip(), str(number), after.strip())


def where_text(view: View) -> str:
    """Rep and set in one line."""
    place = {"rep": view.rep, "reps": view.reps, "set_number": view.set_number, "sets": view.sets}
    if view.reps is None and view.exercise.is_hold:
        return text("Hold {rep} · Set {set_number} of {sets}", **place)
    if view.reps is None:
        return text("Rep {rep} · Set {set_number} of {sets}", **place)
    if view.exercise.is_hold:
        return text("Hold {rep} of {reps} · Set {set_number} of {sets}", **place)
    return text("Rep {rep} of {reps} · Set {set_number} of {sets}", **place)


def class_marks(view: View) -> tuple[str, ...]:
    """What says that a class trains, so that nobody takes it for a session of their own: in full, and in a word for
    where there is too little room. None in any other session.
    """
    return (text("Class · nothing is kept"), text("Class")) if view.for_class else ()


def dose_text(view: View) -> str:
    """Variant and tempo, or the length of a hold; before a set of any lift, that nothing is known of it."""
    return dose_texts(view)[0]


def dose_texts(view: View) -> tuple[str, ...]:
    """The same in full, and without the variant for where there is too little room."""
    dose = view.item.dose
    tempo = str(dose.tempo) if dose.tempo is not None else text("hold {time}", time=seconds(float(dose.hold_s or 0)))
    unknown = view.exercise.summary if view.exercise.id == ANY_LIFT and scene_of(view) is Scene.READY else None
    told = ((view.item.variant_name, tempo, unknown), (tempo, unknown))
    return tuple(dict.fromkeys(" · ".join(part for part in parts if part) for parts in told))


def seconds(value: float) -> str:
    """`3 s`, `1.5 s`, `4 min`."""
    if value > MOST_SECONDS:
        return whole_seconds(value)
    return text("{seconds} s", seconds=f"{value:.1f}".removesuffix(".0"))


def shown_warnings(view: View) -> tuple[SafetyWarning, ...]:
    """The warnings to show now: before a set two at a time, the most serious first; in a phase those for fewest phases.

    If a started set continues, its warnings were shown before: only the most important one is shown again.
    """
    if scene_of(view) is Scene.READY:
        return _warned_before_set(view, AT_A_TIME)
    if view.phase is None or not view.warnings:
        return view.warnings
    least = min(len(warning.phases) for warning in view.warnings)
    return tuple(warning for warning in view.warnings if len(warning.phases) == least)


def audience_warning(view: View) -> SafetyWarning | None:
    """The one of them that an audience is shown, large; None where there is none.

    Before a set all come in turn. In a phase those that are as serious as the first do: in a long one each for its
    share, and every rep begins with the next one.
    """
    if scene_of(view) is Scene.READY:
        return next(iter(_warned_before_set(view, 1)), None)
    shown = shown_warnings(view)
    if view.phase is None or not shown:
        return next(iter(shown), None)
    worst = any(warning.severity is Severity.DANGER for warning in shown)
    turns = [warning for warning in shown if (warning.severity is Severity.DANGER) is worst]
    return turns[(_page(view, len(turns), LEAST_PHASE_READ_S) + max(view.rep, 1) - 1) % len(turns)]


def _warned_before_set(view: View, at_a_time: int) -> tuple[SafetyWarning, ...]:
    ordered = sorted(view.warnings, key=lambda warning: warning.severity is not Severity.DANGER)
    if view.goes_on_with is not None:
        return tuple(ordered[:1])
    first = _page(view, ceil(len(ordered) / at_a_time), LEAST_READ_S * at_a_time) * at_a_time
    return tuple(ordered[first : first + at_a_time])


def _page(view: View, pages: int, least_s: float) -> int:
    """Whose turn it is: every page gets the same share of what runs, and at least `least_s` seconds to be read."""
    if pages <= 1 or view.kind is None:
        return 0
    left = 1.0 - view.fraction
    total_s = view.seconds_left / left if left > 0 else 0.0
    share_s = max(total_s / pages, least_s)
    return min(int((total_s - view.seconds_left) / share_s + 1e-6), pages - 1)


def next_set(view: View) -> tuple[str, str]:
    """The title of the next set after the rest, and the small text below it."""
    return _set_of(view), _coming_set(view)


def _set_of(view: View) -> str:
    if view.load is None:
        return text("Set {set_number} of {sets}", set_number=view.set_number, sets=view.sets)
    load = load_text(view.load)
    return text("Set {set_number} of {sets} · {load}", set_number=view.set_number, sets=view.sets, load=load)


def _coming_set(view: View) -> str:
    exercise, reps = view.item.exercise, view.reps
    if reps is None:
        return text("As many as you can · starts by itself")
    if exercise.is_hold and exercise.one_side_at_a_time:
        return plural("{number} hold a side · starts by itself", "{number} holds a side · starts by itself", reps)
    if exercise.is_hold:
        return plural("{number} hold · starts by itself", "{number} holds · starts by itself", reps)
    if exercise.one_side_at_a_time:
        return plural("{number} rep a side · starts by itself", "{number} reps a side · starts by itself", reps)
    return plural("{number} rep · starts by itself", "{number} reps · starts by itself", reps)


def go_on_text(view: View) -> str:
    """The text on what a lead-in continues, after the session stood still in a set; empty otherwise."""
    if view.goes_on_with is None:
        return ""
    place = {"rep": view.goes_on_with, "reps": view.reps}
    if view.reps is None:
        return text("Go on · hold {rep}", **place) if view.exercise.is_hold else text("Go on · rep {rep}", **place)
    if view.exercise.is_hold:
        return text("Go on · hold {rep} of {reps}", **place)
    return text("Go on · rep {rep} of {reps}", **place)


def stopped_text(view: View, go_on: str, end: str) -> str:
    """Where the session was stopped in place, and the names of the keys that continue and end it; empty is one that
    there is not.
    """
    where = _stopped_at(view)
    if not end:
        return where
    if not go_on:
        return text("{where} · {end} ends", where=where, end=end)
    return text("{where} · {go_on} goes on · {end} ends", where=where, go_on=go_on, end=end)


def _stopped_at(view: View) -> str:
    rep = view.rep or view.goes_on_with
    if view.kind is SegmentKind.SWITCH and view.side is not None:
        return text("Stopped before the {side}", side=side_within(view.exercise, view.side))
    if rep is None:
        return text("Stopped before set {set_number}", set_number=view.set_number)
    if view.exercise.is_hold:
        return text("Stopped at hold {rep}", rep=rep)
    return text("Stopped at rep {rep}", rep=rep)


ANSWERED_BY = {
    Question.AGAIN: CommandKind.BACK,
    Question.END: CommandKind.SKIP,
    Question.COUNTDOWN_AGAIN: CommandKind.BACK,
    Question.START_NOW: CommandKind.SKIP,
}
"""The command that answers a question with yes."""


def question_text(view: View, yes: str, go_on: str) -> str:
    """The question on the stage, with the names of the keys for yes and for going on, of those that there are; empty
    without a question.
    """
    asked = view.offers.asked
    if asked is None:
        return ""
    question = text(_QUESTIONS[asked.question], set_number=view.set_number)
    if yes and go_on:
        return text("{question} {yes} · go on: {go_on}", question=question, yes=yes, go_on=go_on)
    if go_on:
        return text("{question} Go on: {go_on}", question=question, go_on=go_on)
    return text("{question} {yes}", question=question, yes=yes) if yes else question


_QUESTIONS = {
    Question.AGAIN: marked("Set {set_number} again?"),
    Question.END: marked("End set {set_number}?"),
    Question.COUNTDOWN_AGAIN: marked("Countdown again?"),
    Question.START_NOW: marked("All start now?"),
}


def undo_text(view: View) -> str:
    """What can be undone now; empty if nothing can."""
    if view.offers.undo is None:
        return ""
    return text(_UNDO[view.offers.undo])


_UNDO = {
    UndoKind.SET_ENDED: marked("Undo: the set was ended"),
    UndoKind.SET_RESTARTED: marked("Undo: the set was started again"),
    UndoKind.SESSION_ENDED: marked("Undo: the session was ended"),
    UndoKind.COUNTDOWN_CUT: marked("Undo: the countdown was ended"),
    UndoKind.COUNTDOWN_RESTARTED: marked("Undo: the countdown was started again"),
    UndoKind.COUNTDOWN_LONGER: marked("Undo: a minute was added"),
}


def paused_text(view: View) -> tuple[str, str]:
    """What was interrupted, and how it continues."""
    if view.kind is SegmentKind.REST:
        return text("Rest, {time} left", time=whole_seconds(view.count)), text("The rest goes on where it stopped.")
    if view.kind is SegmentKind.SWITCH and view.side is not None:
        values = {"side": side_within(view.exercise, view.side), "set_number": view.set_number, "sets": view.sets}
        return text("Before the {side}, set {set_number} of {sets}", **values), _goes_on(view)
    if view.phase is None:
        return _before_set(view), _goes_on(view)
    place = {"phase": view.label, "rep": view.rep, "reps": view.reps}
    if view.reps is None:
        return text("Rep {rep} · {phase}", **place), text("This rep starts again after a 3-2-1.")
    if view.item.exercise.is_hold:
        return text("{phase}, {rep} of {reps}", **place), text("This hold starts again after a 3-2-1.")
    return text("Rep {rep} of {reps} · {phase}", **place), text("This rep starts again after a 3-2-1.")


def _before_set(view: View) -> str:
    place = {"set_number": view.set_number, "sets": view.sets}
    if view.countdown:
        return text("{time} until set {set_number} of {sets}", time=whole_seconds(view.count), **place)
    return text("Before set {set_number} of {sets}", **place)


def _goes_on(view: View) -> str:
    """How a lead-in or a change of sides continues: with what was left of it, but never with less than a 3-2-1."""
    if view.seconds_left > RESUME_LEAD_IN_S:
        return text("It goes on where it stopped.")
    return text("It goes on after a 3-2-1.")


def finish_steps(view: View) -> tuple[tuple[str, str], ...]:
    """Title and text of each step out of the position."""
    return tuple((step.title, step.text) for step in view.exercise.finish)


def does_now(kind: CommandKind, view: View) -> str:
    """What a command does now, where that is not what it usually does; else empty."""
    if view.for_class and kind is CommandKind.LEAVE:
        return text(LEAVE_CLASS.text)
    return text(IN_COUNTDOWN[kind]) if view.countdown and kind in IN_COUNTDOWN else ""
