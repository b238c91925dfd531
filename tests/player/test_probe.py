from __future__ import annotations

import pytest

from calfcoach.coach.sound import require
from calfcoach.errors import EnvironmentLacks
from calfcoach.player import probe
from calfcoach.player.choose import choose
from calfcoach.player.protocol import Fault
from calfcoach.player.silent import SilentOutput
from tests.pulse import PulseServer


def test_the_devices_and_the_choice_are_told(server: PulseServer) -> None:
    found = probe.probe()
    assert [each.id for each in found.devices] == ["gym"]
    assert (found.chosen, found.qt_missing, found.simpleaudio_missing) == ("qt", "", "")
    server.kill()
    found = probe.probe()
    assert found.devices == ()
    assert found.chosen == "silent"
    assert found.simpleaudio_refused


def test_what_is_asked_for_by_name_must_be_there() -> None:
    lacking = Fault("missing-library", "no libpulse")
    require("auto", lacking)
    require("silent", None)
    require("qt", Fault("no-device", "nothing to play on, which may yet be connected"))
    with pytest.raises(EnvironmentLacks, match="no libpulse"):
        require("qt", lacking)
    assert isinstance(choose("silent"), SilentOutput)
