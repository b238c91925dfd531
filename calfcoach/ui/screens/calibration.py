"""The calibration: tap along with clicks, then with flashes; how much later sound comes than the picture is the result.

Shows the result and lets the person keep it or not; `measured` carries what is to be kept. It keeps nothing itself.
"""

import time
from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from calfcoach.coach.calibration import BAR, FLASH_LAGS_S, Offset, Tapping, beats, offset, tapping
from calfcoach.coach.click_track import BEFORE_S, LASTS_S, ClickTrack
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import Report
from calfcoach.texts import text
from calfcoach.ui.screens.calibration_pad import Pad
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.settings_sound import told_ms
from calfcoach.ui.theme import Theme

WAIT_S = 4.0
"""How long a device may take to begin with the clicks."""


class CalibrationStep(Enum):
    """Where one is in it."""

    READY = auto()
    CLICKS = auto()
    BETWEEN = auto()
    FLASHES = auto()
    RESULT = auto()


KEEP, AGAIN = "Keep it", "Do it again"

HOW = (
    f"You hear {BAR} clicks, then one is left out, five times over. Tap on every click: with any key, the mouse or "
    "a clicker. After that you do the same with flashes. It takes 40 seconds."
)
TEXTS = {
    CalibrationStep.READY: ("1 of 2: clicks", HOW, "Begin"),
    CalibrationStep.CLICKS: ("1 of 2: clicks", "Tap on every click. Leave out the gaps. Esc stops.", ""),
    CalibrationStep.BETWEEN: (
        "2 of 2: flashes",
        "Now without sound: tap on every flash, and leave out the gaps again.",
        "Go on",
    ),
    CalibrationStep.FLASHES: ("2 of 2: flashes", "Tap on every flash. Leave out the gaps. Esc stops.", ""),
}


class CalibrationScreen(Screen):
    """The way through it. `measured` carries a device's id and its offset in ms; `left` is back where one was."""

    measured = Signal(str, float)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        station: SoundStation,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(theme, text("Picture and sound"))
        self.desk_actions["leave_screen"] = self.left.emit
        self.step = CalibrationStep.READY
        self.result: Offset | None = None
        self._station, self._clock = station, clock
        self._track = ClickTrack(station)
        self._device = ""
        self._sound = Tapping(0.0, 0.0, 0)
        self._began_s = 0.0
        kit = self.kit
        lines = QVBoxLayout(self)
        kit.space(lines, 16, (32, 20, 32, 28))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(on_click(kit.button("‹  Back", "label", "link"), self.left.emit), 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(kit.label("Picture and sound", "title"))
        lines.addLayout(head)
        self._heading = kit.label("", "heading")
        self._told = kit.label("", "body", "muted", wrap=True)
        self._problem = kit.label("", "body", "danger", wrap=True)
        self._pad = Pad(kit, clock)
        self._pad.tapped.connect(self._tapped)
        self._pad.escaped.connect(self._again)
        for widget in (self._heading, self._told, self._problem):
            lines.addWidget(widget)
        lines.addWidget(self._pad, 1)
        buttons = QHBoxLayout()
        kit.space(buttons, 16, (0, 0, 0, 0))
        self._go = on_click(kit.button("", "heading", "primary"), self._go_on)
        self._second = on_click(kit.button("", "heading", "outline"), self._other)
        for made in (self._go, self._second):
            kit.size(made, width=240, height=56)
            buttons.addWidget(made)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        self.enter(CalibrationStep.READY)

    @property
    def busy(self) -> bool:
        """Whether taps are being taken."""
        return self.step in (CalibrationStep.CLICKS, CalibrationStep.FLASHES)

    def focus_first(self) -> None:
        """Put the keyboard on the button that goes on."""
        self._go.setFocus()

    def take_reports(self, reports: Sequence[Report]) -> None:
        """Take in what the station reported; to be called every so often, also while nothing was."""
        self._track.take(reports)
        now = self._clock()
        if self.step is CalibrationStep.READY:
            self._show_readiness()
        elif self.step is CalibrationStep.CLICKS:
            if self._track.problem is not None or (not self._track.heard() and now - self._began_s > WAIT_S):
                self._fail(self._track.problem or "The device does not start; check its connection.")
            elif self._track.over:
                self._sound = tapping(self._pad.taps, self._track.heard())
                self.enter(CalibrationStep.BETWEEN)
        elif self.step is CalibrationStep.FLASHES and now - self._began_s > LASTS_S:
            self.result = offset(self._sound, tapping(self._pad.taps, self._pad.flashed, FLASH_LAGS_S))
            self.enter(CalibrationStep.RESULT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves where nothing is under way."""
        if event.key() == Qt.Key.Key_Escape and not self.busy:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever leaves hears no more clicks."""
        super().hideEvent(event)
        self.fall_silent()

    def fall_silent(self) -> None:
        """Fall silent, and forget what was begun."""
        self._track.stop()
        if self.busy:
            self.enter(CalibrationStep.READY)

    def _go_on(self) -> None:
        if self.step is CalibrationStep.RESULT:
            assert self.result is not None
            if self.result.advice is None:
                self._keep(self.result)
            else:
                self._again()
            return
        if self.step is CalibrationStep.READY:
            ready = self._station.ready
            if ready is None:
                return
            self._device = ready.device_id
            self.enter(CalibrationStep.CLICKS)
            self._track.begin()
            self._pad.begin()
        else:
            self.enter(CalibrationStep.FLASHES)
            self._pad.begin(tuple(self._began_s + BEFORE_S + beat for beat in beats()))

    def _other(self) -> None:
        """What is not the better of the two where something was measured."""
        assert self.result is not None
        if self.result.advice is None:
            self._again()
        else:
            self._keep(self.result)

    def _keep(self, result: Offset) -> None:
        self.measured.emit(self._device, round(result.offset_s * 1000))

    def _again(self) -> None:
        self._track.stop()
        self.result = None
        self.enter(CalibrationStep.READY)

    def _fail(self, problem: str) -> None:
        self._track.stop()
        self.enter(CalibrationStep.READY)
        self._problem.setText(problem)
        self._problem.show()

    def _tapped(self) -> None:
        self._pad.show_text(f"Taps: {len(self._pad.taps)}")

    def enter(self, step: CalibrationStep) -> None:
        """Show a step; taps and flashes of the one before end."""
        self.step = step
        self._began_s = self._clock()
        self._pad.end()
        self._pad.show_text("")
        self._problem.setText("")
        self._problem.hide()
        heading, told, go = TEXTS[step] if step in TEXTS else self._outcome()
        self._heading.setText(heading)
        self._told.setText(told)
        self._go.setText(go)
        self._go.setVisible(bool(go))
        self._go.setEnabled(True)
        self._second.setText(KEEP if go == AGAIN else AGAIN)
        self._second.setVisible(step is CalibrationStep.RESULT and self.result is not None and self.result.usable)
        if step is CalibrationStep.RESULT and self.result is not None:
            self._pad.show_text("", told_ms(self.result.offset_s * 1000) if self.result.usable else "–")
        if go:
            self._go.setFocus()
        if step is CalibrationStep.READY:
            self._show_readiness()

    def _show_readiness(self) -> None:
        station = self._station
        self._go.setEnabled(station.ready is not None)
        if not self._problem.text() and station.problem is not None:
            self._problem.setText(station.problem)
            self._problem.show()

    def _outcome(self) -> tuple[str, str, str]:
        assert self.result is not None
        result = self.result
        if not result.usable:
            return "Nothing could be measured", result.advice or "", AGAIN
        late = "later" if result.offset_s >= 0 else "earlier"
        told = (
            f"On this device the sound comes {abs(round(result.offset_s * 1000))} ms {late} than it says. "
            f"{result.taps} of {len(beats())} taps fit; they lie ±{round(result.spread_s * 1000)} ms apart."
        )
        if result.advice is not None:
            return "Measured", f"{told} {result.advice}", AGAIN
        return "Measured", told, KEEP
