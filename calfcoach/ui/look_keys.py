"""The keys that change how everything looks, in the middle of a set too, and the line that says what they did.

Refuses to know where on a screen such a line has its place.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from calfcoach.setting_values import TEXT_SIZE, THEME
from calfcoach.texts import text
from calfcoach.ui.announcing import announce

if TYPE_CHECKING:
    from calfcoach.settings import Settings
    from calfcoach.ui.program import Program

MENTION_S = 5.0
"""How long a line of less weight is shown. Our own choice: it is one short sentence."""


class LookKeys:
    """What the keys of `keys.LOOK_ACTIONS` do."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self.actions: dict[str, Callable[[], object]] = {
            "theme": self._next_theme,
            "text_size": self._next_text_size,
            "motion": self._toggle_motion,
            "flash": self._toggle_flash,
        }
        """By the action's name."""

    @property
    def _settings(self) -> "Settings":
        return self._program.backstage.settings

    def _change(self, **changes: object) -> None:
        self._program.backstage.store.change(**changes)
        self._program.look_again()

    def _mention(self, line: str) -> None:
        """Say something of less weight for a moment: not in place of an offer to undo, and over a set where it covers
        nothing that is counted.
        """
        from calfcoach.ui.note_line import NoteLine

        window, screen = self._program.window, self._program.screen_now
        told = window.findChild(NoteLine)
        if screen is not None and screen.mention(line, MENTION_S):
            announce(window, line)
        elif told is None or not told.offers_undo:
            window.tell(line, for_s=MENTION_S)

    def _next_theme(self) -> None:
        self._change(theme=_after(self._settings.theme, list(THEME.names)))
        self._mention(text("Theme: {theme}", theme=text(THEME.names[self._settings.theme])))

    def _toggle_motion(self) -> None:
        reduced = not self._settings.reduced_motion
        self._change(reduced_motion=reduced)
        self._mention(text("Reduced motion is on") if reduced else text("Reduced motion is off"))

    def _toggle_flash(self) -> None:
        on = not self._settings.flash
        self._change(flash=on)
        self._mention(text("The flash at each phase is on") if on else text("The flash at each phase is off"))

    def _next_text_size(self) -> None:
        self._change(text_size=_after(self._settings.text_size, list(TEXT_SIZE.names)))
        self._mention(text("Text size: {size}", size=text(TEXT_SIZE.names[self._settings.text_size])))


def _after(now: str, names: list[str]) -> str:
    """The value after the one that is chosen now, round and round."""
    return names[(names.index(now) + 1) % len(names)]
