"""The summary: what was done in each set, with fields to correct a wrong count, and questions on how it was.

Shows a ledger; writes through the recorder. Counted and performed reps are both kept. If nothing was done, there is
nothing to save, and nothing is asked.
"""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from calfcoach.coach.recorder import Recorder
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.limbs import works_the_lower_leg
from calfcoach.domain.plan import SessionPlan
from calfcoach.history.editing import MOST_NOTE
from calfcoach.history.store import Remarks
from calfcoach.session.commands import CommandKind
from calfcoach.session.outcome import SetEnd, Stopped, outcomes
from calfcoach.session.results import Ledger
from calfcoach.setting_values import PAIN_LIMIT
from calfcoach.texts import plural, text
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.glyphs import DoneSign, WarningSign
from calfcoach.ui.screens.number_cards import NumberCards, clock
from calfcoach.ui.screens.parts import breakable, column, on_click
from calfcoach.ui.screens.scale import Scale
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import RING_PX, Bounded, Page, scrolled
from calfcoach.ui.screens.summary_sets import SetsCard
from calfcoach.ui.theme import Theme
from calfcoach.wording import summary as wording
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.remarks import EFFORT, PAIN, pain_advice

MOST_PROBLEMS_PX = 84
"""The largest height of the list of problems, pixels of the design; a longer list scrolls."""


class SummaryScreen(Screen):
    """A finished session. `saved` saves it with the person's remarks, `discarded` deletes it, `again` starts the
    same once more, `gone_on` continues a stopped one, `history_wanted` saves it and leads to all sessions.
    `left` is back to the library, with what was said so
    far.
    """

    is_left_first = True

    saved = Signal(Remarks)
    discarded = Signal()
    again = Signal(Remarks)
    left = Signal()
    gone_on = Signal()
    history_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        plan: SessionPlan,
        ledger: Ledger,
        recorder: Recorder,
        stopped: Stopped | None,
        took_s: float,
        problems: Sequence[str] = (),
        can_go_on: bool = False,
        undo_for_s: float = 0.0,
        pain_limit: int = PAIN_LIMIT.default,
    ) -> None:
        """`stopped` is where the session was stopped; None where it was played to its end.

        `can_go_on`: it can be continued at the set it was in. `undo_for_s`: for how long its end can be undone.
        Pain above `pain_limit` is answered with advice.
        """
        super().__init__(theme, text("Summary"))
        self._plan, self._ledger, self._recorder = plan, ledger, recorder
        self._stopped = stopped
        self._undo_time = QTimer(self, singleShot=True)
        self._go_on = self._going_on(can_go_on, undo_for_s)
        self._took_s = took_s
        self._pain_limit = pain_limit
        self.nothing_done = not any(each.done_reps for each in outcomes(plan, ledger.records, stopped))
        self._kept = recorder.keeps and not self.nothing_done
        self.leaving_is_meant: Callable[[], bool] = lambda: True
        """Whether a key may leave the summary now. Of several quick presses of Esc, the later ones were meant for the
        stage.
        """
        self.desk_actions |= {"leave_screen": self._leave_by_key, "history": self.history_wanted.emit}
        kit = self.kit
        self._tight = stopped is not None or bool(problems)
        """Whether there is more to show than usual, so that everything else stands closer."""
        large = "number" if self._tight else "big_number"
        gap, margins = (8, (32, 12, 32, 14)) if self._tight else (12, (32, 20, 32, 28))
        whole, inside = QVBoxLayout(self), QWidget()
        kit.space(whole, gap, margins)
        whole.addWidget(Page(kit, inside, self.title), 1)
        lines = QVBoxLayout(inside)
        kit.space(lines, gap, (0, 0, 0, 0))
        lines.addLayout(self._head())
        if problems:
            lines.addWidget(self._problems(problems))
        if stopped is not None:
            lines.addWidget(self._way_out(plan.block_item(stopped.block_number)[0].exercise))
        if self.nothing_done:
            lines.addWidget(kit.label(self._nothing(), "body", wrap=True))
            lines.addStretch(1)
        else:
            self._add_what_was_done(lines, large)
        whole.addLayout(self._buttons())

    @property
    def remarks(self) -> Remarks:
        """The person's answers so far."""
        if self.nothing_done:
            return Remarks()
        return Remarks(self._note.text(), self._effort.value, self._pain.value)

    def show_remarks(self, said: Remarks) -> None:
        """Show answers that were given before."""
        if not self.nothing_done:
            self._note.setText(said.note)
            self._effort.set_value(said.effort)
            self._pain.set_value(said.pain)

    def focus_first(self) -> None:
        """Put the keyboard on Save."""
        self._save.setFocus()

    def _nothing(self) -> str:
        if all(item.exercise.is_hold for item in self._plan.items):
            return text("No hold was completed, so there is nothing to keep.")
        return text("No rep was completed, so there is nothing to keep.")

    def _leave_by_key(self) -> None:
        if self.leaving_is_meant():
            self._leave()

    def _leave(self) -> None:
        (self.discarded if self.nothing_done else self.left).emit()

    def _head(self) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setSpacing(4)
        row = QHBoxLayout()
        self.kit.space(row, 14, (0, 0, 0, 0))
        self.kit.stack(row)
        back = on_click(self.kit.button(text("‹  Library"), "label", "link"), self._leave)
        history = on_click(self.kit.button(text("History  ›"), "label", "link"), self.history_wanted.emit)
        ways = QHBoxLayout()
        ways.addWidget(back)
        ways.addStretch(1)
        ways.addWidget(history)
        whole.addLayout(ways)
        sets = outcomes(self._plan, self._ledger.records, self._stopped)
        self._sign = DoneSign(self.kit)
        self._sign.setParent(self)
        self._sign.setVisible(all(each.end is SetEnd.DONE for each in sets))
        row.addWidget(self._sign)
        self._title = self.kit.label(wording.headline(sets, self._stopped), "title")
        self.kit.follow(self._title, lambda _scale: self._title.setWordWrap(self.kit.is_narrow))
        row.addWidget(self._title)
        what = self.kit.elided(what_was_done(self._plan), "body", "muted")
        what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(what, 1)
        whole.addLayout(row)
        return whole

    def _add_what_was_done(self, lines: QVBoxLayout, large: str) -> None:
        self._numbers = NumberCards(self.kit, 4, large)
        lines.addWidget(self._numbers)
        middle = QHBoxLayout()
        self.kit.space(middle, 16, (0, 0, 0, 0))
        self.kit.stack(middle)
        self._sets = SetsCard(self.kit, self._plan, self._ledger, self._recorder, self._stopped)
        self._sets.changed.connect(self._show)
        middle.addWidget(self._sets, 1)
        how = self._how_it_was()
        middle.addWidget(how, 1)
        if not self._kept:
            how.hide()
        lines.addLayout(middle, 1)
        lines.addLayout(self._foot())
        self._show()

    def _problems(self, problems: Sequence[str]) -> QWidget:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        self.kit.space(lines, 2, (0, 0, 0, 0))
        for problem in problems:
            said = self.kit.label(breakable(as_sentence(problem)), "body", "danger", wrap=True)
            said.setAccessibleName(as_sentence(problem))
            lines.addWidget(said)
        return Bounded(self.kit, inside, MOST_PROBLEMS_PX, text("Problems"))

    def _way_out(self, exercise: Exercise) -> QFrame:
        """How to get out: a person who stopped early may still be under the weight."""
        frame = self.kit.card(margins=(20, 10, 20, 10))
        inside = QWidget()
        row = QHBoxLayout(inside)
        self.kit.space(row, 20, (0, 0, 0, 0))
        self.kit.stack(row)
        for number, step in enumerate(exercise.finish, 1):
            texts = QVBoxLayout()
            texts.setSpacing(2)
            texts.addWidget(self.kit.label(f"{number}  {step.title}", "heading", wrap=True))
            texts.addWidget(self.kit.label(step.text, "body", "muted", wrap=True))
            texts.addStretch(1)
            row.addLayout(texts, 1)
        column(frame).addWidget(Bounded(self.kit, inside, MOST_PROBLEMS_PX, text("The way out")))
        return frame

    def _how_it_was(self) -> QFrame:
        frame = self.kit.card(margins=(20, 10, 20, 6))
        self._effort = Scale(self.kit, text("Effort"), [text(words) for words in EFFORT])
        self._pain = Scale(self.kit, text("Pain"), [text(words) for words in PAIN])
        self._pain.changed.connect(self._advise)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        # Room for the focus ring on every side.
        lines.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        lines.setSpacing(0)
        lines.addStretch(1)
        for scale in (self._effort, self._pain):
            lines.addWidget(scale)
            lines.addStretch(1)
        column(frame).addWidget(scrolled(inside, text("Session")), 1)
        return frame

    def _advise(self) -> None:
        self._pain.say(pain_advice(self._pain.value, self._pain_limit))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 16, (0, 0, 0, 0))
        self.kit.stack(row)
        note = self.kit.card(margins=(20, 10, 20, 12))
        column(note).addWidget(self.kit.label(text("Note"), "label", "muted"))
        self._note = QLineEdit()
        self._note.setMaxLength(MOST_NOTE)
        self._note.setAccessibleName(text("Note"))
        self._note.setPlaceholderText(text("How was it?") if self._kept else text("A note cannot be kept now."))
        self._note.setEnabled(self._kept)
        self.kit.font(self._note, "body")
        column(note).addWidget(self._note)
        signs = self.kit.card("outline", (20, 10, 20, 10))
        inside = QHBoxLayout()
        self.kit.space(inside, 12, (0, 0, 0, 0))
        inside.addWidget(WarningSign(self.kit))
        inside.addWidget(self.kit.label(stop_signs(self._plan), "body", wrap=True), 1)
        column(signs).addLayout(inside)
        row.addWidget(note, 1)
        row.addWidget(signs, 1)
        return row

    def _going_on(self, can_go_on: bool, undo_for_s: float) -> QPushButton | None:
        """The button that continues the session, for as long as that is possible; None if it is not."""
        if not can_go_on and undo_for_s <= 0:
            return None
        for action in ("start", CommandKind.UNDO):
            self.desk_actions[action] = self.gone_on.emit
        if can_go_on:
            return on_click(self.kit.button(text("Go on"), "heading"), self.gone_on.emit)
        button = on_click(self.kit.button(text("Undo"), "heading"), self.gone_on.emit)
        self._undo_time.timeout.connect(button.hide)
        self._undo_time.start(ceil(undo_for_s * 1000))
        return button

    def fall_silent(self) -> None:
        """Offer no undo any longer, since another screen comes or the program ends."""
        self._undo_time.stop()

    def _buttons(self) -> FlowRow:
        row = FlowRow()
        self.kit.space(row, 16, (0, 0, 0, 0))
        again = on_click(self.kit.button(text("Once more"), "heading"), lambda: self.again.emit(self.remarks))
        self._save = self.kit.button(text("Save") if self._kept else text("To the library"), "heading", "primary")
        on_click(self._save, self._leave if self.nothing_done else lambda: self.saved.emit(self.remarks))
        self._save.setProperty("ring_radius", 18.0)
        self._save.setAutoDefault(True)
        offered = [(again, 1), (self._save, 2)]
        self.desk_actions.setdefault("start", self._save.click)
        if not self.nothing_done:
            discard = on_click(self.kit.button(text("Discard"), "heading", "outline"), self.discarded.emit)
            discard.setEnabled(self._kept)
            offered.insert(1, (discard, 1))
        if self._go_on is not None:
            offered.insert(0, (self._go_on, 1))
        for made, share in offered:
            self.kit.size(made, height=52 if self._tight else 64)
            row.add(made, share)
        return row

    def _show(self) -> None:
        sets = outcomes(self._plan, self._ledger.records, self._stopped)
        self._title.setText(wording.headline(sets, self._stopped))
        done = sum(each.end is SetEnd.DONE for each in sets)
        self._sign.setVisible(done == len(sets))
        reps, planned = sum(each.done_reps for each in sets), sum(each.planned_reps for each in sets)
        counted, holds = sum(each.counted_reps for each in sets), all(each.item.exercise.is_hold for each in sets)
        shown = (
            (str(done), plural("set", "sets", done), _done_beside_planned(done, len(sets), done)),
            (
                str(reps),
                plural("hold", "holds", reps) if holds else plural("rep", "reps", reps),
                _done_beside_planned(reps, planned, counted),
            ),
            (clock(sum(each.tension_s for each in sets)), text("under tension"), wording.whose_tension(sets)),
            (clock(self._took_s), text("in all"), self._paused()),
        )
        self._numbers.show_numbers(shown)

    def _paused(self) -> str:
        pauses, paused = self._recorder.pauses, whole_seconds(self._recorder.paused_s)
        if not pauses:
            return ""
        return plural("{number} pause, {time}", "{number} pauses, {time}", pauses, time=paused)


def _done_beside_planned(done: int, planned: int, counted: int) -> str:
    """The number done beside the number planned, or, after a correction, beside the number counted."""
    if counted != done:
        return text("{number} counted", number=counted)
    return text("as planned") if done == planned else text("of {planned} planned", planned=planned)


def stop_signs(plan: SessionPlan) -> str:
    """The signs that are a reason to stop and have it looked at; with those of the calf if the lower leg has worked."""
    if any(works_the_lower_leg(item.exercise) for item in plan.items):
        return text("Sharp pain, a sudden pop, or a swollen, warm calf: stop, and have it looked at.")
    return text("Sharp pain or a sudden pop: stop, and have it looked at.")


def what_was_done(plan: SessionPlan) -> str:
    """The exercise with variant and tempo; several exercises only by name."""
    if len(plan.items) > 1:
        return ", ".join(item.exercise.name for item in plan.items)
    (item,) = plan.items
    parts = (item.exercise.name, item.variant_name, str(item.dose.tempo or ""))
    return " · ".join(part for part in parts if part)


def as_sentence(problem: str) -> str:
    """A problem with a capital first letter, unless it starts with the name of a file."""
    first = problem.partition(" ")[0]
    return problem if "." in first.rstrip(".") or "/" in first else problem[:1].upper() + problem[1:]
