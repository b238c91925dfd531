"""How long a class has until its first set: a panel of the set-up. `chosen` carries the `ClassStart`.

All start on one countdown and go by one clock. Refuses to know what a session for a class leaves out.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.clock_text import clock_text
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.open_panel import Panel
from calfcoach.ui.screens.parts import on_click
from calfcoach.wording.durations import whole_seconds

WAITS_S = (30, 60, 120, 300)
"""The countdowns that are offered: to take a place, and to set up a room of machines."""

FULL_MIN = 5
"""A class can start at a time of day whose minutes are a multiple of this."""

LEAST_S = 60
"""A time of day that is fewer seconds away than this is not offered: nobody could get ready."""

SOONEST_S = 30
"""One that has come nearer than this while the panel lay open is passed over. As long as the least countdown."""

LOOK_MS = 1000
"""Time between two looks at the clock while the panel is open."""

WIDTH_PX = 560
"""Pixels of the design."""


def next_full(now: datetime) -> datetime:
    """The next full five minutes of the clock that leave a minute to get ready."""
    least = now + timedelta(seconds=LEAST_S)
    hour = least.replace(minute=0, second=0, microsecond=0)
    steps = -(-(least - hour) // timedelta(minutes=FULL_MIN))
    return hour + steps * timedelta(minutes=FULL_MIN)


def seconds_until(at: datetime, now: datetime) -> Decimal:
    """Seconds until a time, to the tenth; 0 where it is past."""
    return max(Decimal(round((at - now).total_seconds() * 10)) / 10, Decimal(0))


class ClassStart(NamedTuple):
    """When a class starts: the seconds until then. If a time of day was chosen, also its minutes after midnight."""

    countdown_s: Decimal
    at_min: int | None = None


class ClassPanel(Panel):
    """The panel. `now` tells the time of day, when it is opened and when a choice is made."""

    chosen = Signal(object)

    def __init__(self, kit: Kit, now: Callable[[], datetime], screen: QWidget) -> None:
        super().__init__(screen)
        self.setAccessibleName(text("Start a class"))
        self._kit, self._screen = kit, screen
        lines = QVBoxLayout(self)
        kit.space(lines, 10, (20, 14, 20, 16))
        lines.addWidget(kit.label(text("All start together, in"), "heading"))
        row = FlowRow()
        kit.space(row, 8, (0, 0, 0, 0))
        self._now, self._at = now, next_full(now())
        waits = (self._button(partial(ClassStart, Decimal(wait_s))) for wait_s in WAITS_S)
        self.buttons = [*waits, self._button(self._at_clock)]
        for button, wait_s in zip(self.buttons, WAITS_S, strict=False):
            self._name(button, whole_seconds(wait_s))
        self._name_clock()
        self._look_again = QTimer(self, interval=LOOK_MS)
        self._look_again.timeout.connect(self._pass_over)
        self._look_again.start()
        for button in self.buttons:
            row.add(button, 1)
        lines.addLayout(row)
        what = text(
            "Sets and rests go by one clock for everybody. No load and no person is shown, nothing is counted for"
            " anybody, and nothing is kept."
        )
        lines.addWidget(kit.label(what, "small", "muted", wrap=True))

    def place_under(self, button: QWidget) -> None:
        """Lie under a button, the far edge at the button's."""
        screen = self._screen
        at = button.mapTo(screen, QPoint(0, button.height() + self._kit.px(4)))
        natural = max(self._kit.px(WIDTH_PX), self.minimumSizeHint().width())
        width = min(natural, screen.width() - 2 * self._kit.px(20))
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        left = at.x() if self.isRightToLeft() else at.x() + button.width() - width
        top = max(at.y(), self._kit.px(4))  # the button may be scrolled out of the screen
        self.setGeometry(min(max(left, self._kit.px(20)), screen.width() - width), top, width, height)

    def focus_first(self) -> None:
        """Put the keyboard on the shortest countdown."""
        self.buttons[0].setFocus()

    def _button(self, start: Callable[[], ClassStart]) -> QPushButton:
        made = on_click(self._kit.button("", "label", "outline"), lambda: self.chosen.emit(start()))
        self._kit.size(made, height=44)
        return made

    def _name(self, button: QPushButton, when: str) -> None:
        button.setText(when)
        button.setAccessibleName(text("All start together: {when}", when=when))

    def _at_clock(self) -> ClassStart:
        """A start at the time of day that is offered now."""
        self._pass_over()
        return ClassStart(seconds_until(self._at, self._now()), 60 * self._at.hour + self._at.minute)

    def _pass_over(self) -> None:
        """Offer the next time of day when the one before has come too near: the panel may lie open for long."""
        if seconds_until(self._at, self._now()) < SOONEST_S:
            self._at = next_full(self._now())
            self._name_clock()

    def _name_clock(self) -> None:
        clock = clock_text(60 * self._at.hour + self._at.minute)
        self._name(self.buttons[-1], text("at {clock}", clock=clock))
