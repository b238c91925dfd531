"""Which files are the program's own: nothing a person asks to be written may take their place.

Knows their names and nothing of what is in them.
"""

import errno
import os
from pathlib import Path

from calfcoach.resources import config_dir, log_dir, user_data_dir
from calfcoach.texts import text

HISTORY_NAME = "history.sqlite"
SETTINGS_NAME = "settings.json"


def refuse_own(path: Path) -> None:
    """Refuse a file that the program keeps: settings, history and log, with all that stands beside them.

    Raises:
        OSError: it is one of them, by whatever name or link.
    """
    if _is_own(Path(os.path.realpath(path))):
        raise OSError(errno.EPERM, text("it is a file of Calfcoach's own"), str(path))


def _is_own(path: Path) -> bool:
    for folder, start in ((config_dir(), "settings"), (user_data_dir(), "history"), (log_dir(), "")):
        if _same(path.parent, folder) and path.name.casefold().startswith(start):
            return True
    return any(_same(path, kept) for kept in (config_dir() / SETTINGS_NAME, user_data_dir() / HISTORY_NAME))


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False
