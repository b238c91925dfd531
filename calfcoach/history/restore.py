"""Puts a copy back in the place of the history, when the copy has proved to be one; what was there is kept.

Refuses to know which copy is the right one.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from calfcoach.errors import KnownError
from calfcoach.files.private import private_file
from calfcoach.files.reading import check_regular, reason
from calfcoach.history import backup, database, salvage
from calfcoach.history.probing import is_sound, open_to_read, version_of
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.schema import SCHEMA_VERSION, to_text
from calfcoach.history.transfer import undo
from calfcoach.history.transfer.rows import Share
from calfcoach.texts import text

MOST_WAIT_S = 2.0
"""How long one waits for a program that is writing."""

_STEPS_TO_A_LOOK = 100_000
"""Steps of SQLite's machine between two looks at whether to go on: a few ms."""


def prove(copy: Path, progress: Share = lambda _share: None, instead_of: Path | None = None) -> None:
    """Check that a file can be put back in place of the history `instead_of`; changes nothing. What `progress` raises
    ends it.

    Raises:
        KnownError: it cannot be put back: it cannot be read, is damaged, newer, something else, or that history itself;
            or a session is under way in that history.
    """
    if instead_of is not None and instead_of.exists() and copy.exists() and instead_of.samefile(copy):
        raise KnownError(text("{path} is the history in use; choose a copy of it.", path=copy))
    ended_by: BaseException | None = None

    def look() -> bool:
        nonlocal ended_by
        try:
            progress(0.0)
        except BaseException as error:
            ended_by = error
        return ended_by is not None

    try:
        check_regular(copy, copy.stat())
        with closing(open_to_read(copy)) as found:
            found.set_progress_handler(look, _STEPS_TO_A_LOOK)
            version = version_of(found)
            checked = [row[0] for row in found.execute("PRAGMA integrity_check(1)")]
            names = {row[0] for row in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (sqlite3.Error, OSError) as error:
        if ended_by is not None:
            raise ended_by from None
        raise KnownError(
            text("{path} cannot be read as a history: {reason}. Choose another copy.", path=copy, reason=reason(error))
        ) from None
    if version > SCHEMA_VERSION:
        raise KnownError(text("{path} is of a newer Calfcoach; update to use it.", path=copy))
    if checked != ["ok"]:
        raise KnownError(text("{path} is damaged; choose another copy.", path=copy))
    if version < 1 or not {"session", "exercise_set"} <= names:
        raise KnownError(text("{path} is no history of Calfcoach; choose another file.", path=copy))
    if instead_of is not None:
        _refuse_in_a_session(instead_of)


def sessions_in(copy: Path) -> int | None:
    """How many sessions a copy has, of whatever version it is; None where that cannot be read."""
    try:
        with closing(open_to_read(copy)) as found:
            (count,) = found.execute("SELECT count(*) FROM session").fetchone()
            return int(count)
    except (sqlite3.Error, OSError):
        return None


def restore(path: Path, copy: Path, progress: Share = lambda _share: None) -> Path | None:
    """Put a copy in the place of the history; what was there is kept, and where is returned (None: there was nothing).
    What `progress` raises ends it, and nothing is changed.

    No import of before can be taken back any more: that would change a history it was not made in.
    The copy is brought up to date first, beside the history. Other programs that have the history open see the one that
    was put back from their next look on.

    Raises:
        KnownError: the copy is no good, a session is under way, or the history cannot be replaced now; nothing was
            changed then.
    """
    prove(copy, progress, path)
    try:
        database.look_over(path)
        with tempfile.TemporaryDirectory(prefix=".history-restore-", dir=path.parent) as folder:
            ready = Path(folder, "history.sqlite")
            make_ready(copy, ready, lambda share: progress(share / 2))
            kept = _keep(path)
            _refuse_in_a_session(path)  # one that has begun meanwhile
            with (
                undo.made_void(path),
                closing(open_to_read(ready)) as source,
                closing(sqlite3.connect(path, timeout=MOST_WAIT_S)) as history,
            ):
                # One transaction: whole or not at all.
                backup.copy_pages(source, history, MOST_WAIT_S, progress=lambda share: progress(0.5 + share / 2))
    except database.NewerHistory:
        raise KnownError(text("The history {path} is of a newer Calfcoach and is left alone.", path=path)) from None
    except (sqlite3.Error, OSError) as error:
        raise KnownError(
            text(
                "The history {path} cannot be replaced now: {reason}. It is as it was.", path=path, reason=reason(error)
            )
        ) from None
    return kept


def _refuse_in_a_session(path: Path) -> None:
    """Its program writes only what changes, so in another history the beginning of the session would be missing."""
    try:
        with Reader(path) as reader:
            runs = reader.rows("SELECT run_id FROM session WHERE ended IS NULL AND run_id IS NOT NULL")
            on_now = reader.under_way()
    except HistoryUnreadable:
        return  # it is damaged, or of a version that kept no runs
    if any(isinstance(run, bytes) and to_text(run) in on_now for (run,) in runs):
        raise KnownError(text("A session is under way. Put the copy back when it has ended; nothing was changed."))


def make_ready(copy: Path, ready: Path, progress: Share = lambda _share: None) -> None:
    """Copy a history to a place of its own and bring it up to date there.

    Raises:
        sqlite3.Error, OSError: that cannot be done.
    """
    private_file(ready)
    with closing(sqlite3.connect(ready, isolation_level=None)) as target:
        with closing(open_to_read(copy)) as source:
            backup.copy_pages(source, target, progress=progress)
        database.bring_up_to_date(target, None)
        target.execute("PRAGMA journal_mode = WAL")


def _keep(path: Path) -> Path | None:
    if not path.stat().st_size:
        return None
    if is_sound(path):
        return backup.make(path, "before-restore")
    found = salvage.set_aside(path)
    return found.aside if found is not None else None
