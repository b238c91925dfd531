"""Asks for the file that the settings are written into or read from, and says on the screen how it went."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from calfcoach.errors import KnownError
from calfcoach.settings_copy import save_settings, take_settings
from calfcoach.texts import text
from calfcoach.ui.save_question import FileQuestion, SaveQuestion, folder_for, named
from calfcoach.ui.screens.settings import SettingsScreen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program

SUFFIX = ".json"


class SettingsFiles(QObject):
    """What the two buttons of the card do."""

    def __init__(self, program: "Program", screen: SettingsScreen) -> None:
        super().__init__(screen)
        self._program, self._screen = program, screen
        self._question = FileQuestion()
        screen.about.save_wanted.connect(self._ask_where)
        screen.about.take_wanted.connect(self._ask_which)

    def save(self, chosen: Path) -> None:
        """Write the settings into a file."""
        path, problem = named(chosen, SUFFIX, (SUFFIX,))
        if problem is not None:
            self._screen.about.say(f"{text('Not saved: {why}', why=problem)}.")
            return
        self._program.backstage.save_folder = path.parent
        try:
            self._screen.about.say(save_settings(self._program.backstage.settings, path))
        except KnownError as error:
            self._screen.about.say(str(error))

    def take(self, source: Path) -> None:
        """Let the settings of a file be in force, in every window at once; that can be undone for a while."""
        try:
            taken = take_settings(self._program.backstage.store, source)
        except KnownError as error:
            self._screen.about.say(str(error))
            return
        if taken.before:
            _show_again(self._program, taken.said)
            self._program.window.tell(
                text("Settings were taken from a file."),
                lambda: _undo(self._program, taken.before),
            )
        else:
            self._screen.about.say(taken.said)

    def _ask_where(self) -> None:
        dialog = SaveQuestion(self._screen.window(), text("Save the settings as a file"), str(self._folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(text("Calfcoach settings") + SUFFIX)
        self._question.ask(dialog, lambda name: self.save(Path(name)))

    def _ask_which(self) -> None:
        dialog = QFileDialog(self._screen.window(), text("Take settings from a file"), str(self._folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._question.ask(dialog, lambda name: self.take(Path(name)))

    def _folder(self) -> Path:
        return folder_for(self._program.backstage.save_folder, QStandardPaths.StandardLocation.DocumentsLocation)


def _undo(program: "Program", before: dict[str, object]) -> None:
    program.backstage.store.change(**before)
    _show_again(program, text("The settings are as they were before."))


def _show_again(program: "Program", said: str) -> None:
    """Let changed settings be in force in every window, and be seen where the settings are shown."""
    program.change_keys()
    program.look_again()
    program.audience.place_again()
    if isinstance(program.screen_now, SettingsScreen):
        program.show_settings()
        program.screen_now.about.say(said)
