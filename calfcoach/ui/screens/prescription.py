"""The right side of the set-up screen: the dose as one text, tempo, phases, sets, reps, rest, load, and the totals.

Shows a `SetupModel` and passes input on to it; the model refuses what is not allowed. The dose text and the single
fields are two views of the same dose and always agree.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.domain.amounts import plain
from calfcoach.domain.dosing import Dose
from calfcoach.domain.phases import NOTATION_ORDER, Phase
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.tempo import Kind
from calfcoach.score.tension import rep_tension, session_length, set_tension
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.amounts_grid import AmountsGrid
from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.glyphs import PhaseDisc
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import breakable, column, rule
from calfcoach.ui.screens.scrolling import seen_width
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.stylesheet import look
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.phases import phase_label, short_phase_label
from calfcoach.wording.tempos import up_first_line

SELDOM_PX = 150
"""The width of the fields that few exercises have, pixels of the design."""


class DoseCard(QFrame):
    """The card in which the dose of one exercise is chosen. `changed` is called after every change."""

    def __init__(self, kit: Kit, model: SetupModel, changed: Callable[[], None]) -> None:
        super().__init__()
        look(self, "card")
        self._model = model
        self._changed = changed
        self._steppers: dict[str, Stepper] = {}
        self._discs: dict[Phase, PhaseDisc] = {}
        self._tempo: EntryField | None = None
        lines = QVBoxLayout(self)
        kit.space(lines, 14, (20, 14, 20, 8))
        lines.addLayout(self._dose_row(kit))
        if model.item.exercise.is_hold:
            lines.addLayout(self._hold_row(kit))
        else:
            lines.addLayout(self._tempo_row(kit))
            lines.addLayout(self._phases(kit))
        self._advice = kit.label("", "label", "muted", wrap=True)
        lines.addWidget(self._advice)
        lines.addWidget(rule())
        lines.addLayout(self._amounts(kit))
        if (seldom := self._rare_fields(kit)) is not None:
            lines.addLayout(seldom)
        self._consequences: list[tuple[QLabel, QLabel]] = []
        self._totals = self._results(kit)
        lines.addWidget(self._totals)
        self.show_model()

    def add(self, widget: QWidget) -> None:
        """Add a widget at the bottom, such as the row of the sound."""
        lines = column(self)
        lines.addWidget(rule())
        lines.addWidget(widget)
        lines.addStretch(1)

    def set_gap(self, gap: int) -> None:
        """The distance between the rows, pixels."""
        lines = column(self)
        if lines.spacing() != gap:
            lines.setSpacing(gap)

    def needed(self, width: int, gap: int, *, totals: bool = True) -> int:
        """The height that shows the whole card without scrolling, with or without the totals, pixels."""
        lines = column(self)
        # A hidden row, and the stretch at the end, take no gap.
        gaps = sum(not item.isEmpty() for index in range(lines.count()) if (item := lines.itemAt(index))) - 1
        height = self.heightForWidth(width) + gaps * (gap - lines.spacing())
        if totals is self._totals.isHidden():
            margins = lines.contentsMargins()
            row = self._totals.heightForWidth(width - margins.left() - margins.right()) + gap
            height += row if totals else -row
        return height

    def show_totals(self, shown: bool) -> None:
        """Show the totals, or leave them out for what matters more in a low window."""
        self._totals.setVisible(shown)

    def show_model(self) -> None:
        """Show the model as it is now; refused texts are removed."""
        model, dose = self._model, self._model.dose
        self._whole.show_value(model.dose_text)
        if self._tempo is not None:
            self._tempo.show_value(str(dose.tempo))
        for what, stepper in self._steppers.items():
            stepper.show_value(_value(dose, what), *dose.may_step(model.item.exercise, what))
        self._fit_amounts()
        if dose.tempo is not None:
            for phase, disc in self._discs.items():
                count = dose.tempo[phase]
                disc.set_active(count.kind is not Kind.TIMED or bool(count.seconds))
        self.say(None)
        for (value, name), shown in zip(self._consequences, _results(model), strict=True):
            value.setText(shown[0])
            name.setText(shown[1])
        self._fit_totals()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the amounts the room that is there."""
        super().resizeEvent(event)
        self._fit_amounts()
        self._fit_totals()

    def take_typed(self) -> bool:
        """Take typed but not yet entered texts. False if one is refused: the reason is shown, and its field focused."""
        for field in self._fields():
            if field.is_typed:
                field.enter()
                if field.is_typed:
                    field.setFocus()
                    return False
        return True

    @property
    def advice(self) -> QWidget:
        """The label that says why an input was refused."""
        return self._advice

    def say(self, refusal: str | None, note: str | None = None) -> None:
        """Say why an input was refused or changed, until the next change; None shows `note`, or else the floors."""
        look(self._advice, "danger" if refusal else "muted")
        told = " ".join(each for each in (refusal, note) if each) or floors_text(self._model)
        self._advice.setText(breakable(told))
        self._advice.setAccessibleName(told)
        self._advice.setVisible(bool(told))
        if refusal:
            announce(self._advice, told, urgent=True)

    @property
    def _room(self) -> int:
        """The width of a row, pixels: no more than is seen of the card, which a wide row itself may have made wider."""
        margins = column(self).contentsMargins()
        return min(self.contentsRect().width(), seen_width(self)) - margins.left() - margins.right()

    def _fit_amounts(self) -> None:
        self._amounts_grid.show_whole(self._room)

    def _fit_totals(self) -> None:
        """Give every number its own width, so that none breaks; only if all of them are too wide, they wrap."""
        grid = self._totals_grid
        wide = [value.fontMetrics().horizontalAdvance(value.text()) + 2 for value, _ in self._consequences]
        fits = sum(wide) + (len(wide) - 1) * grid.horizontalSpacing() <= self._room
        for place, each in enumerate(wide):
            grid.setColumnMinimumWidth(place, each if fits else 0)

    def _fields(self) -> Iterator[EntryField]:
        """All fields to type into, from top to bottom."""
        yield self._whole
        if self._tempo is not None:
            yield self._tempo
        for stepper in self._steppers.values():
            yield stepper.field

    def _step(self, what: str, steps: int) -> None:
        typed = self._steppers[what].field
        if typed.is_typed and not self._enter_number(what, typed.text()):
            return
        self._take(self._model.step(what, steps))

    def _enter_dose(self, typed: str) -> None:
        self._whole.show_refused(not self._take(self._model.type_dose(typed)))

    def _enter_number(self, what: str, typed: str) -> bool:
        taken = self._take(self._model.type_number(what, typed))
        self._steppers[what].show_refused(not taken)
        return taken

    def _enter_tempo(self, typed: str) -> None:
        assert self._tempo is not None
        up_first = self._up_first.isChecked()
        refusal = self._model.type_number("tempo", typed, up_first=up_first)
        note = None if up_first else up_first_line(self._model.item.exercise, typed)
        taken = self._take(refusal, note)
        self._tempo.show_refused(not taken)
        if taken:  # the field now shows the tempo in the usual order
            self._up_first.setChecked(False)

    def _take(self, refusal: str | None, note: str | None = None) -> bool:
        """Show the result of a change; False if it was refused."""
        if refusal is not None:
            self.say(f"{refusal.rstrip('.')}." if note else refusal, note)
            return False
        self.show_model()
        if note:
            self.say(None, note)
        self._changed()
        return True

    def _read_up_first(self, up_first: bool) -> None:
        """Handle the switch beside the tempo: a typed tempo is read again; else the switch applies to the next one."""
        assert self._tempo is not None
        if self._tempo.is_typed:
            self._tempo.enter()
        elif up_first:
            self._tempo.setFocus()
            self._tempo.selectAll()

    def _dose_row(self, kit: Kit) -> QHBoxLayout:
        row = QHBoxLayout()
        kit.space(row, 10, (0, 0, 0, 0))
        row.addWidget(kit.label(text("Dose"), "heading"))
        self._whole = EntryField(kit, text("The whole dose as one text"), "label")
        self._whole.entered.connect(self._enter_dose)
        self._whole.taken_back.connect(lambda: self.say(None))
        self._whole.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        kit.size(self._whole, height=36)
        row.addWidget(self._whole, 1)
        return row

    def _tempo_row(self, kit: Kit) -> QHBoxLayout:
        row = QHBoxLayout()
        kit.space(row, 10, (0, 0, 0, 0))
        row.addWidget(kit.label(text("Tempo"), "heading"))
        self._tempo = EntryField(kit, text("Tempo: seconds down, stretch, up, squeeze"))
        self._tempo.entered.connect(self._enter_tempo)
        self._tempo.taken_back.connect(lambda: self.say(None))
        self._tempo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        kit.size(self._tempo, height=36)
        row.addWidget(self._tempo, 1)
        self._up_first = kit.button(text("Up first"), "label", "toggle")
        self._up_first.setCheckable(True)
        self._up_first.setToolTip(text("The numbers you type are up, squeeze, down, stretch"))
        self._up_first.setAccessibleDescription(self._up_first.toolTip())
        self._up_first.clicked.connect(self._read_up_first)
        kit.size(self._up_first, height=36)
        row.addWidget(self._up_first)
        return row

    def _phases(self, kit: Kit) -> QVBoxLayout:
        lines = QVBoxLayout()
        names, fields = QHBoxLayout(), QHBoxLayout()
        for row, gap in ((lines, 6), (names, 2), (fields, 8)):
            kit.space(row, gap, (0, 0, 0, 0))
        for phase in NOTATION_ORDER:
            name = short_phase_label(self._model.item.exercise, phase)
            head = QWidget()
            inside = QHBoxLayout(head)
            kit.space(inside, 3, (0, 0, 0, 0))
            self._discs[phase] = PhaseDisc(kit, phase)
            inside.addWidget(self._discs[phase])
            inside.addWidget(kit.label(name, "small", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            fields.addWidget(self._stepper(kit, phase.value, text("{phase}, in seconds", phase=name)), 1)
            head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            names.addWidget(head, 1)
        lines.addLayout(names)
        lines.addLayout(fields)
        return lines

    def _hold_row(self, kit: Kit) -> QGridLayout:
        grid = QGridLayout()
        grid.addWidget(kit.label(phase_label(self._model.item.exercise, Phase.HOLD), "heading"), 0, 0)
        grid.addWidget(self._stepper(kit, "hold", text("Hold, in seconds")), 0, 1)
        return grid

    def _amounts(self, kit: Kit) -> AmountsGrid:
        names = {"sets": text("Sets"), "reps": _reps_label(self._model), "rest": text("Rest"), "load": text("Load")}
        self._amounts_grid = AmountsGrid(kit, {name: self._stepper(kit, what, name) for what, name in names.items()})
        self._steppers["load"].field.setPlaceholderText(text("none"))
        return self._amounts_grid

    def _rare_fields(self, kit: Kit) -> QGridLayout | None:
        """The fields that few exercises have: the time between two holds, and the time to change sides."""
        names = {}
        if self._model.item.exercise.is_hold:
            names["relax"] = text("Between two holds")
        if self._model.item.sides[0] is not None:
            names["switch"] = text("To change sides")
        grid = QGridLayout()
        kit.space(grid, 8, (0, 0, 0, 0))
        for place, (what, name) in enumerate(names.items()):
            grid.addWidget(kit.label(name, "label", wrap=True), place, 0)
            grid.addWidget(self._stepper(kit, what, name), place, 1)
            kit.size(self._steppers[what], width=SELDOM_PX)
        return grid if names else None

    def _results(self, kit: Kit) -> QWidget:
        whole = QWidget()
        grid = self._totals_grid = QGridLayout()
        lines = QVBoxLayout(whole)
        kit.space(lines, 8, (0, 0, 0, 0))
        lines.addWidget(rule())
        lines.addLayout(grid)
        kit.space(grid, 2, (0, 0, 0, 0))
        for place in range(3):
            value, name = kit.label("", "number", wrap=True), kit.label("", "label", "muted", wrap=True)
            self._consequences.append((value, name))
            grid.addWidget(value, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(name, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        kit.follow(grid, lambda scale: grid.setHorizontalSpacing(round(10 * scale)))
        return whole

    def _stepper(self, kit: Kit, what: str, name: str) -> Stepper:
        made = Stepper(kit, name, bare=what == "load")
        made.stepped.connect(lambda steps: self._step(what, steps))
        made.entered.connect(lambda typed: self._enter_number(what, typed))
        made.field.taken_back.connect(lambda: self._take_back(made))
        self._steppers[what] = made
        return made

    def _take_back(self, stepper: Stepper) -> None:
        stepper.show_refused(False)
        self.say(None)


def _value(dose: Dose, what: str) -> str:
    """What a field shows, in a form that can be typed again."""
    match what:
        case "sets":
            return str(dose.sets)
        case "reps":
            return dose.reps_text
        case "load":
            return dose.load_text
        case "hold":
            return seconds_text(dose.hold_s or Decimal(0))
        case "rest" | "relax" | "switch":
            return seconds_text({"rest": dose.rest_s, "relax": dose.relax_s, "switch": dose.switch_s}[what])
        case _:
            assert dose.tempo is not None
            return str(dose.tempo[Phase(what)])


def _reps_label(model: SetupModel) -> str:
    holds, by_side = model.item.exercise.is_hold, model.item.sides[0] is not None
    if holds:
        return text("Holds per side") if by_side else text("Holds")
    return text("Reps per side") if by_side else text("Reps")


def _results(model: SetupModel) -> tuple[tuple[str, str], ...]:
    """The totals of the dose: three pairs of a number and its name."""
    rep, one_set = rep_tension(model.item), set_tension(model.item)
    about = "≈ " if rep.estimated else ""  # a sign, since there is no room for a word
    length = session_length(SessionPlan((model.item,)))
    tension = text("tension per set and side") if model.item.sides[0] else text("tension per set")
    return (
        (about + whole_seconds(float(rep.total)), text("one hold") if model.item.exercise.is_hold else text("one rep")),
        (about + whole_seconds(float(one_set.loaded)), tension),
        (about + _rough_duration(float(length)), text("whole session")),
    )


def floors_text(model: SetupModel) -> str:
    """The exercise's floors (shortest allowed times) in words: `Lower takes at least 2 s: …`; empty without floors."""
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


def _rough_duration(seconds: float) -> str:
    """A session's length: whole minutes from two minutes on."""
    return whole_seconds(seconds) if seconds < 120 else text("{minutes} min", minutes=round(seconds / 60))


def seconds_text(seconds: Decimal) -> str:
    """`60 s`, `1.5 s`: with the sign of the unit, which is the same in every language and can be typed again."""
    return f"{plain(seconds)} s"
