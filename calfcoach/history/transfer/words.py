"""What an import would do, in plain sentences for every front end. Does nothing."""

from collections.abc import Sequence

from calfcoach.history.transfer.merging import Survey, Unnamed
from calfcoach.history.words import day_and_time
from calfcoach.texts import plural, text
from calfcoach.wording.doses import reps_text


def survey_lines(found: Survey, passed_over: Sequence[str] = ()) -> list[str]:
    """What an import would do, and which columns of its file the history does not have."""
    lines = []
    if found.first is not None and found.last is not None:
        lines.append(_new_line(found, day_and_time(found.first), day_and_time(found.last)))
    if found.changed:
        lines.append(
            plural(
                "{number} session that is here already would know more than now.",
                "{number} sessions that are here already would know more than now.",
                found.changed,
            )
        )
    if found.same:
        lines.append(plural("{number} session is here already.", "{number} sessions are here already.", found.same))
    if found.unnamed is not None:
        lines.append(_unnamed_line(found.unnamed))
    lines = lines or [text("There is no session in it.")]
    if passed_over:
        names = ", ".join(passed_over)
        lines.append(text("Passed over, because the history has no place for it: {columns}.", columns=names))
    return lines


def _new_line(found: Survey, first: str, last: str) -> str:
    reps, holds = reps_text(found.reps, holds=False), reps_text(found.holds, holds=True)
    of_all = {"sets": plural("{number} set", "{number} sets", found.sets), "first": first, "last": last}
    if found.reps and found.holds:
        return plural(
            "{number} new session, {sets}, {reps} and {holds}, from {first} to {last}.",
            "{number} new sessions, {sets}, {reps} and {holds}, from {first} to {last}.",
            found.new,
            reps=reps,
            holds=holds,
            **of_all,
        )
    return plural(
        "{number} new session, {sets} and {reps}, from {first} to {last}.",
        "{number} new sessions, {sets} and {reps}, from {first} to {last}.",
        found.new,
        reps=holds if found.holds else reps,
        **of_all,
    )


def _unnamed_line(found: Unnamed) -> str:
    """Whose the sessions of the person without a name become; both may have got a name since."""
    if not found.theirs and not found.ours:
        return plural(
            "{number} of them is of a person without a name, and becomes that of the person without a name here.",
            "{number} of them are of a person without a name, and become those of the person without a name here.",
            found.sessions,
        )
    values = {"theirs": found.theirs or text("No name"), "ours": found.ours or text("No name")}
    return plural(
        "{number} of them is of {theirs}, and becomes that of {ours}.",
        "{number} of them are of {theirs}, and become those of {ours}.",
        found.sessions,
        **values,
    )
