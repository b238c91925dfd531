"""Screens that really come and go, by RandR under Xvfb: the audience's window waits for its own and comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from calfcoach.session.states import State
from tests.screens import x_server
from tests.ui.projector import HANG_S, PHASES, TIMES

ROOT = Path(__file__).resolve().parents[2]


def test_a_projector_that_is_unplugged_and_plugged_in_again_shows_the_set_again() -> None:
    """In each phase, in a class's countdown and in a demonstration, twice each; with no screen left at all, too.

    Then on another screen of another scale, beside a third, and where it is chosen; as a window on the only screen. At
    last the person's own window comes back from a screen that is gone.
    """
    with x_server() as display:
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCREEN_SCALE_FACTORS": "A=1;B=1;C=1.5"}
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.projector"],
            env=env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=2 * HANG_S,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-4000:]
    assert json.loads(done.stdout.splitlines()[-1]) == {
        **dict.fromkeys(PHASES, TIMES),
        "none": ["A", True, "A", True],
        "class": [TIMES, True, State.READY],
        "demo": [TIMES, True, None, TIMES, True, "too-fast"],
        "another screen": [2000, 960, 1.5],
        "a third screen": True,
        "chosen": True,
        "one screen": True,
        "own screen gone": True,
        "closed": True,
    }
