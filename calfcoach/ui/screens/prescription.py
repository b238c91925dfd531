"""The right of the set-up screen: tempo by notation and by phase, sets, reps, rest, and what they come to.

Shows a `SetupModel` and passes on what is pressed; the model refuses what may not be.
"""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from calfcoach.domain.amounts import plain
from calfcoach.domain.phases import NOTATION_ORDER, Phase
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescription import MAX_REPS, MAX_SETS
from calfcoach.domain.tempo import Kind
from calfcoach.score.tension import rep_tension, session_length, set_tension
from calfcoach.texts import text
from calfcoach.ui.screens.controls import Stepper
from calfcoach.ui.screens.glyphs import PhaseDisc
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import column, rule
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.stylesheet import look, mark
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.phases import phase_label, short_phase_label


class DoseCard(QFrame):
    """The dose of one exercise, being chosen. `changed` is called after every change."""

    def __init__(self, kit: Kit, model: SetupModel, changed: Callable[[], None]) -> None:
        super().__init__()
        look(self, "card")
        self._model = model
        self._changed = changed
        self._steppers: dict[str, Stepper] = {}
        self._discs: dict[Phase, PhaseDisc] = {}
        lines = QVBoxLayout(self)
        kit.space(lines, 14, (20, 14, 20, 8))
        self._notation: QLineEdit | None = None
        if model.item.exercise.is_hold:
            lines.addLayout(self._hold_row(kit))
        else:
            lines.addLayout(self._tempo_row(kit))
            lines.addLayout(self._phases(kit))
        self._advice = kit.label("", "label", "muted", wrap=True)
        lines.addWidget(self._advice)
        lines.addWidget(rule())
        lines.addLayout(self._amounts(kit))
        lines.addWidget(rule())
        self._consequences: list[tuple[QLabel, QLabel]] = []
        lines.addLayout(self._results(kit))
        self.show_model()

    def add(self, widget: QWidget) -> None:
        """Put something below: the sound's row."""
        lines = column(self)
        lines.addWidget(rule())
        lines.addWidget(widget)
        lines.addStretch(1)

    def set_gap(self, gap: int) -> None:
        """The distance between the rows, pixels."""
        lines = column(self)
        if lines.spacing() != gap:
            lines.setSpacing(gap)

    def needed(self, width: int, gap: int) -> int:
        """The height at which nothing of it is scrolled away, pixels."""
        lines = column(self)
        # A hidden row, and the stretch at the end, take no gap.
        gaps = sum(not item.isEmpty() for index in range(lines.count()) if (item := lines.itemAt(index))) - 1
        return self.heightForWidth(width) + gaps * (gap - lines.spacing())

    def show_model(self) -> None:
        """Show the model as it is now."""
        model, dose, exercise = self._model, self._model.dose, self._model.item.exercise
        self._steppers["sets"].show_value(str(dose.sets), dose.sets > 1, dose.sets < MAX_SETS)
        self._steppers["reps"].show_value(dose.reps_text, dose.least_reps > 1, dose.most_reps < MAX_REPS)
        self._steppers["rest"].show_value(seconds_text(dose.rest_s), dose.rest_s > 0)
        if dose.hold_s is not None:
            self._steppers["hold"].show_value(seconds_text(dose.hold_s))
        if dose.tempo is not None:
            for phase in NOTATION_ORDER:
                count = dose.tempo[phase]
                above = count.seconds is None or count.seconds > dose.least(exercise, phase)
                self._steppers[phase.value].show_value(str(count), above)
                self._discs[phase].set_active(count.kind is not Kind.TIMED or bool(count.seconds))
        if self._notation is not None and not self._notation.hasFocus():
            self._notation.setText(str(dose.tempo))
        self.say(None)
        rep, one_set = rep_tension(model.item), set_tension(model.item)
        about = "≈ " if rep.estimated else ""  # a word there is no room for
        length = session_length(SessionPlan((model.item,)))
        shown = (
            (about + whole_seconds(float(rep.total)), text("one rep")),
            (
                about + whole_seconds(float(one_set.loaded)),
                text("tension per set and side") if model.item.sides[0] else text("tension per set"),
            ),
            (about + _rough(float(length)), text("whole session")),
        )
        for (value, name), (value_text, name_text) in zip(self._consequences, shown, strict=True):
            value.setText(value_text)
            name.setText(name_text)

    def take_typed(self) -> bool:
        """Take what stands in the tempo's field; False where it is refused: it says why, and has the keyboard."""
        if self._notation is None or self._notation.text() == str(self._model.dose.tempo):
            return True
        if self._typed():
            return True
        self._notation.setFocus()
        return False

    @property
    def advice(self) -> QWidget:
        """Where it is said why a tempo was refused."""
        return self._advice

    def say(self, refusal: str | None) -> None:
        """Say why something is not as it was asked for, until the next change; None shows the floors that hold."""
        look(self._advice, "danger" if refusal else "muted")
        self._advice.setText(refusal or floors_text(self._model))
        if self._notation is not None:
            mark(self._notation, "wrong", False)

    def _step(self, what: str, steps: int) -> None:
        self._model.step(what, steps)
        if self._notation is not None:
            self._notation.clearFocus()
        self.show_model()
        self._changed()

    def _typed(self) -> bool:
        assert self._notation is not None
        refusal = self._model.type_tempo(self._notation.text())
        if refusal is not None:
            self.say(refusal)
            mark(self._notation, "wrong", True)
            return False
        self.show_model()
        self._notation.setText(str(self._model.dose.tempo))
        self._changed()
        return True

    def _tempo_row(self, kit: Kit) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(kit.label(text("Tempo"), "heading"), 1)
        self._notation = QLineEdit()
        self._notation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notation.setMaxLength(80)
        self._notation.setAccessibleName(text("Tempo: seconds down, stretch, up, squeeze"))
        self._notation.editingFinished.connect(self._typed)
        kit.font(self._notation, "heading")
        kit.size(self._notation, width=250, height=36)
        row.addWidget(self._notation)
        return row

    def _phases(self, kit: Kit) -> QGridLayout:
        grid = QGridLayout()
        kit.space(grid, 8, (0, 0, 0, 0))
        for place, phase in enumerate(NOTATION_ORDER):
            name = short_phase_label(self._model.item.exercise, phase)
            disc = PhaseDisc(kit, phase)
            self._discs[phase] = disc
            words = kit.label(name, "label", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(disc, 0, place, Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(words, 1, place, Qt.AlignmentFlag.AlignTop)
            in_seconds = text("{phase}, in seconds", phase=name)
            grid.addWidget(self._stepper(kit, phase.value, in_seconds), 2, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _hold_row(self, kit: Kit) -> QGridLayout:
        grid = QGridLayout()
        grid.addWidget(kit.label(phase_label(self._model.item.exercise, Phase.HOLD), "heading"), 0, 0)
        grid.addWidget(self._stepper(kit, "hold", text("Hold, in seconds")), 0, 1)
        return grid

    def _amounts(self, kit: Kit) -> QGridLayout:
        grid = QGridLayout()
        kit.space(grid, 10, (0, 0, 0, 0))
        reps = text("Reps per side") if self._model.item.sides[0] is not None else text("Reps")
        for place, (what, name) in enumerate((("sets", text("Sets")), ("reps", reps), ("rest", text("Rest")))):
            grid.addWidget(kit.label(name, "label", wrap=True), 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(self._stepper(kit, what, name), 1, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _results(self, kit: Kit) -> QGridLayout:
        grid = QGridLayout()
        kit.space(grid, 2, (0, 0, 0, 0))
        for place in range(3):
            value, name = kit.label("", "number", wrap=True), kit.label("", "label", "muted", wrap=True)
            self._consequences.append((value, name))
            grid.addWidget(value, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(name, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        kit.follow(grid, lambda scale: grid.setHorizontalSpacing(round(10 * scale)))
        return grid

    def _stepper(self, kit: Kit, what: str, name: str) -> Stepper:
        made = Stepper(kit, name)
        made.stepped.connect(lambda steps: self._step(what, steps))
        self._steppers[what] = made
        return made


def floors_text(model: SetupModel) -> str:
    """The exercise's floors in words: `Lower takes at least 2 s: …`; empty where it has none."""
    exercise = model.item.exercise
    return " ".join(
        text(
            "{phase} takes at least {seconds} s: {why}.",
            phase=phase_label(exercise, phase),
            seconds=plain(spec.least_s),
            why=spec.reason,
        )
        for phase in exercise.playback
        if (spec := exercise.spec(phase)).least_s > 0
    )


def _rough(seconds: float) -> str:
    """A session's length: whole minutes from two minutes on."""
    return whole_seconds(seconds) if seconds < 120 else text("{minutes} min", minutes=round(seconds / 60))


def seconds_text(seconds: Decimal) -> str:
    """`60 s`, `1.5 s`: with the sign of the unit, which is the same in every language and can be typed again."""
    return f"{plain(seconds)} s"
