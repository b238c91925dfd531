"""A scale from 0 to 10 for a person's answer, which may also be left empty."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.stylesheet import look, mark

MOST = 10


class Scale(QWidget):
    """Eleven numbers, none chosen at first; `changed` says that the choice has changed or was taken back.

    `words` says what each number means; the first and the last are also shown at the ends. ← → and digits choose
    while the scale has the focus; Backspace, or a second click on the number, takes the choice back.
    """

    changed = Signal()

    def __init__(self, kit: Kit, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self.value: int | None = None
        self._name, self._words = name, words
        lines = QVBoxLayout(self)
        kit.space(lines, 5, (0, 0, 0, 0))
        head = QHBoxLayout()
        head.addWidget(kit.label(name, "heading"), 1)
        self._said = kit.label("", "label", "muted")
        head.addWidget(self._said)
        lines.addLayout(head)
        self.numbers = Numbers(kit, name, self._choose)
        lines.addWidget(self.numbers)
        self._below = kit.elided("", "small", "muted")
        self._most = kit.label(_capital(words[-1]), "small", "muted")
        ends = QHBoxLayout()
        ends.addWidget(self._below, 1)
        ends.addWidget(self._most)
        lines.addLayout(ends)
        self.say(None)
        self._show()

    def set_value(self, value: int | None) -> None:
        """Choose a number, or none, without emitting `changed`."""
        self.value = value
        self._show()

    def say(self, advice: str | None) -> None:
        """Show advice about the chosen number instead of the texts at the ends; None removes the advice."""
        look(self._below, "danger" if advice else "muted")
        self._below.set_whole(advice or _capital(self._words[0]))
        self._most.setVisible(advice is None)

    def _choose(self, value: int | None) -> None:
        self.set_value(value)
        self.changed.emit()

    def _show(self) -> None:
        said = (
            "" if self.value is None else text("{value} · {meaning}", value=self.value, meaning=self._words[self.value])
        )
        self._said.setText(said)
        self.numbers.show_value(self.value)
        self.numbers.setAccessibleDescription(said or text("nothing chosen"))


class Numbers(QFrame):
    """The row of numbers; for the keyboard it is one control."""

    def __init__(self, kit: Kit, name: str, choose: Callable[[int | None], None]) -> None:
        super().__init__()
        self._choose = choose
        self._value: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text("{name}, 0 to {most}", name=name, most=MOST))
        row = QHBoxLayout(self)
        kit.space(row, 6, (0, 0, 0, 0))
        self._buttons = [self._number(kit, name, value) for value in range(MOST + 1)]
        for made in self._buttons:
            row.addWidget(made, 1)

    def show_value(self, value: int | None) -> None:
        """Show which number is chosen."""
        self._value = value
        for number, made in enumerate(self._buttons):
            mark(made, "chosen", number == value)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with the keyboard."""
        key, value = Qt.Key(event.key()), self._value
        forward = (Qt.Key.Key_Up, Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key in forward else -1
            self._choose(0 if value is None else min(max(value + step, 0), MOST))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        elif event.text().isdecimal():
            # 1 followed by 0 means 10.
            self._choose(MOST if value == 1 and event.text() == "0" else int(event.text()))
        else:
            super().keyPressEvent(event)

    def _number(self, kit: Kit, name: str, value: int) -> QPushButton:
        made = kit.button(str(value), "heading", "number")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(text("{name} {value}", name=name, value=value))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        kit.follow(made, lambda scale: made.setFixedHeight(max(round(40 * scale), 26)))
        return on_click(made, lambda: self._choose(None if value == self._value else value))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
