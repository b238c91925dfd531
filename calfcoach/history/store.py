"""Keeps what was done, as it happens. Handing something over never waits: a thread of its own writes it.

Where nothing can be written the session goes on, and `problem` says what is the matter. Knows no screen.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.files.own import HISTORY_NAME
from calfcoach.history.open_session import OpenSession
from calfcoach.history.past import Place, Remarks, Unfinished
from calfcoach.history.resuming import as_it_was, go_on, left_as_it_is
from calfcoach.history.schema import Change
from calfcoach.history.telling import Kept
from calfcoach.history.writer import Writer
from calfcoach.resources import user_data_dir
from calfcoach.session.results import SetRecord

__all__ = ["History", "Place", "Remarks", "default_path"]

LAST_TRY_S = 2.0
"""How long the end of the program waits for a disk that does not answer; what is unwritten then is in the journal."""


def default_path() -> Path:
    """Where the history is kept."""
    return user_data_dir() / HISTORY_NAME


def local_now() -> datetime:
    """Now, with the UTC offset of the machine's time zone."""
    return datetime.now().astimezone()


class History:
    """The history as one program writes it. It opens the file by itself, and tries again until that succeeds.

    `now` tells the time of day, with its offset from UTC.
    """

    def __init__(self, path: Path | None = None, now: Callable[[], datetime] = local_now) -> None:
        self.path = path if path is not None else default_path()
        self._now = now
        self._session: OpenSession | None = None
        self._forgotten: OpenSession | None = None
        self._writer = Writer(self.path)

    def begin(
        self, plan: SessionPlan, device: str | None = None, offset_s: float = 0.0, person_id: str | None = None
    ) -> None:
        """Begin a session; what follows belongs to it. `offset_s` is how late the sound device is heard, `person_id`
        who trains: None is the one person without a name.
        """
        self._session = OpenSession.new(plan, self._now(), self._writer.run_id, device, offset_s, person_id)
        self._forgotten = None
        self._writer.write(self._session.begun())

    def go_on(self, plan: SessionPlan, cut_off: Unfinished) -> None:
        """Go on with a session that was cut off; what follows belongs to it. `plan` is the whole session.

        Times are then counted from now, and pauses too.

        Raises:
            ValueError: the plan is not of the same exercises.
        """
        self._session = go_on(plan, cut_off, self._writer.run_id, self._now())
        self._writer.write(self._session.gone_on(Place(cut_off.block_number)))

    def leave(self, cut_off: Unfinished) -> None:
        """Keep a session that was cut off as it is, and do not offer it again."""
        self._writer.write(left_as_it_is(cut_off))

    def offer_again(self, cut_off: Unfinished) -> None:
        """Take back that a session is kept as it is."""
        self._writer.write(as_it_was(cut_off))

    def at(self, place: Place, at_s: float, pauses: int = 0, paused_s: float = 0.0) -> None:
        """Say where the session has come to, `at_s` seconds after its start, and how it was paused so far."""
        if self._session is not None:
            self._write(self._session, self._session.at(place, pauses, paused_s, at_s))

    def keep(self, records: tuple[SetRecord, ...], at_s: float = 0.0) -> None:
        """Keep the sets as they stand at `at_s`, seconds after the start."""
        if self._session is not None:
            self._write(self._session, self._session.kept(records, at_s))

    def end(self, how: str, pauses: int, paused_s: float = 0.0, at_s: float = 0.0) -> None:
        """Say how the session ended: finished or stopped. One in which nothing was done is not kept."""
        if self._session is None:
            return
        self._write(self._session, self._session.ended(how, pauses, paused_s, at_s))
        if self._session.is_empty:
            self._writer.write(self._session.removed())

    def take_end_back(self, at_s: float) -> None:
        """Say that a session that had ended goes on at `at_s`, seconds after its start."""
        if self._session is None:
            return
        self._write(self._session, self._session.end_taken_back(at_s))
        if self._session.is_removed:
            self._writer.write(self._session.restored())

    def annotate(self, remarks: Remarks) -> None:
        """Keep what the person says with the session."""
        if self._session is not None:
            self._write(self._session, self._session.said(remarks))

    def forget(self) -> None:
        """Remove the session from the history, because the person asked for it."""
        if self._session is not None:
            self._writer.write(self._session.removed())
        self._forgotten, self._session = self._session, None

    def remember(self) -> bool:
        """Put the session back that was forgotten last; False where there is none."""
        if self._forgotten is None:
            return False
        self._session, self._forgotten = self._forgotten, None
        self._writer.write(self._session.restored())
        return True

    def submit(self, changes: Iterable[Change]) -> None:
        """Have changes written that were made elsewhere: a page's edits, an import."""
        self._writer.write(changes)

    def suspect(self) -> None:
        """Have the file looked through and mended, because it could not be read."""
        self._writer.suspect()

    @property
    def keeps(self) -> bool:
        """Whether the session under way is in the history or safe beside it, as far as anybody knows."""
        kept = self._session is not None and not self._session.is_removed
        return kept and self._writer.kept is not Kept.NOWHERE

    @property
    def problem(self) -> str | None:
        """What is wrong with the history or once was, in sentences; None where nothing is."""
        told = [*self._writer.told, self._writer.fault]
        return " ".join(each for each in told if each is not None) or None

    def settle(self, limit_s: float) -> bool:
        """Wait until everything is written, `limit_s` seconds at most; True if it is. For threads that may wait."""
        return self._writer.settle(limit_s)

    def close(self, limit_s: float = LAST_TRY_S) -> bool:
        """Write what is left and close the file; True if everything is in it. If not, `problem` says why."""
        return self._writer.close(limit_s)

    def _write(self, session: OpenSession, changes: Iterable[Change]) -> None:
        """Write changes of the session; of one that is removed only that something was done after all."""
        made = tuple(changes)  # the session has to know them in any case
        if not session.is_removed:
            self._writer.write(made)
        elif not session.is_empty:
            self._writer.write(session.restored())
