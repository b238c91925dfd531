"""The way to another exercise from whatever is shown, a running set too.

Refuses to know how the exercises are shown and searched.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.library.entries import Listing
from calfcoach.session.commands import CommandKind, CommandSource, allowed
from calfcoach.session.events import EventKind
from calfcoach.texts import text
from calfcoach.ui.quick_change import QuickChange
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.wording.any_lift import ANY_LIFT, any_lift
from calfcoach.wording.errors import error_text

if TYPE_CHECKING:
    from calfcoach.coach.conductor import TimedEvent
    from calfcoach.ui.program import Program
    from calfcoach.ui.session import Session
    from calfcoach.ui.theme import Theme


GOES_ON = (EventKind.RESUME, EventKind.UNDO, EventKind.STOP, EventKind.FINISHED)
"""After these a set is no longer as it was when the exercises were shown over it."""


class ChangeRoute:
    """Opens the palette of exercises over a program's window, and takes what is chosen there."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._palette: QuickChange | None = None
        self._session: Session | None = None
        """The session under the palette."""
        self._focus_before: QWidget | None = None

    def toggle(self) -> None:
        """Show the exercises, or take them away. A set under way is stopped in place at once."""
        program = self._program
        if self._palette is not None:
            self._give_up()
            return
        if program.session is not None:
            self._session = program.session
            self._session.bridge.happened.connect(self._follow)
            self._session.bridge.seen.connect(self._session.coach.attend)
            state = program.session.coach.machine.state
            for kind in (CommandKind.HALT, CommandKind.PAUSE):
                if allowed(kind, state):
                    program.session.command(kind, CommandSource.SCREEN)
                    break
        self._focus_before = QApplication.focusWidget()
        self._palette = QuickChange(program.theme, self._offered(), self._line(), program.window, self._room)
        self._palette.chosen.connect(self._choose)
        self._palette.given_up.connect(self._give_up)
        self._palette.left.connect(self.close)
        self._palette.open()
        self._show_keys()

    @property
    def is_open(self) -> bool:
        """Whether the exercises are shown."""
        return self._palette is not None

    def _room(self) -> QRect | None:
        """Where they belong over the screen that is shown, pixels of the window; None for its middle."""
        screen = self._program.screen_now
        room = screen.list_room() if screen is not None else None
        return room.translated(screen.mapTo(self._program.window, QPoint(0, 0))) if screen and room else None

    def _show_keys(self) -> None:
        """Let the screen below name the keys that it has now."""
        if (screen := self._program.screen_now) is not None:
            screen.show_keys(self._program.key_map.first)

    def set_theme(self, theme: "Theme") -> None:
        """Look right in another theme."""
        if self._palette is not None:
            self._palette.set_theme(theme)

    def close(self) -> bool:
        """Take the palette away."""
        if self._session is not None:
            self._session.bridge.happened.disconnect(self._follow)
            self._session.bridge.seen.disconnect(self._session.coach.attend)
            self._session = None
        palette, self._palette = self._palette, None  # hiding it takes the keyboard from it, which closes it too
        if palette is not None:
            palette.hide()
            palette.deleteLater()
            self._show_keys()
        return True

    def _follow(self, timed: "TimedEvent") -> None:
        """Take the exercises away where the set under them goes on: by a headset's key, or by its clock."""
        if self._palette is not None and timed.event.kind in GOES_ON:
            self._give_up()

    def _give_up(self) -> None:
        """Take the exercises away, and put the keyboard back to where it was."""
        before, screen = self._focus_before, self._program.screen_now
        self.close()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif screen is not None:
            screen.setFocus()

    def _offered(self) -> list[Listing]:
        """All exercises, any lift and the person's own lifts: the last used first, then the favourites; the one that is
        shown comes last. A demonstration has no lifts of which nothing is known.
        """
        program = self._program
        used = program.backstage.settings.used_now
        favourites = program.backstage.settings.favourites
        here = program.screen_now.exercise_id if program.screen_now is not None else None
        if program.session is not None:
            here = program.session.coach.view().exercise.id

        lifts = program.backstage.settings.lifts_now

        def place(listing: Listing) -> tuple[bool, float, bool]:
            if listing.id == ANY_LIFT:
                lift = lifts.get(listing.name)
                return False, -lift.used_at_s if lift is not None else 0.0, True
            last = used.get(listing.id)
            at_s = last.used_at_s if last is not None and last.used_at_s is not None else 0.0
            return listing.id == here, -at_s, not favourites.get(listing.id, False)

        shows = program.screen_now is not None and program.screen_now.on_demo
        named = [] if shows else [any_lift(name, Phase(lift.start)) for name, lift in lifts.items()]
        unknown = [] if shows else [Listing.of(each) for each in (*named, any_lift())]
        return sorted((*(entry.listing for entry in program.library.listed), *unknown), key=place)

    def _line(self) -> str:
        program = self._program
        if program.session is not None and program.session.for_class:
            return text("↑ ↓ and Enter choose. The class ends, and nothing of it is kept. Esc: back, it stays stopped.")
        if program.session is not None:
            return text(
                "↑ ↓ and Enter choose. The session ends, and what was done of it is kept. Esc: back, it stays stopped."
            )
        return text("↑ ↓ and Enter choose. Esc: everything stays as it is.")

    def _choose(self, listing: Listing) -> None:
        program, exercise_id = self._program, listing.id
        self.close()
        screen = program.screen_now
        ended = program.set_session_aside()
        if screen is not None and screen.is_left_first:
            screen.desk_actions["leave_screen"]()
        try:
            if screen is not None and screen.on_demo:
                from calfcoach.ui.screens.demo import DemoScreen  # it can show wrong poses: a session never loads it

                assert isinstance(screen, DemoScreen)
                exercise = program.library.find(exercise_id).exercise
                last = program.backstage.settings.used_now.get(exercise_id)
                item = SetupModel.remembered(exercise, last, Choices()).item
                back = partial(program.show_setup, exercise_id, Choices())
                program.show_demo(item, program.backstage.settings.scheme, back, like=screen.heard)
            else:
                lift = listing.name if listing.name in program.backstage.settings.lifts_now else ""
                program.show_setup(exercise_id, Choices(), lift=lift if exercise_id == ANY_LIFT else "")
        except KnownError as error:
            program.show_library()
            program.window.tell(f"{error_text(error)}.")
            return
        if ended is not None:
            undo = (lambda: program.go_on(ended, CommandKind.UNDO, CommandSource.SCREEN)) if ended.undo_left_s else None
            kept = text("The session has ended; what was done of it is kept.")
            program.window.tell(text("The class has ended.") if ended.for_class else kept, undo)
