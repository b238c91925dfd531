"""Has the words of a person's own exercise spoken while no set runs, in a process of its own.

A process, because the synthesiser takes 160 MB and holds Python still for a tenth of a second while it is loaded, and
because it can be ended at once when a session begins. Without the extra `voice` nothing happens. Knows no screen.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from importlib.util import find_spec

from calfcoach.domain.exercise import Exercise
from calfcoach.player.spawn import interpreter
from calfcoach.score.cues import steps_told

log = logging.getLogger(__name__)

LONGEST_S = 60.0
"""After so long the process is taken for stuck and ended. 200 words take 5 s on a machine of today."""


def can_speak() -> bool:
    """Whether the extra `voice` is there. A program frozen into one file has none."""
    return not getattr(sys, "frozen", False) and find_spec("hibari") is not None


def exercise_texts(exercise: Exercise) -> tuple[str, ...]:
    """What an exercise in all its variants has said in its own words: phases, warnings, how to get out of it."""
    found: list[str] = []
    for one in (exercise, *(exercise.variant(variant.id) for variant in exercise.variants)):
        found += [label for phase in one.playback if (label := one.spec(phase).label) is not None]
        found += [warning.say for warning in one.warnings if warning.say is not None]
        found += steps_told(one)
    return tuple(dict.fromkeys(found))


class OwnWords:
    """The words of one exercise at a time. What it was once asked for and tried it does not try again."""

    def __init__(self) -> None:
        self._worker: ThreadPoolExecutor | None = None
        self._baking: _Baking | None = None
        self._done: Future[None] | None = None
        self._tried: set[tuple[str, ...]] = set()

    def begin(self, exercise: Exercise) -> None:
        """Have the words spoken that have no recording yet, in place of what is under way."""
        self.halt()
        texts = exercise_texts(exercise)
        if texts in self._tried or not can_speak():
            return
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "own-words")
        self._baking = _Baking(texts, self._tried)
        self._done = self._worker.submit(self._baking.run)

    def wait(self, most_s: float) -> None:
        """Wait until the words are there, or nothing more is done for them; from any thread."""
        if self._done is not None:
            wait([self._done], most_s)

    def halt(self) -> None:
        """Stop at once: a session begins. What was spoken by now is kept; `begin` goes on with the rest."""
        if self._baking is not None:
            self._baking.halt()
            self._baking = None

    def close(self) -> None:
        """Stop, and let the worker end."""
        self.halt()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None


class _Baking:
    """One run of the program that bakes."""

    def __init__(self, texts: tuple[str, ...], tried: set[tuple[str, ...]]) -> None:
        self._texts, self._tried = texts, tried
        self._lock = threading.Lock()
        self._halted = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        try:
            process = self._start()
        except OSError as error:
            log.warning("the own words cannot be spoken: %s", error)
            return
        if process is None:
            return
        with process:
            try:
                process.communicate(json.dumps(self._texts).encode(), timeout=LONGEST_S)
            except subprocess.TimeoutExpired:
                process.kill()
        if not self._halted:
            self._tried.add(self._texts)

    def halt(self) -> None:
        with self._lock:
            self._halted = True
            if self._process is not None:
                self._process.kill()

    def _start(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if not self._halted:
                self._process = subprocess.Popen(
                    interpreter("calfcoach.audio.voice_own", "main()"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=os.environ,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            return self._process
