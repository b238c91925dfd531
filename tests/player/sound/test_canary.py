"""The canary is disturbed by what disturbs the player, and by nothing less."""

from __future__ import annotations

from pathlib import Path

from calfcoach.player.latency import USUAL_MS
from tests.e2e.programs import until
from tests.pulse import PulseServer


def test_the_canary_buffers_as_much_as_the_player_asks_for(tmp_path: Path) -> None:
    def of_pacat() -> list[str]:
        assert server.canary is not None
        found: list[str] = []
        for each in Path(f"/proc/{server.canary.pid}/task").glob("*/children"):
            for child in each.read_text().split():
                words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
                found += words if words[0] == "pacat" else []
        return found

    with PulseServer(canary_log=tmp_path / "log") as server:
        assert f"--latency-msec={USUAL_MS}" in until(of_pacat)
