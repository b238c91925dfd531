"""The window: library → set-up → stage → summary, the keys, and what must outlive a screen (sound, history).

It moves from screen to screen as the person asks; it decides nothing about a session.
"""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from calfcoach.coach.station import SoundStation
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.settings import SettingsStore
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.keys import DESK_ACTIONS, STAGE_ACTIONS, WINDOW_ACTIONS, Action, KeyMap
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.schemes import scheme_titles
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.session import Session
from calfcoach.ui.theme import THEMES

LEAST_SIZE = (1024, 600)
STATION_MS = 50
"""Between two looks at the sound while no session runs."""


class MainWindow(QMainWindow):
    """The program's one window. It owns the screens and closes what it was given."""

    def __init__(
        self,
        store: SettingsStore,
        library: Library,
        station: SoundStation,
        history: History,
        events: Path | None = None,
        exit_when_finished: bool = False,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Calfcoach")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1366, 768)
        self._store, self._library = store, library
        self._station, self._history = station, history
        self._events, self._exit_when_finished = events, exit_when_finished
        self._theme = THEMES[store.settings.theme]
        self._session: Session | None = None
        self._key_map = KeyMap(store.settings.keys)
        self._screens = QStackedWidget()
        self.setCentralWidget(self._screens)
        self._ring = FocusRing(self, self._theme)
        self._keys_panel = KeysPanel(self._key_map, self)
        self._actions = {action.name: self._make_action(action) for action in WINDOW_ACTIONS}
        self._actions |= {action.name: self._make_action(action) for action in DESK_ACTIONS}
        self._stage_actions = {action.name: self._make_action(action) for action in STAGE_ACTIONS}
        self._connect_actions()
        self._watch = QTimer(self)
        self._watch.setInterval(STATION_MS)
        self._watch.timeout.connect(self._watch_sound)

    @property
    def screen_now(self) -> QWidget | None:
        """The screen that is shown."""
        return self._screens.currentWidget()

    @property
    def session(self) -> Session | None:
        """The session under way, if any."""
        return self._session

    # From screen to screen.

    def show_library(self) -> None:
        """Every exercise, read anew so that what was saved meanwhile is there."""
        self._library = self._library.reload()
        notices = [text for text in (self._store.problem, self._history.problem) if text is not None]
        screen = LibraryScreen(self._theme, self._library, notices)
        screen.chosen.connect(lambda exercise_id: self.show_setup(exercise_id, Choices()))
        self._show(screen)
        screen.focus_first()

    def show_setup(self, exercise_id: str, choices: Choices, scheme: str | None = None) -> None:
        """The set-up of one exercise, and the device woken for it.

        Raises:
            KnownError: no such exercise, or choices that are refused.
        """
        settings = self._store.settings
        exercise = self._library.find(exercise_id).exercise
        model = SetupModel.remembered(exercise, settings.last_used.get(exercise_id), choices)
        screen = SetupScreen(
            self._theme, model, scheme_titles(), scheme or settings.scheme, self._station.problem or self._store.problem
        )
        screen.started.connect(lambda: self._start_from(screen))
        screen.left.connect(self.show_library)
        self._show(screen)
        screen.start_button.setFocus()
        self._station.output.wake()
        self._watch.start()

    def start_session(self, plan: SessionPlan, scheme: str) -> None:
        """The stage, at once."""
        self._watch.stop()
        session = Session(plan, self._station, self._history, self._store.settings, scheme, self._events, self)
        self._session = session
        self._events = None
        screen = StageScreen(self._theme, session, self._key_map, self._store.settings.reduced_motion)
        session.over.connect(self._session_over)
        if self._exit_when_finished:
            session.leave_now()
        for action in self._stage_actions.values():
            action.setEnabled(True)
        self._show(screen)
        session.start()

    def close_session(self) -> None:
        """End the session under way, if there is one; what was completed is kept."""
        for action in self._stage_actions.values():
            action.setEnabled(False)
        if self._session is not None:
            self._session.close()
            self._session.deleteLater()
            self._session = None

    def _start_from(self, screen: SetupScreen) -> None:
        last_used = {**self._store.settings.last_used, screen.model.exercise.id: screen.model.last_used()}
        self._store.change(last_used=last_used, scheme=screen.scheme)
        self.start_session(SessionPlan((screen.model.item,)), screen.scheme)

    def _session_over(self) -> None:
        session = self._session
        assert session is not None
        if self._exit_when_finished:
            self.close()
            return
        coach = session.coach
        summary = SummaryScreen(
            self._theme, coach.plan, coach.machine.ledger, session.recorder, session.finished, session.took_s
        )
        exercise_id = coach.plan.items[0].exercise.id
        self.close_session()
        summary.saved.connect(self._save)
        summary.discarded.connect(self._discard)
        summary.again.connect(lambda note: self._again(note, exercise_id))
        self._show(summary)
        summary.focus_save()

    def _save(self, note: str) -> None:
        if note:
            self._history.annotate(note)
        self.show_library()

    def _discard(self) -> None:
        self._history.forget()
        self.show_library()

    def _again(self, note: str, exercise_id: str) -> None:
        if note:
            self._history.annotate(note)
        self.show_setup(exercise_id, Choices())

    def _show(self, screen: QWidget) -> None:
        before = self._screens.currentWidget()
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if before is not None:
            self._screens.removeWidget(before)
            before.deleteLater()

    def _watch_sound(self) -> None:
        self._station.poll()
        screen = self._screens.currentWidget()
        if isinstance(screen, SetupScreen):
            screen.show_problem(self._station.problem or self._store.problem)

    # Keys.

    def _make_action(self, action: Action) -> QAction:
        made = QAction(action.label, self)
        made.setShortcuts(self._key_map.sequences(action))
        self.addAction(made)
        return made

    def _connect_actions(self) -> None:
        self._actions["full_screen"].triggered.connect(self.toggle_full_screen)
        self._actions["keys"].triggered.connect(self._keys_panel.toggle)
        self._actions["start"].triggered.connect(self._start_key)
        self._actions["search"].triggered.connect(self._search_key)
        for name, action in self._stage_actions.items():
            action.setEnabled(False)
            action.triggered.connect(lambda _=False, name=name: self._stage_key(name))

    def _stage_key(self, name: str) -> None:
        if self._session is None:
            return
        self._keys_panel.hide()
        coach = self._session.coach
        if name == "leave" or (name == "stop" and self._session.finished):
            if self._session.finished:
                self._session.leave_now()
            return
        commands = {
            "pause": coach.toggle_pause,
            "skip": coach.skip,
            "back": coach.back,
            "more_rest": coach.extend_rest,
            "add_rep": coach.add_rep,
            "end_after_rep": coach.end_after_rep,
            "stop": coach.stop,
        }
        commands[name]()

    def _start_key(self) -> None:
        screen = self._screens.currentWidget()
        if isinstance(screen, SetupScreen):
            screen.started.emit()

    def _search_key(self) -> None:
        screen = self._screens.currentWidget()
        if isinstance(screen, LibraryScreen):
            screen.focus_search()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the list of keys in the middle."""
        super().resizeEvent(event)
        self._keys_panel.place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask nothing, lose nothing."""
        self._watch.stop()
        self.close_session()
        self._station.close()
        self._history.close()
        super().closeEvent(event)
