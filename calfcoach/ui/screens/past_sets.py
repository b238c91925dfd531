"""The sets of a past session, one in each row: planned beside done, with fields to correct. Writes nothing."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from calfcoach.domain.amounts import AmountError, LoadUnit, read_load
from calfcoach.domain.exercise import Side
from calfcoach.domain.prescription import MOST_LOAD
from calfcoach.history.past import PastItem, PastSession, PastSet
from calfcoach.history.words import item_in_words, left_out
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.rep_row import RepRow
from calfcoach.ui.screens.reps_fields import SIDE_PX, SIDES_GAP_PX, RepsFields
from calfcoach.ui.screens.scrolling import RING_PX, scrolled
from calfcoach.ui.stylesheet import look, mark
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.sides import side_alone
from calfcoach.wording.summary import reps_of_set

_NAME, _BARS, _PLANNED, _DONE, _LOAD = range(5)

_NOTE_PX = 120
"""The width of the note under a set's name, pixels of the design; the tool tip has all of it."""


class PastSets(QFrame):
    """Every set of a session. `reps_said` carries a set's id, the side (or None) and its reps, `load_said` a set's id
    and its load (None if the set has no load of its own).
    """

    reps_said = Signal(str, object, int)
    load_said = Signal(str, object)

    def __init__(self, kit: Kit, session: PastSession) -> None:
        super().__init__()
        look(self, "card")
        self._kit = kit
        self._shows: dict[str, Callable[[PastSet], None]] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        kit.space(self._grid, 10, (0, 0, 0, 0))
        kit.follow(inside, lambda _scale: self._grid.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX))
        for item in session.items:
            self._add_item(item)
        self._grid.setColumnStretch(_BARS, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._wrong = kit.label("", "small", "danger", wrap=True)
        self._wrong.hide()
        lines = QVBoxLayout(self)
        kit.space(lines, 8, (14, 8, 14, 10))
        lines.addWidget(scrolled(inside, text("Sets")), 1)
        lines.addWidget(self._wrong)
        hint = text("Reps and load can be corrected; what was counted is kept too.")
        lines.addWidget(said := kit.label(hint, "small", "muted", wrap=True))
        for below in (self._wrong, said):
            below.setIndent(RING_PX)  # as the sets above
        self.show_session(session)

    def show_session(self, session: PastSession) -> None:
        """Show the numbers of the same session as they are now."""
        for item in session.items:
            for each in item.sets:
                self._shows[each.id](each)

    # Layout.

    def _add_item(self, item: PastItem) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(self._kit.elided(item_in_words(item), "heading"), row, _NAME, 1, 2)
        for column, heading in ((_PLANNED, text("Planned")), (_DONE, text("Done")), (_LOAD, text("Load"))):
            self._put(self._kit.label(heading, "label", "muted"), row, column)
        for each in item.sets:
            self._add_set(item, each)
        for number, planned in left_out(item):
            self._add_left_out(number, planned)

    def _add_set(self, item: PastItem, done: PastSet) -> None:
        kit, row = self._kit, self._grid.rowCount()
        name = text("Set {set_number}", set_number=done.set_number)
        tension = text("{time} under tension", time=whole_seconds(done.tension_s))
        self._grid.addWidget(self._name(name, text("made again") if done.repeated else tension), row, _NAME)
        bars = list(self._add_bars(done, row))
        self._put(kit.label(str(done.planned_reps), "body", "muted"), row, _PLANNED)
        fields = RepsFields(kit, reps_of_set(done.set_number, holds=item.is_hold), done.sides, stacked=True)
        fields.setEnabled(not done.repeated)
        self._put(fields, row, _DONE)
        field = self._field(item, done)
        self._put(field, row, _LOAD)

        def show(now: PastSet) -> None:
            for side, bar in bars:
                most = max(now.planned_reps, now.counted_on(side))
                bar.show_reps(now.done_on(side), most, holds=item.is_hold)
            for side, stepper in fields.steppers.items():
                stepper.show_reps(now.done_on(side))
            field.setText(str(now.load) if now.load is not None else "")

        self._shows[done.id] = show
        fields.chosen.connect(lambda side, reps: self.reps_said.emit(done.id, side, reps))
        fields.refused.connect(self._say_wrong)

    def _name(self, name: str, note: str) -> QWidget:
        whole = QWidget()
        lines = QVBoxLayout(whole)
        self._kit.space(lines, 0, (0, 0, 0, 0))
        lines.addWidget(self._kit.label(name, "body"))
        if note:
            said = self._kit.elided(note, "small", "muted")
            self._kit.follow(said, lambda scale: said.setMinimumWidth(round(_NOTE_PX * scale)))
            lines.addWidget(said)
        lines.insertStretch(0, 1)
        lines.addStretch(1)
        return whole

    def _add_bars(self, done: PastSet, row: int) -> Iterator[tuple[Side | None, RepRow]]:
        """A row of squares for each side that was trained."""
        kit, whole = self._kit, QWidget()
        grid = QGridLayout(whole)
        kit.space(grid, SIDES_GAP_PX, (0, 0, 0, 0))
        for at, side in enumerate(done.sides):
            bar = RepRow(kit)
            kit.size(bar, height=22 if side is None else 16)
            if side is not None:
                counted = text("{side} {reps}", side=side_alone(side), reps=done.counted_on(side))
                name = kit.label(counted, "small", "muted")
                kit.size(name, height=SIDE_PX)
                grid.addWidget(name, at, 0)
            grid.addWidget(bar, at, 1)
            yield side, bar
        grid.setColumnStretch(1, 1)
        self._grid.addWidget(whole, row, _BARS)

    def _field(self, item: PastItem, done: PastSet) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(20)
        field.setAccessibleName(text("Load of set {set_number}", set_number=done.set_number))
        field.setPlaceholderText(str(item.load) if item.load is not None else "–")
        field.setEnabled(not done.repeated)
        self._kit.font(field, "body")
        self._kit.size(field, width=96, height=36)
        field.setStyleSheet("padding: 2px 8px;")  # in a small window the usual padding would cut the text
        unit = next((load.unit for load in (done.load, item.load) if load is not None), LoadUnit.KG)
        field.editingFinished.connect(lambda: self._take(field, done.id, unit))
        return field

    def _add_left_out(self, number: int, planned: str) -> None:
        """Add a row for a set that was planned but never started."""
        row = self._grid.rowCount()
        self._grid.addWidget(self._name(text("Set {set_number}", set_number=number), text("not done")), row, _NAME)
        self._put(self._kit.label(planned, "body", "muted"), row, _PLANNED)
        self._put(self._kit.label("0", "body", "muted"), row, _DONE)

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignCenter)

    def _take(self, field: QLineEdit, set_id: str, unit: LoadUnit) -> None:
        """Read the typed load, or say why it is refused."""
        load = None
        try:
            if field.text().strip():
                load = read_load(field.text(), unit)
            wrong = load is not None and load.amount > MOST_LOAD
        except AmountError:
            wrong = True
        mark(field, "wrong", wrong)
        if wrong:
            self._say_wrong(
                text(
                    "{typed} is no load; write it as 40 kg or 90 lb, at most {most}.",
                    typed=field.text(),
                    most=MOST_LOAD,
                )
            )
        else:
            self._say_wrong("")
            self.load_said.emit(set_id, load)

    def _say_wrong(self, why: str) -> None:
        """Say why what was typed is refused; an empty text takes that away."""
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
