"""The base of every screen: a theme and a scale for its parts, and the methods that the main window may call.

All such methods are declared here, so that no caller has to test whether one exists. Refuses to know windows, keys
and what comes before and after a screen.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Effects, Theme

if TYPE_CHECKING:
    from calfcoach.player.protocol import Report


def named(part: QWidget) -> str:
    """The name of a part: its accessible name or its text; empty where it has neither."""
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


class Beside(Protocol):
    """A task that runs beside the screen until it ends or the screen is left."""

    def close(self) -> object:
        """End the task."""


class SoundUser(Protocol):
    """Makes sound for a screen, and needs the reports of the sound meanwhile."""

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Handle the reports since the last call; there may be none."""

    def fall_silent(self) -> None:
        """Stop all sound."""


class Screen(QWidget):
    """One screen. `title` names it in the window's title; `kit` makes its parts and scales them with the window.

    `desk_actions` holds what the keys outside a session do on it, by the action's name: `start`, `leave_screen`,
    `search`, `history`, `delete`, `save_picture`; a key whose action is not there does nothing.
    """

    is_come_back_to = False
    """Whether the keyboard focus returns to its last place when the screen is shown again."""

    on_stage = False
    """Whether a session runs on it: then the session has the keys."""

    on_demo = False
    """Whether a demonstration is on it, which has keys of its own."""

    is_left_first = False
    """Whether leaving it keeps what was said on it: then it is left before any other screen comes."""

    exercise_id: str | None = None
    """The exercise that it shows; None where it shows none of its own."""

    has_offers = False
    """Whether the screen has a place for an offer (see `offer`)."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        look(self, "screen")
        self.title = title
        self.setAccessibleName(title)
        self.kit = Kit(theme)
        self.desk_actions: dict[str, Callable[[], object]] = {}

    def act(self, action: str) -> None:
        """Do what the key of an action (by its name) does here, if it does anything."""
        if action in self.desk_actions:
            self.desk_actions[action]()

    def load_figures(self) -> None:
        """Read and paint what the first frame leaves out; to be called once the first frame has been shown."""

    def focus_first(self) -> None:
        """Put the keyboard on the part where a newly shown screen starts."""

    def place(self) -> str | None:
        """Where the keyboard is, to return to later; None if the screen always starts at its first part."""
        at = QApplication.focusWidget()
        return named(at) if self.is_come_back_to and at is not None and self.isAncestorOf(at) else None

    def focus_place(self, place: str) -> None:
        """Put the keyboard on a place that `place` returned; do nothing if this place no longer exists."""
        for part in self.findChildren(QWidget):
            if part.isVisibleTo(self) and part.focusPolicy() != Qt.FocusPolicy.NoFocus and named(part) == place:
                part.setFocus()
                return

    def keys_room(self) -> QRect | None:
        """Where the list of keys may be shown and hide nothing important, in this widget's pixels; None: the middle."""
        return None

    def list_room(self) -> QRect | None:
        """Where the list of other exercises may be shown and hide nothing important, in this widget's pixels; None: the
        middle.
        """
        return None

    def mention(self, _line: str, _for_s: float) -> bool:
        """Say something of less weight for some seconds, if there is a place for it; tells whether there is."""
        return False

    def note_over(self) -> QWidget | None:
        """What a line about what was done may cover, because nothing important is there; None: the foot."""
        return None

    def does_now(self, action: str) -> str:
        """What an action (by its name) does here now, where that is not what it usually does; else empty."""
        return ""

    def show_keys(self, first_key: Callable[[str], str]) -> None:
        """Show the keys of the screen's actions; `first_key` gives an action's first key, empty if it has none."""

    def show_notices(self, notices: Iterable[str]) -> None:
        """Show problems of settings and history, on a screen that has a place for them."""

    def offer(self, card: QWidget | None) -> None:
        """Show an offer above everything else, in place of the last one; None removes it. Only for a screen that
        `has_offers`.
        """

    def history_changed(self) -> None:
        """Show the history again after a part of it was restored."""

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Handle reports of the sound; called regularly while the screen is shown and no session runs."""

    def keep_draft(self) -> None:
        """Save choices that were made here but not used yet, since the program ends."""

    def fall_silent(self) -> None:
        """Stop all sound and writing, since another screen comes or the program ends."""

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme that the program has just applied, and the text size."""
        self.kit.theme = theme
        self.kit.fit(self.size())
        self.kit.refresh()
        for part in self.findChildren(QWidget):
            part.update()

    def set_effects(self, effects: Effects) -> None:
        """Show as much motion as the program has just been told to."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale everything with the window."""
        super().resizeEvent(event)
        self.kit.fit(event.size())
