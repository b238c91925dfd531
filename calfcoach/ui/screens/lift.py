"""The set-up of any lift: name, first phase, tempo, dose, Start. It says that the program knows nothing of this lift.

Asks the library about names: if a name is close to a known exercise, that exercise is offered.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.library.lifts import USES_TO_KEEP, by_use
from calfcoach.ui.screens.lift_card import LiftCard
from calfcoach.ui.screens.lift_model import LiftModel
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.history.last_time import LastTime


class NearExercise(NamedTuple):
    """A known exercise with a similar name; with `never`, it must not be coached as any lift."""

    exercise: Exercise
    never: bool


class LiftScreen(SetupScreen):
    """The set-up screen of a lift that the library does not know."""

    known_chosen = Signal(str)
    """The id of a known exercise that the person chose instead."""
    keep_wanted = Signal()
    """The person wants to save the lift as an exercise."""

    def __init__(
        self,
        theme: Theme,
        model: LiftModel,
        scheme: str,
        problem: str | None = None,
        schemes: Mapping[str, str] | None = None,
        *,
        near: Callable[[str], NearExercise | None],
        still: bool = False,
    ) -> None:
        """`near` gives the known exercise with a similar name, if there is one."""
        self._lift, self._near = model, near
        self._offered: NearExercise | None = None
        self._touched = False
        """Whether the person changed the dose here: then another name does not replace it."""
        self._starts = False
        """Whether Start was pressed: then the fields hold what is meant."""
        self._begun_with = model.item
        super().__init__(theme, model, scheme, problem, schemes, still=still)

    def take_typed(self) -> bool:
        """Take typed but not yet entered texts, the name last; False if one is refused."""
        if not super().take_typed():
            return False
        name = self._card.field
        if name.is_typed:
            self._touched = self._starts = True  # the set starts with the values in the fields
            name.enter()
            self._starts = False
        if name.is_typed:
            self._card.focus_name()
        return not name.is_typed

    def ask_for(self, name: str) -> None:
        """Give the lift this name, as if it had been typed and entered."""
        self._card.field.setText(name)
        self._card.field.enter()

    def make_ways(self) -> QWidget:
        """The card of name and first phase, in the place of the variants."""
        model = self._lift
        offered = [name for name in by_use(model.lifts) if name]
        self._card = LiftCard(self.kit, model.name, model.start, offered, may_keep=self._may_keep)
        self._card.named.connect(self._name)
        self._card.start_chosen.connect(self._start_with)
        self._card.known_wanted.connect(self._take_known)
        self._card.deliberate.connect(lambda: self._rename(self._card.field.text()))
        self._card.keep_wanted.connect(self.keep_wanted)
        return self._card

    def say_of_name(self, refusal: str) -> None:
        """Show below the name why it is refused."""
        self._card.say(refusal)

    def focus_ways(self) -> None:
        """Put the keyboard on the choice of the first phase."""
        self._card.focus_start()

    def show_last_time(self, last: "LastTime | None") -> None:
        """Show the last session of the lift of this name; its load is no choice of the person's here."""
        touched = self._touched
        super().show_last_time(last)
        if not touched:
            self._begun_with = self.model.item

    def _show_item(self) -> None:
        super()._show_item()
        self._touched = self._touched or self.model.item != self._begun_with

    def _name(self, typed: str) -> None:
        self._offered = self._near(typed)
        if self._offered is None:
            self._rename(typed)
        else:
            self._card.offer(self._offered.exercise, never=self._offered.never)

    def _rename(self, typed: str) -> None:
        start, before = self._lift.start, self.model.exercise.name
        refusal = self._lift.rename(typed, with_dose=not self._touched, keep_load=self._starts)
        if refusal is not None:
            self._card.say(refusal)
            return
        self._begun_with = self.model.item
        self._card.show_name(self._lift.name, may_keep=self._may_keep)
        self.show_name(self.model.exercise.name)
        if self.model.exercise.name != before:
            self.show_last_time(None)  # it was another lift's
            self.renamed.emit()
        if self._lift.start is start:
            self._dose.show_model()
            self._show_item()
        else:
            QTimer.singleShot(0, self, self.rebuild)  # later: the same press may still go to another widget

    def _start_with(self, start: Phase) -> None:
        self._lift.start_with(start)
        self.rebuild()

    def _take_known(self) -> None:
        if self._offered is not None:
            self.known_chosen.emit(self._offered.exercise.id)

    @property
    def _may_keep(self) -> bool:
        name = self._lift.name
        used = self._lift.lifts.get(name)
        return bool(name) and used is not None and used.uses >= USES_TO_KEEP and self._near(name) is None
