"""The command line in a language nobody speaks: every text of the program is in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from calfcoach import texts
from calfcoach.library.collection import Library
from tests.cli.conftest import Calf
from tests.terminal.test_other_language import strings_of, without_brackets
from tests.texts.pseudo import PseudoTranslations

NO_SENTENCES = {"kg", "lb", "Python", "calfcoach", "help"}
"""Units, names and an option: the same in every language."""


@pytest.fixture
def nobodys_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(texts, "load", lambda folder: texts.use(PseudoTranslations()))
    monkeypatch.setenv("COLUMNS", "2000")  # no line is wrapped within its brackets
    yield
    texts.use(None)


def words_outside(said: str, data: set[str]) -> list[str]:
    """The words that are neither in brackets nor data of an exercise."""
    left = []
    for line in said.splitlines():
        for known in sorted((each for each in data if len(each) > 2), key=len, reverse=True):
            line = line.replace(known, " ")
        left += re.findall(r"[A-Za-zÀ-ÿ]{2,}", without_brackets(line))
    return [word for word in left if word not in NO_SENTENCES]


@pytest.fixture(scope="module")
def data() -> set[str]:
    exercises = (entry.exercise for entry in Library.load().listed)
    return {each for exercise in exercises for each in strings_of(exercise.model_dump(mode="json"))}


@pytest.mark.usefixtures("nobodys_language")
@pytest.mark.parametrize(
    "words",
    [
        ("show", "donkey-calf-raise"),
        ("show", "iso-hold-calf"),
        ("tempo", "31X0"),
        ("tempo", "3-1-2-0", "--exercise", "donkey-calf-raise"),
        ("show", "nosuch"),
        ("nosuch",),
    ],
)
def test_every_text_of_a_command_is_in_brackets(calf: Calf, data: set[str], words: tuple[str, ...]) -> None:
    answer = calf(*words)
    assert "[" in answer.out + answer.err
    assert words_outside(answer.out + answer.err, data | set(words)) == []


@pytest.mark.usefixtures("nobodys_language")
def test_problems_of_files_are_in_brackets(calf: Calf, data: set[str], own: Callable[..., str]) -> None:
    path = own(("schema: 1\n", "schema: 1\nspeed: 9\n"), name="mine")
    answer = calf("lint", path)
    assert words_outside(answer.out, data | {path, "speed"}) == []
