"""The way to the library, and from it to a set-up and to the settings."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.resources import user_exercises_dir
from calfcoach.texts import text
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.wording.any_lift import ANY_LIFT

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


READ_S = 4.0
"""Seconds of reading after which the exercises read so far are shown."""

BREATH_S = 0.001
"""The pause between two files, each of which takes two or three thousandths of a second."""


class LibraryRoute:
    """Opens the library."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self) -> None:
        """Show every exercise, and what is wrong with settings and history."""
        program = self._program
        last_used = program.backstage.settings.used_now
        used = sorted(last_used, key=lambda name: last_used[name].used_at_s or 0.0)
        favourites = [name for name, is_one in program.backstage.settings.favourites.items() if is_one]
        screen = LibraryScreen(program.theme, program.library, program.backstage.notices, used, favourites)
        screen.favoured.connect(self._keep_favourite)
        screen.stale.connect(lambda: self._read_anew(screen))
        screen.chosen.connect(lambda exercise_id: program.show_setup(exercise_id, Choices()))
        screen.lift_wanted.connect(lambda name: program.show_setup(ANY_LIFT, Choices(), lift=name))
        screen.history_wanted.connect(lambda: program.show_history())
        screen.settings_wanted.connect(program.show_settings)
        screen.folder_wanted.connect(_open_own_folder)
        screen.new_wanted.connect(self._begin_exercise)
        program.show(screen)
        program.window.first_paint.then(lambda: self._watch(screen))
        program.window.first_paint.then(lambda: self._read_on(screen))

    def _watch(self, screen: LibraryScreen) -> None:
        """Show what is saved, mended or removed in the person's folder while the library is shown."""
        program = self._program
        if screen is not program.screen_now or program.library.user_dir is None:
            return
        from calfcoach.ui.folder_watch import FolderWatch

        FolderWatch(program.library.user_dir, screen).changed.connect(lambda: self._read_anew(screen))

    def _read_anew(self, screen: LibraryScreen) -> None:
        program = self._program
        self._show(screen, program.library.reload(at_once=True))
        self._read_on(screen)

    def _show(self, screen: LibraryScreen, fresh: Library) -> None:
        program = self._program
        if fresh is not program.library:
            program.library = fresh
            screen.show_library(fresh)

    def _read_on(self, screen: LibraryScreen) -> None:
        """Read the files that were left unread, beside the window, and show them as they come."""
        program = self._program
        if screen is not program.screen_now or not program.library.unread or screen.reader is not None:
            return
        from calfcoach.ui.looked_up import LookedUp

        library = program.library

        def read(given_up: Callable[[], bool]) -> Library:
            until_s = monotonic() + READ_S
            return library.read_on(lambda: given_up() or monotonic() > until_s or _breathe())

        def show(found: Library) -> None:
            screen.reader = None
            if program.library is library:  # otherwise the library has changed meanwhile, and the new one is read on
                self._show(screen, found)
            self._read_on(screen)

        screen.reader = LookedUp(screen, "library", read, show)

    def _begin_exercise(self) -> None:
        """Write a new exercise from the template and open it in the system's editor; the library sees it by itself."""
        from calfcoach.library.template import new_exercise

        program = self._program
        try:
            path = new_exercise(user_exercises_dir(), program.library.entries)
        except KnownError as error:
            program.window.tell(f"{error}.")
            return
        if _opened_by_the_system(path):
            program.window.tell(text("New exercise: {path}. Change it in the editor and save.", path=path))
        else:
            program.window.tell(text("New exercise: {path}. Open it in an editor, change it and save.", path=path))

    def _keep_favourite(self, exercise_id: str, favourite: bool) -> None:
        store = self._program.backstage.store
        others = {name: is_one for name, is_one in store.settings.favourites.items() if name != exercise_id}
        store.change(favourites={**others, exercise_id: True} if favourite else others)


def _breathe() -> bool:
    """Let the window have its turn between two files: only one thread of Python runs at a time."""
    sleep(BREATH_S)
    return False


def _open_own_folder() -> None:
    """Show the folder of the person's own exercises in the system's way; it is made where it is not there."""
    folder = user_exercises_dir()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    _opened_by_the_system(folder)


def _opened_by_the_system(path: Path) -> bool:
    from PySide6.QtCore import QUrl  # loaded here: hardly a start opens anything
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
