"""The sound's part of the settings: output, device, and how far the picture waits for the sound on it.

Shows what the station says and passes on what is chosen.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from calfcoach.coach.station import SoundStation
from calfcoach.setting_values import AUDIO, OFFSET_MS
from calfcoach.settings import Settings
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click, rule
from calfcoach.ui.screens.settings_parts import SliderRow, fill_titled, row_of, wide_choice
from calfcoach.ui.stylesheet import look

DEFAULT_DEVICE = "The system's default"


def told_ms(offset_ms: float) -> str:
    """An offset as it is shown: `+120 ms`, `−40 ms`, `0 ms`."""
    whole = round(offset_ms)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)} ms"


def state_of(station: SoundStation) -> tuple[str, bool]:
    """What is to be said of the sound now, and whether something is wrong with it."""
    if station.problem is not None:
        return station.problem, True
    if not station.output.needs_pcm:
        return "There is no sound; sets run in time all the same.", False
    if station.ready is None:
        return "Looking for a device …", False
    device = station.ready.device_name or "the system's device"
    return f"Playing on {device} through {station.ready.output}.", False


class OutputCard(QFrame):
    """Where the sound comes out. Each signal carries what was chosen."""

    output_chosen = Signal(str)
    device_chosen = Signal(object)
    """An id, or None for the system's default."""
    offset_chosen = Signal(float)
    """Milliseconds, for the device in use."""
    calibrate = Signal()

    def __init__(self, kit: Kit, settings: Settings) -> None:
        super().__init__()
        look(self, "card")
        lines = QVBoxLayout(self)
        fill_titled(kit, lines, "Output")
        self._output = wide_choice(kit, "Output")
        for audio, name in AUDIO.names.items():
            self._output.addItem(text(name), audio)
        self._output.setCurrentIndex(list(AUDIO.names).index(settings.audio))
        self._output.activated.connect(lambda: self.output_chosen.emit(self._output.currentData()))
        self._device = wide_choice(kit, "Device")
        self._device.activated.connect(lambda: self.device_chosen.emit(self._device.currentData()))
        self._shown: object = None
        lines.addLayout(row_of(kit, "Through", self._output))
        lines.addLayout(row_of(kit, "Device", self._device))
        self._state = kit.label("", "small", "muted", wrap=True)
        lines.addWidget(self._state)
        lines.addWidget(rule())
        self._offset = SliderRow(kit, text(OFFSET_MS.name), OFFSET_MS, told_ms, "Picture waits, milliseconds")
        self._offset.settled.connect(lambda value: self.offset_chosen.emit(float(value)))
        lines.addWidget(self._offset)
        self._calibrate = on_click(kit.button("Calibrate", "label", "outline"), self.calibrate.emit)
        kit.size(self._calibrate, height=38)
        self._known = kit.label("", "small", "muted", wrap=True)
        lines.addLayout(row_of(kit, "", self._known, self._calibrate))
        lines.addStretch(1)

    def show_sound(self, station: SoundStation, settings: Settings) -> None:
        """Show the devices there are, the one in use and its offset; cheap where nothing has changed."""
        told, wrong = state_of(station)
        devices = tuple(station.devices.devices)
        shown = (told, wrong, devices, station.ready, settings.device, settings.offsets_ms)
        if shown == self._shown or self._offset.slider.isSliderDown():
            return
        self._shown = shown
        look(self._state, "danger" if wrong else "muted")
        self._state.setText(told)
        self._list_devices(station, settings)
        ready = station.ready if station.output.needs_pcm else None
        offset_ms = None if ready is None else settings.offsets_ms.get(ready.device_id)
        self._offset.setEnabled(ready is not None)
        self._offset.show_value(round(offset_ms or 0))
        self._calibrate.setEnabled(ready is not None)
        if ready is None:
            self._known.setText("For this a device must be playing.")
        elif offset_ms is None:
            self._known.setText("Not measured on this device yet. Bluetooth speakers need it.")
        else:
            whose = "this device" if ready.device_id else "whatever the system plays on"
            self._known.setText(f"Kept for {whose}.")

    def _list_devices(self, station: SoundStation, settings: Settings) -> None:
        box = self._device
        if box.view().isVisible():
            return
        box.clear()
        box.addItem(DEFAULT_DEVICE, None)
        for device in station.devices.devices:
            box.addItem(device.name or device.id, device.id)
        if settings.device is not None and box.findData(settings.device) < 0:
            box.addItem(f"{settings.device} (not connected)", settings.device)
        box.setCurrentIndex(max(box.findData(settings.device), 0) if settings.device is not None else 0)
        box.setEnabled(box.count() > 1)
