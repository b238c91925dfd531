"""Every screen in every state, theme, size and in a longer language: nothing is clipped, nothing lies over anything."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QLabel

from calfcoach import texts
from calfcoach.domain.prescribe import Choices
from calfcoach.library.collection import Library
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.stylesheet import apply, stylesheet
from calfcoach.ui.theme import DARK
from tests.texts.pseudo import PseudoTranslations
from tests.ui.extremes import framed
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.translated import untranslated
from tests.ui.walker import THEMES, walk


@pytest.fixture(params=[None, PseudoTranslations()], ids=["English", "40 % longer"])
def language(request, qapp):
    texts.use(request.param)
    yield request.param
    texts.use(None)
    apply(qapp, DARK)


def test_every_state_is_whole_with_usual_and_with_large_texts(language, tmp_path):
    assert walk(tmp_path, in_english=language is None) == []


def test_themes_differ_in_nothing_but_their_colours():
    """So a state that is whole in one of them is whole in all."""
    sheets = {re.sub(r"#[0-9A-Fa-f]{6}", "#", stylesheet(theme)) for theme in THEMES}
    assert len(sheets) == 1


def test_the_walker_sees_what_is_wrong(qtbot, qapp):
    apply(qapp, DARK)
    exercise = Library.load().find("donkey-calf-raise").exercise
    screen = SetupScreen(DARK, SetupModel(exercise, Choices()), "beeps", None, {"beeps": "Beeps"})
    window = framed(qtbot, screen)
    settle(window, QSize(1366, 768))
    title = next(label for label in screen.findChildren(QLabel) if label.text() == "Before the first set")
    title.setFixedWidth(40)
    settle(window, QSize(1366, 768))
    assert len(clipped(screen)) == 1
    title.setFixedWidth(200)
    foot = screen.start_button.parentWidget()
    foot.move(foot.pos() - QPoint(0, 60))
    assert len(overlaps(screen)) == 1


def test_the_walker_sees_what_is_not_translated(qtbot):
    label = QLabel("Zebras anstehend")
    window = framed(qtbot, label)
    assert untranslated(window) == ["Zebras anstehend"]
