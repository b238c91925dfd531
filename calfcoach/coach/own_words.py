"""Has the words of a person's own exercise spoken while no set runs, in a process of its own.

A process, because the synthesiser takes 160 MB and holds Python still for a tenth of a second while it is loaded, and
because it can be ended at once when a session begins. Without the extra `voice` nothing happens. Knows no screen.
"""

import contextlib
import json
import logging
import subprocess
import sys
import threading
from importlib.util import find_spec

from calfcoach.background import children
from calfcoach.background.children import Child
from calfcoach.background.worker import Job, Worker
from calfcoach.domain.exercise import Exercise
from calfcoach.score.cues import steps_told

log = logging.getLogger(__name__)

LONGEST_S = 60.0
"""A process that takes longer than this is stuck, and is ended. 200 words take 5 s on a machine of today."""


def can_speak() -> bool:
    """Whether the extra `voice` is there. A program frozen into one file has none."""
    return not getattr(sys, "frozen", False) and find_spec("hibari") is not None


def exercise_texts(exercise: Exercise) -> tuple[str, ...]:
    """What an exercise in all its variants has said in its own words: phases, warnings, how to get out, its name."""
    found = [exercise.name]
    for one in (exercise, *(exercise.variant(variant.id) for variant in exercise.variants)):
        found += [label for phase in one.playback if (label := one.spec(phase).label) is not None]
        found += [warning.say for warning in one.warnings if warning.say is not None]
        found += steps_told(one)
    return tuple(dict.fromkeys(found))


class OwnWords:
    """The words of one exercise at a time. A word that was tried once is not tried again."""

    def __init__(self) -> None:
        self._worker = Worker("own-words")
        self._job: Job[None] | None = None
        self._tried: set[tuple[str, ...]] = set()

    def begin(self, exercise: Exercise) -> None:
        """Have the words spoken that have no recording yet, in place of what is under way."""
        self.halt()
        texts = exercise_texts(exercise)
        if texts in self._tried or not can_speak():
            return
        baking = _Baking(texts, self._tried)
        self._job = self._worker.submit(baking.run, on_cancel=baking.halt)

    def wait(self, most_s: float) -> None:
        """Wait until the words are there, or nothing more is done for them; from any thread."""
        if self._job is not None:
            self._job.wait(most_s)

    def halt(self) -> None:
        """Stop at once: a session begins. What was spoken by now is kept; `begin` goes on with the rest."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop, and let the worker end."""
        self._worker.close(wait=True)


class _Baking:
    """One run of the program that bakes."""

    def __init__(self, texts: tuple[str, ...], tried: set[tuple[str, ...]]) -> None:
        self._texts, self._tried = texts, tried
        self._lock = threading.Lock()
        self._halted = False
        self._child: Child | None = None

    def run(self) -> None:
        try:
            child = self._start()
        except OSError as error:
            log.warning("the own words cannot be spoken: %s", error)
            return
        if child is None:
            return
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.communicate(json.dumps(self._texts).encode(), timeout=LONGEST_S)
        finally:
            child.end()
        if not self._halted:
            self._tried.add(self._texts)

    def halt(self) -> None:
        with self._lock:
            self._halted = True
            if self._child is not None:
                self._child.kill()

    def _start(self) -> Child | None:
        with self._lock:
            if not self._halted:
                self._child = children.start("calfcoach.audio.voice_own")
            return self._child
