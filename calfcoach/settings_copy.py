"""The settings as one file, to be taken to another computer and taken over there.

What belongs to a computer alone (its screens, its devices, who trains at it) is in no such file and stays as it is.
Refuses to know what the settings mean, and who asks for it.
"""

from pathlib import Path

from calfcoach.errors import KnownError
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import TooLarge, read_bounded, reason
from calfcoach.files.writing import replace_file
from calfcoach.settings import MAX_FILE_BYTES, SCHEMA_VERSION, Settings, SettingsStore
from calfcoach.settings_data import Damaged, Newer, decoded, encoded, mended
from calfcoach.texts import plural, text

OF_THIS_COMPUTER = frozenset(
    {"schema_version", "window", "device", "offsets_ms", "known_devices", "audience_screen", "person", "pain_limits"}
)


def save_settings(settings: Settings, path: Path) -> str:
    """Write the settings into a file; returns a sentence that says so.

    Raises:
        KnownError: it cannot be written; what was there is as it was.
    """
    data = settings.model_dump(mode="json", exclude_defaults=True, exclude=set(OF_THIS_COMPUTER))
    try:
        refuse_own(path)
        replace_file(path, encoded({"schema_version": SCHEMA_VERSION, **data}), private=True)
    except OSError as error:
        raise KnownError(
            text("The settings cannot be written to {path}: {reason}.", path=path, reason=reason(error))
        ) from None
    return text("The settings are in {path}.", path=path)


def take_settings(store: SettingsStore, path: Path) -> str:
    """Let the settings of a file be in force and keep them; returns a sentence that says so.

    Raises:
        KnownError: it cannot be read, or holds no settings; nothing was changed.
    """
    try:
        data = decoded(read_bounded(path, MAX_FILE_BYTES), SCHEMA_VERSION)
        if "schema_version" not in data:
            raise Damaged
    except Newer:
        raise KnownError(text("{path} is of a newer Calfcoach. Nothing was changed.", path=path)) from None
    except (Damaged, TooLarge):
        raise KnownError(text("{path} holds no settings. Nothing was changed.", path=path)) from None
    except OSError as error:
        raise KnownError(text("{path} cannot be read: {reason}.", path=path, reason=reason(error))) from None
    settings, bad = mended(Settings, data)
    store.change(**{name: getattr(settings, name) for name in Settings.model_fields if name not in OF_THIS_COMPUTER})
    if bad:
        return plural(
            "The settings of {path} are in force, but for one value that cannot be used.",
            "The settings of {path} are in force, but for {number} values that cannot be used.",
            len(bad),
            path=path,
        )
    return text("The settings of {path} are in force.", path=path)
