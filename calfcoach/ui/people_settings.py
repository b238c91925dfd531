"""What the settings of people do: somebody new, another name, one person exported or deleted whole.

A deleted person disappears from the screen at once, and from the history ten seconds later or when the program ends.
Until then it can be undone. A copy of the history is made before.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from calfcoach.errors import KnownError
from calfcoach.files.reading import reason
from calfcoach.history import backup
from calfcoach.history.people import Trainee, added, name_for, people_in, removed, renamed
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.transfer.carrying_out import export
from calfcoach.session.commands import UNDO_S
from calfcoach.texts import text
from calfcoach.ui.looked_up import LookedUp
from calfcoach.ui.save_question import FileQuestion, SaveQuestion, folder_for, named
from calfcoach.ui.screens.settings_people import PeopleCard

if TYPE_CHECKING:
    from calfcoach.history.store import History
    from calfcoach.ui.program import Program

SETTLE_S = 2.0
"""How long a worker waits until what was just handed over is written."""

FILES = (".json", ".csv")


class Removal(QObject):
    """A person who is deleted in ten seconds, or with the program's end; until then it can be undone."""

    def __init__(self, program: "Program", person: Trainee, back: Callable[[], object]) -> None:
        super().__init__(program)
        self._program, self._person, self._back = program, person, back
        self._wait = QTimer(self, singleShot=True, interval=round(UNDO_S * 1000))
        self._wait.timeout.connect(self._copy)
        self._copying: LookedUp[str | None] | None = None
        self._wait.start()
        program.removals[person.id] = self
        program.window.tell(text("{name} is deleted with all they did.", name=person.shown), self.undo)

    def undo(self) -> None:
        """Keep the person after all."""
        if self._program.removals.pop(self._person.id, None) is not None:
            self._wait.stop()
            if self._copying is not None:
                self._copying.close()
            self._back()

    def carry_out(self) -> None:
        """Delete now, without waiting any longer, because the program ends."""
        if self._copying is not None:
            self._copying.close()
        self._wait.stop()
        self._finish(_copied(self._program.backstage.history.path))

    def _copy(self) -> None:
        """Make the copy on a worker, so that no frame is late: a set may have begun in the meantime."""
        self._wait.stop()
        path = self._program.backstage.history.path
        self._copying = LookedUp(self, "removal", lambda _given_up: _copied(path), self._finish)

    def _finish(self, problem: str | None) -> None:
        if self._program.removals.pop(self._person.id, None) is None:
            return
        if problem is None:
            self._program.backstage.history.submit(removed(self._person.id))
        else:
            self._program.window.tell(text("Nothing was deleted, because no copy could be made: {why}.", why=problem))
            self._back()


class PeopleSettings:
    """The card of people on the settings, and what its buttons do."""

    def __init__(self, program: "Program", card: PeopleCard, is_shown: Callable[[], bool]) -> None:
        self._program, self._card, self._is_shown = program, card, is_shown
        self._people: tuple[Trainee, ...] = ()
        self._question = FileQuestion()
        card.added.connect(self._add)
        card.renamed.connect(self._rename)
        card.deleted.connect(self._delete)
        card.exported.connect(self._export)
        history = program.backstage.history
        self.looked_up = LookedUp(card, "people", lambda _given_up: _read(history), self._show)

    def _show(self, people: tuple[Trainee, ...]) -> None:
        self._people = tuple(each for each in people if each.id not in self._program.removals)
        self._card.show_people([(each.id, each.name) for each in self._people])

    def _add(self, typed: str) -> None:
        try:
            name = name_for(self._people, typed)
        except KnownError as error:
            self._card.say(f"{error}.")
            return
        key, changes = added(name)
        self._program.backstage.history.submit(changes)
        self._card.say(None)
        self._card.clear_new()
        self._show((*self._people, Trainee(key, name)))

    def _rename(self, person: str, typed: str) -> None:
        try:
            name = name_for(self._people, typed, but=person)
        except KnownError as error:
            self._card.say(f"{error}.")
            return
        self._program.backstage.history.submit(renamed(person, name))
        self._card.say(None)
        self._show(tuple(Trainee(each.id, name) if each.id == person else each for each in self._people))

    def _delete(self, person: str) -> None:
        before = self._people
        (gone,) = (each for each in before if each.id == person)
        self._card.say(None)
        Removal(self._program, gone, lambda: self._back(before))
        self._show(before)

    def _back(self, before: tuple[Trainee, ...]) -> None:
        if self._is_shown():
            self._show(before)

    def _export(self, person: str) -> None:
        (wanted,) = (each for each in self._people if each.id == person)
        folder = folder_for(self._program.backstage.save_folder, QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = SaveQuestion(self._card, text("Export"), str(folder / f"{wanted.shown}.json"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([text("JSON, read back by Calfcoach (*.json)"), text("CSV table (*.csv)")])
        self._question.ask(dialog, lambda chosen: self.export(person, Path(chosen)))

    def export(self, person: str, chosen: Path) -> None:
        """Write what one person did into a file, on a worker, and say where the file is."""
        target, problem = named(chosen, FILES[0], FILES)
        if problem is not None:
            self._card.say(f"{problem}.")
            return
        program = self._program
        program.backstage.save_folder = target.parent
        history = program.backstage.history
        self._card.say(None)
        program.window.tell(text("Exporting…"))
        LookedUp(program, "export", lambda _up: _exported(history, target, person), program.window.tell)


def _copied(path: Path) -> str | None:
    """Make a copy of the history; returns why it could not be made, or None."""
    try:
        backup.make(path, "before-removal")
    except OSError as error:
        return reason(error)
    except sqlite3.Error as error:
        return str(error)
    return None


def _read(history: "History") -> tuple[Trainee, ...]:
    history.settle(SETTLE_S)
    try:
        with Reader(history.path) as reader:
            return people_in(reader)
    except HistoryUnreadable:
        return ()


def _exported(history: "History", target: Path, person: str) -> str:
    """The sentence that tells how the export ended."""
    history.settle(SETTLE_S)
    try:
        export(history.path, target, "own", lambda _share: None, person, replace=True)  # the dialog has asked
    except KnownError as error:
        return text("Not exported: {why}.", why=error)
    return text("Exported to {place}.", place=target)
