"""The session as plain lines, one an event, for pipes and logs: no colour, no cursor, nothing rewritten."""

from calfcoach.coach.conductor import TimedEvent
from calfcoach.coach.view import View
from calfcoach.session.events import EventKind
from calfcoach.texts import marked, text
from calfcoach.wording.doses import reps_text
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.events import event_text
from calfcoach.wording.phases import phase_label
from calfcoach.wording.sides import side_within

_SILENT = frozenset({EventKind.SESSION})
_STATES = {
    EventKind.PHASE: marked("Phase"),
    EventKind.PAUSE: marked("Pause"),
    EventKind.RESUME: marked("Resume"),
    EventKind.HALT: marked("Stopped here"),
    EventKind.STOP: marked("Stop"),
    EventKind.UNDO: marked("UndoKind"),
    EventKind.FINISHED: marked("Finished"),
}


def line_of(timed: TimedEvent, view: View, started_s: float) -> str | None:
    """The line of an event, `view` being the picture at that moment; None for events that need none."""
    event = timed.event
    if event.kind in _SILENT:
        return None
    return f"{timed.t_s - started_s:7.1f} s  {_text(timed, view)}"


def _text(timed: TimedEvent, view: View) -> str:
    event = timed.event
    match event.kind:
        case EventKind.PHASE if event.phase is not None:
            label = phase_label(view.exercise, event.phase)
            seconds = next((bar.seconds for bar in view.strip if bar.phase is event.phase), None)
            return f"  {label}" if seconds is None else f"  {label} " + text("{seconds} s", seconds=f"{seconds:g}")
        case EventKind.READY:
            return _with_side(
                timed, view, text("Get ready for set {number}", number=event.set_number), view.seconds_left
            )
        case EventKind.REP:
            done = text("hold {number} done", number=event.rep) if view.exercise.is_hold else ""
            return "    " + _with_side(timed, view, done or text("rep {number} done", number=event.rep))
        case EventKind.SET:
            reps = reps_text(event.rep or 0, holds=view.exercise.is_hold)
            return text("Set {set_number} done: {reps}", set_number=event.set_number, reps=reps)
        case EventKind.REST:
            return text("Rest {time}", time=whole_seconds(view.seconds_left))
        case EventKind.SWITCH:
            return _with_side(timed, view, text("Switch sides"))
        case EventKind.NOTICE:
            return f"! {event_text(event)}"
        case _:
            return text(_STATES[event.kind])


def _with_side(timed: TimedEvent, view: View, words: str, left_s: float | None = None) -> str:
    """A line with which side works and how long it takes, where there is either."""
    side = timed.event.side
    if side is not None:
        words = text("{words}, {side}", words=words, side=side_within(view.exercise, side))
    return words if left_s is None else text("{words}: {time}", words=words, time=whole_seconds(left_s))
