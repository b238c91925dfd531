"""Saves what is chosen on a set-up screen as a sound file: asks where, has it written, and tells the screen.

The folder is remembered while the program runs. Leaving the screen cancels the file: a session has priority.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from calfcoach.coach.saving import SUFFIXES, Saving, file_name
from calfcoach.coach.sound import make_renderer
from calfcoach.domain.plan import SessionPlan
from calfcoach.texts import marked, text
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.save_question import FileQuestion, SaveQuestion, folder_for, named

if TYPE_CHECKING:
    from calfcoach.audio.mixer import Renderer
    from calfcoach.ui.screens.setup import SetupScreen

MOST_WAIT_S = 15.0
"""How long a file waits for the words of an own exercise to be recorded."""

FILTERS = (marked("WAV sound (*.wav)"), marked("FLAC sound, a third of the size (*.flac)"))
"""In the order of `SUFFIXES`."""


class SaveAsAudio:
    """The files of one set-up screen. `problem` is the sentence to show where the last one could not be saved."""

    def __init__(self, screen: "SetupScreen", backstage: Backstage) -> None:
        self._screen, self._backstage = screen, backstage
        self._saving = Saving()
        self._refused: str | None = None
        self._question = FileQuestion()
        screen.save.connect(self._ask)
        screen.cancel_save.connect(self._cancel)

    @property
    def problem(self) -> str | None:
        """Why there is no file, in one sentence."""
        problem = self._refused or self._saving.progress.problem
        return None if problem is None else text("Not saved: {why}", why=problem)

    def look(self) -> None:
        """Show how far the file has come."""
        self._screen.show_saving(self._saving.progress)

    def close(self) -> None:
        """Cancel the file under way, and close the question; returns at once."""
        self._saving.close()
        self._question.close()

    def _ask(self) -> None:
        dialog = SaveQuestion(
            self._screen.window(),
            text("Save as audio"),
            str(folder_for(self._backstage.save_folder, QStandardPaths.StandardLocation.MusicLocation)),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = [text(each) for each in FILTERS]
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(SUFFIXES[0])
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(SUFFIXES[filters.index(chosen)]))
        dialog.selectFile(file_name(self._screen.model.item) + SUFFIXES[0])
        self._question.ask(
            dialog, lambda chosen: self._save(Path(chosen), SUFFIXES[filters.index(dialog.selectedNameFilter())])
        )

    def _save(self, chosen: Path, suffix: str) -> None:
        self._backstage.save_folder = chosen.parent
        path, self._refused = named(chosen, suffix, SUFFIXES)
        if self._refused is not None:
            self._saving.cancel()
            return
        own_words = self._backstage.own_words
        make = make_renderer(self._screen.scheme, self._backstage.settings)

        def make_with_own_words() -> "Renderer":
            own_words.wait(MOST_WAIT_S)
            return make()

        self._saving.begin(SessionPlan((self._screen.model.item,)), make_with_own_words, path)
        self.look()

    def _cancel(self) -> None:
        self._saving.cancel()
        self.look()
