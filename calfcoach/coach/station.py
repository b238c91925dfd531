"""The sound station: the output of a whole program run, and what is known of it. Sessions use it by turns.

Keeps what the output last said, so that a session that begins later knows whether there is sound.
"""

import logging
import math

from calfcoach.coach import sound_health
from calfcoach.coach.sound_health import SoundHealth
from calfcoach.player.protocol import BlockPosition, Devices, Fault, Hole, Output, Ready, Report

log = logging.getLogger(__name__)


class SoundStation:
    """An output and its state. `ready` is None while there is no sound; `fault` is the last one, gone when ready.

    `problem` is the sentence to show while there is no sound and a reason is known. `reported` is what the last poll
    returned, for whoever listens beside the one that polls. `health` counts the holes in the
    sound; it is None until a device plays, and kept as the output is closed.
    """

    def __init__(self, output: Output) -> None:
        self.output = output
        self.ready: Ready | None = None
        self.fault: Fault | None = None
        self.devices = Devices()
        self.reported: list[Report] = []
        self.health: SoundHealth | None = None

    @property
    def problem(self) -> str | None:
        """What is wrong with the sound now, in one sentence."""
        return self.fault.text if self.ready is None and self.fault is not None else None

    @property
    def audible(self) -> bool:
        """Whether there is sound now."""
        return self.output.needs_pcm and self.ready is not None

    def poll(self) -> list[Report]:
        """What the output reported since the last call; its state is already taken in.

        A position that is no number names no moment; it is left out.
        """
        reports = self.reported = [report for report in self.output.poll() if _makes_sense(report)]
        for report in reports:
            match report:
                case Ready():
                    self.ready, self.fault = report, None
                    self.health = self.health or SoundHealth()
                case Hole(length_s=length_s):
                    self.health = (self.health or SoundHealth()).with_hole(length_s)
                case Devices():
                    self.devices = report
                case Fault(kind=kind) if kind != "failed":
                    self.ready, self.fault = None, report
        return reports

    def close(self) -> None:
        """Let go of the output."""
        self.output.close()
        if self.health is not None and self.output.needs_pcm:
            sound_health.keep(self.health)


def _makes_sense(report: Report) -> bool:
    if not isinstance(report, BlockPosition) or (math.isfinite(report.t_s) and math.isfinite(report.position_s)):
        return True
    log.warning("the output reported a position that is no number: %s", report)
    return False
