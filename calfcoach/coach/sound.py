"""Puts together what a session is heard through: the output that was chosen, and the renderer of its scheme.

The renderer's own modules (numpy, sounds) are loaded by the function this returns, on the worker that calls it.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.errors import EnvironmentLacks
from calfcoach.player.choose import choose
from calfcoach.player.protocol import Fault, Output, Pcm
from calfcoach.setting_values import Audio
from calfcoach.settings import Settings

if TYPE_CHECKING:
    from calfcoach.audio.mixer import Renderer
    from calfcoach.library.problems import Problem


ALL_PHASES = 99
"""More phases than a rep has."""


def open_output(audio: Audio, settings: Settings) -> Output:
    """The output that was asked for (`auto`, `qt`, `simpleaudio`, `silent`), starting up in the background."""
    return choose(audio, device_id=settings.device, gain=settings.volumes.master)


def require(audio: str, fault: Fault | None) -> None:
    """Refuse to go on without what was asked for by name.

    Raises:
        EnvironmentLacks: the library of the output asked for cannot work here.
    """
    if audio in ("qt", "simpleaudio") and fault is not None and fault.kind == "missing-library":
        raise EnvironmentLacks(fault.text)


def check_scheme(scheme: str) -> "tuple[Problem, ...]":
    """What of a scheme cannot be heard as its file says. Reads its sound files.

    Raises:
        KnownError: there is none of that name.
    """
    from calfcoach.audio.schemes import load_scheme

    return load_scheme(scheme).problems


def make_renderer(scheme: str, settings: Settings) -> "Callable[[], Renderer]":
    """A function that makes the renderer of a scheme, with the volumes, the room and as many words as were chosen.

    The master volume is left to the output, which can change it at once; in a file everything is at full volume.
    """
    volumes = settings.volumes.model_copy(update={"master": 1.0})

    def make() -> "Renderer":
        from calfcoach.audio.mixer import Renderer
        from calfcoach.audio.schemes import load_scheme
        from calfcoach.audio.voice import VoiceBank

        return Renderer(load_scheme(scheme), volumes, VoiceBank.standard(), settings.said, settings.room)

    return make


def make_sample(
    item: PlannedExercise,
    scheme: str,
    settings: Settings,
    times_slower: int = 1,
    first_phase: int = 0,
    phases: int = ALL_PHASES,
) -> Callable[[], Pcm]:
    """A function that makes the PCM of one rep to listen to, for a worker; or of `phases` of it, from `first_phase` on,
    where 0 is the first of the rep.

    Calling it raises:
        KnownError: there is no such scheme.
    """
    make = make_renderer(scheme, settings)

    def sample() -> Pcm:
        from calfcoach.audio.listen import one_rep

        return one_rep(SessionPlan((item,)), make(), times_slower, first_phase, phases).tobytes()

    return sample


def make_sound_check(scheme: str, settings: Settings) -> Callable[[], Pcm]:
    """A function that makes the PCM of a phase, a word and a tick, for a worker.

    Calling it raises:
        KnownError: there is no such scheme.
    """
    make = make_renderer(scheme, settings)

    def check() -> Pcm:
        from calfcoach.audio.listen import sound_check

        return sound_check(make()).tobytes()

    return check


def seconds_asleep() -> float:
    """Seconds this machine has been suspended since it booted; always 0 where the system does not tell."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return 0.0
