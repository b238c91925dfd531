"""The sets of the summary, one a row: squares, seconds under tension, and the reps to be corrected."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from calfcoach.coach.recorder import Recorder
from calfcoach.domain.plan import SessionPlan
from calfcoach.session.results import Ledger, SetRecord
from calfcoach.ui.screens.controls import Stepper
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.rep_row import RepRow
from calfcoach.ui.screens.scrolling import scrolled
from calfcoach.ui.stylesheet import look
from calfcoach.wording.durations import whole_seconds


class SetsCard(QFrame):
    """Every set of a ledger that counts. `changed` says that one was corrected."""

    changed = Signal()

    def __init__(self, kit: Kit, plan: SessionPlan, ledger: Ledger, recorder: Recorder) -> None:
        super().__init__()
        look(self, "card")
        self._plan, self._ledger, self._recorder = plan, ledger, recorder
        self._rows: list[tuple[int, RepRow, QLabel, Stepper]] = []
        lines = QVBoxLayout(self)
        kit.space(lines, 8, (20, 14, 20, 14))
        lines.addWidget(kit.label("Set by set", "heading"))
        inside = QWidget()
        grid = QGridLayout(inside)
        kit.space(grid, 10, (0, 0, 6, 0))
        for record in counting(ledger):
            self._add_row(kit, grid, record)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        if not self._rows:
            grid.addWidget(kit.label("No rep was completed.", "body", "muted"), 0, 0)
        lines.addWidget(scrolled(inside), 1)
        for text in self._told():
            lines.addWidget(kit.label(text, "small", "muted", wrap=True))
        self._show()

    def tension_s(self, record: SetRecord) -> float:
        """Seconds under tension of a set as it was performed."""
        return float(self._plan.block_item(record.block_number)[0].rep_s) * record.reps

    def _add_row(self, kit: Kit, grid: QGridLayout, record: SetRecord) -> None:
        """A row for a set; of several exercises, the first row of each has its name above."""
        number = record.block_number
        item, in_exercise = self._plan.block_item(number)
        before = self._plan.block_item(self._rows[-1][0])[0] if self._rows else None
        if len(self._plan.items) > 1 and item is not before:
            grid.addWidget(kit.elided(item.exercise.name, "label", "muted"), grid.rowCount(), 0, 1, 4)
        bar, stepper = RepRow(kit), Stepper(kit, f"Reps of set {in_exercise}")
        row = grid.rowCount()
        kit.size(bar, height=26)
        kit.size(stepper, width=164, height=36)
        stepper.stepped.connect(lambda steps: self._correct(number, steps))
        seconds = kit.label("", "body", "muted")
        seconds.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, widget in enumerate((kit.label(f"Set {in_exercise}", "body"), bar, seconds, stepper)):
            grid.addWidget(widget, row, column)
        self._rows.append((number, bar, seconds, stepper))

    def _told(self) -> Iterator[str]:
        paused, marks = whole_seconds(self._recorder.paused_s), self._recorder.marks
        if len(marks) == self._recorder.pauses == 1:
            yield f"▏Paused {paused}; the rep started again from the top."
        elif marks:
            yield f"▏Paused {self._recorder.pauses} times, {paused}; a rep that was cut off started again."
        yield "The count is the machine's. Correct it where you did fewer or more."

    def _correct(self, block_number: int, steps: int) -> None:
        record = self._ledger.current(block_number)
        assert record is not None
        self._ledger.correct(block_number, max(record.reps + steps, 0))
        self._recorder.keep()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for number, bar, seconds, stepper in self._rows:
            record = self._ledger.current(number)
            assert record is not None
            marks = [mark.after_reps for mark in self._recorder.marks if mark.block_number == number]
            bar.show_reps(record.reps, max(record.planned_reps, record.counted_reps), marks)
            seconds.setText(whole_seconds(self.tension_s(record)))
            stepper.show_value(counted(record.reps, "rep"), record.reps > 0)


def counting(ledger: Ledger) -> list[SetRecord]:
    """The sets that count."""
    return [record for record in ledger.records if not record.repeated]


def counted(number: int, what: str) -> str:
    """`1 rep`, `2 reps`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
