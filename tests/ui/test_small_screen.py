"""The first window on a small display: it fits with its frame or fills it, and nothing is cut up to a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_S = 300.0
"""Only what hangs takes so long."""


@pytest.mark.parametrize(
    ("width", "height", "scaled"),
    [
        (1920, 1080, {"QT_SCALE_FACTOR": "2"}),  # the least window there is
        (1366, 768, {"QT_SCALE_FACTOR": "2"}),  # smaller than that: one column
        (1366, 768, {"QT_FONT_DPI": "192"}),  # a system whose letters are twice as large
    ],
)
def test_nothing_is_cut_on_a_small_display_or_with_large_letters(width, height, scaled):
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.small_screen", str(width), str(height)],
        cwd=ROOT,
        env={**os.environ, **scaled},
        capture_output=True,
        text=True,
        timeout=MOST_S,
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
