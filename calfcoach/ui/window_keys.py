"""The keys of the window: actions with their shortcuts, tied to what they do, and the list of them.

Knows which keys work when; what an action does is the window's.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from calfcoach.session.commands import COMMANDS, CommandKind, CommandSource, CommandSpec
from calfcoach.texts import text
from calfcoach.ui.keys import (
    AUDIENCE_ACTIONS,
    DEMO_ACTIONS,
    DESK_ACTIONS,
    STAGE_ACTIONS,
    START,
    START_BY_CLICKER,
    TAKES_EVERY_KEY,
    WINDOW_ACTIONS,
    Action,
    KeyMap,
    is_of_clicker,
    name_of,
)
from calfcoach.ui.keys_panel import KeysPanel

if TYPE_CHECKING:
    from calfcoach.ui.screens.screen import Screen


class HeldKeys(QObject):
    """Makes a key that is held down count once: Enter and Space, wherever the focus is, and every shortcut.

    Without it a held Enter goes on pressing what has the focus next, from the library to Start. In a text Space is a
    letter; arrows, Page ↓ and letters go on repeating where they are no shortcut.

    While `unseen` tells that the screen has just come by itself, Enter and Space press nothing at all. `attended` is
    told of every key that is pressed, whatever it does, and of a press of the mouse or a finger beside the buttons.
    A key that `works` says no to does nothing anywhere, in a text neither.

    Theory of operation: X11 repeats a key as a release and a press at the same millisecond, and Qt calls that a repeat
    only where both have come in by the time it looks. So a press at the very time of a release is one, too.
    """

    ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def __init__(
        self,
        window: QWidget,
        unseen: Callable[[], bool],
        attended: Callable[[], object],
        works: Callable[[QKeySequence], bool],
    ) -> None:
        super().__init__(window)
        self._unseen, self._attended, self._works = unseen, attended, works
        self._released: tuple[int, int] | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        window.installEventFilter(self)
        app.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, app.focusWidget())

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        # Only on the widget with the focus: a filter on the whole program would be called for every paint.
        if old is not None and isValid(old) and old is not self.parent():
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Swallow the repeats, and keep them from the shortcuts."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._attended()
        if not isinstance(event, QKeyEvent):
            return False
        waits = watched.property(TAKES_EVERY_KEY)
        if not waits and not self._works(QKeySequence(event.keyCombination())):
            event.accept()  # accepting a ShortcutOverride keeps Qt from running the shortcut
            return True
        at = (event.key(), event.timestamp())
        if event.type() == QEvent.Type.KeyRelease:
            self._released = at if event.timestamp() else None
            return False
        space = event.key() == Qt.Key.Key_Space and not isinstance(watched, QLineEdit)
        confirms = space or event.key() in self.ENTER
        if not event.isAutoRepeat() and at != self._released:
            self._attended()
            return confirms and event.type() == QEvent.Type.KeyPress and self._unseen()
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return confirms


class WindowKeys:
    """All actions of a window. `desk` has what the desk's and the window's own actions do, by name; `stage` does
    the stage's, given their names; `room` tells where the list of them belongs, None for the middle.
    """

    def __init__(
        self,
        window: QWidget,
        key_map: KeyMap,
        desk: Mapping[str, Callable[[], object]],
        stage: Callable[[CommandKind, CommandSource], object],
        room: Callable[[], QRect | None],
        unseen: Callable[[], bool] = lambda: False,
        attended: Callable[[], object] = lambda: None,
    ) -> None:
        self._window, self._key_map = window, key_map
        self._stage, self._room = stage, room
        self._panel: KeysPanel | None = None
        self._screen: Callable[[], Screen | None] = lambda: None
        self._held = HeldKeys(window, unseen, attended, self._works)
        self._unseen = unseen
        self._made: list[tuple[QAction, Action, CommandSource | None]] = []
        own = {"keys": self.toggle_panel, **desk}
        self._desk, self._demo = (
            {action.name: self._make(action, partial(self._desk_key, own, action.name)) for action in group}
            for group in ([each for each in DESK_ACTIONS if each is not START], DEMO_ACTIONS)
        )
        for name, source in ((START.name, CommandSource.KEY), (START_BY_CLICKER, CommandSource.CLICKER)):
            self._desk[name] = self._make(START, partial(self._desk_key, own, name), source)
        for action in (*WINDOW_ACTIONS, *AUDIENCE_ACTIONS):
            self._make(action, own[action.name])
        self._on_stage = {
            (kind, source): self._make(action, partial(self._stage_key, kind, source), source)
            for action in STAGE_ACTIONS
            for kind in [CommandKind(action.name)]
            for source in (CommandSource.KEY, CommandSource.CLICKER)
        } | {(spec.kind, CommandSource.MEDIA_KEY): self._make_media(spec) for spec in COMMANDS if spec.media_keys}

    def _works(self, keys: QKeySequence) -> bool:
        """Whether a key may do anything now."""
        return not self._key_map.clicker_only or is_of_clicker(keys, self._key_map.own)

    def use(self, key_map: KeyMap) -> None:
        """Let other keys be in force."""
        self._key_map = key_map
        for made, action, source in self._made:
            made.setShortcuts(_keys_of(key_map, action, source))
        if self._panel is not None:
            self._panel.deleteLater()
            self._panel.hide()
            self._panel = None

    def use_those_of(self, screen: "Screen") -> None:
        """Let the keys of a screen work, as it declares what it is."""
        self._screen = ref(screen)  # a screen that is left shall go, and what it has made with it
        if screen.on_stage:
            self.on_stage()
        elif screen.on_demo:
            self.on_demo()
        else:
            self.on_the_desk()

    def on_the_desk(self) -> None:
        """The keys of a screen on which no session runs."""
        self._enable(stage=False)

    def on_demo(self) -> None:
        """The keys of a demonstration; of the desk's there is the way back alone."""
        self._enable(stage=False)
        for name, action in self._desk.items():
            action.setEnabled(name == "leave_screen")
        for action in self._demo.values():
            action.setEnabled(True)

    def on_stage(self) -> None:
        """The keys of a session. Until the way out is shown, Enter belongs to the button that has the focus."""
        self._enable(stage=True)
        self._enable_leaving(False)

    def at_the_end(self) -> None:
        """The session has ended: Enter goes on."""
        self._enable_leaving(True)

    def first_key(self, name: str) -> str:
        """The first key of an action as a person reads it; empty where it has none."""
        return self._key_map.first(name)

    def keys_to_undo(self, by_start: bool) -> str:
        """The first key that undoes, as a person reads it; `by_start`: and the start button of a clicker."""
        of_clicker = [name_of(keys) for keys in self._key_map.sequences_of(START, CommandSource.CLICKER) if by_start]
        return ", ".join(filter(None, (self.first_key(CommandKind.UNDO), *of_clicker[:1])))

    def place_panel(self) -> None:
        """Keep the list of keys in its place."""
        if self._panel is not None:
            self._panel.place()

    def hide_panel(self) -> bool:
        """Take the list of keys away; whether it was there."""
        there = self._panel is not None and self._panel.isVisible()
        if self._panel is not None:
            self._panel.hide()
        return there

    def _enable_leaving(self, enabled: bool) -> None:
        for (kind, _), action in self._on_stage.items():
            if kind is CommandKind.LEAVE:
                action.setEnabled(enabled)

    def _make(self, action: Action, do: Callable[[], object], source: CommandSource | None = None) -> QAction:
        """An action with its keys: with all of them, or with those of a source."""
        made = QAction(text(action.label), self._window)
        made.setShortcuts(_keys_of(self._key_map, action, source))
        self._made.append((made, action, source))
        made.setAutoRepeat(False)  # a key that is held down counts once
        made.triggered.connect(lambda: do())
        self._window.addAction(made)
        return made

    def _make_media(self, spec: CommandSpec) -> QAction:
        """The media keys; a person cannot give them to another action."""
        made = QAction(self._window)
        made.setShortcuts([QKeySequence(key) for key in spec.media_keys])
        made.setAutoRepeat(False)
        made.triggered.connect(lambda: self._stage_key(spec.kind, CommandSource.MEDIA_KEY))
        self._window.addAction(made)
        return made

    def _enable(self, stage: bool) -> None:
        self.hide_panel()
        for action in self._desk.values():
            action.setEnabled(not stage)
        for action in self._demo.values():
            action.setEnabled(False)
        for action in self._on_stage.values():
            action.setEnabled(stage)

    def toggle_panel(self) -> None:
        """Show the list of keys, or hide it."""
        if self._panel is None:
            self._panel = KeysPanel(
                self._key_map,
                self._room,
                self._window,
                lambda: self._demo["demo_step"].isEnabled(),
                self._does_now,
            )
        self._panel.toggle()

    def _does_now(self, action: str) -> str:
        screen = self._screen()
        return "" if screen is None else screen.does_now(action)

    def _desk_key(self, own: Mapping[str, Callable[[], object]], name: str) -> None:
        # Both save what the screen that comes after a session shows.
        if not (name in ("leave_screen", CommandKind.START, START_BY_CLICKER) and self._unseen()):
            own[name]()

    def _stage_key(self, kind: CommandKind, source: CommandSource) -> None:
        # Whatever lies over the stage delays no key: Esc takes the list of keys away and stops in place.
        self.hide_panel()
        self._stage(kind, source)


def _keys_of(key_map: KeyMap, action: Action, source: CommandSource | None) -> list[QKeySequence]:
    """The keys of an action: all of them, or those of a source."""
    return key_map.sequences(action) if source is None else key_map.sequences_of(action, source)
