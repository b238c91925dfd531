"""`calfcoach history people` and `delete-person`: who there is, somebody new, another name, somebody gone."""

import argparse
import sqlite3

from calfcoach.cli.history import is_wanted, say
from calfcoach.errors import ExitCode, KnownError
from calfcoach.files.reading import reason
from calfcoach.history import backup
from calfcoach.history.people import Trainee, added, name_for, named, people_in, removed, renamed
from calfcoach.history.reader import Reader
from calfcoach.history.schema import Change
from calfcoach.history.store import History, default_path
from calfcoach.texts import plural, text

MOST_S = 60.0
"""How long a command waits until its change is written."""


def people(options: argparse.Namespace) -> int:
    """Name everybody, with how many sessions they have; add somebody or give another name first where asked to."""
    with Reader(default_path()) as reader:
        known = people_in(reader)
    if options.add is not None:
        _write(*added(name_for(known, options.add))[1])
    if options.rename is not None:
        old, new = options.rename
        person = named(known, old)
        _write(*renamed(person.id, name_for(known, new, but=person.id)))
    with Reader(default_path()) as reader:
        lines = [_line(reader, person) for person in people_in(reader)]
    say(*lines or [text("Nobody yet.")])
    return ExitCode.DONE


def delete_person(options: argparse.Namespace) -> int:
    """Remove a person with all they did, after a copy of the history was made."""
    with Reader(default_path()) as reader:
        person = named(people_in(reader), options.name)
        say(_line(reader, person))
    if not is_wanted(options.yes):
        return ExitCode.DONE
    try:
        copy = backup.make(default_path(), "before-removal")
    except (sqlite3.Error, OSError) as error:
        why = reason(error)
        raise KnownError(
            text("nothing was deleted, because {path} cannot be copied: {reason}", path=default_path(), reason=why)
        ) from None
    _write(*removed(person.id))
    say(text("Done. `calfcoach history restore {copy}` brings it back.", copy=copy))
    return ExitCode.DONE


def _line(reader: Reader, person: Trainee) -> str:
    sessions = sum(week.sessions for week in reader.weeks(person.id))
    return plural("{name}  {number} session", "{name}  {number} sessions", sessions, name=person.shown)


def _write(*changes: Change) -> None:
    history = History()
    history.submit(changes)
    if not history.settle(MOST_S) or history.problem is not None:
        problem = history.problem or text("the history is in use")
        history.close()
        raise KnownError(problem)
    history.close()
