"""Which scheme a command plays: what was asked for, else what the settings say, else the usual one."""

from calfcoach.cli.stderr import write_line
from calfcoach.coach.sound import check_scheme
from calfcoach.errors import KnownError
from calfcoach.settings import Settings, SettingsStore


def scheme_from(asked: str | None, store: SettingsStore) -> str:
    """The scheme to play. What is wrong with it is said, and where the settings name one that is gone, the usual one
    is played.

    Raises:
        KnownError: what was asked for is not there.
    """
    if asked is not None:
        return _told(asked)
    try:
        return _told(store.settings.scheme)
    except KnownError as gone:
        usual = str(Settings.model_fields["scheme"].default)
        write_line(
            f"The settings in {store.path} ask for a sound that cannot be played: {gone}. {usual} is played instead."
        )
        return usual


def _told(scheme: str) -> str:
    for problem in check_scheme(scheme):
        write_line(str(problem))
    return scheme
