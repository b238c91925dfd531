"""Which theme a choice of the settings means; as the system is, it follows the system."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from calfcoach.setting_values import ThemeName
from calfcoach.ui.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme


def worn(choice: ThemeName) -> Theme:
    """The theme of a choice. `system` is high contrast where the system asks for more of it, else light or dark."""
    if choice != "system":
        return THEMES[choice]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return LIGHT if hints.colorScheme() is Qt.ColorScheme.Light else DARK


def follow_system(change: Callable[[], object]) -> None:
    """Call `change`, a method of a QObject, whenever the system has changed its colours."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(change)
    hints.accessibility().contrastPreferenceChanged.connect(change)
