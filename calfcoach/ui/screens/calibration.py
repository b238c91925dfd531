"""The calibration: the person taps along with clicks, then with flashes. It finds how much later sound comes.

Shows the result and asks whether to keep it; `measured` carries a result to keep. Stores nothing itself.
"""

import time
from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calfcoach.coach.calibration import FLASH_LAGS_S, Offset, Tapping, beats, offset, tapping
from calfcoach.coach.click_track import BEFORE_S, LASTS_S, ClickTrack
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import Report
from calfcoach.texts import marked, plural, text
from calfcoach.ui.screens.calibration_pad import Pad
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import Page
from calfcoach.ui.screens.settings_sound import milliseconds
from calfcoach.ui.theme import Theme

WAIT_S = 4.0
"""How long a device may take to start playing the clicks."""


class CalibrationStep(Enum):
    """The steps of the calibration."""

    READY = auto()
    CLICKS = auto()
    BETWEEN = auto()
    FLASHES = auto()
    RESULT = auto()


KEEP, AGAIN = marked("Keep"), marked("Measure again")

HOW = marked(
    "You hear four clicks and then a gap, five times. Tap on every click: with any key, the mouse or a clicker. "
    "Then do the same with flashes. All of it takes 40 seconds."
)
CLICKS, FLASHES = marked("Part 1 of 2: clicks"), marked("Part 2 of 2: flashes")
TEXTS = {
    CalibrationStep.READY: (CLICKS, HOW, marked("Begin")),
    CalibrationStep.CLICKS: (CLICKS, marked("Tap on every click, not in the gaps. Esc stops."), ""),
    CalibrationStep.BETWEEN: (
        FLASHES,
        marked("Now without sound: tap on every flash, not in the gaps."),
        marked("Go on"),
    ),
    CalibrationStep.FLASHES: (FLASHES, marked("Tap on every flash, not in the gaps. Esc stops."), ""),
}


class CalibrationScreen(Screen):
    """All steps of the calibration. `measured` carries a device's id and its offset in ms; `left` asks to go back."""

    measured = Signal(str, float)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        station: SoundStation,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(theme, text("Measure the sound delay"))
        self.desk_actions["leave_screen"] = self.left.emit
        self.step = CalibrationStep.READY
        self.result: Offset | None = None
        self._station, self._clock = station, clock
        self._track = ClickTrack(station)
        self._device = ""
        self._sound = Tapping(0.0, 0.0, 0)
        self._began_s = 0.0
        kit = self.kit
        whole = QVBoxLayout(self)
        kit.space(whole, 16, (32, 20, 32, 28))
        body = QWidget()
        lines = QVBoxLayout(body)
        kit.space(lines, 16, (0, 0, 0, 0))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(
            on_click(kit.button(text("‹  Back"), "label", "link"), self.left.emit), 0, Qt.AlignmentFlag.AlignLeft
        )
        head.addWidget(kit.label(self.title, "title"))
        lines.addLayout(head)
        self._heading = kit.label("", "heading")
        self._instruction = kit.label("", "body", "muted", wrap=True)
        self._problem = kit.label("", "body", "danger", wrap=True)
        self._pad = Pad(kit, clock)
        self._pad.tapped.connect(self._tapped)
        self._pad.escaped.connect(self._again)
        for widget in (self._heading, self._instruction, self._problem):
            lines.addWidget(widget)
        lines.addWidget(self._pad, 1)
        whole.addWidget(Page(kit, body, self.title), 1)
        buttons = FlowRow()
        kit.space(buttons, 16, (0, 0, 0, 0))
        self._go = on_click(kit.button("", "heading", "primary"), self._go_on)
        self._second = on_click(kit.button("", "heading", "outline"), self._other)
        for made in (self._go, self._second):
            kit.size(made, width=240, height=56)
            buttons.add(made)
        whole.addLayout(buttons)
        self.enter(CalibrationStep.READY)

    @property
    def busy(self) -> bool:
        """Whether taps are being taken."""
        return self.step in (CalibrationStep.CLICKS, CalibrationStep.FLASHES)

    def focus_first(self) -> None:
        """Put the keyboard focus on the button for the next step."""
        self._go.setFocus()

    def take_reports(self, reports: Sequence[Report]) -> None:
        """Handle the station's reports; call this regularly, even when there are no reports."""
        self._track.take(reports)
        now = self._clock()
        if self.step is CalibrationStep.READY:
            self._show_readiness()
        elif self.step is CalibrationStep.CLICKS:
            if self._track.problem is not None or (not self._track.heard() and now - self._began_s > WAIT_S):
                self._fail(self._track.problem or text("The sound device does not start. Check its connection."))
            elif self._track.over:
                self._sound = tapping(self._pad.taps, self._track.heard())
                self.enter(CalibrationStep.BETWEEN)
        elif self.step is CalibrationStep.FLASHES and now - self._began_s > LASTS_S:
            self.result = offset(self._sound, tapping(self._pad.taps, self._pad.flashed, FLASH_LAGS_S))
            self.enter(CalibrationStep.RESULT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves the screen while nothing is being measured."""
        if event.key() == Qt.Key.Key_Escape and not self.busy:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop the clicks when the screen is left."""
        super().hideEvent(event)
        self.fall_silent()

    def fall_silent(self) -> None:
        """Stop all sound, and drop an unfinished measurement."""
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
        """The second button: it does the less recommended of the two choices."""
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
        self._pad.show_text(plural("{number} tap", "{number} taps", len(self._pad.taps)))

    def enter(self, step: CalibrationStep) -> None:
        """Show a step; the taps and flashes of the step before it end."""
        self.step = step
        self._began_s = self._clock()
        self._pad.end()
        self._pad.show_text("")
        self._problem.setText("")
        self._problem.hide()
        heading, instruction, go = self._outcome() if step is CalibrationStep.RESULT else TEXTS[step]
        self._heading.setText(text(heading))
        self._instruction.setText(text(instruction) if step in TEXTS else instruction)
        self._go.setText(text(go) if go else "")
        self._go.setVisible(bool(go))
        self._go.setEnabled(True)
        self._second.setText(text(KEEP if go == AGAIN else AGAIN))
        self._second.setVisible(step is CalibrationStep.RESULT and self.result is not None and self.result.usable)
        if step is CalibrationStep.RESULT and self.result is not None:
            self._pad.show_text("", milliseconds(self.result.offset_s * 1000) if self.result.usable else "–")
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
            return marked("Nothing could be measured"), result.advice or "", AGAIN
        sentences = [delay_text(round(result.offset_s * 1000)), _certainty_text(result)]
        if result.advice is not None:
            return marked("Measured"), " ".join([*sentences, result.advice]), AGAIN
        return marked("Measured"), " ".join(sentences), KEEP


def delay_text(offset_ms: int) -> str:
    """How late or early the sound of a device is, in a sentence."""
    if offset_ms == 0:
        return text("The sound of this device is on time.")
    if offset_ms > 0:
        return text("The sound of this device is {ms} ms late.", ms=offset_ms)
    return text("The sound of this device is {ms} ms early.", ms=-offset_ms)


def _certainty_text(result: Offset) -> str:
    return text(
        "{fit} of {beats} taps fit the beat, within ±{ms} ms.",
        fit=result.taps,
        beats=len(beats()),
        ms=round(result.spread_s * 1000),
    )
