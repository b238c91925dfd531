"""The sets of the summary, one in each row: squares, reps planned, and reps done with a field to correct them.

Where sides work by turns a row has two such fields.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from calfcoach.coach.recorder import Recorder
from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.session.outcome import SetOutcome, Stopped, outcomes
from calfcoach.session.results import Ledger
from calfcoach.texts import plural, text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.rep_row import RepRow
from calfcoach.ui.screens.reps_fields import RepsFields, done_heading
from calfcoach.ui.screens.scaling import SMALL
from calfcoach.ui.screens.scrolling import RING_PX, scrolled
from calfcoach.ui.screens.steppers import RepsStepper
from calfcoach.ui.stylesheet import look
from calfcoach.wording import summary as wording
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.sides import side_alone

_COLUMNS = 4


class SetsCard(QFrame):
    """All planned sets. `changed` says that a set was corrected."""

    changed = Signal()

    def __init__(
        self, kit: Kit, plan: SessionPlan, ledger: Ledger, recorder: Recorder, stopped: Stopped | None
    ) -> None:
        super().__init__()
        look(self, "card")
        self._kit, self._plan, self._ledger, self._recorder, self._stopped = kit, plan, ledger, recorder, stopped
        self._bars: list[tuple[int, Side | None, RepRow]] = []
        self._steppers: list[tuple[int, Side | None, RepsStepper]] = []
        self._notes: dict[int, QLabel] = {}
        lines = QVBoxLayout(self)
        kit.space(lines, 6, (20, 12, 20, 12))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        kit.space(self._grid, 6 if stopped is not None else 8, (0, 0, 0, 0))
        self._add_head()
        item: PlannedExercise | None = None
        for one in self._outcomes():
            if len(plan.items) > 1 and one.item is not item:
                row = self._grid.rowCount()
                self._add(kit.elided(one.item.exercise.name, "label", "muted"), row, 0, _COLUMNS - 1)
                if not self._are_alike:
                    self._add(done_heading(kit, one.item.sides), row, _COLUMNS - 1)
            item = one.item
            self._add_row(one)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        kit.follow(inside, lambda _scale: self._grid.setContentsMargins(RING_PX, 0, RING_PX, RING_PX))
        lines.addWidget(scrolled(inside, text("Sets")), 1)
        for told in self._told():
            lines.addWidget(kit.label(told, "small", "muted", wrap=True))
        self._refusal = ""
        self._advice = kit.label("", "small", "muted", wrap=True)
        lines.addWidget(self._advice)
        kit.follow(self._advice, lambda _scale: self._say(self._refusal))
        self._show()

    @property
    def _are_alike(self) -> bool:
        """Whether one heading is right for all sets: none, or all, have sides that work by turns."""
        return len({item.sides for item in self._plan.items}) == 1

    def _outcomes(self) -> tuple[SetOutcome, ...]:
        return outcomes(self._plan, self._ledger.records, self._stopped)

    def _add(self, widget: QWidget, row: int, column: int, columns: int = 1) -> None:
        self._grid.addWidget(widget, row, column, 1, columns)

    def _add_head(self) -> None:
        self._add(self._kit.label(text("Set by set"), "heading"), 0, 0, 2)
        planned = self._kit.label(text("Planned"), "label", "muted")
        planned.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add(planned, 0, 2)
        for sides in {item.sides for item in self._plan.items} if self._are_alike else ():
            self._add(done_heading(self._kit, sides), 0, 3)

    def _add_row(self, one: SetOutcome) -> None:
        kit, row = self._kit, self._grid.rowCount()
        self._add(self._name(one), row, 0)
        self._add(self._bars_of(one), row, 1)
        planned = kit.label(wording.planned_text(one), "body", "muted")
        planned.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add(planned, row, 2)
        self._add(self._done(one), row, 3)

    def _name(self, one: SetOutcome) -> QWidget:
        """The name of the set, and below it the place of a note."""
        whole = QWidget()
        lines = QVBoxLayout(whole)
        self._kit.space(lines, 0, (0, 0, 0, 0))
        lines.addWidget(self._kit.label(text("Set {set_number}", set_number=one.set_number), "body"))
        self._notes[one.block_number] = note = self._kit.label("", "small", "muted")
        lines.addWidget(note)
        return whole

    def _bars_of(self, one: SetOutcome) -> QWidget:
        """A row of squares for each side that works."""
        kit, whole = self._kit, QWidget()
        grid = QGridLayout(whole)
        kit.space(grid, 4, (0, 0, 0, 0))
        for row, side in enumerate(one.item.sides):
            bar = RepRow(kit)
            kit.size(bar, height=26 if side is None else 16)
            if side is not None:
                name = kit.label(side_alone(side), "small", "muted")
                grid.addWidget(name, row, 0)
                kit.follow(name, partial(_show_if_roomy, name))
            grid.addWidget(bar, row, 1)
            self._bars.append((one.block_number, side, bar))
        grid.setColumnStretch(1, 1)
        return whole

    def _done(self, one: SetOutcome) -> QWidget:
        """The field to correct the reps done; a set without a counted rep has no field."""
        if one.record is None:
            none: QLabel = self._kit.label("0", "heading", "muted")
            none.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return none
        name = wording.reps_of_set(one.set_number, holds=one.item.exercise.is_hold)
        fields = RepsFields(self._kit, name, one.item.sides)
        fields.chosen.connect(lambda side, reps: self._correct(one.block_number, side, reps))
        fields.refused.connect(self._say)
        self._steppers += [(one.block_number, side, stepper) for side, stepper in fields.steppers.items()]
        return fields

    def _told(self) -> Iterator[str]:
        marks, pauses, time = self._recorder.marks, self._recorder.pauses, whole_seconds(self._recorder.paused_s)
        cut_off = sum(mark.resumed for mark in marks)
        if marks:
            paused = plural("▏Paused once, {time}.", "▏Paused {number} times, {time} in all.", pauses, time=time)
            again = _started_again(cut_off, holds=all(one.item.exercise.is_hold for one in self._outcomes()))
            yield text("{paused} {again}", paused=paused, again=again) if cut_off else paused

    def _say(self, refusal: str) -> None:
        """Say why what was typed is refused; without a refusal what the fields are for, if there is room."""
        self._refusal = refusal
        look(self._advice, "danger" if refusal else "muted")
        self._advice.setText(refusal or text("Did you do more or fewer? Correct the number."))
        self._advice.setVisible(bool(refusal) or (bool(self._steppers) and self._kit.scale >= SMALL))

    def _correct(self, block_number: int, side: Side | None, reps: int) -> None:
        self._ledger.correct(block_number, reps, side)
        self._recorder.keep()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        sets = {one.block_number: one for one in self._outcomes()}
        for number, side, bar in self._bars:
            one = sets[number]
            counted = one.record.counted_on(side) if one.record is not None else 0
            marks = [mark.after_reps for mark in self._recorder.marks if mark.block_number == number]
            planned = max(one.item.dose.reps_in(one.set_number) or 1, counted)
            bar.show_reps(one.done_on(side), planned, marks, holds=one.item.exercise.is_hold)
        for number, label in self._notes.items():
            note = wording.set_note(sets[number])
            label.setText(note)
            label.setVisible(bool(note))
        for number, side, stepper in self._steppers:
            stepper.show_reps(sets[number].done_on(side))


def _show_if_roomy(name: QLabel, scale: float) -> None:
    """Name a side beside its squares; in a small window the headings alone tell left from right."""
    name.setVisible(scale >= SMALL)


def _started_again(number: int, *, holds: bool) -> str:
    if holds:
        return plural("The hold started again.", "{number} holds started again.", number)
    return plural("The rep started again.", "{number} reps started again.", number)
