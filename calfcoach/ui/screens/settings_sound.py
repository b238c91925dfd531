"""The sound settings: output, device, and how late the sound of that device is heard.

Shows the station's state and passes choices on.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from calfcoach.coach.station import SoundStation
from calfcoach.setting_values import AUDIO, OFFSET_MS, SOFTER
from calfcoach.settings import Settings
from calfcoach.texts import marked, text
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click, rule
from calfcoach.ui.screens.settings_parts import SliderRow, fill_titled, row_of
from calfcoach.ui.stylesheet import look

DEFAULT_DEVICE = marked("The system’s default")


def milliseconds(offset_ms: float) -> str:
    """An offset as shown to people: `+120 ms`, `−40 ms`, `0 ms`."""
    whole = round(offset_ms)
    sign = "+" if whole > 0 else "−" if whole < 0 else ""
    return f"{sign}{abs(whole)} ms"


def state_of(station: SoundStation) -> tuple[str, bool]:
    """A text on the state of the sound, and whether it is a problem."""
    if station.problem is not None:
        return station.problem, True
    if not station.output.needs_pcm:
        return text("The sound is off. Sets keep the same time."), False
    if station.ready is None:
        return text("Looking for a sound device …"), False
    if not station.ready.device_name:
        return text("Playing on the system’s default device."), False
    return text("Playing on {device}.", device=station.ready.device_name), False


class OutputCard(QFrame):
    """The card for sound output and device. Each signal carries the choice."""

    output_chosen = Signal(str)
    device_chosen = Signal(object)
    """A device id, or None for the system's default device."""
    offset_chosen = Signal(float)
    """The offset of the device in use, in milliseconds."""
    softer_chosen = Signal(str)
    calibrate = Signal()

    def __init__(self, kit: Kit, settings: Settings) -> None:
        super().__init__()
        look(self, "card")
        lines = QVBoxLayout(self)
        fill_titled(kit, lines, text("Output"))
        self._output = Choice(kit, text("Played by"))
        for audio, name in AUDIO.names.items():
            self._output.addItem(text(name), audio)
        self._output.setCurrentIndex(list(AUDIO.names).index(settings.audio))
        self._output.activated.connect(lambda: self.output_chosen.emit(self._output.currentData()))
        self._device = Choice(kit, text("Device"))
        self._device.activated.connect(lambda: self.device_chosen.emit(self._device.currentData()))
        self._shown: object = None
        lines.addLayout(row_of(kit, text("Played by"), self._output))
        lines.addLayout(row_of(kit, text("Device"), self._device))
        self._state = kit.label("", "small", "muted", wrap=True)
        lines.addWidget(self._state)
        self._softer = Choice(kit, text(SOFTER.name))
        for softer, name in SOFTER.names.items():
            self._softer.addItem(text(name), softer)
        self._softer.setCurrentIndex(list(SOFTER.names).index(settings.softer))
        self._softer.setToolTip(text("Where the system is set up for it; the user guide says how."))
        self._softer.activated.connect(lambda: self.softer_chosen.emit(self._softer.currentData()))
        lines.addLayout(row_of(kit, text(SOFTER.name), self._softer))
        lines.addWidget(rule())
        self._offset = SliderRow(
            kit, text(OFFSET_MS.name), OFFSET_MS, milliseconds, text("Sound delay in milliseconds")
        )
        self._offset.settled.connect(lambda value: self.offset_chosen.emit(float(value)))
        lines.addWidget(self._offset)
        self._calibrate = on_click(kit.button(text("Measure"), "label", "outline"), self.calibrate.emit)
        kit.size(self._calibrate, height=38)
        self._known = kit.label("", "small", "muted", wrap=True)
        lines.addLayout(row_of(kit, "", self._known, self._calibrate))
        lines.addStretch(1)

    def show_sound(self, station: SoundStation, settings: Settings) -> None:
        """Show all devices, the one in use and its offset; fast if nothing has changed."""
        state, wrong = state_of(station)
        devices = tuple(station.devices.devices)
        shown = (state, wrong, devices, station.ready, settings.device, settings.offsets_ms)
        if shown == self._shown or self._offset.slider.isSliderDown():
            return
        self._shown = shown
        look(self._state, "danger" if wrong else "muted")
        self._state.setText(state)
        self._list_devices(station, settings)
        ready = station.ready if station.output.needs_pcm else None
        offset_ms = None if ready is None else settings.offsets_ms.get(ready.device_id)
        self._offset.setEnabled(ready is not None)
        self._offset.show_value(round(offset_ms or 0))
        self._calibrate.setEnabled(ready is not None)
        if ready is None:
            self._known.setText(text("It can be set while a sound device is in use."))
        elif offset_ms is None:
            self._known.setText(text("Not measured for this device yet. Bluetooth speakers need it."))
        else:
            self._known.setText(
                text("Saved for this device.") if ready.device_id else text("Saved for the system’s default device.")
            )

    def _list_devices(self, station: SoundStation, settings: Settings) -> None:
        box = self._device
        if box.view().isVisible():
            return
        box.clear()
        box.addItem(text(DEFAULT_DEVICE), None)
        for device in station.devices.devices:
            box.addItem(device.name or device.id, device.id)
        if settings.device is not None and box.findData(settings.device) < 0:
            box.addItem(text("{device} (not connected)", device=settings.device), settings.device)
        box.setCurrentIndex(max(box.findData(settings.device), 0) if settings.device is not None else 0)
        box.setEnabled(box.count() > 1)
