"""Starts a player process, and says what it sees of the world."""

from __future__ import annotations

import logging
import os
import subprocess
from pathlib import Path
from typing import BinaryIO

from calfcoach.background import children
from calfcoach.background.children import Child
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import open_regular, reason

MODULE = "calfcoach.player.process"

LOG_VARIABLE = "CALFCOACH_PLAYER_LOG"
"""An environment variable that names a file for what the audio libraries print; without it nobody sees that."""

STREAM = {
    "PULSE_PROP_OVERRIDE": "application.name=Calfcoach application.icon_name=calfcoach",
}
"""What a PulseAudio or PipeWire server is told of the stream; a user's own variables go before. It has no role: what
other programs make room for is another stream (`calfcoach.player.softer`)."""


def environment() -> dict[str, str]:
    """What the player process sees."""
    return {"QT_LOGGING_RULES": "qt.multimedia.*=false", **STREAM, **os.environ}


def spawn(output: str) -> Child:
    """Start a player for `output`, with pipes to and from it; takes a few milliseconds.

    Raises:
        OSError: There is no more process to be had.
    """
    with _log() as log:
        return children.start(MODULE, output, stdout=subprocess.PIPE, stderr=log, env=environment())


def _log() -> BinaryIO:
    """What takes the prints of the audio libraries: a file that cannot be one costs the prints, never the sound."""
    path = os.environ.get(LOG_VARIABLE)
    if path:
        try:
            refuse_own(Path(path))
            return os.fdopen(open_regular(Path(path), os.O_WRONLY | os.O_APPEND | os.O_CREAT), "ab")
        except OSError as error:
            logging.getLogger(__name__).warning("%s: %s: %s", LOG_VARIABLE, path, reason(error))
    return Path(os.devnull).open("ab")
