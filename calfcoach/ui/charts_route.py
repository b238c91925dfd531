"""The way to the charts of an exercise. Also saves a chart as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QStandardPaths
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QFileDialog

from calfcoach.coach.saving import for_a_file
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import reason
from calfcoach.files.writing import replace_file
from calfcoach.texts import text
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.save_question import FileQuestion, SaveQuestion, folder_for, named
from calfcoach.ui.screens.history import HistoryPlace

if TYPE_CHECKING:
    from calfcoach.ui.program import Program
    from calfcoach.ui.screens.charts import ChartsScreen

SUFFIX = ".png"


class ChartsRoute:
    """Opens the charts."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._question = FileQuestion()

    def open(self, exercise: str, place: HistoryPlace | None = None, session_id: str | None = None) -> None:
        """Show the charts; Back leads to where the person came from: that place in the list, or that session."""
        from calfcoach.ui.screens.charts import ChartsScreen

        program = self._program
        reading = HistoryReading(program.backstage.history)
        person = place.wanted.person_id if place is not None else None
        known = program.library.entries.get(exercise)
        name = known.listing.name if known is not None else text("Charts")
        screen = ChartsScreen(program.theme, reading, exercise, person, name)
        if session_id is not None:
            screen.left.connect(lambda: program.show_past_session(session_id, place))
        else:
            screen.left.connect(lambda: program.show_history(place))
        screen.save_wanted.connect(lambda: self._ask(screen))
        program.show(screen)

    def _ask(self, screen: "ChartsScreen") -> None:
        """Ask where to save the picture; the question closes together with the screen."""
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        folder = folder_for(self._program.backstage.save_folder, pictures)
        dialog = SaveQuestion(screen, text("Save as picture"), str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([text("PNG picture (*.png)")])
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(f"{for_a_file(screen.name)} {for_a_file(text(screen.measure.label))}".strip() + SUFFIX)
        self._question.ask(dialog, lambda chosen: self._save(screen, Path(chosen)))

    def _save(self, screen: "ChartsScreen", chosen: Path) -> None:
        path, refused = named(chosen, SUFFIX, (SUFFIX,))
        if refused is None:
            try:
                refuse_own(path)
                replace_file(path, _png_of(screen))
                self._program.backstage.save_folder = path.parent
            except OSError as error:
                refused = text("{path} cannot be written: {reason}", path=path, reason=reason(error))
        if refused is None:
            screen.show_saved(text("Saved to {place}", place=path), wrong=False)
        else:
            screen.show_saved(text("Not saved: {why}", why=refused), wrong=True)


def _png_of(screen: "ChartsScreen") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(screen.picture())
    return bytes(buffer.data().data())
