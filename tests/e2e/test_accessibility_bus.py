"""The program as a screen reader of the desktop finds it: over the real accessibility bus (AT-SPI), from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCHERS = [Path(folder, "at-spi-bus-launcher") for folder in ("/usr/libexec", "/usr/lib/at-spi2-core")]
MISSING = [name for name in ("Xvfb", "dbus-run-session") if shutil.which(name) is None]
if not any(launcher.exists() for launcher in LAUNCHERS):
    MISSING.append("at-spi2-core")
MOST_S = 180.0
"""Only what hangs takes so long."""


@pytest.mark.skipif(bool(MISSING), reason=f"the accessibility bus cannot be asked without {', '.join(MISSING)}")
def test_a_screen_reader_finds_the_exercises_presses_one_and_comes_to_start(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    asked = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.e2e.accessibility_bus", str(tmp_path / "told")],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, **homes, "XDG_RUNTIME_DIR": str(run)},
        capture_output=True,
        text=True,
        timeout=MOST_S,
    )
    assert asked.returncode == 0, asked.stderr
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert told[0] == "frame: Library — Calfcoach"
    assert {"push button: Donkey calf raise", "text: Search by name, muscle, equipment or position"} <= set(told)
    assert told[told.index("pressed Donkey calf raise") + 1] == "frame: Donkey calf raise — Calfcoach"
    assert "push button: Start" in told
    assert [line for line in told if line.startswith("push button: ") and line.endswith(": ")] == []
