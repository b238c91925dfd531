"""Which scheme a command plays, with all that is wrong with it said on stderr."""

from calfcoach.cli.stderr import write_line
from calfcoach.coach.sound import check_scheme
from calfcoach.request import scheme_from
from calfcoach.settings import SettingsStore


def checked_scheme(asked: str | None, store: SettingsStore) -> str:
    """The scheme to play, as the window would; what of it cannot be heard is said.

    Raises:
        KnownError: what was asked for is not there.
    """
    scheme, problem = scheme_from(asked, store)
    for line in (problem, *check_scheme(scheme)):
        if line is not None:
            write_line(str(line))
    return scheme
