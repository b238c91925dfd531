"""The sound station: the output of a whole program run, and what is known of it. Sessions come and go on it.

Keeps what the output last said, so that a session that begins later knows whether there is sound.
"""

from calfcoach.player.protocol import Devices, Fault, Output, Ready, Report


class SoundStation:
    """An output and its state. `ready` is None while there is no sound; `fault` is the last one, gone when ready.

    `problem` is the sentence to show while there is no sound and a reason is known.
    """

    def __init__(self, output: Output) -> None:
        self.output = output
        self.ready: Ready | None = None
        self.fault: Fault | None = None
        self.devices = Devices()

    @property
    def problem(self) -> str | None:
        """What is wrong with the sound now, in one sentence."""
        return self.fault.text if self.ready is None and self.fault is not None else None

    @property
    def audible(self) -> bool:
        """Whether there is sound now."""
        return self.output.needs_pcm and self.ready is not None

    def poll(self) -> list[Report]:
        """What the output reported since the last call; its state is already taken in."""
        reports = self.output.poll()
        for report in reports:
            match report:
                case Ready():
                    self.ready, self.fault = report, None
                case Devices():
                    self.devices = report
                case Fault(kind=kind) if kind != "failed":
                    self.ready, self.fault = None, report
        return reports

    def close(self) -> None:
        """Let go of the output."""
        self.output.close()
