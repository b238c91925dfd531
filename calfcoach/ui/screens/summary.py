"""The summary: what was done, set by set, to be corrected where the count and the body disagree, and how it was.

Shows a ledger; writes through the recorder. Counted and performed are both kept.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from calfcoach.coach.recorder import Recorder
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.history.store import Remarks
from calfcoach.session.results import Ledger
from calfcoach.texts import text
from calfcoach.ui.screens.glyphs import DoneSign, WarningSign
from calfcoach.ui.screens.parts import breakable, column, on_click
from calfcoach.ui.screens.scale import Scale
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import RING_PX, Bounded, scrolled
from calfcoach.ui.screens.summary_sets import SetsCard, counted, counting
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


class SummaryScreen(Screen):
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
        stopped_in: PlannedExercise | None,
        took_s: float,
        problems: Sequence[str] = (),
    ) -> None:
        """`stopped_in` is what was under way when the session was stopped; None where it was played to its end."""
        super().__init__(theme, text("Summary"))
        self._plan, self._ledger, self._recorder = plan, ledger, recorder
        self.desk_actions["leave_screen"] = self.left.emit
        kit = self.kit
        self._took_s = took_s
        self._kept = recorder.keeps
        large = "big_number" if stopped_in is None and not problems else "number"
        self._numbers = [
            (kit.label("", large), kit.label("", "heading"), kit.elided("", "body", "muted")) for _ in range(4)
        ]
        lines = QVBoxLayout(self)
        kit.space(lines, 12, (32, 20, 32, 28))
        lines.addLayout(self._head(stopped_in is None))
        if problems:
            lines.addWidget(self._problems(problems))
        if stopped_in is not None:
            lines.addWidget(self._way_out(stopped_in.exercise))
        lines.addLayout(self._four_numbers())
        middle = QHBoxLayout()
        kit.space(middle, 16, (0, 0, 0, 0))
        self._sets = SetsCard(kit, plan, ledger, recorder)
        self._sets.changed.connect(self._show)
        middle.addWidget(self._sets, 1)
        self._effort, self._pain = Scale(kit, "Effort", EFFORT), Scale(kit, "Pain", PAIN)
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

    def focus_first(self) -> None:
        """Put the keyboard on Save."""
        self._save.setFocus()

    def _head(self, finished: bool) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setSpacing(4)
        row = QHBoxLayout()
        self.kit.space(row, 14, (0, 0, 0, 0))
        back = on_click(self.kit.button("‹  Library", "label", "link"), self.left.emit)
        whole.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        done, total = len(counting(self._ledger)), self._plan.total_sets
        if finished and done == total:
            row.addWidget(DoneSign(self.kit))
        row.addWidget(self.kit.label(_title(finished, done, total), "title"))
        what = self.kit.elided(what_was_done(self._plan), "body", "muted")
        what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(what, 1)
        whole.addLayout(row)
        return whole

    def _problems(self, problems: Sequence[str]) -> QWidget:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        self.kit.space(lines, 2, (0, 0, 0, 0))
        for problem in problems:
            said = self.kit.label(breakable(as_sentence(problem)), "body", "danger", wrap=True)
            said.setAccessibleName(as_sentence(problem))
            lines.addWidget(said)
        return Bounded(self.kit, inside, MOST_PROBLEMS_PX)

    def _way_out(self, exercise: Exercise) -> QFrame:
        """How to get out: who has stopped early may still be under the weight."""
        frame = self.kit.card(margins=(20, 10, 20, 10))
        inside = QWidget()
        row = QHBoxLayout(inside)
        self.kit.space(row, 20, (0, 0, 0, 0))
        for number, step in enumerate(exercise.finish, 1):
            texts = QVBoxLayout()
            texts.setSpacing(2)
            texts.addWidget(self.kit.label(f"{number}  {step.title}", "heading", wrap=True))
            texts.addWidget(self.kit.label(step.text, "body", "muted", wrap=True))
            texts.addStretch(1)
            row.addLayout(texts, 1)
        column(frame).addWidget(Bounded(self.kit, inside, MOST_PROBLEMS_PX))
        return frame

    def _four_numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        for number, name, detail in self._numbers:
            frame = self.kit.card(margins=(22, 8, 22, 10))
            column(frame).setSpacing(2)
            for widget in (number, name, detail):
                column(frame).addWidget(widget)
            row.addWidget(frame, 1)
        return row

    def _how_it_was(self) -> QFrame:
        frame = self.kit.card(margins=(20, 10, 20, 6))
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
        self.kit.space(row, 16, (0, 0, 0, 0))
        note = self.kit.card(margins=(20, 10, 20, 12))
        column(note).addWidget(self.kit.label("Note", "label", "muted"))
        self._note = QLineEdit()
        self._note.setMaxLength(2000)
        self._note.setAccessibleName("Note")
        self._note.setPlaceholderText("How was it?" if self._kept else NOT_KEPT)
        self._note.setEnabled(self._kept)
        self.kit.font(self._note, "body")
        column(note).addWidget(self._note)
        signs = self.kit.card("outline", (20, 10, 20, 10))
        inside = QHBoxLayout()
        self.kit.space(inside, 12, (0, 0, 0, 0))
        inside.addWidget(WarningSign(self.kit))
        inside.addWidget(self.kit.label(STOP_SIGNS, "body", wrap=True), 1)
        column(signs).addLayout(inside)
        row.addWidget(note, 1)
        row.addWidget(signs, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        again = on_click(self.kit.button("Once more", "heading"), lambda: self.again.emit(self.remarks))
        discard = on_click(self.kit.button("Discard", "heading", "outline"), self.discarded.emit)
        discard.setEnabled(self._kept)
        self._save = on_click(
            self.kit.button("Save" if self._kept else "To the library", "heading", "primary"),
            lambda: self.saved.emit(self.remarks),
        )
        self._save.setProperty("ring_radius", 18.0)
        self._save.setAutoDefault(True)
        for made, share in ((again, 1), (discard, 1), (self._save, 2)):
            self.kit.size(made, height=64)
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
            (_clock(tension), "under tension", sides_said(self._plan)),
            (_clock(self._took_s), "in all", paused),
        )
        for labels, texts in zip(self._numbers, shown, strict=True):
            for shown_in, value in zip(labels[:2], texts[:2], strict=True):
                shown_in.setText(value)
            labels[2].set_whole(texts[2])


def what_was_done(plan: SessionPlan) -> str:
    """One exercise with variant and tempo; of several their names."""
    if len(plan.items) > 1:
        return ", ".join(item.exercise.name for item in plan.items)
    (item,) = plan.items
    parts = (item.exercise.name, item.variant_name, str(item.dose.tempo or ""))
    return " · ".join(part for part in parts if part)


def sides_said(plan: SessionPlan) -> str:
    """Whose time under tension is meant: that of one side, where the sides take turns."""
    one_sided = [item.exercise.one_side_at_a_time for item in plan.items]
    if all(one_sided):
        return text("a side")
    return text("a side, where sides take turns") if any(one_sided) else ""


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
