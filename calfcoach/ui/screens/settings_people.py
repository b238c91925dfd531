"""The people who train: each name can be changed, exported or deleted, and a person added. Saves nothing itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.settings_parts import fill_titled
from calfcoach.ui.stylesheet import look

LONGEST_PX = 36
"""The height of a name's field, pixels of the design."""


class PeopleCard(QFrame):
    """One row for each person. `renamed` carries id and name, `added` a name, `exported` and `deleted` an id."""

    added = Signal(str)
    renamed = Signal(str, str)
    exported = Signal(str)
    deleted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        look(self, "card")
        self._kit = kit
        lines = QVBoxLayout(self)
        fill_titled(kit, lines, text("People"))
        self._rows = QVBoxLayout()
        kit.space(self._rows, 8, (0, 0, 0, 0))
        lines.addLayout(self._rows)
        self._new = self._field(text("Somebody new"), "")
        self._new.returnPressed.connect(self._add)
        add = on_click(kit.button(text("Add"), "label", "outline"), self._add)
        kit.size(add, height=LONGEST_PX)
        row = QHBoxLayout()
        kit.space(row, 8, (0, 0, 0, 0))
        row.addWidget(self._new, 1)
        row.addWidget(add)
        lines.addLayout(row)
        self._said = kit.label("", "small", "danger", wrap=True)
        lines.addWidget(self._said)
        what = text("Each person has their own doses, last time, pain limit and history. The set-up asks who trains.")
        lines.addWidget(kit.label(what, "small", "muted", wrap=True))
        lines.addStretch(1)
        self.say(None)

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Show all people as (id, name); the name is empty if none was given."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for person, name in people:
            row = self._row(person, name)
            self._rows.addWidget(row)
            row.show()

    def say(self, problem: str | None) -> None:
        """Say why a change was refused; None removes the text."""
        self._said.setText(problem or "")
        self._said.setVisible(problem is not None)

    def _row(self, person: str, name: str) -> QWidget:
        kit, whole = self._kit, QWidget()
        row = QHBoxLayout(whole)
        kit.space(row, 8, (0, 0, 0, 0))
        field = self._field(text("No name"), name)

        def rename() -> None:
            if field.text() != name:
                self.renamed.emit(person, field.text())

        field.editingFinished.connect(rename)
        row.addWidget(field, 1)
        for words, wanted in ((text("Export…"), self.exported.emit), (text("Delete"), self.deleted.emit)):
            made = on_click(kit.button(words, "label", "outline"), partial(wanted, person))
            made.setAccessibleName(text("{what}: {name}", what=words, name=name or text("No name")))
            kit.size(made, height=LONGEST_PX)
            row.addWidget(made)
        return whole

    def _field(self, empty: str, name: str) -> QLineEdit:
        field = QLineEdit(name)
        look(field, "entry")  # in a small window the usual padding would cut the text
        field.setPlaceholderText(empty)
        field.setAccessibleName(empty if not name else text("Name: {name}", name=name))
        self._kit.font(field, "label")
        self._kit.size(field, height=LONGEST_PX)
        return field

    def _add(self) -> None:
        self.added.emit(self._new.text())

    def clear_new(self) -> None:
        """Empty the field for a new person."""
        self._new.clear()
