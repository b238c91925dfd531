"""The session as plain lines, one an event, for pipes and logs: no colour, no cursor, nothing rewritten."""

from calfcoach.coach.conductor import TimedEvent
from calfcoach.coach.view import View
from calfcoach.session.events import EventKind
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.events import event_text, leg_text
from calfcoach.wording.phases import phase_label

_SILENT = frozenset({EventKind.SESSION})


def line_of(timed: TimedEvent, view: View, started_s: float) -> str | None:
    """The line of an event, `view` being the picture at that moment; None for events that need none."""
    event = timed.event
    if event.kind in _SILENT:
        return None
    return f"{timed.t_s - started_s:7.1f} s  {_text(timed, view)}"


def _text(timed: TimedEvent, view: View) -> str:
    event = timed.event
    side = f", {leg_text(event.side)}" if event.side is not None else ""
    match event.kind:
        case EventKind.PHASE if event.phase is not None:
            label = phase_label(view.exercise, event.phase)
            seconds = next((bar.seconds for bar in view.strip if bar.phase is event.phase), None)
            length = "" if seconds is None else f" {seconds:g} s"
            return f"  {label}{length}"
        case EventKind.READY:
            return f"Get ready for set {event.set_number}{side}: {whole_seconds(view.seconds_left)}"
        case EventKind.REP:
            return f"    rep {event.rep} done{side}"
        case EventKind.SET:
            return f"Set {event.set_number} done: {event_text(event)}"
        case EventKind.REST:
            return f"Rest {whole_seconds(view.seconds_left)}"
        case EventKind.SWITCH:
            return f"Switch sides{side}"
        case EventKind.NOTICE:
            return f"! {event_text(event)}"
        case _:
            return event.kind.value.capitalize()
