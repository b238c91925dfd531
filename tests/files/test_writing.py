"""At a file's place there is the old one or the new one, and nothing else, whoever dies or plants links meanwhile."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calfcoach.files.writing import OLD_S, clear_leftovers, replace_file, whole_file

HOLD = """
import sys, time
from pathlib import Path
from calfcoach.files.writing import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    print(file.name, flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def age(path: Path) -> None:
    past = time.time() - OLD_S - 1
    os.utime(path, (past, past))


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[str], Path]]]:
    """Another program that has begun to write `out` and stands still; and what it has written so far."""
    begun: list[subprocess.Popen[str]] = []

    def begin() -> tuple[subprocess.Popen[str], Path]:
        program = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path / "out")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(program)
        assert program.stdout is not None
        return program, Path(program.stdout.readline().rstrip("\n"))

    yield begin
    for program in begun:
        program.kill()
        program.communicate()


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out") as file:
        file.write(b"new")
        assert "out" not in names(tmp_path)
    assert (tmp_path / "out").read_bytes() == b"new"
    assert names(tmp_path) == ["out"]


def test_where_writing_fails_the_old_file_stays_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(RuntimeError), whole_file(tmp_path / "out") as file:
        file.write(b"half")
        raise RuntimeError
    assert (tmp_path / "out").read_bytes() == b"old"
    assert names(tmp_path) == ["out"]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there/target")
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there/target").read_bytes() == b"new"
    assert names(tmp_path / "there") == ["target"]


def test_a_planted_link_with_the_very_name_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    monkeypatch.setattr("os.urandom", lambda size: bytes.fromhex("0123456789abcdef")[:size])
    (tmp_path / ".calfcoach-0123456789abcdef.part").symlink_to("victim")
    with pytest.raises(FileExistsError):
        replace_file(tmp_path / "out", b"new")
    assert victim.read_bytes() == b"precious"


def test_no_two_files_are_written_under_the_same_name(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out") as one, whole_file(tmp_path / "out") as other:
        assert one.name != other.name


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_private_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        replace_file(tmp_path / "out", b"new", private=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


def test_another_file_keeps_the_mode_it_had(tmp_path: Path) -> None:
    (tmp_path / "out").touch(0o640)
    (tmp_path / "out").chmod(0o640)
    replace_file(tmp_path / "out", b"new")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o640


def test_what_a_killed_program_left_goes_with_the_next_file(tmp_path: Path, writing) -> None:  # type: ignore[no-untyped-def]
    program, left = writing()
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert names(tmp_path) == [left.name]
    age(left)
    replace_file(tmp_path / "other", b"new")
    assert names(tmp_path) == ["other"]


def test_what_a_living_program_is_writing_stays_however_old(tmp_path: Path, writing) -> None:  # type: ignore[no-untyped-def]
    program, part = writing()
    age(part)
    clear_leftovers(tmp_path)
    assert part.exists()
    program.communicate("")
    assert (tmp_path / "out").read_bytes() == b"half"


def test_nothing_but_old_leftovers_of_ours_is_removed(tmp_path: Path) -> None:
    fresh = tmp_path / ".calfcoach-0123456789abcdef.part"
    fresh.touch()
    for name in (".calfcoach-1-0.part", "calfcoach-0123456789abcdef.part", ".other-0123456789abcdef.part"):
        (tmp_path / name).touch()
        age(tmp_path / name)
    (tmp_path / "victim").touch()
    age(tmp_path / "victim")
    (tmp_path / ".calfcoach-aaaaaaaaaaaaaaaa.part").symlink_to("victim")
    os.mkfifo(tmp_path / ".calfcoach-bbbbbbbbbbbbbbbb.part")
    age(tmp_path / ".calfcoach-bbbbbbbbbbbbbbbb.part")
    before = names(tmp_path)
    clear_leftovers(tmp_path)
    assert names(tmp_path) == before
    age(fresh)
    clear_leftovers(tmp_path)
    assert set(before) - set(names(tmp_path)) == {fresh.name}
