"""The values and places that a text gives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import yaml

from calfcoach.library import yaml_source
from calfcoach.library.yaml_source import read_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("0.1", Decimal("0.1")),
        ("1.50", Decimal("1.50")),
        # All of this is text: nobody who writes an exercise means a base, a date or an exponent.
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("3:1:2", "3:1:2"),
        ("3-1-2-0", "3-1-2-0"),
        ("010", "010"),
        ("0x10", "0x10"),
        ("0o10", "0o10"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("+3", "+3"),
        (".5", ".5"),
        ("2026-01-01", "2026-01-01"),
        ("=", "="),
        ("<<", "<<"),
        ("'3'", "3"),
        ('"true"', "true"),
        ("2–3 s", "2–3 s"),
    ],
)
def test_a_scalar_is_what_it_looks_like(written: str, value: object) -> None:
    source = read_yaml(f"key: {written}\n")
    assert source.findings == []
    assert isinstance(source.data, dict)
    read = source.data["key"]
    assert (read, type(read)) == (value, type(value))


def test_every_key_and_value_has_its_place() -> None:
    source = read_yaml("é: 1\nlist:\n  - a: x\n    b: [1, 'two']\n")
    assert source.data == {"é": 1, "list": [{"a": "x", "b": [1, "two"]}]}
    assert source.keys == {
        ("é",): (1, 1),
        ("list",): (2, 1),
        ("list", 0, "a"): (3, 5),
        ("list", 0, "b"): (4, 5),
    }
    assert source.values == {
        (): (1, 1),
        ("é",): (1, 4),
        ("list",): (3, 3),
        ("list", 0): (3, 5),
        ("list", 0, "a"): (3, 8),
        ("list", 0, "b"): (4, 8),
        ("list", 0, "b", 0): (4, 9),
        ("list", 0, "b", 1): (4, 12),
    }


def test_of_a_double_key_the_first_stays_and_the_second_is_read_too() -> None:
    source = read_yaml("a: {b: 1}\na: {b: 2, b: 3}\nc: 4\n")
    assert source.data == {"a": {"b": 1}, "c": 4}
    assert [spot for spot, _ in source.findings] == [(2, 1), (2, 11)]


class LooksAhead:
    """A parser that goes through the whole text before it gives an event, and bears no more than 100 brackets."""

    refused = 0

    def __init__(self, loader: Callable[[str], Any]) -> None:
        self._loader = loader

    def __call__(self, text: str) -> Any:
        if text.count("[") > 100:
            self.refused += 1
            at = [index for index, character in enumerate(text) if character == "["][100]
            raise yaml.scanner.ScannerError(None, None, "too much", yaml.Mark(None, at, 0, at, None, None))
        return self._loader(text)


@pytest.mark.parametrize("ahead", [False, True], ids=["gives events at once", "looks ahead"])
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("é: " + "[" * 500, ((1, 53), "this is nested more than 50 levels deep; a file of Calfcoach is far flatter")),
        ("? " + "[" * 500, ((1, 3), "a key is one word, not a list or a group; put a text with { or [ in quotes")),
        ("a: 1\n---\nb: " + "[" * 500, ((2, 1), "a second document begins here; one file holds one, remove the '---'")),
    ],
)
def test_what_is_refused_first_is_told_however_far_the_parser_looks_ahead(
    monkeypatch: pytest.MonkeyPatch, loader: Callable[[str], Any], ahead: bool, text: str, problem: object
) -> None:
    looking = LooksAhead(loader)
    monkeypatch.setattr(yaml_source, "_LOADER", looking if ahead else loader)
    source = read_yaml(text)
    assert looking.refused == ahead
    assert source.broken
    assert source.findings == [problem]
