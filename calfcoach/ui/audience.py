"""The audience: whether it has a window, on which screen that is, and what is seen in it.

The window is made anew whenever it comes to another place, because a window that has lost its screen stays grey or lies
on the wrong one. It shows the same moments as the person's own window, and nothing asks it for anything: what happens
to it changes neither that window nor the sound. Refuses to know how a moment is painted.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QMetaObject, QObject, QTime, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from calfcoach.texts import marked, text
from calfcoach.ui.audience_place import AudiencePlace, PlaceKind, place_for

if TYPE_CHECKING:
    from calfcoach.coach.view import View
    from calfcoach.ui.audience_window import AudienceWindow
    from calfcoach.ui.fault_view import ShownFault
    from calfcoach.ui.program import Program
    from calfcoach.ui.theme import Effects, Theme

CLOCK_MS = 1000
"""Time between two looks at the clock that the person's window shows."""


class _GivenPicture(NamedTuple):
    """What a window is given to show; see `Audience.show_view`."""

    view: "View | None" = None
    mark: str = ""
    fault: "ShownFault | None" = None


class AudienceSees(StrEnum):
    """What people see in the audience's window."""

    NOTHING = "nothing"
    """It is not open."""

    ALL = "all"
    FROZEN = "frozen"
    BLACK = "black"
    WAITING = "waiting"
    """It is open, and its screen is not there."""


IN_A_WINDOW = marked("{clock} · Audience on, in a window that can be shared in a call")

_LINES = {
    (False, False, False): marked("{clock} · Audience on"),
    (False, False, True): marked("{clock} · Audience: frozen"),
    (False, True, False): marked("{clock} · Audience: black"),
    (False, True, True): marked("{clock} · Audience: black and frozen"),
    (True, False, False): marked("{clock} · Audience: no screen"),
    (True, False, True): marked("{clock} · Audience: no screen · frozen"),
    (True, True, False): marked("{clock} · Audience: no screen · black"),
    (True, True, True): marked("{clock} · Audience: no screen · black and frozen"),
}
"""The line for each state: whether its screen is missing, whether it is black, whether it is frozen."""


class Audience(QObject):
    """The audience's window of a program. `changed` says that `line` or `is_open` may have changed.

    Theory of operation: a screen that goes is announced while it is still there. Its window is taken away at once, for
    Qt would put it over the person's own window; where it belongs is looked for when Qt has come to rest.
    """

    changed = Signal()
    opened = Signal(bool)
    lies_behind = Signal()
    """It is a window like others, and lies behind the person's own."""

    def __init__(self, program: "Program", now: Callable[[], QTime] = QTime.currentTime) -> None:
        super().__init__(program)
        self._program, self._now = program, now
        self._open = self._frozen = self._black = self._has_filled = False
        self._now_shown = self._kept = _GivenPicture()
        """What an audience that is not frozen sees, and what a frozen one sees."""
        self._window: AudienceWindow | None = None
        self._place = AudiencePlace(PlaceKind.NONE)
        self._links: list[QMetaObject.Connection] = []
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self.changed)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)

    # Open and closed.

    @property
    def is_open(self) -> bool:
        """Whether there is one, on a screen or waiting for it."""
        return self._open

    @property
    def window(self) -> "AudienceWindow | None":
        """The window; None while there is none, or its screen is not there."""
        return self._window

    def toggle(self) -> None:
        """Open it, or close it."""
        if self._open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show it on the other screen, in a window where there is only one; do nothing if it is open."""
        if self._open:
            return
        self._open, self._has_filled = True, False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        handle = self._program.window.windowHandle()
        self._links = [
            app.screenAdded.connect(self._look_again),
            app.screenRemoved.connect(self._screen_goes),
            app.primaryScreenChanged.connect(self._look_again),
            *([handle.screenChanged.connect(self._look_again)] if handle is not None else []),
        ]
        self._clock.start()
        self._settle()
        self.opened.emit(True)
        self.changed.emit()

    def close(self) -> bool:
        """Close it, and wait for no screen any more."""
        was_open, self._open = self._open, False
        self._frozen = self._black = False
        for link in self._links:
            QObject.disconnect(link)
        self._links = []
        self._clock.stop()
        self._settling.stop()
        self._drop()
        if was_open:
            self.opened.emit(False)
            self.changed.emit()
        return True

    def place_again(self) -> None:
        """Look where it belongs: the person has chosen another place for it."""
        self._has_filled = False
        if self._open:
            self._settle()

    # What is seen.

    def show_view(self, view: "View | None", mark: str = "", fault: "ShownFault | None" = None) -> None:
        """Show a moment; None where no set runs. A frozen picture stays. `mark` says what it is, if it is no set;
        `fault` is for a demonstration alone.
        """
        self._now_shown = _GivenPicture(view, mark, fault)
        if not self._frozen:
            self._show()

    def _show(self) -> None:
        """Show in the window what is seen: the moment of now, or the one at which the picture was frozen."""
        if self._window is None:
            return
        self._window.show_view(*(self._kept if self._frozen else self._now_shown))
        if self._frozen:
            self._window.mark_frozen()

    def prepare(self, view: "View") -> None:
        """Make ready what stands still in a moment that comes soon."""
        if self._window is not None and not self._frozen:
            self._window.stage.prepare(view)

    def freeze(self) -> None:
        """Let the picture stand still while the set goes on, or go on with it."""
        self._frozen = not self._frozen
        self._kept = self._now_shown
        self._show()
        self.changed.emit()

    def blacken(self) -> None:
        """Show nothing at all, or everything again."""
        self._black = not self._black
        if self._window is not None:
            self._window.set_black(self._black)
        self.changed.emit()

    @property
    def seen(self) -> AudienceSees:
        """What people see now."""
        if not self._open:
            return AudienceSees.NOTHING
        if self._window is None:
            return AudienceSees.WAITING
        if self._black:
            return AudienceSees.BLACK
        return AudienceSees.FROZEN if self._frozen else AudienceSees.ALL

    @property
    def is_frozen(self) -> bool:
        """Whether the picture stands still, also where it is black or has no screen now."""
        return self._frozen

    @property
    def is_black(self) -> bool:
        """Whether the picture is black, also where it has no screen now."""
        return self._black

    @property
    def line(self) -> str:
        """The time of day and what the audience sees, for the person's own window; empty while there is none."""
        seen = self._window is None, self._black, self._frozen
        alone = self._place.kind is PlaceKind.WINDOW and not any(seen)
        return self._with_clock(IN_A_WINDOW if alone else _LINES[seen])

    @property
    def short_line(self) -> str:
        """The same, without where it is."""
        return self._with_clock(_LINES[(self._window is None, self._black, self._frozen)])

    def _with_clock(self, line: str) -> str:
        clock = QLocale().toString(self._now(), QLocale.FormatType.ShortFormat)
        return text(line, clock=clock) if self._open else ""

    def set_theme(self, theme: "Theme") -> None:
        """Look right in a theme that the program has just put on."""
        if self._window is not None:
            self._window.set_theme(theme)

    def set_effects(self, effects: "Effects") -> None:
        """Show as much motion as the program has just been told to."""
        if self._window is not None:
            self._window.stage.set_effects(effects)

    # Where it is.

    def _look_again(self) -> None:
        """Look where it belongs as soon as Qt has come to rest."""
        self._settling.start()

    def _screen_goes(self, screen: QScreen) -> None:
        if self._place.screen is screen:
            self._drop()
            self.changed.emit()
        self._look_again()

    def _settle(self) -> None:
        """Put it where it belongs now."""
        settings = self._program.backstage.settings
        mine = self._program.window.screen()
        place = place_for(
            QGuiApplication.screens(), mine, settings.audience_on, settings.audience_screen, self._has_filled
        )
        if self._window is not None and place == self._place:
            return
        self._drop()
        self._place = place
        if place.kind is not PlaceKind.NONE:
            self._make(place)
        self.changed.emit()

    def _make(self, place: AudiencePlace) -> None:
        from calfcoach.ui.audience_window import AudienceWindow

        program = self._program
        window = AudienceWindow(program.theme, program.effects, program.window.actions())
        window.closed_by_hand.connect(self.close)
        window.taken_up.connect(program.window.activateWindow)
        window.set_black(self._black)
        self._window = window
        self._show()
        self._has_filled = self._has_filled or place.kind is PlaceKind.FILL
        window.show_on(place.screen or program.window.screen(), fill=place.kind is PlaceKind.FILL)
        if place.kind is PlaceKind.WINDOW:
            program.window.raise_()  # a window can be shared in a call also where it lies behind others
            self.lies_behind.emit()

    def _drop(self) -> None:
        """Take the window away."""
        window, self._window, self._place = self._window, None, AudiencePlace(PlaceKind.NONE)
        if window is not None:
            window.go()
