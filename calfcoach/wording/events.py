"""The words of a session's reports: notices, and the text of an event besides its kind and numbers."""

from calfcoach.domain.exercise import Side
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.texts import marked, text
from calfcoach.wording.doses import reps_text

_NOTICES = {
    NoticeKey.LONGEST_REST: marked("A rest takes at most {minutes} minutes"),
    NoticeKey.TOO_LATE_TO_ADD: marked("Too late for one rep more: the set is ending"),
    NoticeKey.MOST_REPS: marked("A set has at most {reps} reps"),
    NoticeKey.OPEN_SET: marked("This set is open: it goes on until you end it"),
    NoticeKey.CORRECTED: marked("Set {set_number}: {performed} performed, {counted} counted"),
    NoticeKey.CORRECTED_BY_SIDE: marked(
        "Set {set_number}: left {left}, right {right} performed; left {left_counted}, right {right_counted} counted"
    ),
}

_SIDES = {Side.LEFT: marked("left side"), Side.RIGHT: marked("right side")}


def notice_text(notice: Notice) -> str:
    """A notice in one sentence."""
    if notice.key is NoticeKey.SOUND_PROBLEM:
        return str(notice.values["problem"])
    return text(_NOTICES[notice.key], **notice.values)


def event_text(event: Event) -> str:
    """The `text` of an event in the event log: exercises, what was counted, a notice, or which side; else empty."""
    if event.kind is EventKind.SESSION:
        return ", ".join(dict.fromkeys(event.names))
    if event.kind is EventKind.SET and event.rep is not None:
        return reps_text(event.rep, holds=event.holds)
    if event.notice is not None:
        return notice_text(event.notice)
    return text(_SIDES[event.side]) if event.side is not None else ""
