"""Every state in every theme, measured from its pixels: texts on the stage 7 : 1, elsewhere 4.5 : 1, graphics 3 : 1."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.stylesheet import apply, look
from calfcoach.ui.theme import DARK, THEMES
from tests.ui.contrast import contrast_in, luminance, painted, ratio, too_faint
from tests.ui.extremes import framed
from tests.ui.layout import settle
from tests.ui.walker import shown, wear
from tools.states import every_state

SIZE = QSize(1366, 768)


@pytest.fixture(autouse=True)
def _dressed(qapp):
    yield
    apply(qapp, DARK)


def test_everything_stands_out(qapp, tmp_path):
    found = set()
    themes = list(THEMES.values())  # the first is the one that is worn when a state is made
    for name, make in every_state(themes[0], tmp_path):
        with shown(make()) as (window, state):
            window.setUpdatesEnabled(True)
            window.activateWindow()
            ring = FocusRing(window, themes[0])
            settle(window, SIZE)
            if isinstance(state, Screen):
                state.load_figures()
                state.focus_first()
            for number, theme in enumerate(themes):
                wear(qapp if number else None, state, theme)
                ring.set_theme(theme)
                for _ in range(4):
                    QApplication.processEvents()
                found |= {f"{name}, {theme.name}: {each}" for each in too_faint(state, painted(window))}
        themes.reverse()
    assert sorted(found) == []


def test_the_measure_is_that_of_the_standard():
    black, white, grey = (float(luminance(np.array(each))) for each in ((0, 0, 0), (255, 255, 255), (118, 118, 118)))
    assert ratio(black, white) == pytest.approx(21)
    assert ratio(white, grey) == pytest.approx(4.54, abs=0.01)  # the usual example: #767676 on white


def test_what_is_too_faint_is_seen(qtbot, qapp):
    apply(qapp, DARK)
    holder = QWidget()
    label, button = QLabel("Hardly to be read", holder), QPushButton("Frame", holder)
    look(button, "outline")
    label.setGeometry(10, 10, 200, 30)
    button.setGeometry(10, 60, 200, 40)
    window = framed(qtbot, holder)
    window.setUpdatesEnabled(True)
    faint = f"color: {DARK.roles.border_strong}; background: {DARK.roles.surface};"
    label.setStyleSheet(faint)
    button.setStyleSheet(f"color: white; border: 1px solid {DARK.roles.raised2}; background: {DARK.roles.surface};")
    settle(window, QSize(960, 540))
    said = list(too_faint(holder, painted(window)))
    assert [each.split(" has ")[0] for each in said] == ["'Hardly to be read'", "the frame of 'Frame'"]
    assert window.palette().color(QPalette.ColorRole.Window) == DARK.colour("surface")


def test_the_ground_is_what_is_there_most():
    area = np.zeros((10, 10), np.uint32)
    assert contrast_in(area) == 1
    area[4, 4] = 0xFFFFFF
    assert contrast_in(area) == pytest.approx(21)
