"""The keys on the settings screen: which action has which, and a key, a clicker or a pedal taught by pressing it.

Refuses to know where the keys are kept; `chosen` carries all of them.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from calfcoach.setting_values import KEYS_WORK
from calfcoach.texts import plural, text
from calfcoach.ui.announcing import announce
from calfcoach.ui.key_choice import as_usual, keys_of, losing_last, refusal, users_of, with_key, without_key
from calfcoach.ui.keys import ALL_ACTIONS, TAKES_EVERY_KEY, Action, KeyMap, name_of
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.settings_parts import ChoiceRow, fill_titled, row_of
from calfcoach.ui.stylesheet import look

_ALONE = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}
)
"""Keys that mean something only together with another one."""


class KeyCatcher(QPushButton):
    """A button that waits for a key once it is pressed. `caught` carries the key; Esc and another focus give up."""

    caught = Signal(object)
    waiting_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(True)
        self.is_waiting = False
        self.clicked.connect(lambda: self._wait(True))
        self._wait(False)

    def _wait(self, waiting: bool) -> None:
        self.is_waiting = waiting
        self.setProperty(TAKES_EVERY_KEY, waiting)
        self.setText(text("Waiting for a key…") if waiting else text("Press a key…"))
        self.waiting_changed.emit(waiting)

    def event(self, event: QEvent) -> bool:
        """Take every key while it waits, before any shortcut and before Tab."""
        if not self.is_waiting or not isinstance(event, QKeyEvent):
            return super().event(event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and event.key() not in _ALONE:
            self._wait(False)
            if event.key() != Qt.Key.Key_Escape:
                self.caught.emit(QKeySequence(event.keyCombination()))
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Give up."""
        super().focusOutEvent(event)
        if self.is_waiting:
            self._wait(False)


class KeysCard(QFrame):
    """The card of the keys. `chosen` carries the person's own keys, by action, as the settings keep them.

    `clicker_only_chosen` carries whether only a clicker's keys are to work.
    """

    chosen = Signal(dict)
    clicker_only_chosen = Signal(bool)

    def __init__(self, kit: Kit, own: Mapping[str, Sequence[str]], clicker_only: bool = False) -> None:
        super().__init__()
        look(self, "card")
        self._own: Mapping[str, Sequence[str]] = own
        self._asked: QKeySequence | None = None
        lines = QVBoxLayout(self)
        fill_titled(kit, lines, text("Keys"))
        self._action = Choice(kit, text("Action"))
        self._action.addItems([text(action.label) for action in ALL_ACTIONS])
        self._action.currentIndexChanged.connect(lambda _index: self._show())
        lines.addLayout(row_of(kit, text("Action"), self._action))
        self._kit = kit
        self._keys = QWidget()
        self._chips = FlowRow()
        self._keys.setLayout(self._chips)
        kit.space(self._chips, 8, (0, 0, 0, 0))
        lines.addLayout(row_of(kit, text("Its keys"), self._keys))
        self.catcher = KeyCatcher()
        self.catcher.caught.connect(self._caught)
        self.catcher.waiting_changed.connect(self._waiting)
        self._usual = on_click(kit.button(text("As usual"), "label"), self._back_to_usual)
        self._all_usual = on_click(
            kit.button(text("All as usual"), "label"), lambda: self._keep({}, text("All keys are as usual."))
        )
        buttons = FlowRow()
        kit.space(buttons, 10, (0, 0, 0, 0))
        kit.font(self.catcher, "label")
        for button in (self.catcher, self._usual, self._all_usual):
            kit.size(button, height=36)
            buttons.add(button)
        lines.addLayout(buttons)
        self._said = kit.label("", "body", wrap=True)
        self._take = on_click(kit.button(text("Take it from there"), "label", "outline"), self._take_it)
        self._leave = on_click(kit.button(text("Leave it there"), "label", "outline"), lambda: self._show())
        answers = QHBoxLayout()
        kit.space(answers, 10, (0, 0, 0, 0))
        kit.stack(answers)
        answers.addWidget(self._said, 1)
        answers.addWidget(self._take)
        answers.addWidget(self._leave)
        lines.addLayout(answers)
        self._work = ChoiceRow(kit, KEYS_WORK, "clicker" if clicker_only else "all")
        self._work.chosen.connect(self._choose_work)
        lines.addLayout(row_of(kit, text(KEYS_WORK.name), self._work))
        what = text("Choose an action, then press the key, or the button of a clicker or a pedal, that shall do it.")
        lines.addWidget(kit.label(what, "small", "muted", wrap=True))
        self._show(given_back(own))

    def _choose_work(self, which: str) -> None:
        only = which == "clicker"
        self.clicker_only_chosen.emit(only)
        if only:
            said = text("Only a clicker’s keys work now, and those you taught. All keys again: by mouse, or F5 here.")
            self._show(said)
        else:
            self._show()

    def let_all_work(self) -> None:
        """All keys again, where only a clicker's work."""
        self._work.press("all")

    @property
    def action(self) -> Action:
        """The action whose keys are shown."""
        return ALL_ACTIONS[self._action.currentIndex()]

    def _show(self, said: str = "") -> None:
        """Show the keys of the action, and a sentence; without a question."""
        self._asked = None
        self._show_keys()
        self._say(said, asks=False)
        self._usual.setEnabled(self.action.name in self._own)
        self._all_usual.setEnabled(bool(self._own))

    def _show_keys(self) -> None:
        """Show the keys of the action: each is a button that takes it away."""
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name in keys_of(self._own, self.action):
            chip = on_click(self._kit.button(text("{key}  ×", key=name), "label"), partial(self._take_away, name))
            chip.setAccessibleName(text("Take {key} away", key=name))
            chip.setToolTip(chip.accessibleName())
            self._kit.size(chip, height=36)
            self._chips.addWidget(chip)
        if not self._chips.count():
            self._chips.addWidget(self._kit.label(text("none"), "body"))

    def _take_away(self, name: str) -> None:
        if problem := losing_last(self._own, self.action, name):
            self._show(problem)
            return
        said = text("{key} is no key for “{action}” any more.", key=name, action=text(self.action.label))
        self._keep(without_key(self._own, self.action, name), said)

    def _say(self, said: str, *, asks: bool) -> None:
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._take.setVisible(asks)
        self._leave.setVisible(asks)
        if said:
            announce(self, said)

    def _waiting(self, waiting: bool) -> None:
        if waiting:
            self._say(text("Press it now. Esc leaves everything as it is."), asks=False)
        else:
            self._say("", asks=False)

    def _caught(self, key: QKeySequence) -> None:
        if problem := refusal(self._own, self.action, key):
            self._show(problem)
            return
        others = users_of(self._own, self.action, key)
        if not others:
            self._teach(key)
            return
        self._asked = key
        said = plural(
            "{key} is the key for {actions}.",
            "{key} is the key for {number} actions: {actions}.",
            len(others),
            key=name_of(key),
            actions=", ".join(text("“{action}”", action=text(other.label)) for other in others),
        )
        self._say(said, asks=True)
        self._take.setFocus()

    def _teach(self, key: QKeySequence) -> None:
        said = text("{key} is a key for “{action}” now.", key=name_of(key), action=text(self.action.label))
        self._keep(with_key(self._own, self.action, key), said)

    def _back_to_usual(self) -> None:
        said = text("“{action}” has its usual keys.", action=text(self.action.label))
        self._keep(as_usual(self._own, self.action), said)

    def _take_it(self) -> None:
        if self._asked is not None:
            self._teach(self._asked)

    def _keep(self, own: Mapping[str, Sequence[str]], said: str) -> None:
        self._own = own
        self.chosen.emit(dict(own))
        self._show(given_back(own) or said)
        self.catcher.setFocus()


def given_back(own: Mapping[str, Sequence[str]]) -> str:
    """A sentence with the actions that the settings leave no key, so that they got a usual one back; empty without."""
    back = KeyMap(own).given_back
    return (
        plural(
            "{actions} had no key left, and has a usual one again.",
            "{actions} had no key left, and have a usual one again.",
            len(back),
            actions=", ".join(text("“{action}”", action=text(action.label)) for action in back),
        )
        if back
        else ""
    )
