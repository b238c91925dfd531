"""A line over the foot of a window that says what was just done, and offers to undo it. Takes no focus and no room.

Refuses to know what was done and how it is undone.
"""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid

from calfcoach.session.commands import CommandKind
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.note_slot import NoteSlot
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.scaling import scale_for
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

Undo = Callable[[], object]

PAGE_OF = 4
"""A place that is higher than this many lines has the line at its foot, another has it in its middle."""

_ABOVE_FOOT = 20
"""Pixels of the design between the line and the window's edge."""


class NoteLine(QFrame):
    """What is said, one thing at a time; it goes away by itself."""

    def __init__(self, theme: Theme, window: QWidget, over: Callable[[], QWidget | None] = lambda: None) -> None:
        """`over` tells what it may cover now: a part of the window; None is its foot."""
        super().__init__(window)
        self._over = over
        self._slot: NoteSlot | None = None
        """The slot that makes room for it now."""
        look(self, "panel")
        self._kit = Kit(theme)
        self._undo: Undo | None = None
        self._start_undoes = False
        lines = QHBoxLayout(self)
        self._kit.space(lines, 16, (20, 10, 20, 10))
        self._line = self._kit.label("", "body")
        self._button = on_click(self._kit.button("", "label", "pill"), self.undo)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines.addWidget(self._line, 1)
        lines.addWidget(self._button)
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self.take_away)
        self.hide()

    def tell(self, line: str, undo: Undo | None, key: str, for_s: float, start_undoes: bool = False) -> None:
        """Show a line for `for_s` seconds; with a button that names the key for `undo`, unless that is None.

        `start_undoes`: meanwhile the start button of a clicker, which has no key for undo, undoes and starts nothing.
        """
        self._undo, self._start_undoes = undo, start_undoes
        self._line.setText(line)
        self.setAccessibleName(line)
        announce(self, line)
        self._button.setText(text("Undo ({key})", key=key) if key else text("Undo"))
        self._button.setVisible(undo is not None)
        self.show()
        self.place()
        self.place_soon()  # the screen may have come just now
        self._time.start(ceil(for_s * 1000))

    @property
    def offers_undo(self) -> bool:
        """Whether what is told can be undone now."""
        return self._undo is not None

    def is_undone_by(self, action: str, by_clicker: bool) -> bool:
        """Whether a key undoes now what is told: that of an action, maybe on a clicker."""
        by_start = self._start_undoes and by_clicker and action == CommandKind.START
        return self.offers_undo and (by_start or action == CommandKind.UNDO)

    def undo(self) -> None:
        """Undo, once, what the last line told of; do nothing if that cannot be undone any more."""
        undo = self._undo
        self.take_away()
        if undo is not None:
            undo()

    def place(self) -> None:
        """Over the middle of what it may cover, or of the window's foot; in several lines where one is too long.

        Of a small part with words it covers all: none of them is left half to be read. A slot makes room for it.
        """
        window = self.parentWidget()
        if window is None or not self.isVisible():
            return
        self._kit.fit(window.size())
        self._line.setWordWrap(False)
        self.adjustSize()
        over = self._over()
        self._use(over if isinstance(over, NoteSlot) else None)
        foot = round(_ABOVE_FOOT * scale_for(window.size()))
        room = window.rect().adjusted(foot, 0, -foot, 0)
        if over is not None:
            room = QRect(over.mapTo(window, QPoint(0, 0)), over.size())
            over.installEventFilter(self)
        if self.width() > room.width():
            self._line.setWordWrap(True)
            self.resize(room.width(), self.heightForWidth(room.width()))
        at = self.rect()
        at.moveCenter(room.center())
        if self._slot is not None:
            self._slot.hold(at.height())
        elif over is None or over.height() > PAGE_OF * at.height():
            at.moveBottom(room.bottom() - foot)
        elif over.findChildren(QLabel):
            at = at.united(room)
            self.resize(at.size())
        self.move(at.topLeft())
        self.raise_()

    def _use(self, slot: NoteSlot | None) -> None:
        """Have a slot make room, and the one before none."""
        if self._slot is not None and self._slot is not slot and isValid(self._slot):
            self._slot.hold(0)
        self._slot = slot

    def place_soon(self) -> None:
        """Go to its place when the screen has its layout."""
        QTimer.singleShot(0, self, self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow what it lies over."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.place_soon()
        return super().eventFilter(watched, event)

    def show_on(self, *, on_stage: bool) -> None:
        """Another screen is shown: go to its place there, or away from the stage."""
        if on_stage:
            self.take_away()
        self.place_soon()

    def set_theme(self, theme: Theme) -> None:
        """Look right in another theme."""
        self._kit.theme = theme
        self._kit.refresh()
        self.place()

    def take_away(self) -> None:
        """Remove the line, and undo nothing."""
        self._time.stop()
        self._undo = None
        self._use(None)
        self.hide()
