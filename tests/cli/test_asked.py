"""What the window is asked for: read before there is a window, refused in the same words as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.asked import Asked, read_asked
from calfcoach.cli.parser import make_parser
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library


def asked(*words: str) -> Asked:
    return read_asked(make_parser().parse_args(words))


def test_without_a_command_everything_is_read(home: Path) -> None:
    found = asked()
    assert (found.plan, found.scheme, found.log) == (None, None, None)
    assert found.library == Library.load()


def test_an_exercise_comes_with_its_plan_and_the_scheme_of_the_settings(home: Path) -> None:
    found = asked("run", "donkey-calf-raise", "--sets", "2")
    assert found.plan is not None
    assert (found.plan.items[0].dose.sets, found.choices.sets) == (2, 2)
    assert found.scheme == found.store.settings.scheme
    assert list(found.library.entries) == ["donkey-calf-raise"]
    assert found.plan.items[0].exercise.warnings == (
        Library.load().find("donkey-calf-raise").exercise.variant(None).warnings
    )


def test_a_name_that_is_not_there_is_answered_with_one_that_is(home: Path) -> None:
    with pytest.raises(KnownError, match="did you mean 'donkey-calf-raise'"):
        asked("run", "donkey-calf-rise")


def test_a_file_of_ones_own_that_is_refused_is_not_passed_over(home: Path, own: Callable[..., str]) -> None:
    own(("tempo: 3-1-2-0", "tempo: 1-1-2-0"))
    with pytest.raises(KnownError, match="your own donkey-calf-raise is refused"):
        asked("run", "donkey-calf-raise")
