"""Which scheme a command plays: what was asked for, else what the settings say, else the usual one."""

from calfcoach.cli.saying import say
from calfcoach.coach.sound import check_scheme
from calfcoach.errors import KnownError
from calfcoach.settings import Settings, SettingsStore


def scheme_from(asked: str | None, store: SettingsStore) -> str:
    """The scheme to play. One that the settings name and that is gone is said once, and the usual one is played.

    Raises:
        KnownError: what was asked for is not there.
    """
    if asked is not None:
        check_scheme(asked)
        return asked
    try:
        check_scheme(store.settings.scheme)
    except KnownError as gone:
        usual = str(Settings.model_fields["scheme"].default)
        say(f"The settings in {store.path} ask for a sound that cannot be played: {gone}. {usual} is played instead.")
        return usual
    return store.settings.scheme
