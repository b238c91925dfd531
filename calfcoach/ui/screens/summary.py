"""The summary: what was done, set by set, to be corrected where the count and the body disagree, and a note.

Shows a ledger; writes through the recorder. Counted and performed are both kept.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calfcoach.coach.durations import whole_seconds
from calfcoach.coach.recorder import Recorder
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import SessionPlan
from calfcoach.session.results import Ledger, SetRecord
from calfcoach.ui.screens.glyphs import WarningSign
from calfcoach.ui.screens.parts import ElidedLabel, Stepper, button, card, column, label, on_click
from calfcoach.ui.screens.rep_row import RepRow
from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.screens.scrolling import scrolled
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

STOP_SIGNS = "Sharp pain, a sudden pop, or a swollen, warm calf: stop, and have it looked at."


class SummaryScreen(QWidget):
    """One session when it is over. `saved` keeps it, `discarded` forgets it, `again` begins the same once more."""

    saved = Signal(str)
    discarded = Signal()
    again = Signal(str)

    def __init__(
        self,
        theme: Theme,
        plan: SessionPlan,
        ledger: Ledger,
        recorder: Recorder,
        finished: bool,
        took_s: float,
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__()
        look(self, "screen")
        self._theme, self._plan, self._ledger, self._recorder = theme, plan, ledger, recorder
        self._scaler = scaler = Scaler()
        self._took_s = took_s
        self._numbers = [(label(scaler, "", "big_number"), label(scaler, "", "body", "muted")) for _ in range(4)]
        self._rows: list[tuple[int, RepRow, Stepper]] = []
        lines = QVBoxLayout(self)
        scaler.space(lines, 16, (32, 28, 32, 32))
        lines.addLayout(self._head(finished))
        if problems:
            lines.addWidget(label(scaler, "\n".join(problems), "body", "danger", wrap=True))
        lines.addLayout(self._four_numbers())
        middle = QHBoxLayout()
        scaler.space(middle, 16, (0, 0, 0, 0))
        middle.addWidget(self._sets(), 1)
        middle.addWidget(self._way_out(plan.items[-1].exercise), 1)
        lines.addLayout(middle, 1)
        lines.addLayout(self._foot())
        lines.addLayout(self._buttons())
        self._show()

    def focus_save(self) -> None:
        """Put the keyboard on Save."""
        self._save.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale everything with the window."""
        super().resizeEvent(event)
        self._scaler.fit(event.size())

    @property
    def _records(self) -> list[SetRecord]:
        return [record for record in self._ledger.records if not record.repeated]

    def _head(self, finished: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        item = self._plan.items[0]
        done = len(self._records)
        title = "All sets done" if finished and done == self._plan.total_sets else f"{_sets(done)} done"
        row.addWidget(label(self._scaler, title, "title"))
        parts = (item.exercise.name, item.variant_name, str(item.dose.tempo or ""))
        what = ElidedLabel(self._scaler, " · ".join(part for part in parts if part), "body", "muted")
        what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(what, 1)
        return row

    def _four_numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._scaler.space(row, 16, (0, 0, 0, 0))
        for (number, detail), name in zip(self._numbers, ("sets", "reps", "under tension", "in all"), strict=True):
            frame = card(self._scaler, margins=(22, 12, 22, 12))
            for widget in (number, label(self._scaler, name, "heading"), detail):
                column(frame).addWidget(widget)
            row.addWidget(frame, 1)
        return row

    def _sets(self) -> QWidget:
        frame = card(self._scaler)
        column(frame).addWidget(label(self._scaler, "Set by set", "heading"))
        inside = QWidget()
        grid = QGridLayout(inside)
        self._scaler.space(grid, 10, (0, 0, 6, 0))
        for row, record in enumerate(self._records):
            bar, stepper = RepRow(self._theme), Stepper(self._scaler, f"Reps of set {record.block_number}")
            self._scaler.size(bar, height=22)
            self._scaler.size(stepper, width=128, height=36)
            stepper.stepped.connect(lambda steps, number=record.block_number: self._correct(number, steps))
            grid.addWidget(label(self._scaler, f"Set {record.block_number}", "body"), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(stepper, row, 2)
            self._rows.append((record.block_number, bar, stepper))
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._records), 1)
        if not self._records:
            grid.addWidget(label(self._scaler, "No rep was completed.", "body", "muted"), 0, 0)
        column(frame).addWidget(scrolled(inside), 1)
        column(frame).addWidget(
            label(
                self._scaler,
                "The count is the machine's. Correct it where you did fewer or more.",
                "small",
                "muted",
                True,
            )
        )
        return frame

    def _way_out(self, exercise: Exercise) -> QWidget:
        frame = card(self._scaler)
        column(frame).addWidget(label(self._scaler, "To finish", "heading"))
        inside = QWidget()
        lines = QVBoxLayout(inside)
        self._scaler.space(lines, 8, (0, 0, 6, 0))
        for number, step in enumerate(exercise.finish, 1):
            lines.addWidget(label(self._scaler, f"{number}  {step.title}", "body", wrap=True))
            lines.addWidget(label(self._scaler, step.text, "body", "muted", wrap=True))
        lines.addStretch(1)
        column(frame).addWidget(scrolled(inside), 1)
        return frame

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._scaler.space(row, 16, (0, 0, 0, 0))
        note = card(self._scaler, margins=(20, 10, 20, 12))
        column(note).addWidget(label(self._scaler, "Note", "label", "muted"))
        self._note = QLineEdit()
        self._note.setMaxLength(2000)
        self._note.setAccessibleName("Note")
        self._note.setPlaceholderText("How was it?")
        self._scaler.font(self._note, "body")
        column(note).addWidget(self._note)
        signs = card(self._scaler, "outline", (20, 10, 20, 10))
        inside = QHBoxLayout()
        self._scaler.space(inside, 12, (0, 0, 0, 0))
        inside.addWidget(WarningSign(self._scaler, self._theme))
        inside.addWidget(label(self._scaler, STOP_SIGNS, "body", wrap=True), 1)
        column(signs).addLayout(inside)
        row.addWidget(note, 1)
        row.addWidget(signs, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._scaler.space(row, 16, (0, 0, 0, 0))
        again = on_click(button(self._scaler, "Once more", "heading"), lambda: self.again.emit(self._note.text()))
        discard = on_click(button(self._scaler, "Discard", "heading", "outline"), self.discarded.emit)
        self._save = on_click(
            button(self._scaler, "Save", "heading", "primary"), lambda: self.saved.emit(self._note.text())
        )
        self._save.setProperty("ring_radius", 18.0)
        self._save.setAutoDefault(True)
        for made, share in ((again, 1), (discard, 1), (self._save, 2)):
            self._scaler.size(made, height=64)
            row.addWidget(made, share)
        return row

    def _correct(self, block_number: int, steps: int) -> None:
        record = self._ledger.current(block_number)
        assert record is not None
        self._ledger.correct(block_number, max(record.reps + steps, 0))
        self._recorder.keep()
        self._show()

    def _show(self) -> None:
        records = self._records
        for number, bar, stepper in self._rows:
            record = self._ledger.current(number)
            assert record is not None
            bar.show_reps(record.reps, max(record.planned_reps, record.counted_reps))
            stepper.show_value(str(record.reps), record.reps > 0)
        tension = sum(float(self._plan.block_item(r.block_number)[0].rep_s) * r.reps for r in records)
        reps = sum(record.reps for record in records)
        counted = sum(record.counted_reps for record in records)
        planned = "as planned" if len(records) == self._plan.total_sets else f"of {self._plan.total_sets}"
        pauses = self._recorder.pauses
        shown = (
            (str(len(records)), planned),
            (str(reps), "as counted" if reps == counted else f"{counted} counted"),
            (_clock(tension), "a side" if self._plan.items[0].sides[0] is not None else ""),
            (
                _clock(self._took_s),
                f"{_times(pauses)} paused, {whole_seconds(self._recorder.paused_s)}" if pauses else "",
            ),
        )
        for (number_text, detail), (value, note) in zip(self._numbers, shown, strict=True):
            number_text.setText(value)
            detail.setText(note)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _sets(number: int) -> str:
    return f"{number} set" if number == 1 else f"{number} sets"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
