"""The settings as one file, to be taken to another computer and taken over there.

What belongs to a computer alone (its screens, its devices, who trains at it) is in no such file and stays as it is.
What a file does not have, or has in a form that cannot be used, stays as it is too.
Refuses to know what the settings mean, and who asks for it.
"""

from pathlib import Path
from typing import Any, NamedTuple

from calfcoach.errors import KnownError
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import TooLarge, read_bounded, reason
from calfcoach.files.writing import replace_file
from calfcoach.settings import (
    MAX_FILE_BYTES,
    SCHEMA_VERSION,
    Settings,
    SettingsStore,
    is_lift_of_a_person,
    is_used_by_a_person,
    named_values,
)
from calfcoach.settings_data import Damaged, Newer, decoded, encoded, mended, without
from calfcoach.texts import plural, text

OF_THIS_COMPUTER = frozenset(
    {"schema_version", "window", "device", "offsets_ms", "known_devices", "audience_screen", "person", "pain_limits"}
)


class Taken(NamedTuple):
    """What came of taking settings from a file: a sentence that says so, and what the changed settings were before."""

    said: str
    before: dict[str, object]


def save_settings(settings: Settings, path: Path) -> str:
    """Write the settings into a file, also those that nobody has changed; returns a sentence that says so.

    Raises:
        KnownError: it cannot be written; what was there is as it was.
    """
    data = _to_be_shared(settings.model_dump(mode="json"))
    try:
        refuse_own(path)
        replace_file(path, encoded({"schema_version": SCHEMA_VERSION, **data}), private=True)
    except OSError as error:
        raise KnownError(
            text("The settings cannot be written to {path}: {reason}.", path=path, reason=reason(error))
        ) from None
    return text("The settings are in {path}.", path=path)


def take_settings(store: SettingsStore, path: Path) -> Taken:
    """Let the settings of a file be in force and keep them. Of a group (keys by action, favourites by exercise) what
    the file has not stays. `store.change(**taken.before)` undoes it.

    Raises:
        KnownError: it cannot be read, or holds no settings; nothing was changed.
    """
    data = _to_be_shared(_read(path))
    _, bad = mended(Settings, data)
    sound = without(data, list(bad))
    now = store.settings.model_dump(mode="json")
    wanted = {name: _merged(now[name], sound[name]) for name in Settings.model_fields if name in sound}
    changes = {name: value for name, value in wanted.items() if value != now[name]}
    if changes:
        store.change(**changes)
    before = {name: now[name] for name in changes}
    if bad:
        said = plural(
            "The settings of {path} are in force, but for one value that cannot be used: {names}.",
            "The settings of {path} are in force, but for {number} values that cannot be used, such as {names}.",
            len(bad),
            path=path,
            names=named_values(bad),
        )
        return Taken(said, before)
    return Taken(text("The settings of {path} are in force.", path=path), before)


def _read(path: Path) -> dict[str, Any]:
    """What a file of settings holds.

    Raises:
        KnownError: it cannot be read, or holds no settings.
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
    return data


def _to_be_shared(data: dict[str, Any]) -> dict[str, Any]:
    """What of settings does not belong to one computer: nothing of people either, whose ids mean nobody elsewhere."""
    of_people = {"last_used": is_used_by_a_person, "lifts": is_lift_of_a_person}
    shared = {name: value for name, value in data.items() if name not in OF_THIS_COMPUTER}
    for name, is_of_a_person in of_people.items():
        if isinstance(group := shared.get(name), dict):
            shared[name] = {key: value for key, value in group.items() if not is_of_a_person(key)}
    return shared


def _merged(now: object, new: object) -> object:
    """A setting as a file has it; of a group what is there now stays beside it."""
    return {**now, **new} if isinstance(now, dict) and isinstance(new, dict) else new
