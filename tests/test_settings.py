"""The settings: whatever their file is like, the program starts, and nothing of the person's is thrown away."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import ValidationError

from calfcoach.resources import config_dir
from calfcoach.settings import MAX_FILE_BYTES, Settings, SettingsStore, Volumes


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
    assert sorted(each.name for each in path.parent.iterdir()) == ["settings.json", "settings.lock"]


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
        b" " * (MAX_FILE_BYTES + 1),
    ],
    ids=["empty", "half", "list", "null", "binary", "open", "deep", "huge"],
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


@pytest.mark.parametrize(
    ("content", "named", "kept"),
    [
        ('"theme": "pink"', "theme", {"scheme": "glide"}),
        ('"device": "\\ud800"', "device", {"scheme": "glide", "device": None}),
        ('"volumes": {"master": NaN, "voice": 0.5}', "volumes.master", {"volumes": Volumes(voice=0.5)}),
        ('"volumes": 3', "volumes", {"volumes": Volumes()}),
        ('"offsets_ms": {"gym": 5000, "desk": 40}', "offsets_ms.gym", {"offsets_ms": {"desk": 40.0}}),
        ('"offsets_ms": {"\\ud800": 20, "desk": 40}', "offsets_ms.\\ud800", {"offsets_ms": {"desk": 40.0}}),
        ('"keys": {"pause": ["P"], "stop": ["\\ud800"]}', "keys.stop", {"keys": {"pause": ["P"]}}),
        ('"keys": {"pause": "P", "stop": ["S"]}', "keys.pause", {"keys": {"stop": ["S"]}}),
        ('"last_used": {"calf": {"sets": "many", "reps": 8}}', "last_used.calf.sets", {"theme": "dark"}),
        ('"schema_version": "one"', "schema_version", {"scheme": "glide"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_value_is_named_and_costs_no_other(path: Path, content: str, named: str, kept: dict[str, object]) -> None:
    path.write_text(f'{{"scheme": "glide", {content}}}')
    store = SettingsStore()
    assert store.problem == (
        f"In the settings {path} one value cannot be used: {named}. Its default is used; all others are in force."
    )
    assert store.settings.scheme == "glide"
    assert {key: getattr(store.settings, key) for key in kept} == kept
    assert aside(path) == []
    store.change(audio="silent")
    again = SettingsStore().settings
    assert (again.scheme, again.audio) == ("glide", "silent")
    assert {key: getattr(again, key) for key in kept} == kept


def test_a_bad_value_is_forgotten_with_the_next_good_one(path: Path) -> None:
    path.write_text('{"theme": "pink", "volumes": {"master": 7}, "offsets_ms": [1]}')
    store = SettingsStore()
    assert store.problem is not None
    assert "3 values cannot be used, such as" in store.problem
    store.change(theme="light", volumes=Volumes(master=0.5), offsets_ms={"gym": 20.0})
    assert store.problem is None
    again = SettingsStore()
    assert again.problem is None
    assert (again.settings.theme, again.settings.offsets_ms) == ("light", {"gym": 20.0})


def test_settings_of_a_newer_version_are_left_alone(path: Path) -> None:
    content = '{"schema_version": 2, "theme": "light"}'
    path.write_text(content)
    store = SettingsStore()
    assert store.settings == Settings()
    assert store.problem == (f"The settings {path} are of a newer Calfcoach and are left alone. The defaults are used.")
    assert store.change(theme="high-contrast").theme == "high-contrast"
    assert path.read_text() == content
    assert store.problem is not None


def test_settings_that_become_newer_meanwhile_are_left_alone(path: Path) -> None:
    store = SettingsStore()
    store.change(theme="light")
    path.write_text('{"schema_version": 2}')
    assert store.change(scheme="glide").theme == "light"
    assert path.read_text() == '{"schema_version": 2}'
    assert store.problem is not None
    assert "newer" in store.problem


def test_two_windows_keep_each_others_calibration(path: Path) -> None:
    one, other = SettingsStore(), SettingsStore()
    one.change(offsets_ms={**one.settings.offsets_ms, "gym": 120.0}, theme="light")
    other.change(offsets_ms={**other.settings.offsets_ms, "desk": 40.0})
    one.change(volumes=one.settings.volumes.model_copy(update={"voice": 0.5}))
    other.change(volumes=other.settings.volumes.model_copy(update={"ticks": 0.25}))
    settings = SettingsStore().settings
    assert settings.offsets_ms == {"gym": 120.0, "desk": 40.0}
    assert (settings.volumes.voice, settings.volumes.ticks) == (0.5, 0.25)
    assert settings.theme == "light"
    assert other.settings == settings


def test_what_was_taken_out_here_is_out_and_what_came_elsewhere_stays(path: Path) -> None:
    one, other = SettingsStore(), SettingsStore()
    one.change(keys={"pause": ["P"], "stop": ["S"]})
    other.change(keys={"skip": ["K"]})
    one.change(keys={"stop": ["S"]})
    assert SettingsStore().settings.keys == {"stop": ["S"], "skip": ["K"]}


def test_a_choice_that_changes_nothing_here_still_wins(path: Path) -> None:
    one, other = SettingsStore(), SettingsStore()
    other.change(theme="light")
    one.change(theme="dark")
    assert SettingsStore().settings.theme == "dark"


MANY = """
import sys
from calfcoach.settings import SettingsStore
store = SettingsStore()
for number in range(25):
    store.change(offsets_ms={**store.settings.offsets_ms, f"{sys.argv[1]}-{number}": float(number)})
    assert store.problem is None, store.problem
"""


def test_programs_that_write_at_the_same_time_lose_nothing(path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", MANY, str(number)]) for number in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert len(SettingsStore().settings.offsets_ms) == 75


def test_while_another_program_holds_the_settings_the_choice_is_kept_for_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calfcoach.files.locks.locked.__wrapped__.__defaults__", (0.0,), raising=False)
    store = SettingsStore()
    with path.with_suffix(".lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        store.change(theme="light")
        assert store.problem is not None
        assert "cannot be saved" in store.problem
        assert not path.exists()
    store.change(scheme="glide")
    assert store.problem is None
    assert (SettingsStore().settings.theme, SettingsStore().settings.scheme) == ("light", "glide")


def test_a_link_stays_a_link(path: Path, home: Path) -> None:
    target = home / "dotfiles" / "calfcoach.json"
    target.parent.mkdir()
    target.write_text('{"theme": "light"}')
    path.symlink_to(target)
    SettingsStore().change(scheme="glide")
    assert path.is_symlink()
    assert json.loads(target.read_text()) == {"schema_version": 1, "theme": "light", "scheme": "glide"}
    target.write_text("{")
    store = SettingsStore()
    assert store.problem is not None
    assert "damaged" in store.problem
    store.change(scheme="glide")
    assert path.is_symlink()
    assert json.loads(target.read_text())["scheme"] == "glide"


@pytest.mark.parametrize("kind", ["fifo", "/dev/full", "/dev/zero", "itself"])
def test_what_is_no_file_is_neither_waited_for_nor_written(path: Path, kind: str) -> None:
    if kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(path if kind == "itself" else kind)
    before = path.lstat()
    store = SettingsStore()
    assert store.settings == Settings()
    assert store.problem is not None
    assert f"The settings {path} cannot be read: " in store.problem
    assert store.change(theme="light").theme == "light"
    assert path.lstat() == before


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_settings_are_their_owners_alone(path: Path, umask: int) -> None:
    path.parent.chmod(0o755)
    path.write_text("{}")
    path.chmod(0o644)

    def modes() -> list[str]:
        return [f"{stat.S_IMODE(each.stat().st_mode):o}" for each in (path.parent, path)]

    before = os.umask(umask)
    try:
        store = SettingsStore()
        assert modes() == ["700", "600"]
        store.change(theme="light")
        assert modes() == ["700", "600"]
    finally:
        os.umask(before)


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
    assert store.problem == f"The settings {path} cannot be read: it is a folder, not a file. The defaults are used."
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
    assert sorted(each.name for each in path.parent.iterdir()) == ["settings.json", "settings.lock"]


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


def test_what_is_held_for_this_run_is_in_force_until_it_is_changed_and_never_written(path: Path) -> None:
    store = SettingsStore()
    store.hold_for_this_run(said="counts", room="loud")
    store.change(theme="light")
    assert (store.settings.said, store.settings.room, store.settings.theme) == ("counts", "loud", "light")
    assert (SettingsStore().settings.said, SettingsStore().settings.room) == ("everything", "usual")
    store.change(room="usual")
    assert (store.settings.said, store.settings.room) == ("counts", "usual")
    assert SettingsStore().settings.said == "everything"
