from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from calfcoach.player.link import PlayerLink
from tests.player.sounds import Rig
from tests.pulse import PulseServer, Recorder
from tests.sound_last import is_sound


@pytest.fixture
def sinks() -> tuple[str, ...]:
    """The devices of the server."""
    return ("gym",)


@pytest.fixture
def server(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, sinks: tuple[str, ...], canary_log: Path
) -> Iterator[PulseServer]:
    """A sound server of this test's own, which players started by it play on."""
    with PulseServer(sinks, canary_log if is_sound(request.node.nodeid) else None) as server:
        for name, value in server.vars.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def listen(server: PulseServer) -> Iterator[Callable[[str], Rig]]:
    """Starts a player by its output's name and records it."""
    with ExitStack() as stack:

        def start(output: str) -> Rig:
            recorder = stack.enter_context(Recorder(server))
            link = PlayerLink(output)
            stack.callback(link.close)
            return Rig(link, recorder)

        yield start
