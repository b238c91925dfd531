"""Every screen in every state, theme, size and in a longer language: nothing is clipped, nothing lies over anything."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QLabel, QWidget

from calfcoach import texts
from calfcoach.domain.prescribe import Choices
from calfcoach.library.collection import Library
from calfcoach.session.machine import Question
from calfcoach.session.states import State
from calfcoach.ui.audience_window import AudienceWindow
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.stage import StageWidget
from calfcoach.ui.stylesheet import apply, stylesheet
from calfcoach.ui.theme import DARK
from tests.texts.pseudo import PseudoTranslations
from tests.ui.extremes import framed
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.translated import untranslated
from tests.ui.walker import THEMES, walk
from tools.two_windows import two_windows


@pytest.fixture(params=[None, PseudoTranslations()], ids=["English", "40 % longer"])
def language(request, qapp):
    texts.use(request.param)
    yield request.param
    texts.use(None)
    apply(qapp, DARK)


def test_every_state_is_whole_with_usual_and_with_large_texts(language, tmp_path):
    assert walk(tmp_path, in_english=language is None) == []


def test_a_class_is_walked_in_each_way_it_can_stand_still_in_both_windows(qapp):
    apply(qapp, DARK)
    standing_still = {
        (State.PAUSED, None),
        (State.PAUSED, Question.START_NOW),
        (State.PAUSED, Question.COUNTDOWN_AGAIN),
        (State.HALTED, None),
        (State.STOPPED, None),
    }
    states = {name: make for name, make in two_windows(DARK, Library.load()) if "-class" in name}
    for window in ("operator", "audience"):
        stages = [_stage_in(make()) for name, make in states.items() if name.startswith(window)]
        views = [stage.view for stage in stages if stage.view is not None and stage.view.for_class]
        walked = {(view.state, view.offers.asked and view.offers.asked.question) for view in views}
        assert walked == {(State.READY, None), *standing_still}


def _stage_in(state: QWidget) -> StageWidget:
    if isinstance(state, AudienceWindow):
        return state.stage
    assert isinstance(state, StageWidget)
    return state


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
