"""run: what is refused before anything begins, and what is said where there is no display."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calfcoach.history.store import default_path
from calfcoach.resources import config_dir
from calfcoach.settings import SettingsStore
from tests.cli.conftest import Calf, program
from tests.histories import as_kept, put, sessions_in

PAINTED = re.compile(r'"painted_t": [0-9]')
SHORT = ("--audio", "silent", "--start")
HOLD = ("run", "iso-hold-calf", *SHORT, "--hold", 1, "--sets", 1, "--reps", 1, "--lead-in", 0)


@pytest.mark.parametrize("display", ["", ":99"])
def test_without_a_display_it_says_so_and_coaches_in_the_terminal(display: str) -> None:
    answer = program(*HOLD, env={"QT_QPA_PLATFORM": "", "DISPLAY": display})
    assert answer.code == 0
    missing = f"The display {display} cannot be reached" if display else "There is no display"
    assert answer.err == f"{missing}: coaching in the terminal.\n"
    assert "Hold 1 s" in answer.out
    assert "1 hold, 1 s under tension" in answer.out


def test_warnings_are_shown_even_where_the_set_up_is_skipped() -> None:
    answer = program(*HOLD, "--terminal")
    assert (answer.code, answer.err) == (0, "")
    assert "⚠" in answer.out.split("Hold 1 s")[0]
    assert "Set-up" not in answer.out


def test_what_the_tempo_means_is_told_even_where_the_set_up_is_skipped(calf: Calf) -> None:
    short = ("--tempo", "2-0-X-0", "--sets", 1, "--reps", 1, "--lead-in", 0)
    lines = calf("run", "donkey-calf-raise", *SHORT, *short, "--terminal").lines
    told = lines.index("2 s down · up as fast as you control (about 1 s)")
    assert lines[told - 1].startswith("2-0-X-0 · 1 set × 1 rep")
    assert told < next(number for number, line in enumerate(lines) if "⚠" in line)


def test_a_start_at_once_has_the_load_of_last_time_and_is_remembered(calf: Calf) -> None:
    put(as_kept(datetime(2026, 1, 5, 18, 0, tzinfo=UTC), "iso-hold-calf", (3,), loads=(40,)))
    short = (*HOLD, "--terminal", "--hold", 0.5)
    answer = calf(*short)
    assert "The load is that of last time; --load gives another." in answer.lines
    assert loads_kept() == ("40 kg", ["40 kg"])
    assert "The load is that" not in calf(*short, "--load", 45).out
    assert loads_kept() == ("45 kg", ["45 kg"])


def loads_kept() -> tuple[str, list[str] | None]:
    """The load of the last session, and the one that the settings have for the next set-up."""
    return str(sessions_in()[0].items[0].load), SettingsStore().settings.used_now["iso-hold-calf"].load


@pytest.mark.parametrize(
    "words",
    [
        ("donkey-calf-raise", "--tempo", "1-1-2-0"),
        ("donkey-calf-raise", "--sets", "99"),
        ("donkey-calf-raise", "--scheme", "nosuch"),
        ("donkey-calf-raise", "--events", "/nowhere/events.jsonl"),
        ("iso-hold-calf", "--tempo", "3-1-2-0"),
        ("nosuch",),
    ],
    ids=" ".join,
)
def test_a_refusal_begins_nothing(calf: Calf, tmp_path: Path, words: tuple[str, ...]) -> None:
    events = () if "--events" in words else ("--events", tmp_path / "events.jsonl")
    assert calf("run", *words, "--terminal", *SHORT, *events).refusal
    assert list(tmp_path.iterdir()) == []
    assert not default_path().exists()


def test_a_file_of_ones_own_below_the_floor_is_not_coached(calf: Calf, own: Callable[..., str]) -> None:
    own(("tempo: 3-1-2-0", "tempo: 1-1-2-0"))
    assert (
        "in Donkey calf raise it is never less than 2 s"
        in calf("run", "donkey-calf-raise", "--terminal", *SHORT).refusal
    )


def test_damaged_settings_are_said_once() -> None:
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / "settings.json").write_text("{")
    first, second = program(*HOLD, "--terminal"), program(*HOLD, "--terminal")
    assert (first.code, second.code) == (0, 0)
    assert first.err.startswith("The settings were damaged; they are kept as ")
    assert first.err.count("\n") == 1
    assert second.err == ""


def test_a_history_that_cannot_be_kept_is_said_after_the_set() -> None:
    default_path().mkdir(parents=True)
    answer = program(*HOLD, "--terminal")
    assert answer.code == 0
    assert "Set done" in answer.out
    assert answer.err.count("\n") == 1
    assert "cannot be written" in answer.err
    assert "kept beside it" in answer.err


def test_a_full_disk_ends_the_event_log_and_not_the_set(
    calf: Calf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("calfcoach.coach.log.as_row", full)
    answer = calf(*HOLD, "--terminal", "--events", tmp_path / "events.jsonl")
    assert answer.code == 0
    assert "Set done" in answer.out
    said = f"the event log {tmp_path}/events.jsonl cannot be written any more: No space left on device\n"
    assert answer.err == said


def test_a_file_that_is_no_event_log_is_replaced_only_by_force(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine\n")
    refused = program(*HOLD, "--terminal", "--events", notes)
    assert refused.refusal == f"{notes} is there and is no event log; choose another file, or replace it with --force"
    assert notes.read_text() == "mine\n"
    assert program(*HOLD, "--terminal", "--events", notes, "--force").code == 0
    assert '"event": "finished"' in notes.read_text()
    assert program(*HOLD, "--terminal", "--events", notes).code == 0


@pytest.mark.parametrize("platform", ["nonsense", "nonsense:scale=2", "nonsense;rubbish"])
def test_a_platform_that_qt_does_not_have_leads_to_the_terminal(platform: str) -> None:
    answer = program(*HOLD, env={"QT_QPA_PLATFORM": platform})
    assert answer.code == 0
    said = f"Qt has no platform called {platform} here (QT_QPA_PLATFORM): coaching in the terminal.\n"
    assert answer.err == said
    assert "Set done" in answer.out


@pytest.fixture
def display() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """An X server of this test alone, and its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            yield server, f":{told.readline().strip()}"
        server.kill()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb here that could die")
def test_a_window_whose_display_server_dies_does_not_say_that_all_is_well(
    display: tuple[subprocess.Popen[bytes], str], tmp_path: Path
) -> None:
    server, name = display
    events = tmp_path / "events.jsonl"
    words = [*map(str, (*HOLD[:2], *SHORT)), "--events", str(events)]
    env = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": name}
    with subprocess.Popen(
        [sys.executable, "-m", "calfcoach", *words], env=env, stderr=subprocess.PIPE, text=True
    ) as window:
        assert window.stderr is not None
        while not events.exists() or not PAINTED.search(events.read_text()):
            assert window.poll() is None, window.stderr.read()
            time.sleep(0.05)  # another process writes the line
        server.kill()
        said = window.stderr.read()
        assert window.wait() == 3, said
        assert "Traceback" not in said
