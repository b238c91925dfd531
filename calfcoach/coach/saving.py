"""Writes the session that is chosen to a sound file, on a worker, while its person may look at something else.

Knows no screen. It is to be closed before a session begins: the set has priority.
"""

import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.background.worker import Job, Worker
from calfcoach.domain.amounts import plain
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.errors import KnownError
from calfcoach.texts import text
from calfcoach.wording.doses import counts_text

if TYPE_CHECKING:
    from calfcoach.audio.mixer import Renderer

SUFFIXES = (".wav", ".flac")
"""What a sound file's name ends in: the two kinds there are."""

LONGEST_NAME = 80
"""Characters of an exercise's name that go into the name of its file: four bytes each are still within any limit."""

NOT_IN_NAMES = frozenset('<>:"/\\|?*')
"""Characters that some file systems do not allow in a name."""


@dataclass(frozen=True)
class SaveProgress:
    """How far a file has come: `share` (0 to 1) while it is being written, then `saved`, or `problem` in one sentence.

    All three are None where nothing was begun, or it was cancelled.
    """

    share: float | None = None
    saved: Path | None = None
    problem: str | None = None


class _File:
    """One file on its way."""

    def __init__(self, plan: SessionPlan, make_renderer: "Callable[[], Renderer]", path: Path) -> None:
        self.share = 0.0
        self.cancelled = threading.Event()
        self._plan, self._make_renderer, self._path = plan, make_renderer, path

    def write(self) -> Path:
        from calfcoach.audio.render import render_session

        renderer = self._make_renderer()
        render_session(self._plan, renderer, self._path, progress=self._advance, cancelled=self.cancelled.is_set)
        return self._path

    def _advance(self, share: float) -> None:
        self.share = share


class Saving:
    """One file at a time. Whoever wants to show it asks for its `progress` now and then."""

    def __init__(self) -> None:
        self._worker = Worker("saving")
        self._under_way: tuple[_File, Job[Path]] | None = None
        self._last = SaveProgress()

    def begin(self, plan: SessionPlan, make_renderer: "Callable[[], Renderer]", path: Path) -> None:
        """Write a session to a file, in place of the one before where that is still under way."""
        self.cancel()
        file = _File(plan, make_renderer, path)
        self._under_way = file, self._worker.submit(file.write, on_cancel=file.cancelled.set)

    @property
    def progress(self) -> SaveProgress:
        """How far the last file has come."""
        if self._under_way is not None:
            file, job = self._under_way
            if not job.done:
                return SaveProgress(share=file.share)
            self._under_way, self._last = None, _outcome(job)
        return self._last

    def cancel(self) -> None:
        """Give up what is under way: nothing is left of it, and a file that was there before stays as it was."""
        self._last = SaveProgress()
        if self._under_way is not None:
            _, job = self._under_way
            self._under_way = None
            job.cancel()

    def close(self) -> None:
        """Give up what is under way and let the worker end; nobody waits for it."""
        self.cancel()
        self._worker.close()


def _outcome(job: Job[Path]) -> SaveProgress:
    try:
        return SaveProgress(saved=job.result())
    except KnownError as error:
        return SaveProgress(problem=str(error))
    except Exception as error:  # whatever it is, it is said where the person looks
        return SaveProgress(problem=text("the session could not be rendered ({error})", error=error))


def file_name(item: PlannedExercise) -> str:
    """A name for the file of an exercise's sets, without its ending: `Donkey calf raise 3-1-2-0 4x15`."""
    name, dose = for_a_file(item.exercise.name), item.dose
    pace = str(dose.tempo) if dose.hold_s is None else f"{plain(dose.hold_s)} s"
    return f"{name} {pace} {counts_text(dose).replace('/', '-')}".strip()


def for_a_file(name: str) -> str:
    """A name without the characters that some file systems do not allow, and not too long."""
    kept = (
        " " if sign in NOT_IN_NAMES or sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", name)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join("".join(kept).split())[:LONGEST_NAME].strip(" .")
