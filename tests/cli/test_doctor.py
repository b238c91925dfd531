"""doctor: what a person is asked for when something does not work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach import __version__
from calfcoach.cli import doctor
from calfcoach.player.probe import Probe
from calfcoach.player.protocol import Device
from calfcoach.resources import config_dir, user_exercises_dir
from calfcoach.settings import SettingsStore
from tests.cli.conftest import Calf, program
from tests.pulse import PulseServer

DEAF = Probe((), "", "", "no device", "silent", "no device was found")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[[Probe], None]:
    """What the machine is said to have."""
    return lambda probe: monkeypatch.setattr(doctor, "probe", lambda: probe)


def test_a_machine_without_sound_and_display_is_told_about() -> None:
    answer = program("doctor", env={"QT_QPA_PLATFORM": "xcb"})
    assert (answer.code, answer.err) == (0, "")
    text = answer.out
    assert f"calfcoach       {__version__}" in text
    assert "PySide6         6." in text
    assert "none found" in text
    assert "silent: no device was found" in text
    assert "There is no display" in text
    assert f"{user_exercises_dir()} (not there yet)" in text


def test_a_device_is_named_and_the_choice_explained() -> None:
    with PulseServer() as server:
        answer = program("doctor", env=server.vars)
    assert answer.code == 0
    assert "(default)" in answer.out
    assert "chosen output   qt: Qt finds a device" in answer.out


def test_the_settings_choice_comes_first(calf: Calf, found: Callable[[Probe], None]) -> None:
    found(Probe((Device("gym", "Gym speaker", True),), "", "cannot be loaded", "", "qt", "Qt finds a device"))
    SettingsStore().change(audio="simpleaudio", device="phones")
    text = calf("doctor").out
    assert "device          Gym speaker (default)" in text
    assert "chosen device   phones, not there now" in text
    assert "simpleaudio     cannot be loaded" in text
    assert "chosen output   simpleaudio: the settings say so" in text


@pytest.mark.parametrize("there", [True, False])
def test_it_tells_whether_own_words_are_spoken(
    calf: Calf, found: Callable[[Probe], None], monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    found(DEAF)
    monkeypatch.setattr(doctor, "can_speak", lambda: there)
    assert f"own words       {'spoken' if there else 'told by tones: the extra'}" in calf("doctor").out


def test_damaged_settings_and_bad_exercises_are_told(
    calf: Calf, found: Callable[[Probe], None], own: Callable[..., str]
) -> None:
    found(DEAF)
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / "settings.json").write_text("{")
    path = own(("schema: 1\n", "schema: 1\nspeed: 9\n"), name="mine")
    answer = calf("doctor")
    assert answer.code == 0
    assert "! The settings were damaged; they are kept as" in answer.out
    assert f"! {path}:4:1: unknown key 'speed'" in answer.out


def test_a_folder_that_cannot_be_made_is_told(
    calf: Calf, found: Callable[[Probe], None], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    found(DEAF)
    (home / "taken").write_text("a file")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "taken"))
    answer = calf("doctor")
    assert answer.code == 0
    assert f"(cannot be made: {home / 'taken'} is not a writable folder)" in answer.out
