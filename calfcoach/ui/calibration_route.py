"""The way to the calibration screen and back. Keeps the measured offset in the settings."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from calfcoach.ui.screens.calibration import CalibrationScreen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class CalibrationRoute:
    """Opens the calibration of the device in use."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, back: Callable[[], None]) -> None:
        """Show the calibration; `back` leads to the screen before it."""
        program, backstage = self._program, self._program.backstage
        screen = CalibrationScreen(program.theme, backstage.station)

        def keep(device_id: str, offset_ms: float) -> None:
            backstage.store.change(offsets_ms={**backstage.settings.offsets_ms, device_id: offset_ms})
            back()

        screen.measured.connect(keep)
        screen.left.connect(back)
        backstage.station.output.wake()
        program.show(screen)
        program.watch_sound()
