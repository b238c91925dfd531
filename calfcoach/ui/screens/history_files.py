"""The history as files: take it out, take a file in, copies of it and putting one back. Changes nothing itself.

What takes long is shown in a card of its own, with how far it is and a way to give it up; what would be done is shown
there first, and done when the person says so.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from calfcoach.history.backup import KeptCopy
from calfcoach.history.people import Trainee
from calfcoach.texts import marked, text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.columns import Columns
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import breakable, on_click
from calfcoach.ui.screens.screen import Beside, Screen
from calfcoach.ui.screens.scrolling import Page, scrolled
from calfcoach.ui.screens.settings_parts import fill_titled
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

WHY = {
    "daily": marked("made by itself, of a day"),
    "by-hand": marked("made by hand"),
    "before-import": marked("before an import"),
    "before-undo": marked("before an import was taken back"),
    "before-restore": marked("before a copy was put back"),
    "before-removal": marked("before a person was deleted"),
}
"""Why a copy was made."""

BEFORE_A_STEP = marked("before an update of Calfcoach")

HIGH_PX = 40
"""The height of the buttons, pixels of the design."""


class HistoryFilesScreen(Screen):
    """The page. `left` asks for the history, `agreed` says that what is shown is to be done (with the id of the person
    who was chosen, or None), `given_up` that it is not. `restore_wanted` carries the file of a copy, None for another.
    """

    left = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    undo_wanted = Signal()
    copy_wanted = Signal()
    restore_wanted = Signal(object)
    agreed = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, text("Files and copies"))
        self.desk_actions["leave_screen"] = self._leave
        kit = self.kit
        whole = QVBoxLayout(self)
        kit.space(whole, 14, (32, 20, 32, 24))
        whole.addLayout(self._head())
        self.work = WorkCard(kit)
        self.work.agreed.connect(self.agreed)
        self.work.given_up.connect(self.given_up)
        self.work.closed.connect(lambda: self.show_end(None))
        body, inside = QWidget(), QWidget()
        parts = QVBoxLayout(body)
        kit.space(parts, 14, (0, 0, 0, 0))
        parts.addWidget(self.work)
        cards = ((self._out(), (0, 0, 1, 1)), (self._in(), (1, 0, 1, 1)), (self._copies_card(), (0, 1, 2, 1)))
        inside.setLayout(Columns(kit, 16, cards))
        self._inside = inside
        self.files: Beside | None = None
        """What does what the buttons ask for."""
        parts.addWidget(scrolled(inside, self.title), 1)
        whole.addWidget(Page(kit, body, self.title), 1)

    def fall_silent(self) -> None:
        """Give up what is being done."""
        if self.files is not None:
            self.files.close()

    def focus_first(self) -> None:
        """Put the keyboard on the first button."""
        self._export.setFocus()

    def show_copies(self, copies: Sequence[KeptCopy]) -> None:
        """Show the copies there are, newest first."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for copy in copies:
            row = self._row(copy)
            self._rows.addWidget(row)
            row.show()
        self._none.setVisible(not copies)

    def show_import(self, *, was_done: bool) -> None:
        """Offer to take the last import back where there was any."""
        self._undo.setVisible(was_done)

    def show_work(self, what: str, *, can_give_up: bool = True) -> None:
        """Show that something is being done; nothing else can be begun meanwhile."""
        self.work.show_work(what, can_give_up=can_give_up)
        self._inside.setEnabled(False)

    def show_question(self, lines: Sequence[str], yes: str, people: Sequence[Trainee] = ()) -> None:
        """Show what would be done, and ask whether to do it. With `people` it also asks to whom the sessions of a
        person without a name belong.
        """
        self.work.ask(lines, yes, people)
        self._inside.setEnabled(False)

    def show_end(self, line: str | None, *, wrong: bool = False) -> None:
        """Say how it ended; None says nothing."""
        had_keyboard = self.work.has_keyboard
        self.work.say(line, wrong=wrong)
        self._inside.setEnabled(True)
        if had_keyboard:
            self.focus_first()

    # Layout.

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        row.addWidget(on_click(self.kit.button(text("‹  History"), "label", "link"), self.left.emit))
        row.addWidget(self.kit.label(self.title, "title"))
        row.addStretch(1)
        return row

    def _out(self) -> QFrame:
        words = text(
            "All you did in one file: JSON or a table of our own, which can be read back whole, or a table as Strong or"
            " FitNotes write it."
        )
        self._export = self._button(text("Export…"), self.export_wanted.emit)
        return self._card(text("Take it out"), words, (self._export,))

    def _in(self) -> QFrame:
        words = text(
            "A file that was exported, or the history of another machine. Nothing doubles. What it will do is said"
            " first, and it can be taken back as a whole."
        )
        take = self._button(text("Import…"), self.import_wanted.emit)
        self._undo = self._button(text("Take the last import back"), self.undo_wanted.emit)
        self._undo.hide()
        return self._card(text("Take in"), words, (take, self._undo))

    def _copies_card(self) -> QFrame:
        words = text(
            "A copy is made once a day in which something changed, and before everything that replaces the history."
            " Seven of each kind are kept."
        )
        make = self._button(text("Make a copy now"), self.copy_wanted.emit)
        other = self._button(text("Put back another file…"), lambda: self.restore_wanted.emit(None))
        self._none = self.kit.label(text("There is no copy yet."), "body", "muted", wrap=True)
        rows = QWidget()
        self._rows = QVBoxLayout(rows)
        self.kit.space(self._rows, 6, (0, 0, 0, 0))
        return self._card(text("Copies"), words, (make, other), self._none, rows)

    def _card(self, title: str, words: str, buttons: Sequence[QPushButton], *more: QWidget) -> QFrame:
        """A card: what it is about, its buttons in a row, and what stands below them."""
        kit, card = self.kit, QFrame()
        look(card, "card")
        lines = QVBoxLayout(card)
        fill_titled(kit, lines, title)
        lines.addWidget(kit.label(words, "body", "muted", wrap=True))
        row = FlowRow()
        kit.space(row, 12, (0, 0, 0, 0))
        for button in buttons:
            row.add(button)
        lines.addLayout(row)
        for part in more:
            lines.addWidget(part)
        lines.addStretch(1)
        return card

    def _row(self, copy: KeptCopy) -> QWidget:
        kit, whole = self.kit, QWidget()
        row = QHBoxLayout(whole)
        kit.space(row, 12, (0, 0, 0, 0))
        when, why = when_made(copy), why_made(copy)
        row.addWidget(kit.label(when, "body"))
        row.addWidget(kit.elided(why, "label", "muted"), 1)
        back = self._button(text("Put back…"), partial(self.restore_wanted.emit, copy.path))
        back.setAccessibleName(text("Put back the copy of {when}, {why}", when=when, why=why))
        row.addWidget(back)
        return whole

    def _button(self, words: str, do: object) -> QPushButton:
        made = on_click(self.kit.button(words, "label", "outline"), do)  # type: ignore[arg-type]
        self.kit.size(made, height=HIGH_PX)
        return made

    def _leave(self) -> None:
        """Esc first gives up what is shown in the card; pressed again, it leaves the screen."""
        if not self.work.press_escape():
            self.left.emit()


class WorkCard(QFrame):
    """What is being done, what would be done, or how it ended; hidden where there is nothing to say."""

    agreed = Signal(object)
    given_up = Signal()
    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        look(self, "outline")
        self._kit = kit
        lines = QVBoxLayout(self)
        kit.space(lines, 10, (22, 14, 22, 14))
        self._words = kit.label("", "body", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(self._words)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        kit.size(self._bar, height=6)
        lines.addWidget(self._bar)
        row = FlowRow()
        kit.space(row, 12, (0, 0, 0, 0))
        self._whose = kit.label(text("The sessions without a name are of"), "label", "muted")
        self._person = Choice(kit, text("Whose the sessions without a name are"))
        kit.size(self._person, height=HIGH_PX, width=240)
        self._yes = on_click(kit.button("", "label", "accent"), self._agree)
        self._no = on_click(kit.button(text("Cancel"), "label", "outline"), self._press_no)
        for button in (self._yes, self._no):
            kit.size(button, height=HIGH_PX)
        for part in (self._whose, self._person):
            row.add(part)
        row.add(QWidget(), 1)
        for button in (self._no, self._yes):
            row.add(button)
        lines.addLayout(row)
        self._is_busy = False
        self.hide()

    @property
    def has_keyboard(self) -> bool:
        """Whether one of its buttons has the keyboard."""
        at = self.window().focusWidget()
        return at is not None and self.isAncestorOf(at)

    def show_work(self, what: str, *, can_give_up: bool) -> None:
        """Show that something is being done."""
        self._show(what, bar=True, no=text("Cancel") if can_give_up else "")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self._is_busy = True

    def show_share(self, share: float) -> None:
        """Show how far it is; nothing is known before the first share."""
        if share > 0:
            self._bar.setRange(0, 100)
            self._bar.setValue(int(100 * share))

    def ask(self, lines: Sequence[str], yes: str, people: Sequence[Trainee]) -> None:
        """Show what would be done. Without `yes` nothing would."""
        self._show("\n".join(lines), yes=yes, no=text("Cancel") if yes else text("Close"), people=people)
        self._is_busy = True
        (self._yes if yes else self._no).setFocus()

    def say(self, line: str | None, *, wrong: bool = False) -> None:
        """Say how it ended; None hides the card."""
        self._show(line or "", no=text("Close"))
        look(self._words, "danger" if wrong else "plain")
        self._is_busy = False
        self.setVisible(line is not None)

    def press_escape(self) -> bool:
        """Give up what is shown; False where nothing is."""
        if self.isHidden() or self._no.isHidden():
            return not self.isHidden()
        self._press_no()
        return True

    def _show(
        self, words: str, *, bar: bool = False, yes: str = "", no: str = "", people: Sequence[Trainee] = ()
    ) -> None:
        look(self._words, "plain")
        self._words.setText(breakable(words))
        self._words.setAccessibleName(words)
        self._bar.setVisible(bar)
        self._yes.setText(yes)
        self._yes.setVisible(bool(yes))
        self._no.setText(no)
        self._no.setVisible(bool(no))
        self._person.clear()
        for person in people:
            self._person.addItem(person.shown, person.id)
        for part in (self._whose, self._person):
            part.setVisible(bool(people))
        self.show()
        if words:
            announce(self, words)

    def _agree(self) -> None:
        self.agreed.emit(self._person.currentData() if self._person.count() else None)

    def _press_no(self) -> None:
        if self._is_busy:
            self.given_up.emit()
        else:
            self.closed.emit()


def when_made(copy: KeptCopy) -> str:
    """When a copy was made, in the time of this place."""
    made: datetime = copy.made.astimezone()
    return made.strftime("%Y-%m-%d %H:%M")


def why_made(copy: KeptCopy) -> str:
    """Why a copy was made."""
    return text(WHY.get(copy.why, BEFORE_A_STEP))
