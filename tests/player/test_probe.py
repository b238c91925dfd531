from __future__ import annotations

import pytest

from calfcoach.errors import EnvironmentLacks
from calfcoach.player import choose, probe
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


def test_what_is_asked_for_by_name_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = probe.Probe((), "no libpulse", "not installed", "", "silent", "")
    monkeypatch.setattr(choose, "probe", lambda: lacking)
    choose.require("auto")
    choose.require("silent")
    with pytest.raises(EnvironmentLacks, match="no libpulse"):
        choose.require("qt")
    with pytest.raises(EnvironmentLacks, match="not installed"):
        choose.require("simpleaudio")
    assert isinstance(choose.choose("silent"), SilentOutput)
