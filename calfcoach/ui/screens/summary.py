"""The summary: what was done, set by set, to be corrected where the count and the body disagree, and how it was.

Shows a ledger; writes through the recorder. Counted and performed are both kept.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calfcoach.coach.recorder import Recorder
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import SessionPlan
from calfcoach.history.store import Remarks
from calfcoach.session.results import Ledger
from calfcoach.ui.screens.glyphs import DoneSign, WarningSign
from calfcoach.ui.screens.parts import ElidedLabel, breakable, button, card, column, label, on_click
from calfcoach.ui.screens.scale import Scale
from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.screens.scrolling import RING_PX, Bounded, scrolled
from calfcoach.ui.screens.summary_sets import SetsCard, counted, counting
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme
from calfcoach.wording.durations import whole_seconds

STOP_SIGNS = "Sharp pain, a sudden pop, or a swollen, warm calf: stop, and have it looked at."

EFFORT = (
    "nothing at all", "very easy", "easy", "rather easy", "moderate", "moderate", "rather hard", "hard", "very hard",
    "very hard", "everything I had",
)  # fmt: skip
PAIN = (
    "none", "barely", "mild", "mild", "moderate", "moderate", "strong", "strong", "very strong", "very strong",
    "worst imaginable",
)  # fmt: skip
MUCH_PAIN = 5
"""Pain above this, or pain that is still there in the morning, is no time for more load (Silbernagel)."""

PAIN_ADVICE = "More than 5, or still there in the morning: add no load next time."

NOT_KEPT = "What you note here cannot be kept."

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")

MOST_PROBLEMS_PX = 84
"""The most height that problems take, pixels of the design; the rest is scrolled to."""


class SummaryScreen(QWidget):
    """One session when it is over. `saved` keeps it with what was said of it, `discarded` forgets it, `again` begins
    the same once more. `left` is back to the library, with what was said so far.
    """

    saved = Signal(Remarks)
    discarded = Signal()
    again = Signal(Remarks)
    left = Signal()

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
        self._kept = recorder.keeps
        large = "big_number" if finished and not problems else "number"
        self._numbers = [
            (label(scaler, "", large), label(scaler, "", "heading"), ElidedLabel(scaler, "", "body", "muted"))
            for _ in range(4)
        ]
        lines = QVBoxLayout(self)
        scaler.space(lines, 12, (32, 20, 32, 28))
        lines.addLayout(self._head(finished))
        if problems:
            lines.addWidget(self._problems(problems))
        if not finished:
            lines.addWidget(self._way_out(plan.items[-1].exercise))
        lines.addLayout(self._four_numbers())
        middle = QHBoxLayout()
        scaler.space(middle, 16, (0, 0, 0, 0))
        self._sets = SetsCard(scaler, theme, plan, ledger, recorder)
        self._sets.changed.connect(self._show)
        middle.addWidget(self._sets, 1)
        self._effort, self._pain = Scale(scaler, "Effort", EFFORT), Scale(scaler, "Pain", PAIN)
        how = self._how_it_was()
        middle.addWidget(how, 1)
        if not self._kept:
            how.hide()
        lines.addLayout(middle, 1)
        lines.addLayout(self._foot())
        lines.addLayout(self._buttons())
        self._show()

    @property
    def remarks(self) -> Remarks:
        """What the person has said so far."""
        return Remarks(self._note.text(), self._effort.value, self._pain.value)

    def focus_save(self) -> None:
        """Put the keyboard on Save."""
        self._save.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale everything with the window."""
        super().resizeEvent(event)
        self._scaler.fit(event.size())

    def _head(self, finished: bool) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setSpacing(4)
        row = QHBoxLayout()
        self._scaler.space(row, 14, (0, 0, 0, 0))
        back = on_click(button(self._scaler, "‹  Library", "label", "link"), self.left.emit)
        whole.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        item, done, total = self._plan.items[0], len(counting(self._ledger)), self._plan.total_sets
        if finished and done == total:
            row.addWidget(DoneSign(self._scaler, self._theme))
        row.addWidget(label(self._scaler, _title(finished, done, total), "title"))
        parts = (item.exercise.name, item.variant_name, str(item.dose.tempo or ""))
        what = ElidedLabel(self._scaler, " · ".join(part for part in parts if part), "body", "muted")
        what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(what, 1)
        whole.addLayout(row)
        return whole

    def _problems(self, problems: Sequence[str]) -> QWidget:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        self._scaler.space(lines, 2, (0, 0, 0, 0))
        for problem in problems:
            said = label(self._scaler, breakable(as_sentence(problem)), "body", "danger", wrap=True)
            said.setAccessibleName(as_sentence(problem))
            lines.addWidget(said)
        return Bounded(self._scaler, inside, MOST_PROBLEMS_PX)

    def _way_out(self, exercise: Exercise) -> QFrame:
        """How to get out: who has stopped early may still be under the weight."""
        frame = card(self._scaler, margins=(20, 10, 20, 10))
        inside = QWidget()
        row = QHBoxLayout(inside)
        self._scaler.space(row, 20, (0, 0, 0, 0))
        for number, step in enumerate(exercise.finish, 1):
            texts = QVBoxLayout()
            texts.setSpacing(2)
            texts.addWidget(label(self._scaler, f"{number}  {step.title}", "heading", wrap=True))
            texts.addWidget(label(self._scaler, step.text, "body", "muted", wrap=True))
            texts.addStretch(1)
            row.addLayout(texts, 1)
        column(frame).addWidget(Bounded(self._scaler, inside, MOST_PROBLEMS_PX))
        return frame

    def _four_numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._scaler.space(row, 16, (0, 0, 0, 0))
        for number, name, detail in self._numbers:
            frame = card(self._scaler, margins=(22, 8, 22, 10))
            column(frame).setSpacing(2)
            for widget in (number, name, detail):
                column(frame).addWidget(widget)
            row.addWidget(frame, 1)
        return row

    def _how_it_was(self) -> QFrame:
        frame = card(self._scaler, margins=(20, 10, 20, 6))
        self._pain.changed.connect(self._advise)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        # Room for the ring of the focus on every side.
        lines.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        lines.setSpacing(0)
        lines.addStretch(1)
        for scale in (self._effort, self._pain):
            lines.addWidget(scale)
            lines.addStretch(1)
        column(frame).addWidget(scrolled(inside), 1)
        return frame

    def _advise(self) -> None:
        pain = self._pain.value
        self._pain.say(PAIN_ADVICE if pain is not None and pain > MUCH_PAIN else None)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._scaler.space(row, 16, (0, 0, 0, 0))
        note = card(self._scaler, margins=(20, 10, 20, 12))
        column(note).addWidget(label(self._scaler, "Note", "label", "muted"))
        self._note = QLineEdit()
        self._note.setMaxLength(2000)
        self._note.setAccessibleName("Note")
        self._note.setPlaceholderText("How was it?" if self._kept else NOT_KEPT)
        self._note.setEnabled(self._kept)
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
        again = on_click(button(self._scaler, "Once more", "heading"), lambda: self.again.emit(self.remarks))
        discard = on_click(button(self._scaler, "Discard", "heading", "outline"), self.discarded.emit)
        discard.setEnabled(self._kept)
        self._save = on_click(
            button(self._scaler, "Save" if self._kept else "To the library", "heading", "primary"),
            lambda: self.saved.emit(self.remarks),
        )
        self._save.setProperty("ring_radius", 18.0)
        self._save.setAutoDefault(True)
        for made, share in ((again, 1), (discard, 1), (self._save, 2)):
            self._scaler.size(made, height=64)
            row.addWidget(made, share)
        return row

    def _show(self) -> None:
        records, pauses = counting(self._ledger), self._recorder.pauses
        tension = sum(self._sets.tension_s(record) for record in records)
        reps = sum(record.reps for record in records)
        machine = sum(record.counted_reps for record in records)
        planned = "as planned" if len(records) == self._plan.total_sets else f"of {self._plan.total_sets}"
        paused = f"{counted(pauses, 'pause')}, {whole_seconds(self._recorder.paused_s)}" if pauses else ""
        shown = (
            (str(len(records)), "set" if len(records) == 1 else "sets", planned),
            (str(reps), "rep" if reps == 1 else "reps", "as counted" if reps == machine else f"{machine} counted"),
            (_clock(tension), "under tension", "a side" if self._plan.items[0].sides[0] is not None else ""),
            (_clock(self._took_s), "in all", paused),
        )
        for labels, texts in zip(self._numbers, shown, strict=True):
            for shown_in, text in zip(labels[:2], texts[:2], strict=True):
                shown_in.setText(text)
            labels[2].set_whole(texts[2])


def as_sentence(text: str) -> str:
    """A problem with a capital letter at its start; the name of a file stays as it is written."""
    first = text.partition(" ")[0]
    return text if "." in first.rstrip(".") or "/" in first else text[:1].upper() + text[1:]


def _title(finished: bool, done: int, total: int) -> str:
    if finished and done == total:
        return f"All {NUMBERS[total].lower() if total < len(NUMBERS) else total} sets done" if total > 1 else "Set done"
    return f"{counted(done, 'set')} done"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
