"""What the eye needs to find its way: hover, what is chosen, signs on buttons, keys that are no chords."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolButton, QWidget

from calfcoach.domain.prescribe import Choices
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK, THEMES
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


@pytest.fixture(autouse=True)
def _dressed(qapp):
    yield
    apply(qapp, DARK)


def picture(part: QWidget) -> QImage:
    return part.grab().toImage()


def hover(part: QWidget, over: bool = True) -> None:
    """Put the mouse over a part, or into the window's corner."""
    window = part.window()
    at = part.mapTo(window, part.rect().center()) if over else QPoint(1, 1)
    for step in range(2):  # it comes in, and moves there
        QTest.mouseMove(window, at + QPoint(step, step))
        for _ in range(3):
            QApplication.processEvents()


def test_a_card_and_start_answer_to_the_mouse(program):
    for theme in THEMES.values():
        program.wear(theme)
        QApplication.processEvents()
        changes_under_the_mouse(program.screen._grid.shown()[0], theme.name)
    program.show_setup(DONKEY, Choices())
    for theme in THEMES.values():
        program.wear(theme)
        QApplication.processEvents()
        changes_under_the_mouse(program.screen.start_button, theme.name)
        over, words = QColor(theme.roles.link), QColor(theme.roles.on_accent_muted)
        assert contrast(over, words) >= 4.5, f"{theme.name}: what follows can be read under the mouse, too"


def test_what_is_chosen_in_the_settings_stands_out(program):
    program.show_settings()
    for theme in THEMES.values():
        program.wear(theme)
        QApplication.processEvents()
        chips = [each for each in program.screen.findChildren(QPushButton) if each.property("look") == "chip"]
        chosen, other = [next(each for each in chips if each.isChecked() is on) for on in (True, False)]
        edge = QColor(picture(chosen).pixel(chosen.width() // 2, 0))
        beside = QColor(picture(other).pixel(other.width() // 2, 0))
        assert edge != beside, theme.name
        assert contrast(edge, QColor(theme.roles.raised2)) >= 3, theme.name


def changes_under_the_mouse(part: QWidget, theme: str) -> None:
    before = colour_at_edge(part)
    hover(part)
    assert colour_at_edge(part) != before, theme
    hover(part, False)
    assert colour_at_edge(part) == before, theme


def colour_at_edge(part: QWidget) -> str:
    """The colour just inside the lower edge of a part, where nothing stands."""
    return QColor(picture(part).pixel(part.width() // 2, part.height() - 4)).name()


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG counts it."""
    lights = []
    for colour in (one, other):
        parts = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in colour.getRgbF()[:3]]
        lights.append(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_small_buttons_of_the_save_dialog_have_their_signs(qtbot, qapp, theme):
    apply(qapp, theme)
    dialog = QFileDialog(None, "Save", "/")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.resize(800, 480)
    dialog.show()
    buttons = [each for each in dialog.findChildren(QToolButton) if each.isVisible() and not each.icon().isNull()]
    assert len(buttons) >= 5
    for button in buttons:
        assert len(colours(picture(button), button.rect().center(), 8)) > 1, button.toolTip()


def colours(image: QImage, middle: QPoint, reach: int) -> set[int]:
    """The colours around the middle of a picture."""
    return {
        QColor(image.pixel(middle.x() + x, middle.y() + y)).rgb()
        for x in range(-reach, reach + 1)
        for y in range(-reach, reach + 1)
    }


def test_each_key_has_a_cap_of_its_own(program):
    program.window.toggle_keys()
    (panel,) = program.window.findChildren(KeysPanel)
    caps = [label for label in panel.findChildren(QLabel) if label.property("look") == "cap" and label.isVisible()]
    texts = [cap.text() for cap in caps]
    assert {"Space", ".", "B", "Page ↓", "Ctrl+F", "/"} <= set(texts)
    assert not any("  " in text for text in texts)
    for one, other in pairwise(caps):
        assert not one.geometry().intersects(other.geometry())
