"""`calfcoach history …`: look at what was done, take it away, bring it in, keep copies of it.

Nothing is changed before it has been said what would be, unless `--yes` says so; what is given up half-way leaves what
was there.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date

from calfcoach.cli.progress import progress
from calfcoach.errors import ExitCode, KnownError
from calfcoach.files.reading import reason
from calfcoach.history import backup, restore
from calfcoach.history.listing import Wanted, WeekOfSessions, lines_of_sessions, totals, weeks_of_sessions
from calfcoach.history.past import SessionLine, Totals
from calfcoach.history.people import Trainee, added, name_for, named, names_in, people_in
from calfcoach.history.reader import Reader
from calfcoach.history.store import default_path
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.taking_in import opened_import, take_back
from calfcoach.history.transfer.words import survey_lines
from calfcoach.history.words import line_of_session, lines_of, week_in_words
from calfcoach.terminal.console import PlainConsole
from calfcoach.texts import plural, printable, text


def list_sessions(options: argparse.Namespace) -> int:
    """Name the sessions, newest first, week by week with what each week comes to."""
    if options.limit < 1:
        raise KnownError(text("--limit is 1 or more"))
    with Reader(default_path()) as reader:
        person = named(people_in(reader), options.person).id if options.person is not None else None
        wanted = Wanted(person, options.exercise, options.search or "")
        weeks = list(_weeks(reader, weeks_of_sessions(reader, wanted), options.limit, whose=person is None))
    if options.json:
        found = [_as_json(line) | {"week": week.isoformat()} for week, lines, _ in weeks for line in lines]
        say(json.dumps({"sessions": found}, ensure_ascii=False))
    elif weeks:
        for week, lines, sums in weeks:
            say("  ".join(week_in_words(week, sums)), *(line_of_session(line) for line in lines))
    else:
        say(text("No session yet. What you do is kept here.") if wanted == Wanted() else text("No session was found."))
    return ExitCode.DONE


def _weeks(
    reader: Reader, weeks: Sequence[WeekOfSessions], limit: int, *, whose: bool
) -> Iterator[tuple[date, list[SessionLine], Totals]]:
    """Each week with its sessions, `limit` sessions in all. A week's totals count all of its sessions."""
    for week in weeks:
        if limit <= 0:
            return
        found = lines_of_sessions(reader, week.session_ids, whose=whose)
        lines = [found[each] for each in week.session_ids if each in found]
        yield week.monday, lines[:limit], totals(lines)
        limit -= len(lines)


def show(options: argparse.Namespace) -> int:
    """Tell all about one session: the last, or the one whose id begins so."""
    with Reader(default_path()) as reader:
        found = reader.beginning(options.session) if options.session else [line.id for line in reader.sessions(limit=1)]
        if not found and not options.session:
            say(text("No session yet. What you do is kept here."))
            return ExitCode.DONE
        if not found:
            raise KnownError(text("there is no such session; `calfcoach history list` names them"))
        if len(found) > 1:
            raise KnownError(text("more than one session begins with {id}; write more of it", id=options.session))
        session, under_way, names = reader.whole(found[0]), reader.under_way(), names_in(reader)
    if session is not None:
        say(*lines_of(session, under_way, names.get(session.person_id, "")))
    return ExitCode.DONE


def export_file(options: argparse.Namespace) -> int:
    """Write the history into a file."""
    person = None
    if options.person is not None:
        with Reader(default_path()) as reader:
            person = named(people_in(reader), options.person).id
    with progress(text("Exporting")) as tell:
        number = export(default_path(), options.output, options.layout, tell, person, replace=options.force)
    say(
        plural(
            "{number} session is written to {path}.",
            "{number} sessions are written to {path}.",
            number,
            path=options.output,
        )
    )
    return ExitCode.DONE


def import_file(options: argparse.Namespace) -> int:
    """Take a file in: ours, or another machine's history."""
    with ExitStack() as at_end:
        with progress(text("Reading")) as tell:
            found = at_end.enter_context(opened_import(default_path(), options.file, tell))
        if options.unnamed_as is not None:
            found.give_unnamed_to(_somebody(options.unnamed_as))
        survey = found.survey
        say(*survey_lines(survey, found.passed_over))
        if survey.unnamed is not None:
            say(text("`--as NAME` gives them to somebody else, who may be new."))
        if survey.does_nothing or not is_wanted(options.yes):
            return ExitCode.DONE
        with progress(text("Importing")) as tell_too:
            found.carry_out(tell_too)
    say(text("Done. `calfcoach history undo-import` takes it back."))
    return ExitCode.DONE


def _somebody(asked: str) -> Trainee:
    """The person of that name, or a new one."""
    with Reader(default_path()) as reader:
        people = people_in(reader)
    try:
        return named(people, asked)
    except KnownError:
        name = name_for(people, asked)
        return Trainee(added(name)[0], name)


def undo_import(_options: argparse.Namespace) -> int:
    """Take the last import back."""
    copy = take_back(default_path())
    if copy is None:
        raise KnownError(text("there is no import that can be taken back"))
    say(text("The last import was taken back. What was there is {copy}.", copy=copy))
    return ExitCode.DONE


def make_backup(_options: argparse.Namespace) -> int:
    """Make a copy now."""
    path = default_path()
    try:
        made = backup.make(path, "by-hand")
    except (sqlite3.Error, OSError) as error:
        why = reason(error)
        raise KnownError(text("{path} cannot be copied: {reason}", path=path, reason=why)) from None
    say(str(made))
    return ExitCode.DONE


def restore_copy(options: argparse.Namespace) -> int:
    """Put a copy back in the place of the history."""
    path = default_path()
    with progress(text("Checking")) as tell:
        restore.prove(options.file, tell, path)
    with Reader(path) as reader:
        ((now,),) = reader.rows("SELECT count(*) FROM session") or [(0,)]
    say(
        plural(
            "The history, with {number} session, is replaced by the copy; it is kept.",
            "The history, with {number} sessions, is replaced by the copy; it is kept.",
            now,
        )
    )
    if is_wanted(options.yes):
        with progress(text("Restoring")) as tell:
            kept = restore.restore(path, options.file, tell)
        say(text("Done. What was there is {kept}.", kept=kept) if kept is not None else text("Done."))
    return ExitCode.DONE


def is_wanted(yes: bool) -> bool:
    """Whether to go on: `--yes` says so, or the person does."""
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise KnownError(text("nothing was changed, because nobody can be asked; add --yes to do it"))
    print(text("Do it? [y/N]"), end=" ", flush=True)  # noqa: T201 - an answer is awaited in the same line
    if sys.stdin.readline().strip().casefold() in (text("y"), text("yes")):
        return True
    say(text("Nothing was changed."))
    return False


def _as_json(line: SessionLine) -> dict[str, object]:
    return {
        "id": line.id,
        "person": line.person,
        "started": line.started.isoformat(),
        "ended": line.ended,
        "exercises": line.exercises,
        "sets": line.sets,
        "reps": line.reps,
        "holds": line.holds,
        "tension_s": line.tension_s,
        "loads": [str(load) for load in line.loads],
        "effort": line.remarks.effort,
        "pain": line.remarks.pain,
        "note": line.remarks.note,
    }


def say(*lines: str) -> None:
    """Print lines; what no terminal can take (of a note, of a file's name) is escaped."""
    console = PlainConsole()
    for line in lines:
        console.print(printable(line), soft_wrap=True)
