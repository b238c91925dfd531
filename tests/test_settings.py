"""The settings: whatever their file is like, the program starts, and nothing of the person's is thrown away."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import ValidationError

from calfcoach.resources import config_dir
from calfcoach.settings import MAX_FILE_BYTES, Settings, SettingsStore


@pytest.fixture
def path() -> Path:
    found = config_dir() / "settings.json"
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob("settings-unreadable-*.json"))


def test_the_first_run_has_the_defaults_and_writes_nothing(path: Path) -> None:
    store = SettingsStore()
    assert store.settings == Settings()
    assert store.problem is None
    assert not path.exists()


def test_what_was_chosen_is_there_in_the_next_run(path: Path) -> None:
    SettingsStore().change(audio="simpleaudio", offsets_ms={"gym": 120.0}, last_used={"iso-hold-calf": {"hold_s": 30}})
    settings = SettingsStore().settings
    assert settings.audio == "simpleaudio"
    assert settings.offsets_ms == {"gym": 120.0}
    assert settings.last_used["iso-hold-calf"].hold_s == 30
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_value_out_of_bounds_changes_nothing() -> None:
    store = SettingsStore()
    store.change(theme="light")
    for wrong in ({"theme": "pink"}, {"volumes": {"master": 1.5}}, {"offsets_ms": {"gym": -501}}, {"audio": "loud"}):
        with pytest.raises(ValidationError):
            store.change(**wrong)
    assert store.settings.theme == SettingsStore().settings.theme == "light"


def test_what_a_newer_version_wrote_is_kept(path: Path) -> None:
    path.write_text(json.dumps({"schema_version": 1, "theme": "light", "mirror": {"left": True}}))
    store = SettingsStore()
    assert store.problem is None
    store.change(theme="dark")
    assert json.loads(path.read_text())["mirror"] == {"left": True}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"{" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"theme": "pink"}',
        b'{"volumes": {"master": NaN}}',
        b'{"schema_version": 2}',
        b" " * (MAX_FILE_BYTES + 1),
    ],
    ids=["empty", "half", "list", "null", "binary", "open", "deep", "value", "nan", "newer", "huge"],
)
def test_a_damaged_file_is_kept_aside_and_said_once(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    store = SettingsStore()
    assert store.settings == Settings()
    [kept] = aside(path)
    assert kept.read_bytes() == content
    assert store.problem == f"The settings were damaged; they are kept as {kept}. The defaults are used."
    assert SettingsStore().problem is None
    store.change(theme="light")
    assert SettingsStore().settings.theme == "light"
    assert kept.read_bytes() == content


def test_a_place_that_cannot_be_written_is_said_and_the_choice_holds_until_the_end(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "taken").write_text("a file")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "taken"))
    store = SettingsStore()
    assert store.change(theme="light").theme == "light"
    assert store.problem is not None
    assert "cannot be" in store.problem
    assert str(home / "taken") in store.problem


def test_what_cannot_be_read_is_not_written_over(path: Path) -> None:
    path.mkdir()
    store = SettingsStore()
    assert store.problem == f"The settings {path} cannot be read: Is a directory. The defaults are used."
    assert store.change(theme="light").theme == "light"
    assert path.is_dir()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow beyond nothing; not even the one that the test's result is written to."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_old_settings(path: Path) -> None:
    SettingsStore().change(theme="light")
    before = path.read_bytes()
    store = SettingsStore()
    with full_disk():
        store.change(theme="high-contrast")
    assert store.problem == f"The settings cannot be saved in {path}: File too large."
    assert store.settings.theme == "high-contrast"
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


WRITER = """
import sys
from calfcoach.settings import SettingsStore
store = SettingsStore()
print("writing", flush=True)
number = 0
while True:
    number += 1
    store.change(scheme="beeps" * (number % 200 + 1))
"""


def test_a_program_killed_while_it_writes_leaves_whole_settings(path: Path) -> None:
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", WRITER], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            while not path.exists():
                assert writer.poll() is None
            writer.kill()
        store = SettingsStore()
        assert store.problem is None
        assert store.settings.scheme.startswith("beeps")
