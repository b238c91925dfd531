"""The way to the history's files and copies, and what its buttons do: export, import, take back, copy, put back.

Everything is done on a worker, whole or not at all. Leaving the page gives it up.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from calfcoach.errors import KnownError
from calfcoach.files.reading import reason
from calfcoach.history import backup
from calfcoach.history.people import Trainee, people_in
from calfcoach.history.reader import Reader
from calfcoach.history.restore import prove, restore, sessions_in
from calfcoach.history.schema import ONLY_PERSON
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.taking_in import opened_import, take_back
from calfcoach.history.transfer.undo import was_any
from calfcoach.history.transfer.words import survey_lines
from calfcoach.texts import marked, plural, text
from calfcoach.ui.long_work import LongWork, Steps
from calfcoach.ui.looked_up import LookedUp
from calfcoach.ui.save_question import FileQuestion, SaveQuestion, folder_for, named
from calfcoach.ui.screens.history import HistoryPlace
from calfcoach.ui.screens.history_files import HistoryFilesScreen

if TYPE_CHECKING:
    from calfcoach.history.store import History
    from calfcoach.ui.program import Program

SETTLE_S = 2.0
"""How long a worker waits until what was just handed over is written."""

LAYOUTS = (
    (marked("JSON, read back by Calfcoach (*.json)"), "own", ".json"),
    (marked("CSV table, read back by Calfcoach (*.csv)"), "own", ".csv"),
    (marked("Table as Strong writes it (*.csv)"), "strong", ".csv"),
    (marked("Table as FitNotes writes it (*.csv)"), "fitnotes", ".csv"),
)
"""What an export may be: its name in the question, its layout, the ending of its file."""


@dataclass(frozen=True)
class Proposed:
    """What would be done, in `lines`, and the text of the button for it, `yes` (empty if nothing would be done).
    `people` are those who may get the sessions without a name; the first is the default.
    """

    lines: tuple[str, ...]
    yes: str
    people: tuple[Trainee, ...] = ()


class HistoryFilesRoute:
    """Opens the page."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, place: HistoryPlace | None = None) -> None:
        """Show it; Back leads to the same place in the list."""
        program = self._program
        screen = HistoryFilesScreen(program.theme)
        screen.left.connect(lambda: program.show_history(place))
        screen.files = HistoryFiles(program, screen)
        program.show(screen)


class HistoryFiles(QObject):
    """What the buttons of one page do."""

    def __init__(self, program: "Program", screen: HistoryFilesScreen) -> None:
        super().__init__(screen)
        self._program, self._screen = program, screen
        self._history = program.backstage.history
        self._work: LongWork | None = None
        self._question = FileQuestion()
        screen.export_wanted.connect(self._ask_where)
        screen.import_wanted.connect(lambda: self._ask_which(text("Import"), self.take_in))
        screen.undo_wanted.connect(self.undo_import)
        screen.copy_wanted.connect(self.make_copy)
        screen.restore_wanted.connect(self._put_back)
        screen.agreed.connect(self._agree)
        screen.given_up.connect(self._give_up)
        self._look_for_copies()

    @property
    def is_over(self) -> bool:
        """Whether nothing is being done. Tests wait for this."""
        return self._work is None

    def close(self) -> None:
        """Give up what is being done."""
        if self._work is not None:
            self._work.close()
        self._question.close()

    # What can be done.

    def export(self, chosen: Path, layout: str, suffix: str) -> None:
        """Write everything into a file."""
        target, problem = named(chosen, suffix, (suffix,))
        if problem is not None:
            self._screen.show_end(f"{text('Not exported: {why}', why=problem)}.", wrong=True)
            return
        self._program.backstage.save_folder = target.parent
        history = self._history

        def work(steps: Steps) -> str:
            history.settle(SETTLE_S)
            export(history.path, target, layout, steps.tell, replace=True)  # the dialog has asked
            return text("Exported to {place}.", place=target)

        self._begin(text("Exporting…"), work, self._screen.show_end)

    def take_in(self, source: Path) -> None:
        """Read a file, say what it would do, and do it when the person agrees."""
        history = self._history

        def work(steps: Steps) -> bool:
            history.settle(SETTLE_S)
            with opened_import(history.path, source, steps.tell) as found:
                survey = found.survey
                lines = tuple(survey_lines(survey, found.passed_over))
                if survey.does_nothing:
                    steps.ask(Proposed((*lines, text("There is nothing to do.")), ""))
                    return False
                people = _people(history) if survey.unnamed is not None else ()
                whose = steps.ask(Proposed(lines, text("Import"), people))
                if whose not in (None, ONLY_PERSON):
                    found.give_unnamed_to(next(each for each in people if each.id == whose))
                found.carry_out(steps.tell)
            return True

        self._begin(text("Reading {file}…", file=source.name), work, self._imported)

    def undo_import(self) -> None:
        """Take the last import back."""
        history = self._history

        def work(_steps: Steps) -> str:
            return _taken_back(history)

        self._begin(text("Taking the import back…"), work, self._screen.show_end, can_give_up=False)

    def make_copy(self) -> None:
        """Make a copy now."""
        history = self._history

        def work(_steps: Steps) -> str:
            history.settle(SETTLE_S)
            try:
                return text("The copy is {place}.", place=backup.make(history.path, "by-hand"))
            except (sqlite3.Error, OSError) as error:
                why = reason(error)
                raise KnownError(text("{path} cannot be copied: {reason}", path=history.path, reason=why)) from None

        self._begin(text("Making a copy…"), work, self._screen.show_end, can_give_up=False)

    def put_back(self, copy: Path) -> None:
        """Prove a copy, say what it replaces, and put it back when the person agrees."""
        history = self._history

        def work(steps: Steps) -> Path | None:
            history.settle(SETTLE_S)
            prove(copy, steps.tell, history.path)
            now, then = sessions_in(history.path) or 0, sessions_in(copy)
            steps.ask(Proposed(tuple(_replaced(now, then)), text("Put back")))
            return restore(history.path, copy, steps.tell)

        self._begin(text("Checking {file}…", file=copy.name), work, self._restored)

    # Inside.

    def _begin(
        self, what: str, work: Callable[[Steps], object], then: Callable[..., object], *, can_give_up: bool = True
    ) -> None:
        if self._work is not None:
            return
        self._screen.show_work(what, can_give_up=can_give_up)
        self._work = made = LongWork(self, "history-files", work)
        made.moved.connect(self._screen.work.show_share)
        made.question_asked.connect(lambda asked: self._screen.show_question(asked.lines, asked.yes, asked.people))
        made.done.connect(lambda result: self._end(lambda: then(result)))
        made.failed.connect(lambda why: self._end(lambda: self._fail(why)))
        made.given_up.connect(lambda: self._end(lambda: self._screen.show_end(text("Given up. Nothing was changed."))))

    def _end(self, show: Callable[[], object]) -> None:
        self._work = None
        show()
        self._look_for_copies()

    def _fail(self, why: str) -> None:
        self._screen.show_end(f"{why[:1].upper()}{why[1:].rstrip('.')}.", wrong=True)

    def _agree(self, person: str | None) -> None:
        if self._work is not None:
            self._screen.show_work(text("Working…"))
            self._work.answer(person)

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.give_up()

    def _imported(self, was_done: bool) -> None:
        if not was_done:
            self._screen.show_end(None)
            return
        self._screen.show_end(text("The file is imported."))
        self._program.window.tell(text("The file is imported."), lambda: _undo_later(self._program, _taken_back))

    def _restored(self, kept: Path | None) -> None:
        line = text("The copy is the history now.")
        if kept is None:
            self._screen.show_end(line)
            return
        self._screen.show_end(text("The copy is the history now. What was there is {kept}.", kept=kept))

        def put_back(history: "History") -> str:
            restore(history.path, kept)
            return text("The history is what it was before.")

        self._program.window.tell(line, lambda: _undo_later(self._program, put_back))

    def _put_back(self, copy: Path | None) -> None:
        if copy is not None:
            self.put_back(copy)
        else:
            self._ask_which(text("Put back"), self.put_back)

    def _look_for_copies(self) -> None:
        path, screen = self._history.path, self._screen

        def show(found: tuple[Sequence[backup.KeptCopy], bool]) -> None:
            screen.show_copies(found[0])
            screen.show_import(was_done=found[1])

        LookedUp(screen, "copies", lambda _given_up: (backup.kept_copies(path), was_any(path)), show)

    # Questions.

    def _ask_where(self) -> None:
        dialog = SaveQuestion(self._screen.window(), text("Export"), str(self._folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = [text(name) for name, _, _ in LAYOUTS]
        dialog.setNameFilters(filters)
        dialog.selectFile(text("Calfcoach history") + LAYOUTS[0][2])

        def chosen(name: str) -> None:
            _, layout, suffix = LAYOUTS[filters.index(dialog.selectedNameFilter())]
            self.export(Path(name), layout, suffix)

        self._ask(dialog, chosen)

    def _ask_which(self, title: str, then: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self._screen.window(), title, str(self._folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, lambda name: then(Path(name)))

    def _ask(self, dialog: QFileDialog, then: Callable[[str], object]) -> None:
        if self._work is None:
            self._question.ask(dialog, then)

    def _folder(self) -> Path:
        return folder_for(self._program.backstage.save_folder, QStandardPaths.StandardLocation.DocumentsLocation)


def _people(history: "History") -> tuple[Trainee, ...]:
    """Who the sessions without a name may be of: first the one without a name here, who is the usual answer."""
    with Reader(history.path) as reader:
        people = people_in(reader)
    return tuple(sorted(people, key=lambda each: each.id != ONLY_PERSON))


def _replaced(now: int, then: int | None) -> tuple[str, ...]:
    here = plural(
        "The history, with {number} session, is replaced by the copy; it is kept.",
        "The history, with {number} sessions, is replaced by the copy; it is kept.",
        now,
    )
    if then is None:
        return (here,)
    return here, plural("The copy has {number} session.", "The copy has {number} sessions.", then)


def _taken_back(history: "History") -> str:
    history.settle(SETTLE_S)
    if not take_back(history.path):
        raise KnownError(text("there is no import that can be taken back"))
    return text("The last import was taken back.")


def _undo_later(program: "Program", undo: Callable[["History"], str]) -> None:
    """Undo on a worker, wherever the person is by now, and say how it ended."""
    history = program.backstage.history

    def work(_given_up: Callable[[], bool]) -> str:
        try:
            return undo(history)
        except KnownError as error:
            return f"{error}."

    def told(line: str) -> None:
        program.window.tell(line)
        if program.screen_now is not None:
            program.screen_now.history_changed()

    LookedUp(program, "undo", work, told)
