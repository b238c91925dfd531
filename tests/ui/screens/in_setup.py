"""The set-up screen, for tests: it is shown, read and typed into."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from calfcoach.domain.prescribe import Choices
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.steppers import Stepper
from tests.ui.program import DONKEY


def set_up(program, exercise=DONKEY, **numbers):
    program.show_setup(exercise, Choices(**numbers))
    assert isinstance(program.screen, SetupScreen)
    return program.screen


def texts(screen):
    QApplication.processEvents()
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def stepper(screen, name):
    QApplication.processEvents()
    (found,) = [each for each in screen.findChildren(Stepper) if each.isVisible() and each.accessibleName() == name]
    return found


def field(screen, name):
    QApplication.processEvents()
    (found,) = [
        each for each in screen.findChildren(QLineEdit) if each.isVisible() and each.accessibleName().startswith(name)
    ]
    return found


def tempo_field(screen):
    return field(screen, "Tempo")


def type_tempo(program, text):
    field = tempo_field(program.screen)
    field.setFocus()
    field.selectAll()
    program.key(text)
    program.key(Qt.Key.Key_Return)
    return field
