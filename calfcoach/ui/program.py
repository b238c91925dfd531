"""The program: what all its windows share, and the way from screen to screen.

It owns the backstage, the theme, the keys, the session under way and the windows, which are its guests. It closes
them together. It decides nothing about a session; how a screen is made is known by its route.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from calfcoach.domain.plan import SessionPlan
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir
from calfcoach.session.commands import UNSEEN_S, CommandKind, CommandSource
from calfcoach.settings import WindowPlace
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.audience import Audience
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.fonts import text_scale, use_text_scale
from calfcoach.ui.look_keys import LookKeys
from calfcoach.ui.routes import load_all
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import Effects, Theme
from calfcoach.ui.theme_choice import follow_system, worn
from calfcoach.ui.ways import Ways
from calfcoach.ui.window import MainWindow
from calfcoach.ui.window_place import place_of, put_back

if TYPE_CHECKING:
    from calfcoach.history.going_on import GoingOn
    from calfcoach.ui.audience_strip import AudienceStrip
    from calfcoach.ui.change_route import ChangeRoute
    from calfcoach.ui.cut_offs import CutOffs
    from calfcoach.ui.keys import KeyMap
    from calfcoach.ui.people_settings import Removal
    from calfcoach.ui.session import Session

NOTICES_MS = 500
"""Time between two checks for problems of the settings and the history."""

LOOK_AT_SOUND_MS = 50
"""Time between two looks at the sound's reports while no session runs."""


class Guest(Protocol):
    """A window of the program."""

    def set_theme(self, theme: Theme) -> None:
        """Look right in a theme that the program has just put on."""

    def close(self) -> bool:
        """Close; the program has closed what is behind it."""


class Program(Ways):
    """One run of the program. `window` is the window of the person who works with it.

    `session` is the session under way, `last_session` the one whose summary is shown and that can be gone on with.
    `audience` is the window for people who watch,
    `library` is what was last read of the exercises, `theme` what every window and every screen wears now. When
    `window` is closed, everything is.
    """

    def __init__(self, backstage: Backstage, library: Library, exit_when_finished: bool = False) -> None:
        super().__init__()
        self.backstage, self.library = backstage, library
        self.exit_when_finished = exit_when_finished
        self.theme = worn(backstage.settings.theme)
        use_text_scale(self._text_scale)
        self.session: Session | None = None
        self.last_session: Session | None = None
        self.cut_offs: CutOffs | None = None
        self.change: ChangeRoute | None = None
        self._strip: AudienceStrip | None = None
        self.removals: dict[str, Removal] = {}
        """People who are deleted in a moment, by id."""
        self._unseen_until_s = 0.0
        self._closed = False
        self._guests: list[Guest] = []
        self._places: dict[type[Screen], str] = {}
        self._watch = QTimer(self, interval=LOOK_AT_SOUND_MS)
        self._watch.timeout.connect(self.look_at_sound)
        self._told: list[str] = []
        self._noticing = QTimer(self, interval=NOTICES_MS)
        self._noticing.timeout.connect(self._tell_notices)
        self.window = MainWindow(self.theme)
        if backstage.settings.window is not None:
            put_back(self.window, backstage.settings.window)
        self._placed: WindowPlace | None = None
        self.window.closing.connect(self.close)
        self.welcome(self.window)
        self.audience = Audience(self)
        self.audience.opened.connect(self.change_keys)
        self.audience.changed.connect(self._tell_audience)
        self.audience.lies_behind.connect(self._tell_of_window)
        self.welcome(self.audience)
        self.window.first_paint.then(self._open_what_is_slow)

    # Windows.

    def welcome(self, guest: Guest) -> None:
        """Give a window whatever theme is put on, and close it with the program."""
        self._guests.append(guest)

    def wear(self, theme: Theme) -> None:
        """Put a theme on everything that is open, also in the middle of a set."""
        self.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, theme)
        for guest in self._guests:
            guest.set_theme(theme)

    @property
    def effects(self) -> Effects:
        """How much motion every window shows now."""
        return Effects(self.backstage.settings.reduced_motion, self.backstage.settings.flash)

    def look_again(self) -> None:
        """Let every window look as the settings say, also in the middle of a set."""
        theme = worn(self.backstage.settings.theme)
        if theme is not self.theme or self._text_scale != text_scale():
            use_text_scale(self._text_scale)
            self.wear(theme)
        self.audience.set_effects(self.effects)
        if self.screen_now is not None:
            self.screen_now.set_effects(self.effects)

    def change_exercise(self) -> None:
        """Offer another exercise over whatever is shown, or take the offer away."""
        if self.change is None:
            from calfcoach.ui.change_route import ChangeRoute

            self.change = ChangeRoute(self)
            self.welcome(self.change)
        self.change.toggle()

    @property
    def _text_scale(self) -> float:
        """How large all texts are wanted, 1.0 is 100 %."""
        return int(self.backstage.settings.text_size) / 100

    def close(self) -> None:
        """Close everything, once: the session is stopped and what was completed of it is kept."""
        if self._closed:
            return
        self._closed = True
        self._keep_place()
        self._watch.stop()
        self._noticing.stop()
        if self.cut_offs is not None:
            self.cut_offs.close()
        for removal in list(self.removals.values()):
            removal.carry_out()
        if self.screen_now is not None:
            self.screen_now.keep_draft()
            self.screen_now.fall_silent()
        self.window.first_paint.forget()
        self.close_session()
        for guest in self._guests:
            guest.close()
        self.backstage.close()

    def _keep_place(self) -> None:
        """Keep where the window is, if somebody has moved it or made it another size."""
        now = place_of(self.window)
        if self._placed is not None and now is not None and now != self._placed:
            self.backstage.store.change(window=now)

    # From screen to screen.

    @property
    def screen_now(self) -> Screen | None:
        """The screen that is shown."""
        return self.window.screen_now

    def show(self, screen: Screen, by_itself: bool = False) -> None:
        """Show a screen and silence the one before. If it comes `by_itself`, keys that confirm do nothing at first."""
        self._unseen_until_s = self.backstage.clock() + UNSEEN_S if by_itself else 0.0
        if (before := self.screen_now) is not None:
            if (place := before.place()) is not None:
                self._places[type(before)] = place
            before.fall_silent()
        if self.change is not None:
            self.change.close()
        self.window.show_screen(screen)
        screen.focus_first()
        if screen.is_come_back_to and type(screen) in self._places:
            screen.focus_place(self._places[type(screen)])
        if self.cut_offs is not None:
            self.cut_offs.show_on(screen)

    def unseen(self) -> bool:
        """Whether the screen came by itself, so recently that no key can be meant for it."""
        return self.backstage.clock() < self._unseen_until_s

    def show_library(self) -> None:
        """Every exercise, read anew so that what was saved meanwhile is there."""
        if self.screen_now is not None:
            self.library = self.library.reload(at_once=True)
        self.go("library")

    def start_session(
        self, plan: SessionPlan, scheme: str, going_on: "GoingOn | None" = None, for_class: bool = False
    ) -> None:
        """Show the stage at once; `going_on` is the session that was cut off and is continued.

        `for_class`: a group trains, nothing is counted for anybody, and nothing is kept.
        """
        self.close_session()  # one whose end could still be undone
        self.go("stage", plan, scheme, going_on, for_class)

    # Session, sound and keys.

    def close_session(self) -> None:
        """End the session under way, or let go of the one that is over; what was completed is kept."""
        if self.last_session is not None or self.session is not None:
            self.audience.show_view(None)
        for session in (self.session, self.last_session):
            if session is not None:
                session.close()
                session.deleteLater()
        self.session = self.last_session = None

    def set_session_aside(self) -> "Session | None":
        """End the session under way and return it; for a while its end can still be undone (`go_on`)."""
        session = self.session
        if session is not None:
            session.command(CommandKind.END, CommandSource.SCREEN)
            session.rest()
            self.audience.show_view(None)
            self.session, self.last_session = None, session
        return session

    def watch_sound(self, on: bool = True) -> None:
        """Begin (`on`) or stop telling the shown screen what the sound reports; a session reads the reports itself."""
        if on:
            self._watch.start()
        else:
            self._watch.stop()

    def look_at_sound(self) -> None:
        """Tell the screen that is shown what the sound has reported."""
        reports = self.backstage.poll()
        if self.screen_now is not None:
            self.screen_now.take_reports(reports)

    def _tell_audience(self) -> None:
        """Show the person what the audience sees, on every screen."""
        if self._strip is None:
            if not self.audience.is_open:
                return
            from calfcoach.ui.audience_strip import AudienceStrip

            self._strip = AudienceStrip(self.theme, self.audience, lambda: self.key_map)
            self.window.setMenuWidget(self._strip)
            self.welcome(self._strip)
        self._strip.refresh()

    def _tell_of_window(self) -> None:
        """Say to a screen reader where the audience's window is, which the strip shows to others."""
        announce(self.window, text("The audience’s window is open behind this one. It can be shared in a call."))

    @cached_property
    def key_map(self) -> "KeyMap":
        """The keys in force in every window."""
        from calfcoach.ui.keys import KeyMap

        return KeyMap(self.backstage.settings.keys, clicker_only=self.backstage.settings.clicker_only)

    def change_keys(self) -> None:
        """Let the keys be in force that belong to the settings, and to an audience's window where it is open."""
        from calfcoach.ui.keys import KeyMap

        settings = self.backstage.settings
        self.key_map = KeyMap(settings.keys, audience=self.audience.is_open, clicker_only=settings.clicker_only)
        self.window.use_keys(self.key_map)
        self._tell_audience()

    def _stage_key(self, kind: "CommandKind", source: "CommandSource") -> None:
        if self.session is not None:
            self.session.key(kind, source)

    def _attended(self) -> None:
        """Somebody is there: a session that is stopped in place waits for them."""
        if self.session is not None:
            self.session.coach.attend()

    def _open_what_is_slow(self) -> None:
        """Make the keys, begin the sound, open the history, load the other screens, after the first frame."""
        self._placed = place_of(self.window)
        from PySide6.QtGui import QIcon  # loaded here: it brings the names of a hundred icons

        QApplication.setWindowIcon(QIcon(str(assets_dir() / "desktop" / "calfcoach.svg")))
        audience = self.audience
        everywhere = {
            "audience": audience.toggle,
            "change": self.change_exercise,
            "freeze_audience": audience.freeze,
            "black_audience": audience.blacken,
            **LookKeys(self).actions,
        }
        self.window.make_keys(self.key_map, self._stage_key, self.unseen, self._attended, everywhere)
        follow_system(self.look_again)
        self.backstage.open()
        self._noticing.start()
        load_all()
        from calfcoach.ui.cut_offs import CutOffs
        from calfcoach.ui.in_sight import InSight

        self.cut_offs = CutOffs(self)
        InSight(self.window)

    def _tell_notices(self) -> None:
        """Show problems of settings and history when they begin or end: the start does not wait until both are open."""
        if self.screen_now is not None and self.session is None and self.backstage.notices != self._told:
            self._told = self.backstage.notices
            self.screen_now.show_notices(self._told)
