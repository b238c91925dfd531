"""What differs between systems in the reading, writing and locking of files."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from calfcoach.audio import sound_out
from calfcoach.files import private, writing
from tests.packaging.other_systems import HERE, loaded_on, on

# audio/sound_out.py


@pytest.mark.parametrize(("system", "kind"), [("win32", str), ("darwin", int), ("linux", int)])
def test_libsndfile_gets_a_name_on_windows_and_a_descriptor_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, kind: type
) -> None:
    import soundfile

    if HERE == "win32" and system != "win32":
        pytest.skip("libsndfile takes no descriptor of Python's on Windows")
    opened: list[object] = []
    usual = soundfile.SoundFile

    def noted(file: object, *rest: Any, **options: Any) -> Any:
        opened.append(file)
        return usual(file, *rest, **options)

    monkeypatch.setattr(soundfile, "SoundFile", noted)
    on(monkeypatch, system, sound_out)
    with (tmp_path / "a.flac").open("w+b") as file, sound_out._flac(file, sound_out.Tags("one", "two")) as write:
        write(np.zeros(480, np.int16))
    assert [type(each) for each in opened] == [kind]
    assert soundfile.info(str(tmp_path / "a.flac")).frames == 480


# files/locks.py


def test_on_windows_the_first_byte_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    from calfcoach.files import locks

    taken: list[tuple[int, int, int]] = []

    def locking(descriptor: int, how: int, size: int) -> None:
        if taken:
            raise OSError
        taken.append((descriptor, how, size))

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    copy = loaded_on(monkeypatch, "win32", locks)
    assert [copy.try_lock(5), copy.try_lock(5), taken] == [True, False, [(5, 2, 1)]]


# files/private.py


def test_windows_knows_no_modes_and_is_told_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_bytes(b"")
    file.chmod(0o644)
    before = file.stat().st_mode  # on Windows itself the mode is made up
    on(monkeypatch, "win32", private)
    with file.open("rb") as opened:
        private.give_to_owner(opened.fileno())
        private.tighten_open(opened.fileno())
    private.tighten(file, file.stat(), 0o600)
    assert file.stat().st_mode == before


# files/reading.py


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_file_is_opened_with_the_flags_that_there_are(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    from calfcoach.files import reading

    monkeypatch.setattr(os, "O_BINARY", 0x8000, raising=False)
    waits = 0x800
    monkeypatch.setattr(os, "O_NONBLOCK", waits, raising=False)
    copy = loaded_on(monkeypatch, system, reading)
    assert (bool(copy._SAFE & waits), bool(copy._SAFE & 0x8000)) == (system == "darwin", True)


# files/writing.py


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_a_file_is_whole_or_not_there_on_every_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str
) -> None:
    if HERE == "win32" and system != "win32":
        pytest.skip("Windows renames no open file")
    on(monkeypatch, system, writing)
    target = tmp_path / "settings.json"
    writing.replace_file(target, b"one", private=True)
    with pytest.raises(KeyError), writing.whole_file(target) as file:
        file.write(b"half")
        raise KeyError
    assert (target.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (b"one", ["settings.json"])


def test_on_windows_a_file_is_closed_before_it_gets_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on(monkeypatch, "win32", writing)
    with writing.whole_file(tmp_path / "a") as file:
        file.write(b"one")
    assert file.closed


# history/journal.py
# history/presence.py


@pytest.mark.parametrize("name", ["journal", "presence"])
def test_where_links_cannot_be_refused_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    module = importlib.import_module(f"calfcoach.history.{name}")
    monkeypatch.setattr(os, "O_NOFOLLOW", 0x20000, raising=False)
    assert loaded_on(monkeypatch, "linux", module)._NO_LINK == 0x20000
    assert loaded_on(monkeypatch, "win32", module)._NO_LINK == 0
