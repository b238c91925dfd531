"""The window: library → set-up → stage → summary, and the keys.

It moves from screen to screen as the person asks; it decides nothing about a session. What is slow, and not needed
for the first frame, is begun after it.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library, Origin
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.first_paint import FirstPaint
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import THEMES, Theme

if TYPE_CHECKING:
    from calfcoach.history.store import Remarks
    from calfcoach.ui.screens.setup import SetupScreen
    from calfcoach.ui.session import Session
    from calfcoach.ui.settings_route import Hearing
    from calfcoach.ui.window_keys import WindowKeys

LEAST_SIZE = (1024, 600)
OBEYED_AFTER_MS = 300
"""How long a window manager may take to fill the screen, or to give it back."""

STATION_MS = 50
"""Between two looks at the sound while no session runs."""
FIRST_SIZE = (1366, 768)
FRAME_PX = (16, 48)
"""What a window manager puts around a window, about; Qt knows only when the window is shown."""


def first_size(available: QSize) -> QSize:
    """The window's size to begin with: as designed, on a smaller screen what there is, never below the least."""
    room = available - QSize(*FRAME_PX)
    return QSize(*FIRST_SIZE).boundedTo(room).expandedTo(QSize(*LEAST_SIZE))


class MainWindow(QMainWindow):
    """The program's one window. It owns the screens and closes what is behind them."""

    def __init__(self, backstage: Backstage, library: Library, exit_when_finished: bool = False) -> None:
        super().__init__()
        self.setWindowTitle("Calfcoach")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(first_size(self.screen().availableSize()))
        self._backstage, self._library = backstage, library
        self._exit_when_finished = exit_when_finished
        self._theme = THEMES[backstage.settings.theme]
        self._session: Session | None = None
        self._hearing: Hearing | None = None
        self._screens = QStackedWidget()
        self.setCentralWidget(self._screens)
        self._keys: WindowKeys | None = None
        self._windowed = self._wanted = self.geometry()
        self._obeyed = QTimer(self, singleShot=True, interval=OBEYED_AFTER_MS)
        self._obeyed.timeout.connect(self._resize_by_hand)
        self._watch = QTimer(self)
        self._watch.setInterval(STATION_MS)
        self._watch.timeout.connect(self._watch_sound)
        self.first_paint = FirstPaint(self)
        self.first_paint.then(self._open_what_is_slow)

    @property
    def screen_now(self) -> QWidget | None:
        """The screen that is shown."""
        return self._screens.currentWidget()

    @property
    def session(self) -> "Session | None":
        """The session under way, if any."""
        return self._session

    # From screen to screen.

    def show_library(self) -> None:
        """Every exercise, read anew so that what was saved meanwhile is there."""
        if self._screens.count():
            self._library = self._library.reload()
        from calfcoach.ui.screens.library import LibraryScreen

        screen = LibraryScreen(self._theme, self._library, self._backstage.notices)
        screen.chosen.connect(lambda exercise_id: self.show_setup(exercise_id, Choices()))
        screen.settings_wanted.connect(self.show_settings)
        self._show(screen)
        screen.focus_first()

    def show_setup(self, exercise_id: str, choices: Choices, scheme: str | None = None) -> None:
        """The set-up of one exercise, and the device woken for it.

        Raises:
            KnownError: no such exercise, or choices that are refused.
        """
        from calfcoach.ui.screens.setup import SetupScreen
        from calfcoach.ui.screens.setup_model import SetupModel

        settings = self._backstage.settings
        exercise = self._library.find(exercise_id).exercise
        model = SetupModel.remembered(exercise, settings.last_used.get(exercise_id), choices)
        screen = SetupScreen(self._theme, model, scheme or settings.scheme, self._backstage.problem)
        screen.started.connect(lambda: self._start_from(screen))
        screen.left.connect(self.show_library)
        screen.calibrate.connect(lambda: self._calibrate_from(screen, Choices(lead_in_s=choices.lead_in_s)))
        self._show(screen)
        screen.start_button.setFocus()
        self.first_paint.then(lambda: self._prepare(screen))

    def show_settings(self) -> None:
        """What is chosen for the whole program."""
        from calfcoach.ui.settings_route import SettingsRoute

        SettingsRoute(self, self._backstage).show_settings(self._library)

    def show_calibration(self, back: Callable[[], None] | None = None) -> None:
        """How late the device in use is; `back` is where it was come from, the settings if not said."""
        from calfcoach.ui.settings_route import SettingsRoute

        SettingsRoute(self, self._backstage).show_calibration(back or self.show_settings)

    def show_hearing(self, screen: QWidget, hearing: "Hearing") -> None:
        """Show a screen that is told what the sound reports, until another comes."""
        self._show(screen)
        self._hearing = hearing
        self._watch.start()

    def wear(self, theme: Theme) -> None:
        """Dress the program in a theme; screens that paint by themselves are made in it from now on."""
        from calfcoach.ui.focus import FocusRing

        self._theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, theme)
        for ring in self.findChildren(FocusRing):
            ring.set_theme(theme)

    def start_session(self, plan: SessionPlan, scheme: str) -> None:
        """The stage, at once."""
        from calfcoach.ui.keys import KeyMap
        from calfcoach.ui.screens.stage import StageScreen
        from calfcoach.ui.session import Session

        self._watch.stop()
        session = Session(plan, self._backstage, scheme, self)
        self._session = session
        settings = self._backstage.settings
        screen = StageScreen(self._theme, session, settings.reduced_motion, KeyMap(settings.keys))
        screen.scene_changed.connect(self._place_keys)
        session.over.connect(self._session_over)
        if self._exit_when_finished:
            session.leave_soon()
        session.ended.connect(lambda: self._keys.at_the_end() if self._keys is not None else None)
        self._show(screen)
        self.first_paint.then(session.start)

    def close_session(self) -> None:
        """End the session under way, if there is one; what was completed is kept."""
        if self._session is not None:
            self._session.close()
            self._session.deleteLater()
            self._session = None

    def _open_what_is_slow(self) -> None:
        """Make the keys, begin the sound, open the history, load the other screens: no first frame needs them."""
        from calfcoach.ui.focus import FocusRing

        FocusRing(self, self._theme)
        self._make_keys()
        told = self._backstage.notices
        self._backstage.open()
        screen = self.screen_now
        show_notices = getattr(screen, "show_notices", None)
        if show_notices is not None and self._backstage.notices != told:
            show_notices(self._backstage.notices)
        for module in ("session", "screens.setup", "screens.stage", "screens.summary", "settings_route"):
            import_module(f"calfcoach.ui.{module}")

    def _prepare(self, screen: "SetupScreen") -> None:
        """Wake the device for a set-up, and name the schemes there are."""
        if screen is not self.screen_now:
            return
        from calfcoach.library.scheme_files import scheme_names
        from calfcoach.ui.settings_route import SetupSound

        screen.show_schemes(scheme_names())
        self._backstage.station.output.wake()
        own = self._library.find(screen.model.exercise.id).origin is not Origin.SHIPPED
        self._hearing = SetupSound(screen, self._backstage, own)
        self._watch.start()

    def _calibrate_from(self, screen: "SetupScreen", choices: Choices) -> None:
        """Measure the device, and come back to the same set-up."""
        self._keep_choices(screen)
        exercise_id, scheme = screen.model.exercise.id, screen.scheme
        self.show_calibration(lambda: self.show_setup(exercise_id, choices, scheme))

    def _start_from(self, screen: "SetupScreen") -> None:
        """The one way to start, by key or click: what stands in the fields is what begins, or nothing does."""
        if screen is not self.screen_now or not screen.take_typed():
            return
        self._keep_choices(screen)
        self.start_session(SessionPlan((screen.model.item,)), screen.scheme)

    def _keep_choices(self, screen: "SetupScreen") -> None:
        store = self._backstage.store
        last_used = {**store.settings.last_used, screen.model.exercise.id: screen.model.last_used()}
        store.change(last_used=last_used, scheme=screen.scheme)

    def _session_over(self) -> None:
        from calfcoach.ui.screens.summary import SummaryScreen

        session = self._session
        assert session is not None
        if self._exit_when_finished:
            self.close()
            return
        coach = session.coach
        exercise_id = coach.plan.items[0].exercise.id
        self.close_session()
        problems = [*self._backstage.notices, *session.problems]
        summary = SummaryScreen(
            self._theme, coach.plan, coach.machine.ledger, session.recorder, session.finished, session.took_s, problems
        )
        summary.saved.connect(self._save)
        summary.discarded.connect(self._discard)
        summary.again.connect(lambda remarks: self._again(remarks, exercise_id))
        summary.left.connect(lambda: self._save(summary.remarks))
        self._show(summary)
        summary.focus_save()

    def _save(self, remarks: "Remarks") -> None:
        self._backstage.history.annotate(remarks)
        self.show_library()

    def _discard(self) -> None:
        self._backstage.history.forget()
        self.show_library()

    def _again(self, remarks: "Remarks", exercise_id: str) -> None:
        self._backstage.history.annotate(remarks)
        self._library = self._library.reload()
        try:
            self.show_setup(exercise_id, Choices())
        except KnownError:  # its file was spoilt or removed meanwhile; the library says how
            self.show_library()

    def _show(self, screen: QWidget) -> None:
        self._close_hearing()
        before = self._screens.currentWidget()
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if before is not None:
            self._screens.removeWidget(before)
            before.deleteLater()
        self._enable_keys()
        load_figures = getattr(screen, "load_figures", None)
        if load_figures is not None:
            self.first_paint.then(lambda: load_figures() if screen is self.screen_now else None)

    def _watch_sound(self) -> None:
        reports = self._backstage.poll()
        if self._hearing is not None:
            self._hearing.hear(reports)

    def _close_hearing(self) -> None:
        if self._hearing is not None:
            self._hearing.close_sound()
            self._hearing = None

    # Keys.

    def _make_keys(self) -> None:
        from calfcoach.ui.keys import KeyMap
        from calfcoach.ui.window_keys import WindowKeys

        desk: dict[str, Callable[[], object]] = {
            "full_screen": self.toggle_full_screen,
            "start": self._start_key,
            "leave_screen": self._leave_key,
            "search": self._search_key,
        }
        self._keys = WindowKeys(self, KeyMap(self._backstage.settings.keys), desk, self._stage_key, self._keys_room)
        self._enable_keys()

    def _enable_keys(self) -> None:
        """A key may do something else on another screen."""
        if self._keys is not None and self._session is None:
            self._keys.on_the_desk()
        elif self._keys is not None:
            self._keys.on_stage()
        show_search_key = getattr(self.screen_now, "show_search_key", None)
        if self._keys is not None and show_search_key is not None:
            show_search_key(self._keys.first_key("search"))

    def _stage_key(self, name: str) -> None:
        if self._session is not None:
            self._session.command(name)

    def _keys_room(self) -> QRect | None:
        """Where the list of keys belongs on a screen that does not want it in the middle, pixels."""
        room = getattr(self.screen_now, "keys_room", None)
        found = room() if room is not None else None
        if not isinstance(found, QRect) or self.screen_now is None:
            return None
        return found.translated(self.screen_now.mapTo(self, QPoint(0, 0)))

    def _place_keys(self) -> None:
        if self._keys is not None:
            self._keys.place_panel()

    def _start_key(self) -> None:
        started = getattr(self.screen_now, "started", None)
        if started is not None:
            started.emit()

    def _leave_key(self) -> None:
        left = getattr(self.screen_now, "left", None)
        if self._keys is not None and not self._keys.hide_panel() and left is not None:
            left.emit()

    def _search_key(self) -> None:
        search = getattr(self.screen_now, "focus_search", None)
        if search is not None:
            search()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        # Without a window manager the state is not kept, only the size.
        if self.isFullScreen() or self.geometry() == self.screen().geometry():
            self._wanted = self._windowed
            self.showNormal()
            self._obeyed.start()
        else:
            self.fill_screen()

    def fill_screen(self) -> None:
        """Fill the screen, also where no window manager does what it is asked to."""
        self._windowed, self._wanted = self.geometry(), self.screen().geometry()
        self.showFullScreen()
        self._obeyed.start()

    def _resize_by_hand(self) -> None:
        """Be what was asked for, where the window is still what it was before."""
        whole = self.screen().geometry()
        if (self._wanted == whole) != (self.geometry() == whole):
            self.setGeometry(self._wanted)

    # What Qt asks of it.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Wait for the first frame."""
        super().showEvent(event)
        self.first_paint.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the list of keys in its place."""
        super().resizeEvent(event)
        self._place_keys()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask nothing, lose nothing."""
        self._watch.stop()
        self._obeyed.stop()
        self._close_hearing()
        self.first_paint.forget()
        self.close_session()
        self._backstage.close()
        super().closeEvent(event)
