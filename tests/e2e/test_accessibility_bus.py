"""The program as a screen reader of the desktop finds it: over the real accessibility bus (AT-SPI), from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest

LAUNCHERS = [Path(folder, "at-spi-bus-launcher") for folder in ("/usr/libexec", "/usr/lib/at-spi2-core")]
MISSING = [name for name in ("Xvfb", "dbus-run-session") if shutil.which(name) is None]
MISSING += [name for name in ("Xtst", "X11") if find_library(name) is None]
if not any(launcher.exists() for launcher in LAUNCHERS):
    MISSING.append("at-spi2-core")
MOST_S = 240.0
"""Only what hangs takes so long."""

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"the accessibility bus cannot be asked without {', '.join(MISSING)}"
)

CONTROLS = {"push button", "toggle button", "check box", "radio button", "text", "combo box", "spin button", "slider"}
"""Roles of what is pressed, chosen or typed into."""

DEMO = "Demonstration: Donkey calf raise — Calfcoach"
WRONG = "Wrong: too fast. Slow and in control: 2–3 s down"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was there, and what was announced, at each step of the way."""
    home = tmp_path_factory.mktemp("bus")
    run = home / "run"
    run.mkdir(mode=0o700)
    homes = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    asked = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.e2e.accessibility_bus", str(home / "told")],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, **homes, "XDG_RUNTIME_DIR": str(run)},
        capture_output=True,
        text=True,
        timeout=MOST_S,
    )
    assert asked.returncode == 0, asked.stderr
    found: dict[str, Any] = json.loads((home / "told").read_text(encoding="utf-8"))
    return found


def parts(told: dict[str, Any], step: str, window: str | None = None) -> list[tuple[str, str]]:
    """Role and name of what is shown at a step, in every window or in one."""
    return [(role, name) for title, role, name in told[step]["parts"] if window in (None, title)]


def test_a_screen_reader_finds_the_exercises_presses_one_and_comes_to_start(told: dict[str, Any]) -> None:
    library = parts(told, "library", "Library — Calfcoach")
    assert {("push button", "Donkey calf raise"), ("text", "Search by name, muscle, equipment or position")} <= {
        *library
    }
    assert ("push button", "Start") in parts(told, "setup", "Donkey calf raise — Calfcoach")


def test_every_control_of_every_step_has_a_name(told: dict[str, Any]) -> None:
    nameless = [
        (step, title, role)
        for step, seen in told.items()
        for title, role, name in seen["parts"]
        if role in CONTROLS and not name.strip()
    ]
    assert nameless == []
    assert all(any(role in CONTROLS for role, _ in parts(told, step)) for step in told)


def test_the_audiences_window_has_a_name_and_nothing_to_press_or_type_into(told: dict[str, Any]) -> None:
    for step in told:
        audience = parts(told, step, "Audience")
        assert audience[0] == ("frame", "Audience"), step
        assert not [part for part in audience if part[0] in CONTROLS], step


def test_the_list_of_exercises_over_a_screen_has_its_search_and_its_rows(told: dict[str, Any]) -> None:
    change = parts(told, "change")
    assert ("text", "Search by name, muscle, equipment or position") in change
    before = {name for _, name in parts(told, "library")}
    rows = [name for role, name in change if role in ("push button", "toggle button", "check box")]
    assert rows.count("Donkey calf raise") == 2, "a card of the library, and a row over it"
    assert "Another exercise" not in before and ("panel", "Another exercise") in change


def test_the_panel_of_a_class_says_what_each_choice_does(told: dict[str, Any]) -> None:
    assert ("panel", "Start a class") in parts(told, "class")
    choices = [name for role, name in parts(told, "class") if name.startswith("All start together: ")]
    assert len(choices) == 5
    assert "All start together: 30 s" in choices


def test_a_demonstration_says_what_can_be_done(told: dict[str, Any]) -> None:
    buttons = {name for role, name in parts(told, "demo", DEMO) if role in CONTROLS}
    assert {"Step back", "Next step", "Faults", "Repeat", "Full speed", "Half speed", "Quarter speed"} <= buttons


def test_a_fault_is_a_text_in_both_windows_and_is_announced_once(told: dict[str, Any]) -> None:
    for window in (DEMO, "Audience"):
        assert parts(told, "fault", window).count(("label", WRONG)) == 1
    assert told["fault"]["announced"].count(WRONG) == 1


def test_the_list_of_keys_is_a_list_of_texts(told: dict[str, Any]) -> None:
    keys = parts(told, "keys", DEMO)
    assert ("panel", "Keys") in keys
    assert {("label", "W"), ("label", "Demonstration: faults of this phase"), ("label", "Back")} <= {*keys}


def test_what_a_set_announces_is_announced_once_though_two_windows_show_it(told: dict[str, Any]) -> None:
    assert told["paused"]["announced"] == ["Paused"]
    assert ("frame", "Audience") in parts(told, "paused")
