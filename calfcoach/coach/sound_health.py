"""What the last run of the program heard of holes in its sound, kept for `calfcoach doctor`.

A file of its own in the folder of the log; where it cannot be written or read only these numbers are lost.
"""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass

from calfcoach.files.private import private_folder
from calfcoach.files.reading import read_bounded
from calfcoach.files.writing import replace_file
from calfcoach.resources import log_dir

log = logging.getLogger(__name__)

FILE = "sound.json"
MOST_BYTES = 10_000


@dataclass(frozen=True)
class SoundHealth:
    """How many holes there were, and the seconds of all of them together."""

    holes: int = 0
    silent_s: float = 0.0

    def with_hole(self, length_s: float) -> "SoundHealth":
        """Count one hole more, and write it into the log."""
        log.warning("the sound had a hole of %.0f ms", length_s * 1000)
        return SoundHealth(self.holes + 1, self.silent_s + length_s)


def keep(health: SoundHealth) -> None:
    """Write it down in place of the one before."""
    with suppress(OSError):
        private_folder(log_dir())
        replace_file(log_dir() / FILE, json.dumps(asdict(health)).encode(), private=True)


def last() -> SoundHealth | None:
    """The one of the last run that had sound, None where there is none."""
    try:
        found = json.loads(read_bounded(log_dir() / FILE, MOST_BYTES))
        return SoundHealth(int(found["holes"]), float(found["silent_s"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
