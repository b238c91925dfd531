"""A lift that is kept as an exercise: a sound file of the person's own, never over another, no way round a floor."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.files.writing import new_file
from calfcoach.library.collection import Library
from calfcoach.library.files import load_file
from calfcoach.library.keeping import file_content, id_for, keep_lift
from calfcoach.library.lint import lint_paths
from calfcoach.settings import UsedLift

DOSE = "12/10/8 @ 3-1-X-0 rest 90 s load 40/40/45 kg switch 15 s"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.mark.parametrize("start", ["lower", "contract", "hold"])
def test_what_is_kept_is_sound_and_has_the_dose(library: Library, tmp_path: Path, start: str) -> None:
    dose = "3x20 s hold rest 60 s" if start == "hold" else DOSE
    path = keep_lift("Back squat", UsedLift(start=start, dose=dose), library, tmp_path / "new")
    assert path.name == "back-squat.yaml"
    assert lint_paths([path]).problems == ()
    exercise = load_file(path).content
    assert isinstance(exercise, Exercise)
    assert (exercise.name, exercise.start_phase) == ("Back squat", start)
    assert [warning.id for warning in exercise.warnings] == ["sharp-pain", "in-control"]
    assert exercise.prescription.sets == 3
    assert Library.load(user_dir=tmp_path / "new").find("back-squat").exercise == exercise


@pytest.mark.parametrize("name", ["Donkey raise", "standing calf raises", "Heel drop", "Tibialis raise"])
def test_a_name_near_to_a_known_exercise_is_not_kept(library: Library, tmp_path: Path, name: str) -> None:
    with pytest.raises(KnownError, match="a copy keeps its floors and warnings"):
        keep_lift(name, UsedLift(dose=DOSE), library, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["row.yaml", "row.yml"])
def test_a_file_of_that_name_stays(library: Library, tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    with pytest.raises(KnownError, match="nothing was written"):
        keep_lift("Row", UsedLift(dose=DOSE), library, tmp_path)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_where_it_cannot_be_written_it_says_so(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="cannot be written"):
        keep_lift("Row", UsedLift(dose=DOSE), library, tmp_path / "file" / "folder")


def test_a_dose_that_cannot_be_read_writes_nothing(library: Library, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be kept as an exercise"):
        keep_lift("Row", UsedLift(dose="4x15 @ soon rest 60 s"), library, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "exercise_id"),
    [
        ("Back squat", "back-squat"),
        ("Dip, ring & strict", "dip-ring-strict"),
        ("Élévation", "elevation"),
        ("Присед", "my-lift"),
        ("any lift", "my-lift"),
        ("123", "123"),
        ("Row", "row-2"),
    ],
)
def test_the_id_of_a_name(name: str, exercise_id: str) -> None:
    assert id_for(name, {"row"}) == exercise_id


@given(st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=60))
@settings(max_examples=40)
def test_any_name_that_can_be_shown_makes_a_sound_file(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    exercise_id = id_for(name, ())
    path = tmp_path_factory.mktemp("kept") / f"{exercise_id}.yaml"
    path.write_bytes(file_content(exercise_id, name, UsedLift(dose=DOSE)))
    assert load_file(path).problems == ()
    assert getattr(load_file(path).content, "name", None) == name


def test_a_new_file_takes_no_other_place(tmp_path: Path) -> None:
    path = tmp_path / "one"
    new_file(path, b"first")
    with pytest.raises(FileExistsError):
        new_file(path, b"second")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "link", b"second")
    assert path.read_bytes() == b"first"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "one"]


def test_a_new_file_takes_no_place_that_was_taken_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"meanwhile")
    monkeypatch.setattr("os.path.lexists", lambda _path: False)
    with pytest.raises(FileExistsError):
        new_file(path, b"second")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"meanwhile"]
