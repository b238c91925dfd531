"""Tells which build of the program this is: a checkout, a wheel, or the application without Python.

`make package` leaves one line in the package, `KIND COMMIT DATE`. Knows not how it came to be made.
"""

from calfcoach import __version__
from calfcoach.resources import build_file
from calfcoach.texts import marked, text

KINDS = {
    "wheel": marked("{version} (wheel, built from {commit} of {date})"),
    "application": marked("{version} (application, built from {commit} of {date})"),
}
"""What is said of each kind of build."""


def version_told() -> str:
    """The version, and the build it comes from. A note that cannot be read is left out; a checkout has none."""
    try:
        words = build_file().read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return text("{version} (checkout)", version=__version__)
    except (OSError, UnicodeDecodeError):
        words = []
    if len(words) != 3 or words[0] not in KINDS:
        return __version__
    kind, commit, date = words
    return text(KINDS[kind], version=__version__, commit=commit, date=date)
