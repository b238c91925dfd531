"""The first window on a small display: it fits with its frame or fills it, and nothing is cut up to a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_S = 300.0
"""Only what hangs takes so long."""


def test_nothing_is_cut_on_a_display_of_960x540_points():
    """An old display of 1920×1080 pixels at a scale of 2: the least window there is."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.small_screen", "1920", "1080"],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=MOST_S,
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
