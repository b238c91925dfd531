"""The summary in a language whose texts are 40 % longer: nothing clipped, and nothing went past the gate for texts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLabel

from calfcoach import texts
from tests.texts.pseudo import PseudoTranslations
from tests.ui.layout import clipped, overlaps, seen, settle
from tests.ui.screens.test_layout import framed, shipped, summary_of


@pytest.fixture(autouse=True)
def pseudo_language():
    texts.use(PseudoTranslations())
    yield
    texts.use(None)


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1920, 1080)], ids=str)
@pytest.mark.parametrize("finished", [True, False], ids=["finished", "stopped"])
@pytest.mark.parametrize("exercise", ["donkey-calf-raise", "step-calf-raise-single"])
def test_nothing_of_the_summary_is_clipped(qtbot, tmp_path, exercise, finished, size):
    screen = summary_of(shipped(exercise), tmp_path, True, finished, [])
    window = framed(qtbot, screen)
    settle(window, QSize(*size))
    assert clipped(screen) + overlaps(screen) == []


def test_every_text_of_ours_is_in_brackets(qtbot, tmp_path):
    exercise = shipped("step-calf-raise-single")
    screen = summary_of(exercise, tmp_path, True, False, [])
    window = framed(qtbot, screen)
    settle(window, QSize(1920, 1080))
    data = {exercise.name, *(step.text for step in exercise.finish)}
    data |= {f"{number}  {step.title}" for number, step in enumerate(exercise.finish, 1)}
    for widget in seen(screen):
        if not isinstance(widget, QLabel | QAbstractButton) or not any(map(str.isalpha, widget.text())):
            continue
        said = widget.accessibleName() or widget.text()
        assert widget.text() in data or said.startswith(exercise.name) or "[" in widget.text(), widget.text()
