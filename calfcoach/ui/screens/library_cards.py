"""The cards of the library: one an exercise, to be clicked or chosen with Enter."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.library.collection import Entry, Origin
from calfcoach.texts import text
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.glyphs import WarningSign
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look

ARROWS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down))


class ExerciseCard(QPushButton):
    """One exercise: figure, name, how, tempo, its gravest warning. `chosen` carries its id, `arrow` an arrow key."""

    chosen = Signal(str)
    arrow = Signal(int)

    def __init__(self, kit: Kit, entry: Entry) -> None:
        super().__init__()
        exercise = entry.exercise
        self.exercise = exercise.variant(None)
        look(self, "exercise")
        self.setProperty("ring_radius", 14.0)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda: self.chosen.emit(self.exercise.id))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(exercise.name)
        self.setAccessibleDescription(how_it_is_done(exercise))
        lines = self._lines = QVBoxLayout(self)
        kit.space(lines, 6, (18, 8, 18, 16))
        self.figure = FigureCard(kit, self.exercise)
        kit.size(self.figure, height=178)
        lines.addWidget(self.figure)
        lines.addWidget(kit.elided(exercise.name, "heading"))
        lines.addWidget(kit.elided(_second_line(entry), "body", "muted"))
        lines.addWidget(_foot(kit, self.exercise))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as what is in it: a button asks its text alone."""
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self._lines.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """An arrow goes to the next card in its direction."""
        if event.key() in ARROWS:
            self.arrow.emit(event.key())
        else:
            super().keyPressEvent(event)


def _foot(kit: Kit, exercise: Exercise) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    kit.space(row, 12, (0, 4, 0, 0))
    row.addWidget(kit.label(tempo_tag(exercise), "label", "tag"))
    if exercise.warnings:
        row.addWidget(WarningSign(kit))
        titles = [warning.title for warning in exercise.warnings[:2]]
        row.addWidget(kit.elided(", ".join(titles), "label", "danger", titles[0]), 1)
    else:
        row.addStretch(1)
    return whole


def tempo_tag(exercise: Exercise) -> str:
    """The tempo in its canonical form, or the seconds of a hold."""
    dose = exercise.prescription
    return str(dose.tempo) if dose.tempo is not None else text("{seconds} s hold", seconds=f"{dose.hold_s:g}")


def how_it_is_done(exercise: Exercise) -> str:
    """What it is done with, or the ways it can be done."""
    if exercise.variants:
        return " · ".join(variant.name for variant in exercise.variants)
    with_what = ", ".join(exercise.equipment) or exercise.summary
    return text("One side at a time · {with_what}", with_what=with_what) if exercise.one_side_at_a_time else with_what


def _second_line(entry: Entry) -> str:
    how = how_it_is_done(entry.exercise)
    if entry.origin is Origin.OWN:
        return text("Your own · {how}", how=how)
    if entry.origin is Origin.OVERRIDE:
        return text("Your own, in place of the shipped one · {how}", how=how)
    return how
