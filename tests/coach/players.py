"""A player to conduct in tests: plays on the test's clock, and can die, hang back and come back."""

from collections.abc import Callable

from calfcoach.player.protocol import RATE, BlockPosition, Fault, Ready, Report
from calfcoach.player.silent import SilentOutput


class FragilePlayer:
    """Plays like a device; `die` and `revive` do what a killed sound server does. `asked` is what it was told."""

    name = "fragile"
    needs_pcm = True

    def __init__(self, clock: Callable[[], float], awake: bool = True) -> None:
        self._clock = clock
        self._device = SilentOutput(clock)
        self._device.poll()
        self._reports: list[Report] = []
        self._up = False
        self.asked: list[tuple[object, ...]] = []
        self.softened: list[bool] = []
        if awake:
            self.revive()

    def revive(self, device_id: str = "speaker") -> None:
        self._up = True
        self._device = SilentOutput(self._clock)
        self._device.poll()
        self._reports.append(Ready("fragile", device_id, "A speaker"))

    def die(self, text: str = "The sound was lost.") -> None:
        self._up = False
        self._reports.append(Fault("lost", text))

    def load(self, block: int, pcm: bytes) -> None:
        self._tell("load", block, len(pcm) // 2)
        if self._up:
            self._device.load(block, pcm)

    def play(self, block: int, frame: int = 0, at_s: float | None = None) -> None:
        self._tell("play", block, frame, None if at_s is None else round(at_s, 6))
        if self._up:
            self._device.play(block, frame, at_s)

    def queue(self, block: int) -> None:
        self._tell("queue", block)
        if self._up:
            self._device.queue(block)

    def patch(self, block: int, frame: int, pcm: bytes) -> None:
        self._tell("patch", block, frame, len(pcm) // 2)
        if self._up:
            self._device.patch(block, frame, pcm)

    def pause(self) -> None:
        self._tell("pause")
        self._device.pause()

    def resume(self) -> None:
        self._tell("resume")
        self._device.resume()

    def stop(self) -> None:
        self._tell("stop")
        self._device.stop()

    def volume(self, gain: float) -> None:
        self._tell("volume", gain)

    def device(self, device_id: str | None) -> None:
        self._tell("device", device_id)

    def wake(self) -> None:
        self._tell("wake")

    def soften_others(self, wanted: bool) -> None:
        self.softened.append(wanted)

    def poll(self) -> list[Report]:
        reports, self._reports = self._reports, []
        if self._up:
            reports += self._device.poll()
        return reports

    def close(self) -> None:
        self._tell("close")

    def where(self) -> BlockPosition | None:
        """What the device is playing now, as it would report it."""
        found = [report for report in self._device.poll() if isinstance(report, BlockPosition)]
        return found[-1] if self._up and found else None

    def _tell(self, *what: object) -> None:
        self.asked.append(what)


class BlankRenderer:
    """Renders silence of the right length."""

    def render_from(self, plan: object, spec: object, block: object, from_frame: int) -> bytes:
        return bytes(2 * (round(block.duration * RATE) - from_frame))  # type: ignore[attr-defined]

    def pause_sound(self) -> bytes:
        return bytes(2 * RATE // 2)
