"""The name of a sound file, and one file after another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calfcoach.coach.saving import LONGEST_NAME, NOT_IN_NAMES, SaveProgress, Saving, file_name
from calfcoach.coach.sound import make_renderer
from calfcoach.settings import Settings
from tests.e2e.programs import MOST_S
from tests.stories import exercise, plan


def named(name: str, **dose: object) -> str:
    return file_name(plan(exercise(name=name), **dose).items[0])


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Donkey calf raise", "Donkey calf raise"),
        ("Heels: up/down? <now>", "Heels up down now"),
        ("../../etc/passwd", "etc passwd"),
        ("\u200fזוג", "זוג"),
        ("Calf\xa0raise", "Calf raise"),
        ("…", "…"),
        ("...", ""),
    ],
)
def test_the_name_says_exercise_tempo_sets_and_reps(name: str, file: str) -> None:
    assert named(name, tempo="3-1-2-0", sets=4, reps=15) == f"{file} 3-1-2-0 4x15".strip()


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_name_is_a_name_of_a_file(name: str) -> None:
    try:
        made = named(name)
    except ValidationError:  # no exercise has that name
        return
    assert len(made) <= LONGEST_NAME + 20
    assert len(f"{made}.flac".encode()) < 400
    assert not NOT_IN_NAMES & set(made)
    assert made == made.strip(" ") and made.isprintable()


def test_of_two_files_the_second_is_made(tmp_path) -> None:
    saving = Saving()
    make = make_renderer("beeps", Settings())
    saving.begin(plan(sets=50, reps=200), make, tmp_path / "one.wav")
    saving.begin(plan(sets=1, reps=1), make, tmp_path / "two.wav")
    _, made = saving._under_way or (None, None)
    assert made is not None
    assert made.result(MOST_S) == tmp_path / "two.wav"
    assert saving.progress == SaveProgress(saved=tmp_path / "two.wav")
    assert [path.name for path in tmp_path.iterdir()] == ["two.wav"]
    saving.close()
    assert saving.progress == SaveProgress()
