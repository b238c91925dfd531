"""Every screen on small displays: nothing is cut, and the first window fits its display with its frame."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_S = 300.0
"""Only what hangs takes so long."""


@pytest.mark.parametrize(("width", "height", "scale"), [(1920, 1080, 2), (1024, 600, 1)])
def test_nothing_is_cut_on_a_small_display(width, height, scale):
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.small_screen", str(width), str(height)],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": str(scale)},
        capture_output=True,
        text=True,
        timeout=MOST_S,
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
