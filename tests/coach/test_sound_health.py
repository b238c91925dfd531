"""Holes in the sound are in the log, and kept for doctor."""

import logging

from calfcoach.cli import doctor
from calfcoach.coach import sound_health
from calfcoach.coach.sound_health import SoundHealth
from calfcoach.coach.station import SoundStation
from calfcoach.player.probe import Probe
from calfcoach.player.protocol import Hole
from calfcoach.resources import log_dir
from calfcoach.session.clock import ManualClock
from tests.coach.players import FragilePlayer

FOUND = Probe((), "", "", "", "qt", "Qt finds a device", "rtkit")


def test_a_hole_is_logged_and_doctor_tells_of_it(monkeypatch, caplog):
    monkeypatch.setattr(doctor, "probe", lambda: FOUND)
    player = FragilePlayer(ManualClock())
    station = SoundStation(player)
    player._reports += [Hole(0.04), Hole(0.17)]
    with caplog.at_level(logging.WARNING):
        station.poll()
    assert [record.getMessage() for record in caplog.records] == [
        "the sound had a hole of 40 ms",
        "the sound had a hole of 170 ms",
    ]
    station.close()
    report = "\n".join(doctor.report())
    assert "2 holes, 0.21 s together, when the program last played" in report
    assert "real time, granted by rtkit" in report


def test_a_run_without_sound_keeps_what_is_known():
    sound_health.keep(SoundHealth(3, 0.5))
    SoundStation(FragilePlayer(ManualClock(), awake=False)).close()
    assert sound_health.last() == SoundHealth(3, 0.5)


def test_a_damaged_file_is_as_none():
    sound_health.keep(SoundHealth())
    (log_dir() / sound_health.FILE).write_text("[")
    assert sound_health.last() is None
