"""The canary is disturbed by what disturbs the player, and by nothing less."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from calfcoach.player.latency import USUAL_MS
from tests.e2e.programs import until
from tests.pulse import PulseServer


def _children(process: subprocess.Popen[bytes]) -> dict[str, list[str]]:
    """The words of its child processes' commands, by process id."""
    found = {}
    for each in Path(f"/proc/{process.pid}/task").glob("*/children"):
        for child in each.read_text().split():
            found[child] = Path(f"/proc/{child}/cmdline").read_text().split("\0")
    return found


def test_the_canary_buffers_as_much_as_the_player_asks_for_and_sleeps_in_a_session_of_its_own_too(
    tmp_path: Path,
) -> None:
    with PulseServer(canary_log=tmp_path / "log") as server:
        canary = server.canary
        assert canary is not None

        def child(name: str) -> str | None:
            return next((pid for pid, words in _children(canary).items() if name in words), None)

        player, sleeper = (until(lambda name=name: child(name)) for name in ("pacat", str(tmp_path / "log")))
        assert f"--latency-msec={USUAL_MS}" in _children(canary)[player]
        assert os.getsid(int(player)) == os.getsid(0) != os.getsid(int(sleeper))
