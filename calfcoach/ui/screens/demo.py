"""A demonstration on the stage: the audience's picture, and under it what the trainer can do.

Refuses to know how a lift is shown and heard; `show_view` is handed each moment.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.coach.demonstration import Speed
from calfcoach.coach.view import View
from calfcoach.texts import marked, text
from calfcoach.ui.announcing import announce
from calfcoach.ui.fault_view import FaultView, ShownFault
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.keyed_button import KeyedButton
from calfcoach.ui.screens.note_slot import NoteSlot
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.screen import Screen, SoundUser
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.theme import Effects, Theme

if TYPE_CHECKING:
    from calfcoach.player.protocol import Report

SPEEDS = {
    Speed.FULL: marked("Full speed"),
    Speed.HALF: marked("Half speed"),
    Speed.QUARTER: marked("Quarter speed"),
}
"""What a speed is called on its button."""

STANDS = marked("Demo · stands still · nothing is counted")
REPEATS = {
    Speed.FULL: marked("Demo · full speed · nothing is counted"),
    Speed.HALF: marked("Demo · half speed · nothing is counted"),
    Speed.QUARTER: marked("Demo · quarter speed · nothing is counted"),
}
ONE_PHASE = {
    Speed.FULL: marked("Demo · one phase · full speed · nothing is counted"),
    Speed.HALF: marked("Demo · one phase · half speed · nothing is counted"),
    Speed.QUARTER: marked("Demo · one phase · quarter speed · nothing is counted"),
}
"""What the stage says of a demonstration: of one that stands, that shows rep after rep, that shows a phase."""


class Moves(StrEnum):
    """Whether and how a demonstration moves."""

    NOT = "not"
    REPS = "reps"
    ONE_PHASE = "one-phase"


_MARKS = {Moves.REPS: REPEATS, Moves.ONE_PHASE: ONE_PHASE}


class Heard(NamedTuple):
    """How fast a demonstration is, and whether it is heard."""

    speed: Speed = Speed.FULL
    sound: bool = True


class DemoScreen(Screen):
    """One exercise shown. Its signals say what the trainer wants; `left` asks for the screen before."""

    left = Signal()
    stepped = Signal()
    stepped_back = Signal()
    toggled = Signal()
    speed_chosen = Signal(int)
    sound_toggled = Signal()
    fault_wanted = Signal()
    keys_wanted = Signal()
    """The list of keys was asked for by mouse or touch."""

    on_demo = True

    def __init__(self, theme: Theme, name: str, effects: Effects, *, sound: bool) -> None:
        super().__init__(theme, text("Demonstration: {exercise}", exercise=name))
        self.desk_actions |= {
            "leave_screen": self.left.emit,
            "demo_step": self.stepped.emit,
            "demo_back": self.stepped_back.emit,
            "demo_run": self.toggled.emit,
            "demo_speed": self._next_speed,
            "demo_sound": self.sound_toggled.emit,
            "demo_fault": self.fault_wanted.emit,
        }
        self._speed, self._moves = Speed.FULL, Moves.NOT
        self._sounds = sound
        self.stage = StageWidget(theme, Extras(audience=True, demo=text(STANDS)))
        self.stage.set_effects(effects)
        self._fault_view = FaultView(self.stage)
        self._note_slot = NoteSlot()
        self._keyed_buttons: dict[str, KeyedButton] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.stage, 1)
        lines.addWidget(self._note_slot)
        lines.addWidget(self._bar())
        self.sound: SoundUser | None = None
        """What makes sound here; set once the screen is made."""
        self.show_speed(self._speed)
        self.show_sound(sound)
        self.show_moving(Moves.NOT)

    def note_over(self) -> QWidget:
        """A place of its own between the picture and the buttons."""
        return self._note_slot

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Pass the reports of the sound on."""
        if self.sound is not None:
            self.sound.take_reports(reports)

    def fall_silent(self) -> None:
        """Stop what moves and what is heard."""
        if self.sound is not None:
            self.sound.fall_silent()

    def _bar(self) -> QWidget:
        kit, whole = self.kit, QWidget()
        row = FlowRow(centred=True)
        whole.setLayout(row)
        kit.space(row, 6, (16, 8, 16, 12))
        row.add(on_click(kit.button(text("‹  Back"), "label", "link"), self.left.emit))
        self._back = self._keyed("demo_back", text("Step back"), self.stepped_back.emit)
        self._step = self._keyed("demo_step", text("Next step"), self.stepped.emit)
        self._fault = self._keyed("demo_fault", text("Faults"), self.fault_wanted.emit)
        self._fault.setAccessibleDescription(text("Shows the next fault of this phase beside the right way"))
        self._run = self._keyed("demo_run", "", self.toggled.emit)
        self._sound = self._keyed("demo_sound", "", self.sound_toggled.emit)
        keys = self._keyed("keys", text("Keys"), self.keys_wanted.emit)
        for part in (self._back, self._step, self._fault, self._run, self._make_speeds(), self._sound, keys):
            row.add(part)
        return whole

    def _keyed(self, action: str, words: str, does: Callable[[], object]) -> KeyedButton:
        """A button that names the key of an action."""
        made = self._keyed_buttons[action] = KeyedButton(self.kit, words)
        on_click(made, does)
        self.kit.size(made, height=36)
        return made

    def _make_speeds(self) -> QWidget:
        """The speeds, with the key that goes through them."""
        kit, together = self.kit, QWidget()
        row = QHBoxLayout(together)
        kit.space(row, 4, (0, 0, 0, 0))
        self._speed_key = kit.label("", "small", "cap")
        self._speed_key.hide()
        row.addWidget(self._speed_key)
        self._speeds = {speed: kit.button(text(name), "label", "chip") for speed, name in SPEEDS.items()}
        for speed, button in self._speeds.items():
            button.setCheckable(True)
            kit.size(button, height=36)
            row.addWidget(on_click(button, partial(self.speed_chosen.emit, speed)))
        return together

    def show_keys(self, first_key: Callable[[str], str]) -> None:
        """Name the keys in force on the buttons."""
        for action, button in self._keyed_buttons.items():
            button.show_key(first_key(action))
        key = first_key("demo_speed")
        self._speed_key.setText(key)
        self._speed_key.setVisible(bool(key))

    def _next_speed(self) -> None:
        order = list(SPEEDS)
        self.speed_chosen.emit(order[(order.index(self._speed) + 1) % len(order)])

    @property
    def heard(self) -> Heard:
        """How fast it is now, and whether it is heard: the next demonstration may be like it."""
        return Heard(self._speed, self._sounds)

    @property
    def extras(self) -> Extras:
        """What the stage shows besides the moment; an audience's window shows the same."""
        return self.stage.extras

    def focus_first(self) -> None:
        """Put the keyboard on the next step."""
        self._step.setFocus()

    def show_view(self, view: View, fault: ShownFault | None = None) -> None:
        """Show a moment, and a fault beside the right way; a fault that is new is announced."""
        self.stage.set_view(view)
        if fault is not None and fault != self._fault_view.fault:
            announce(self.stage, fault.sentence)
        self._fault_view.show_fault(fault, view)

    def show_has_faults(self, has: bool) -> None:
        """Show whether there are faults of this phase to be shown."""
        if not has and self._fault.hasFocus():
            self._step.setFocus()
        self._fault.setEnabled(has)

    def show_speed(self, speed: Speed) -> None:
        """Show the speed that was chosen."""
        self._speed = speed
        self._mark()
        for each, button in self._speeds.items():
            button.setChecked(each is speed)

    def show_moving(self, moves: Moves) -> None:
        """Show whether it repeats, shows one phase, or stands still."""
        self._moves = moves
        self._run.setText(text("Repeat") if moves is Moves.NOT else text("Freeze"))
        self._mark()

    def _mark(self) -> None:
        """Have the stage say what is shown."""
        said = text(STANDS) if self._moves is Moves.NOT else text(_MARKS[self._moves][self._speed])
        if said != self.stage.extras.demo:
            self.stage.set_extras(replace(self.stage.extras, demo=said))

    def show_sound(self, on: bool) -> None:
        """Show whether it is heard."""
        self._sounds = on
        self._sound.setText(text("Sound off") if on else text("Sound on"))

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from the next frame on."""
        super().set_theme(theme)
        self.stage.set_theme(theme)
        self._fault_view.update()

    def set_effects(self, effects: Effects) -> None:
        """Show as much motion as wanted from the next frame on."""
        self.stage.set_effects(effects)
        self._fault_view.update()
