"""The data of a file of settings: text to data and back, what of it is sound, and what has changed in it.

Knows no file, and no setting by name.
"""

import json
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

MOST_LEVELS = 20
"""Nothing of ours is nested deeper."""

KeyPath = tuple[str, ...]
"""The keys that lead to a value."""

Model = TypeVar("Model", bound=BaseModel)


class Damaged(Exception):
    """The file holds no settings at all."""


class Newer(Exception):
    """A newer Calfcoach wrote the file."""


def decoded(content: bytes, version: int) -> dict[str, Any]:
    """What a file holds; `version` is the newest schema that is understood.

    Raises:
        Damaged: it is none.
        Newer: it is one of a version to come.
    """
    try:
        data = json.loads(content.decode("utf-8"))
        if not isinstance(data, dict):
            raise Damaged
        written = data.get("schema_version")
        if isinstance(written, int) and written > version:
            raise Newer
        # What is nested too deep to be looked through is none of ours.
        list(_unprintable(data, ()))
    except (ValueError, RecursionError):
        raise Damaged from None
    return data


def encoded(data: dict[str, Any]) -> bytes:
    """The data as a file holds it."""
    try:
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    except UnicodeEncodeError:  # a bad text that stays where it is
        return (json.dumps(data, indent=2) + "\n").encode()


_GONE = object()
"""In place of a value that is no more."""


def differences(key: str, before: object, after: object) -> dict[KeyPath, object]:
    """What has changed of one setting: all of it, or of a group what is not as before."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return {(key,): after}
    changed: dict[KeyPath, object] = {
        (key, each): value for each, value in after.items() if each not in before or before[each] != value
    }
    return changed | {(key, each): _GONE for each in before if each not in after}


def apply(changes: dict[KeyPath, object], data: dict[str, Any]) -> None:
    """Make changes, as `differences` found them, in the data of a file."""
    for (*above, key), value in changes.items():
        place = data
        for name in above:
            if not isinstance(place.get(name), dict):
                place[name] = {}
            place = place[name]
        if value is _GONE:
            place.pop(key, None)
        else:
            place[key] = value


def mended(model: type[Model], data: dict[str, Any]) -> tuple[Model, tuple[KeyPath, ...]]:
    """The model of what is sound in `data`, and the paths of what was left out for it; `data` itself stays."""
    left_out = list(_unprintable(data, ()))
    sound = without(data, left_out)
    while True:
        try:
            return model.model_validate(sound), tuple(dict.fromkeys(left_out))
        except ValidationError as error:
            wrong = [_deepest(sound, problem["loc"]) for problem in error.errors(include_url=False)]
            left_out += wrong
            sound = without(sound, wrong)


def _unprintable(value: object, path: KeyPath) -> Iterator[KeyPath]:
    """Where texts are that no file and no screen can take: halves of a pair of surrogates."""
    if len(path) > MOST_LEVELS:
        raise ValueError("nested too deep")
    if isinstance(value, dict):
        for key, below in value.items():
            if _encodes(key):
                yield from _unprintable(below, (*path, key))
            else:
                yield (*path, key)
    elif isinstance(value, list):
        # A list is one value: what is wrong with a part of it is wrong with all of it.
        if any(True for each in value for _ in _unprintable(each, (*path, ""))):
            yield path
    elif isinstance(value, str) and not _encodes(value):
        yield path


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _deepest(data: dict[str, Any], place: tuple[int | str, ...]) -> KeyPath:
    """The path of keys that leads as near as possible to the place of an error."""
    path: list[str] = []
    value: object = data
    for key in place:
        if not isinstance(value, dict) or key not in value:
            break
        path.append(str(key))
        value = value[key]
    if not path:
        raise ValueError("not a group of settings")
    return tuple(path)


def without(data: dict[str, Any], paths: list[KeyPath]) -> dict[str, Any]:
    """The data without what these paths lead to; `data` itself stays."""
    here = {path[0] for path in paths if len(path) == 1}
    below = {key: [path[1:] for path in paths if path[0] == key and len(path) > 1] for key in data}
    return {
        key: without(value, below[key]) if isinstance(value, dict) else value
        for key, value in data.items()
        if key not in here
    }
