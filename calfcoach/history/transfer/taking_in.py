"""Imports a file into the history: says first what would change, does all of it or nothing, and can undo it as a whole.

Asks nobody: who shows it decides between `survey` and `carry_out`. Long work calls `progress`, and stops
if that raises.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from calfcoach.errors import KnownError
from calfcoach.files.reading import reason
from calfcoach.history import backup, database, transaction
from calfcoach.history.people import Trainee
from calfcoach.history.probing import NotAHistory, is_sound
from calfcoach.history.reader import Reader
from calfcoach.history.schema import Change, to_text
from calfcoach.history.transfer import merging, undo
from calfcoach.history.transfer.merging import Survey
from calfcoach.history.transfer.refusals import ImportRefused
from calfcoach.history.transfer.rows import Share, session_rows
from calfcoach.history.transfer.staging import staged
from calfcoach.texts import text

MOST_WAIT_MS = 5000
"""How long one waits for a program that is writing."""


class Import:
    """A file that was read and proved, and is to be taken in."""

    def __init__(self, path: Path, history: sqlite3.Connection, passed_over: tuple[str, ...] = ()) -> None:
        """`passed_over` names the columns of the file that the history does not have."""
        self._path, self._history = path, history
        self.passed_over = passed_over

    @property
    def survey(self) -> Survey:
        """What it would do now."""
        return merging.survey(self._history)

    def give_unnamed_to(self, person: Trainee | None) -> None:
        """Give the file's sessions of a person without a name to this person; None: to the one without a name here.

        A person who is not in the history yet is added, and removed again when the import is taken back.

        Raises:
            KnownError: it cannot be done.
        """
        with _as_known_errors(self._path):
            row = None
            if person is not None:
                row = Change("person", {"id": person.id, "name": person.name, "created_ms": round(time.time() * 1000)})
            merging.give(self._history, row)

    def carry_out(self, progress: Share) -> None:
        """Do it, after a copy of the history was made.

        Raises:
            KnownError: it cannot be done; the history is as it was.
        """
        with _as_known_errors(self._path):
            progress(0.0)
            if self._history.execute("SELECT 1 FROM main.session LIMIT 1").fetchone() is not None:
                backup.make(self._path, "before-import")
            self._history.execute("BEGIN IMMEDIATE")
            kept: Path | None = None
            try:
                merging.compare(self._history)
                # Before it is done: a program that is killed after it must still be able to take it back.
                kept = undo.keep(self._path, self._undo_changes())
                merging.merge(self._history, progress)
                self._history.execute("COMMIT")
            except BaseException:
                self._leave(kept)
                raise

    def _leave(self, kept: Path | None) -> None:
        if self._history.in_transaction:
            self._history.execute("ROLLBACK")
        if kept is not None:
            with suppress(OSError):
                kept.unlink()

    def _undo_changes(self) -> Iterator[Change]:
        with Reader(self._path) as reader:
            for key, is_new in merging.touched(self._history):
                rows = [] if is_new else list(session_rows(reader, key))
                yield Change("session", {"id": to_text(key)}, deleted=True)
                for table, row in rows:
                    yield Change(table, row)
        for person in merging.new_people(self._history):
            yield Change("person", {"id": person}, deleted=True)


@contextmanager
def opened_import(path: Path, source: Path, progress: Share) -> Iterator[Import]:
    """A file, read, proved and compared with the history; nothing has been changed by that.

    Raises:
        KnownError: it cannot be taken in.
    """
    with ExitStack() as at_end:
        yield Import(path, *_opened(path, source, progress, at_end))


def _opened(path: Path, source: Path, progress: Share, at_end: ExitStack) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """The history, with the file's rows attached to it, and the file's columns that it does not have."""
    with _as_known_errors(path):
        try:
            ready = at_end.enter_context(staged(path, source, progress))
        except (ImportRefused, OSError) as error:
            why = reason(error)
            raise KnownError(
                text("{file} cannot be imported: {reason}. Nothing was changed.", file=source, reason=why)
            ) from None
        history = at_end.enter_context(closing(database.open_history(path)))
        history.execute(f"PRAGMA busy_timeout = {MOST_WAIT_MS}")
        merging.attach(history, ready.path)
        return history, ready.passed_over


def take_back(path: Path) -> Path | None:
    """Take the last import back; returns the copy that was made before, None where there is no import. A session that
    it changed is as it was before it.

    Raises:
        KnownError: it cannot be done, or the import was made in a history that another has replaced since; the history
            is as it was.
    """
    with _as_known_errors(path):
        way_back = undo.last(path)
        if way_back is None:
            if undo.is_void(path):
                raise KnownError(
                    text("no import can be taken back, because a copy of the history was put back after the last one")
                )
            return None
        try:
            changes = list(undo.read(way_back))
        except (ValueError, KeyError, TypeError):
            raise KnownError(
                text("{file} is spoilt, so that the import cannot be taken back. Restore a copy.", file=way_back)
            ) from None
        with closing(database.open_history(path)) as history:
            history.execute(f"PRAGMA busy_timeout = {MOST_WAIT_MS}")
            copy = backup.make(path, "before-undo")
            people = [change for change in changes if change.table == "person"]
            transaction.put_in(history, (each for each in changes if each not in people), lambda: is_sound(path))
            _remove_those_without_sessions(history, people)
        way_back.unlink()
        return copy


def _remove_those_without_sessions(history: sqlite3.Connection, people: list[Change]) -> None:
    for person in people:
        statement, values = person.statement
        history.execute(f"{statement} AND NOT EXISTS (SELECT 1 FROM session WHERE person_id = person.id)", values)


@contextmanager
def _as_known_errors(path: Path) -> Iterator[None]:
    """Say in a sentence what is wrong with the history."""
    try:
        yield
    except database.NewerHistory:
        raise KnownError(text("The history {path} is of a newer Calfcoach and is left alone.", path=path)) from None
    except (sqlite3.Error, OSError, NotAHistory) as error:
        why = reason(error)
        raise KnownError(
            text("The history {path} cannot be changed now: {reason}. It is as it was.", path=path, reason=why)
        ) from None
