"""The program and its windows: a theme reaches whatever is open, and everything is closed together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.session.commands import CommandKind
from calfcoach.session.states import State
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.stage import fits_a_rest
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK, HIGH_CONTRAST, LIGHT
from tests.asking import ask
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


@pytest.fixture(autouse=True)
def dark_again():
    yield
    apply(QApplication.instance(), DARK)


def colours(screen: Screen) -> set[str]:
    """The colours of a screen's picture."""
    picture = screen.grab().toImage()
    step = 2
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), step)
        for y in range(0, picture.height(), step)
    }


def test_a_theme_is_put_on_in_the_middle_of_a_set(program):
    program.start(sets=2, reps=3)
    program.run_until(lambda: program.state is State.LOWER)
    rep, position = program.coach.view().rep, program.coach.machine.position_s
    assert DARK.roles.surface in colours(program.screen)
    program.wear(LIGHT)
    program.run(0.1)
    seen = colours(program.screen)
    assert LIGHT.roles.surface in seen and DARK.roles.surface not in seen
    assert program.screen.stage.theme is LIGHT
    assert program.state is State.LOWER and program.coach.view().rep == rep
    assert program.coach.machine.position_s > position, "the set goes on"


def test_theme_motion_and_flash_change_by_key_in_a_set_in_both_windows(program):
    program.start(sets=1, reps=2)
    program.audience.open()
    program.run_until(lambda: program.state is State.LOWER)
    stages = (program.screen.stage, program.audience.window.stage)
    looks = []
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8):
        program.key(key)
        program.run(0.1)
        looks.append([(stage.theme.name, *stage.effects) for stage in stages])
    assert looks == [
        [("light", False, False)] * 2,
        [("high-contrast", False, False)] * 2,
        [("high-contrast", True, False)] * 2,
        [("high-contrast", True, True)] * 2,
    ]
    assert program.state is State.LOWER
    settings = program.backstage.settings
    assert (settings.theme, settings.reduced_motion, settings.flash) == ("high-contrast", True, True)


def test_as_the_system_follows_it(program, monkeypatch):
    class System:
        scheme, preference = Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference

        def colorScheme(self):  # noqa: N802
            return self.scheme

        def accessibility(self):
            return self

        def contrastPreference(self):  # noqa: N802
            return self.preference

    monkeypatch.setattr("calfcoach.ui.theme_choice.QGuiApplication.styleHints", System)
    seen = []
    program.backstage.store.change(theme="system")
    for scheme, preference in (
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast),
    ):
        System.scheme, System.preference = scheme, preference
        program.look_again()
        seen.append(program.theme.name)
    assert seen == ["light", "dark", "dark", "high-contrast"]


def test_a_theme_reaches_what_paints_itself_in_the_library(program, qtbot):
    def cards():
        return [card for card in program.screen.findChildren(FigureCard) if card._figure is not None]

    qtbot.waitUntil(lambda: bool(cards()), timeout=60_000)
    program.wear(HIGH_CONTRAST)
    picture = cards()[0].grab().toImage()
    assert picture.pixelColor(0, 0).name().upper() == HIGH_CONTRAST.roles.raised
    assert all(card._theme is HIGH_CONTRAST for card in cards()[:1])
    (ring,) = program.window.findChildren(FocusRing)
    assert ring._theme is HIGH_CONTRAST


def test_fonts_outlast_a_theme(program):
    program.show_setup(DONKEY, Choices())
    before = sizes(program.screen)
    program.wear(LIGHT)
    QApplication.processEvents()
    assert sizes(program.screen) == before


def sizes(screen: Screen) -> dict[str, int]:
    """The size of each text that is seen, pixels."""
    return {
        label.accessibleName() or label.text(): label.font().pixelSize()
        for label in screen.findChildren(QLabel)
        if label.isVisible()
    }


class Watching:
    """A second window, as an audience has one."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def set_theme(self, theme) -> None:
        self.told.append(theme.name)

    def close(self) -> bool:
        self.told.append("closed")
        return True


def test_every_window_is_a_guest(program):
    guest = Watching()
    program.welcome(guest)
    program.wear(LIGHT)
    program.window.close()
    assert guest.told == ["light", "closed"]
    program.close()
    assert guest.told == ["light", "closed"], "once"


def test_the_program_that_is_closed_closes_its_window_and_keeps_what_was_done(program):
    program.start(sets=1, reps=2, lead_in_s=Decimal(5))
    ledger = program.coach.machine.ledger
    program.run_until(lambda: [record.reps for record in ledger.records] == [1])
    program.close()
    assert program.session is None and not program.window.isVisible()
    assert [record.reps for record in ledger.records] == [1]


def test_the_window_is_named_for_its_screen(program):
    assert program.window.windowTitle() == "Library"
    program.show_settings()
    assert program.window.windowTitle() == "Settings"


def test_a_list_of_problems_that_was_replaced_is_not_scaled_any_more(program, qtbot):
    program.screen.show_notices(["The settings cannot be saved."])
    program.screen.show_notices([])
    qtbot.waitUntil(lambda: not [each for each in program.screen.findChildren(QLabel) if "saved" in each.text()])
    program.screen.kit.set_scale(2.0)
    assert program.screen.kit.scale == 2.0


def two_exercises(program) -> SessionPlan:
    """Two short sets of one exercise, one of another."""
    donkey = prescribe(program.library.find(DONKEY).exercise, Choices(sets=2, reps=1, lead_in_s=Decimal(5)))
    single = prescribe(program.library.find("step-calf-raise-single").exercise, Choices(sets=1, reps=1))
    return SessionPlan((donkey, single))


def test_a_session_of_two_exercises_is_summed_up_with_both(program):
    plan = two_exercises(program)
    program.start_session(plan, "beeps")
    program.run_until(lambda: program.coach.view().item is plan.items[1])
    tips = [tip.title for tip in plan.items[1].exercise.tips if fits_a_rest(tip)]
    shown = program.screen.stage.extras.tip
    assert shown is None if not tips else shown is not None and shown.title in tips
    program.run_until(lambda: program.session is None)
    texts = [label.text() for label in program.screen.findChildren(QLabel)]
    first, second = (item.exercise.name for item in plan.items)
    assert [text for text in texts if text in (first, second)] == [first, second]
    assert [text for text in texts if text.startswith("Set ")] == ["Set by set", "Set 1", "Set 2", "Set 1"]
    assert "on each side where sides take turns" in [
        label.accessibleName() for label in program.screen.findChildren(QLabel)
    ]
    next(each for each in program.screen.findChildren(QPushButton) if each.text() == "Once more").click()
    assert program.coach.plan == plan


def test_who_stops_in_the_first_exercise_is_told_how_to_get_out_of_it(program):
    plan = two_exercises(program)
    program.start_session(plan, "beeps")
    program.run_until(lambda: program.state is State.LOWER)
    ask(program.session.coach, CommandKind.END)
    program.run_until(lambda: program.session is None)
    texts = {label.text() for label in program.screen.findChildren(QLabel)}
    assert {step.text for step in plan.items[0].exercise.finish} <= texts
