"""The cards of the library: one an exercise, to be clicked or chosen with Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.library.collection import Entry, Origin
from calfcoach.texts import text
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.glyphs import WarningSign
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look


class ExerciseCard(QFrame):
    """One exercise: figure, name, how, tempo, its gravest warning. `chosen` carries its id."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, entry: Entry) -> None:
        super().__init__()
        exercise = entry.exercise
        self.exercise = exercise.variant(None)
        look(self, "card")
        self.setProperty("ring_radius", 14.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(exercise.name)
        self.setAccessibleDescription(how_it_is_done(exercise))
        lines = QVBoxLayout(self)
        kit.space(lines, 6, (18, 8, 18, 16))
        self.figure = FigureCard(kit, self.exercise)
        kit.size(self.figure, height=178)
        lines.addWidget(self.figure)
        lines.addWidget(kit.elided(exercise.name, "heading"))
        lines.addWidget(kit.elided(_second_line(entry), "body", "muted"))
        lines.addWidget(_foot(kit, self.exercise))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.exercise.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.exercise.id)


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
