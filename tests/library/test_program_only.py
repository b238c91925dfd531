"""An exercise that only has a place within a program: in no list, found by its id, and kept so by who replaces it."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.domain.exercise import Position
from calfcoach.library.collection import Library
from calfcoach.library.lint import lint_paths


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "my-raise.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_found_by_its_id_and_stands_in_no_list(tmp_path: Path, small: str) -> None:
    write(tmp_path / "shipped", small + "program_phase: 2\n")
    library = Library.load(tmp_path / "shipped", tmp_path / "own")
    assert library.problems == ()
    assert [entry.exercise.id for entry in library.listed] == []
    assert library.asked_for("my-raise").program_phase == 2


def test_without_it_an_exercise_is_listed(tmp_path: Path, small: str) -> None:
    write(tmp_path / "shipped", small)
    assert [entry.exercise.id for entry in Library.load(tmp_path / "shipped", tmp_path / "own").listed] == ["my-raise"]


@pytest.mark.parametrize("kept", ["", "program_phase: 1\n"])
def test_a_file_in_its_place_cannot_bring_it_into_a_list(tmp_path: Path, small: str, kept: str) -> None:
    write(tmp_path / "shipped", small + "program_phase: 2\n")
    write(tmp_path / "own", small + kept)
    library = Library.load(tmp_path / "shipped", tmp_path / "own")
    assert [problem.message for problem in library.problems] == [
        "My raise has its place in a program, from phase 2 on; write 'program_phase: 2' or a later one"
    ]
    assert library.listed == ()


def test_a_later_phase_is_allowed(tmp_path: Path, small: str) -> None:
    write(tmp_path / "shipped", small + "program_phase: 2\n")
    write(tmp_path / "own", small + "program_phase: 3\n")
    library = Library.load(tmp_path / "shipped", tmp_path / "own")
    assert (library.problems, library.asked_for("my-raise").program_phase) == ((), 3)


@pytest.mark.parametrize("said", ["0", "21", "two", "1.5"])
def test_a_phase_that_is_none_is_told(tmp_path: Path, small: str, said: str) -> None:
    path = write(tmp_path / "own", f"{small}program_phase: {said}\n")
    assert len(lint_paths([path]).problems) == 1


def test_the_position_is_one_of_four(tmp_path: Path, small: str) -> None:
    path = write(tmp_path / "own", f"{small}position: seated\n")
    assert Library.load(tmp_path / "none", tmp_path / "own").asked_for("my-raise").position is Position.SEATED
    path.write_text(f"{small}position: flying\n", encoding="utf-8")
    (problem,) = lint_paths([path]).problems
    assert "one of standing, bent-over, seated, on-the-floor was expected" in problem.message


def test_who_draws_a_rebound_as_the_shipped_one_says_that_it_is_one(tmp_path: Path, small: str) -> None:
    text = small.replace("tempo: 3-1-2-0", "tempo: X-0-X-0").replace("least_s: 2", "least_s: 1")
    text += "intended_rebound: true\n"
    assert lint_paths([write(tmp_path / "own", text)]).ok
    messages = [
        problem.message for problem in lint_paths([write(tmp_path / "own", text + "figure: rebound\n")]).problems
    ]
    assert len(messages) == 1
    assert "the figure of Quick rebounds; write 'origin: quick-rebound'" in messages[0]
