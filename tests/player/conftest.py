from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from calfcoach.player.link import PlayerLink
from tests.player.sounds import Rig
from tests.pulse import PulseServer, Recorder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    """A sound server of this test's own, which players started by it play on."""
    with PulseServer() as server:
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
