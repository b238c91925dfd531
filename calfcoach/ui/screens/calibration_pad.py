"""The field to tap on: every key, mouse click and press of a remote clicker is a tap. It also shows the flashes.

Records the times of taps and of painted flashes; calculates nothing.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.kit import Kit

LIT_S = 0.12
"""How long a flash is lit."""

FRAME_MS = 4
"""How often the clock is checked while flashes are due: several times within one frame of the screen."""

MOST_TAPS = 60
"""More taps than anyone needs; any taps after this many are not kept."""

NO_TAPS = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)
)


class Pad(QWidget):
    """The field. Between `begin` and `end` every key but Esc is a tap; Esc emits `escaped`. `taps` are clock times."""

    tapped = Signal()
    escaped = Signal()

    def __init__(self, kit: Kit, clock: Callable[[], float]) -> None:
        super().__init__()
        self._active = False
        self.setAccessibleName(text("Tap here on every beat"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", 14.0)
        self._kit, self._clock = kit, clock
        self.taps: list[float] = []
        self._flashed: dict[float, float] = {}
        self._due: Sequence[float] = ()
        self._words = self._result = ""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._look)
        self._lit: float | None = None
        """When the flash that is now lit was planned."""

    @property
    def flashed(self) -> list[float]:
        """When each flash was painted."""
        return list(self._flashed.values())

    def begin(self, flashes: Sequence[float] = ()) -> None:
        """Take taps from now on, and flash at these clock times."""
        self.taps, self._flashed, self._due = [], {}, tuple(flashes)
        self._active, self._lit = True, None
        if self._due:
            self._timer.start()
        self.setFocus()
        self.update()

    def end(self) -> None:
        """Take no more taps and flash no more."""
        self._active, self._lit, self._due = False, None, ()
        self._timer.stop()
        self.update()

    def show_text(self, words: str, result: str = "") -> None:
        """Show some words below the disc, or a result instead of it."""
        self._words, self._result = words, result
        self.setAccessibleDescription(result or words)
        self.update()

    def event(self, event: QEvent) -> bool:
        """While taps count, keys that are shortcuts elsewhere are taps here (above all the keys of clickers)."""
        if self._active and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._active and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Count a key press as a tap, but not the automatic repeats of a held key."""
        if not self._active:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif not event.isAutoRepeat() and event.key() not in NO_TAPS:
            self._tap()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A tap, with any button."""
        if self._active:
            self._tap()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The second of two quick taps is a tap."""
        self.mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the field and its disc, which is filled while a flash is lit."""
        colours = self._kit.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.colour("border_strong"))
        painter.setBrush(colours.colour("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 14, 14)
        if self._result:
            painter.setPen(colours.colour("text"))
            painter.setFont(font("big_number", self._kit.scale))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._result)
            painter.end()
            return
        radius = min(self.width(), self.height()) * 0.24
        middle = QPointF(self.width() / 2, self.height() * 0.42)
        painter.setPen(QPen(colours.colour("border_strong"), self._kit.px(2)))
        painter.setBrush(colours.colour("text") if self._lit is not None else QColor(Qt.GlobalColor.transparent))
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(colours.colour("text" if self._active else "muted"))
        painter.setFont(font("heading", self._kit.scale))
        painter.drawText(
            self.rect().adjusted(0, round(self.height() * 0.74), 0, 0), Qt.AlignmentFlag.AlignHCenter, self._words
        )
        painter.end()
        if self._lit is not None:
            # The picture is on its way to the screen now; how long that takes is part of what is measured.
            self._flashed.setdefault(self._lit, self._clock())

    def _tap(self) -> None:
        if len(self.taps) < MOST_TAPS:
            self.taps.append(self._clock())
        self.tapped.emit()

    def _look(self) -> None:
        now = self._clock()
        lit = next((due for due in self._due if due <= now < due + LIT_S), None)
        if lit != self._lit:
            self._lit = lit
            self.repaint()
