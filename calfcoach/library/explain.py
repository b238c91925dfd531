"""What a model found wrong, in plain words and with its place in the file.

Refuses to know what the content means: that is the model's.
"""

from collections.abc import Callable, Iterator, Mapping, Sized
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from calfcoach.domain.base import Inconsistent
from calfcoach.library.fields import keys_at
from calfcoach.library.problems import KeyPath, Spot, described, did_you_mean, quoted
from calfcoach.library.yaml_source import MAX_FINDINGS, YamlSource
from calfcoach.texts import text
from calfcoach.wording.errors import error_text, refusal_text

SHORT_LIST = 10
"""Keys that are listed even where one of them is close to what was written."""

Found = tuple[KeyPath, Spot, str]
"""A path in the data, the place to show, the sentence."""


def explain(error: ValidationError, source: YamlSource, model: type[BaseModel]) -> list[Found]:
    """Every error of a validation, in the file's order, each place once for each sentence."""
    found: list[Found] = []
    for details in error.errors(include_url=False)[:MAX_FINDINGS]:
        found += _explain_one(details, source, model)
    return sorted(dict.fromkeys(found), key=lambda one: one[1])


def real_path(loc: tuple[str | int, ...], data: object) -> tuple[KeyPath, bool]:
    """The part of an error's location that exists in the data, and whether that is all of it.

    Locations also name what is no key: the alternative of a union that was tried, or that a key itself is wrong.
    """
    path: KeyPath = ()
    complete = True
    for step in loc:
        inside = child(data, step)
        complete = inside is not ABSENT
        if complete:
            data = inside
            path = (*path, step)
    return path, complete


def placed(path: KeyPath, source: YamlSource, message: str) -> Found:
    """A finding at a path of the data: at the value, or where that was left out, at the key that should hold it.

    What is a part of a text, such as the reps of a dose in one line, is found at the text.
    """
    found, whole = real_path(path, source.data)
    whole = whole or isinstance(_at(source.data, found), str)
    return found, source.value_spot(found) if whole else source.key_spot(found), message


ABSENT = object()


def _at(data: object, path: KeyPath) -> object:
    for step in path:
        data = child(data, step)
    return data


def child(data: object, step: str | int) -> object:
    """The value under a key or an index, `ABSENT` where there is none."""
    if isinstance(data, dict):
        return data.get(step, ABSENT)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return ABSENT


def _explain_one(details: ErrorDetails, source: YamlSource, model: type[BaseModel]) -> Iterator[Found]:
    loc, kind = details["loc"], details["type"]
    context: Mapping[str, Any] = details.get("ctx", {})
    problem = context.get("error")
    path, complete = real_path(loc, source.data)
    if isinstance(problem, Inconsistent):
        for below, message in problem.findings:
            yield placed((*loc, *below), source, refusal_text(message))
    elif kind in ("too_short", "too_long"):
        # A list is also called too short when its items are at fault, which is told for each of them.
        if _is_counted_rightly(context, details["input"]):
            yield path, source.value_spot(path), _miscounted(described_place(path), context, details["input"])
    elif kind == "missing":
        yield path, source.key_spot(path), _missing(loc[-1], described_place(path))
    elif kind == "extra_forbidden":
        known_keys = keys_at(model, path[:-1])
        yield path, source.key_spot(path), unknown_key(str(loc[-1]), known_keys)
    elif loc and loc[-1] == "[key]":
        known_keys = keys_at(model, path[:-1])
        yield path, source.key_spot(path), unknown_key(str(path[-1]), known_keys)
    else:
        spot = source.value_spot(path)
        # A dose that is one text has its parts in it: 'sets' of it is wrong, and not the dose that is no number.
        in_text = not complete and isinstance(_at(source.data, path), str) and loc[len(path)] in keys_at(model, path)
        named = loc[: len(path) + 1] if in_text else path if complete or path else loc
        yield path, spot, _sentence(kind, context, details, named)


def _missing(key: int | str, place: str) -> str:
    if isinstance(key, str):
        return text("the key '{key}' is missing; {place} needs it", key=key, place=place)
    return text("an item is missing; {place} needs it", place=place)


def unknown_key(key: str, known: list[str]) -> str:
    """The sentence for a key that the format does not have."""
    hint = did_you_mean(key, known)
    if known and (len(known) <= SHORT_LIST or not hint):
        known_here = ", ".join(known)
        return text("unknown key {key}; known here: {known}{hint}", key=quoted(key), known=known_here, hint=hint)
    return text("unknown key {key}{hint}", key=quoted(key), hint=hint)


def described_place(path: KeyPath) -> str:
    """Where a path leads, in words: `the file`, `'lower'`, `item 2 of 'warnings'`."""
    if not path:
        return text("the file")
    last = path[-1]
    if isinstance(last, str):
        return quoted(last)
    owner = next((step for step in reversed(path) if isinstance(step, str)), "")
    return text("item {number} of {owner}", number=last + 1, owner=quoted(owner))


def _sentence(kind: str, context: Mapping[str, Any], details: ErrorDetails, path: KeyPath) -> str:
    place, found = described_place(path), details["input"]
    if kind == "value_error":  # a sentence of our own
        return text("{place}: {problem}", place=place, problem=error_text(context["error"]))
    if kind in ("enum", "literal_error"):
        known = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        wanted = text("one of {known}", known=", ".join(known))
        problem = _expected(place, found, wanted)
        return text("{problem}{hint}", problem=problem, hint=did_you_mean(found, known))
    if kind == "string_type" and found is not None:
        return text(
            "{place} is {thing}; a text was expected, put one that looks like something else in quotes",
            place=place,
            thing=described(found),
        )
    for beginning, say in _EXPECTED:
        if kind.startswith(beginning):
            return _expected(place, found, say(context))
    # The library's own words, which are English: of a kind that no file has met so far.
    problem, detail = _expected(place, found, text("something else")), details["msg"]
    return text("{problem}: {detail}", problem=problem, detail=detail[:1].lower() + detail[1:])


def _expected(place: str, found: object, wanted: str) -> str:
    if found is None:
        return text("{place} has no value; {wanted} was expected", place=place, wanted=wanted)
    return text("{place} is {thing}; {wanted} was expected", place=place, thing=described(found), wanted=wanted)


def _slug(context: Mapping[str, Any]) -> str:
    if context["pattern"].startswith("^[a-z0-9]+("):
        return text("a name in small letters, digits and single hyphens between them, such as donkey-calf-raise,")
    return text("a text of the form {form}", form=context["pattern"])


def _is_counted_rightly(context: Mapping[str, Any], value: Sized) -> bool:
    return not context.get("min_length", 0) <= len(value) <= context.get("max_length", len(value))


def _miscounted(place: str, context: Mapping[str, Any], value: Sized) -> str:
    least, most, number = context.get("min_length"), context.get("max_length"), len(value)
    if most is None:
        return text(
            "{place} has {number} items; at least {least} was expected", place=place, number=number, least=least
        )
    return text("{place} has {number} items; at most {most} were expected", place=place, number=number, most=most)


_EXPECTED: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
    ("string_type", lambda _: text("a text")),
    ("string_too_short", lambda c: text("a text of at least {least} character", least=c["min_length"])),
    ("string_too_long", lambda c: text("a text of at most {most} characters", most=c["max_length"])),
    ("string_pattern", _slug),
    ("bool", lambda _: text("true or false")),
    ("int", lambda _: text("a whole number")),
    ("float", lambda _: text("a number")),
    ("decimal", lambda _: text("a number")),
    ("finite_number", lambda _: text("a number")),
    ("greater_than_equal", lambda c: text("at least {bound}", bound=c["ge"])),
    ("greater_than", lambda c: text("more than {bound}", bound=c["gt"])),
    ("less_than_equal", lambda c: text("at most {bound}", bound=c["le"])),
    ("less_than", lambda c: text("less than {bound}", bound=c["lt"])),
    ("tuple", lambda _: text("a list")),
    ("list", lambda _: text("a list")),
    ("dict", lambda _: text("a group of keys")),
    ("model", lambda _: text("a group of keys")),
    ("dataclass", lambda _: text("a group of keys")),
    ("mapping", lambda _: text("a group of keys")),
    ("url", lambda _: text("a web address that begins with https://")),
)
