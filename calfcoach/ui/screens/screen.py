"""What every screen is: a theme and a scale for its parts, and what whoever shows it may ask of it.

A screen declares here what it can do; nobody looks for methods it may have. Refuses to know windows, keys and what
comes before and after a screen.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.player.protocol import Report


def named(part: QWidget) -> str:
    """What a part is called, by itself or by its text; empty where it has no name."""
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


class Beside(Protocol):
    """What goes on beside the screen until it is over or the screen is left."""

    @property
    def is_over(self) -> bool:
        """Whether it goes on no more."""

    def close(self) -> object:
        """Go on no more."""


class Screen(QWidget):
    """One screen. `title` names it in the window's title; `kit` makes its parts and scales them with the window.

    `desk_actions` holds what the keys outside a session do on it, by the action's name: `start`, `leave_screen`,
    `search`, `history`, `delete`, `save_picture`; a key whose action is not there does nothing.
    """

    is_come_back_to = False
    """Whether the keyboard goes where it was when the screen is shown again."""

    on_stage = False
    """Whether a session runs on it: then the session has the keys."""

    has_offers = False
    """Whether it has a place for what is offered before anything else."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        look(self, "screen")
        self.title = title
        self.setAccessibleName(title)
        self.kit = Kit(theme)
        self.desk_actions: dict[str, Callable[[], object]] = {}

    def load_figures(self) -> None:
        """Read and paint what the first frame is shown without; to be called once that has been shown."""

    def focus_first(self) -> None:
        """Put the keyboard where it belongs when the screen is shown."""

    def place(self) -> str | None:
        """Where the keyboard is, for when the screen is come back to; None where it begins anew each time."""
        at = QApplication.focusWidget()
        return named(at) if self.is_come_back_to and at is not None and self.isAncestorOf(at) else None

    def focus_place(self, place: str) -> None:
        """Put the keyboard where it was, as `place` told it; where that is no more it stays where it is."""
        for part in self.findChildren(QWidget):
            if part.isVisibleTo(self) and part.focusPolicy() != Qt.FocusPolicy.NoFocus and named(part) == place:
                part.setFocus()
                return

    def keys_room(self) -> QRect | None:
        """Where the list of keys hides nothing that has to be seen, in this widget's pixels; None for the middle."""
        return None

    def show_keys(self, first_key: Callable[[str], str]) -> None:
        """Show the keys of its actions; `first_key` tells an action's first key, empty where it has none."""

    def show_notices(self, notices: Iterable[str]) -> None:
        """Show what is wrong with settings and history, on the screen that tells it."""

    def offer(self, card: QWidget | None) -> None:
        """Show what is offered before anything else, in place of what was; None takes it away. Only where it
        `has_offers`.
        """

    def history_changed(self) -> None:
        """Show what is shown of the history anew: something of it was put back."""

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Take in what the sound reported; called every so often while the screen is shown and no session runs."""

    def keep_draft(self) -> None:
        """Have kept what was set here and not used yet: the program ends."""

    def fall_silent(self) -> None:
        """Make no more sound and write nothing more: another screen comes, or the program ends."""

    def set_theme(self, theme: Theme) -> None:
        """Look right in a theme that the program has just put on."""
        self.kit.theme = theme
        self.kit.refresh()
        for part in self.findChildren(QWidget):
            part.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale everything with the window."""
        super().resizeEvent(event)
        self.kit.fit(event.size())
