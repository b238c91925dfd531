"""The window of the person who works with the program: one screen at a time, the keys, and the ring of the focus.

A guest of the program: it shows the screens it is given and says when it is being closed. Refuses to know which
screen comes after which, and what a session is.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from calfcoach.session.commands import UNDO_S, CommandKind
from calfcoach.ui.first_paint import FirstPaint
from calfcoach.ui.full_screen import FullScreen
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.theme import Theme
from calfcoach.ui.window_place import first_size, fits_with_frame, least_size

if TYPE_CHECKING:
    from calfcoach.session.commands import CommandSource
    from calfcoach.ui.focus import FocusRing
    from calfcoach.ui.keys import KeyMap
    from calfcoach.ui.note_line import NoteLine, Undo
    from calfcoach.ui.window_keys import WindowKeys


class MainWindow(QMainWindow):
    """Shows one screen at a time. `closing` says that it is about to close; what is behind it is to be closed then."""

    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setMinimumSize(least_size(self.screen().availableSize()))
        self.resize(first_size(self.screen().availableSize()))
        self._theme = theme
        self._screens = QStackedWidget()
        self.setCentralWidget(self._screens)
        self._keys: WindowKeys | None = None
        self._ring: FocusRing | None = None
        self._note: NoteLine | None = None
        self.full_screen = FullScreen(self)
        self.first_paint = FirstPaint(self)

    def show_first(self, fill: bool = False) -> None:
        """Show it for the first time: with its frame it fits the screen; where that is too small (or with `fill`) it
        fills the screen, so that nothing of it lies outside.
        """
        if fill or not fits_with_frame(self.screen().availableSize()):
            self.full_screen.fill()
        else:
            self.show()

    @property
    def screen_now(self) -> Screen | None:
        """The screen that is shown."""
        screen = self._screens.currentWidget()
        assert screen is None or isinstance(screen, Screen)
        return screen

    def show_screen(self, screen: Screen) -> None:
        """Show a screen in the place of the one before; its figures come after the window's first frame."""
        before = self._screens.currentWidget()
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if before is not None:
            self._screens.removeWidget(before)
            before.deleteLater()
        self.setWindowTitle(screen.title)
        if self._note is not None:
            self._note.show_on(on_stage=screen.on_stage)
        self._enable_keys()
        self.first_paint.then(lambda: screen.load_figures() if screen is self.screen_now else None)

    def set_theme(self, theme: Theme) -> None:
        """Look right in a theme that the program has just put on."""
        self._theme = theme
        if self._ring is not None:
            self._ring.set_theme(theme)
        if self._note is not None:
            self._note.set_theme(theme)
        if self.screen_now is not None:
            self.screen_now.set_theme(theme)
        self.place_keys()

    # Keys.

    def make_keys(
        self,
        key_map: "KeyMap",
        stage_key: "Callable[[CommandKind, CommandSource], object]",
        unseen: Callable[[], bool],
        attended: Callable[[], object],
        everywhere: Mapping[str, Callable[[], object]],
    ) -> None:
        """Make the ring of the focus and the keys, which no first frame needs; `stage_key` takes its commands.

        `everywhere` is what keys do that are not the window's own, by the action's name. `unseen` tells whether the
        screen has just come by itself: keys that confirm do nothing then. `attended` is told of every key, whatever it
        does.
        """
        from calfcoach.ui.focus import FocusRing
        from calfcoach.ui.keys import DEMO_ACTIONS, DESK_ACTIONS, START_BY_CLICKER
        from calfcoach.ui.window_keys import WindowKeys

        self._ring = FocusRing(self, self._theme)
        desk: dict[str, Callable[[], object]] = {
            action.name: partial(self._desk_key, action.name) for action in (*DESK_ACTIONS, *DEMO_ACTIONS)
        }
        desk[START_BY_CLICKER] = partial(self._desk_key, CommandKind.START, by_clicker=True)
        desk |= {"full_screen": self.full_screen.toggle, **everywhere}
        self._keys = WindowKeys(self, key_map, desk, stage_key, self._keys_room, unseen, attended)
        self._enable_keys()

    def use_keys(self, key_map: "KeyMap") -> None:
        """Let other keys be in force, and be shown."""
        if self._keys is not None and self.screen_now is not None:
            self._keys.use(key_map)
            self.screen_now.show_keys(self._keys.first_key)

    def session_ended(self) -> None:
        """Let Enter leave the stage, from now on."""
        if self._keys is not None:
            self._keys.at_the_end()

    def toggle_keys(self) -> None:
        """Show the list of keys, or hide it."""
        if self._keys is not None:
            self._keys.toggle_panel()

    def session_goes_on(self) -> None:
        """The end was undone: Enter does not leave the stage any more."""
        if self._keys is not None and self.screen_now is not None and self.screen_now.on_stage:
            self._keys.on_stage()

    def tell(self, line: str, undo: "Undo | None" = None, for_s: float = UNDO_S, start_undoes: bool = False) -> None:
        """Say in a line what was done, for some seconds, with a button and a key for `undo`; see `NoteLine.tell`."""
        if self._note is None:
            from calfcoach.ui.note_line import NoteLine

            self._note = NoteLine(self._theme, self, self._note_over)
        keys = self._keys.keys_to_undo(start_undoes) if self._keys is not None else ""
        self._note.tell(line, undo, keys, for_s, start_undoes)

    def place_keys(self) -> None:
        """Keep the list of keys in its place."""
        if self._keys is not None:
            self._keys.place_panel()

    def _enable_keys(self) -> None:
        """A key may do something else on another screen."""
        if self._keys is None or self.screen_now is None:
            return
        self._keys.use_those_of(self.screen_now)
        self.screen_now.show_keys(self._keys.first_key)

    def _desk_key(self, name: str, by_clicker: bool = False) -> None:
        # Esc while the list of keys is shown is meant for the list.
        if self.screen_now is None or (name == "leave_screen" and self._keys is not None and self._keys.hide_panel()):
            return
        if self._note is not None and self._note.is_undone_by(name, by_clicker):
            self._note.undo()
        else:
            self.screen_now.act(name)

    def _note_over(self) -> QWidget | None:
        return self.screen_now.note_over() if self.screen_now is not None else None

    def _keys_room(self) -> QRect | None:
        """Where the list of keys belongs on a screen that does not want it in the middle, pixels."""
        screen = self.screen_now
        room = screen.keys_room() if screen is not None else None
        return None if screen is None or room is None else room.translated(screen.mapTo(self, QPoint(0, 0)))

    # What Qt asks of it.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Wait for the first frame."""
        super().showEvent(event)
        self.first_paint.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the list of keys in its place."""
        super().resizeEvent(event)
        self.place_keys()
        if self._note is not None:
            self._note.place_soon()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close without a question; nothing is lost."""
        self.full_screen.forget()
        if self._note is not None:
            self._note.take_away()
        self.first_paint.forget()
        self.closing.emit()
        super().closeEvent(event)
