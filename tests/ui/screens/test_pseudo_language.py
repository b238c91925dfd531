"""Every desk screen in a language nobody speaks: 40 % longer, in brackets, and nothing clipped at any size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMainWindow, QPushButton, QWidget

from calfcoach import texts
from calfcoach.coach.calibration import Offset
from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.library.collection import Library
from calfcoach.player.protocol import Device, Devices, Ready
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.settings import SettingsStore
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.screens.calibration import CalibrationScreen, CalibrationStep
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.library_filters import PROGRAM
from calfcoach.ui.screens.lift import LiftScreen, NearExercise
from calfcoach.ui.screens.lift_model import LiftModel
from calfcoach.ui.screens.parts import ElidedLabel
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.tips_card import TipsCard
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK
from calfcoach.wording.any_lift import any_lift
from tests.texts.pseudo import PseudoTranslations
from tests.ui.layout import clipped, overlaps, seen, settle, through_sizes

SIZES = [(960, 540), (1024, 600), (1366, 768), (1920, 1080)]
DONKEY, SINGLE, HOLD = "donkey-calf-raise", "step-calf-raise-single", "iso-hold-calf"


@pytest.fixture(autouse=True)
def _dressed_and_translated(qapp):
    apply(qapp, DARK)
    texts.use(PseudoTranslations())
    yield
    texts.use(None)


def a_station(device: str = "Speaker") -> SoundStation:
    """A station on which a device is ready; nothing is played."""
    output = SilentOutput(ManualClock())
    output.needs_pcm = True
    station = SoundStation(output)
    station.ready = Ready("qt", "speaker", device)
    station.devices = Devices((Device("speaker", device, True),))
    return station


def the_library(_folder: Path) -> Screen:
    return LibraryScreen(DARK, Library.load())


def nothing_found(_folder: Path) -> Screen:
    screen = LibraryScreen(DARK, Library.load())
    screen._search.setText("zzz")
    return screen


def set_up(exercise: str) -> SetupScreen:
    schemes = {"beeps": "DATA", "long": "DATA"}
    return SetupScreen(DARK, SetupModel(Library.load().find(exercise).exercise, Choices()), "beeps", None, schemes)


def with_a_tip_open(_folder: Path) -> Screen:
    screen = set_up(DONKEY)
    screen.findChildren(TipsCard)[0].set_open(True)
    screen.show_sound_check(None, asks=True, at_full=True)
    return screen


def with_a_problem(_folder: Path) -> Screen:
    screen = set_up(DONKEY)
    screen.show_problem(texts.text("The sound device does not start. Check its connection."))
    screen.offer_calibration("Speaker")
    return screen


def with_a_refusal(_folder: Path) -> Screen:
    screen = set_up(DONKEY)
    screen.findChildren(QLineEdit)[0].setText("1-0-1-0")
    assert not screen.take_typed()
    return screen


def any_lift_with_an_offer(_folder: Path) -> Screen:
    known = Library.load().find(DONKEY).exercise
    model = LiftModel.of(any_lift(), Choices(), {}, whole=False)
    screen = LiftScreen(DARK, model, "beeps", None, {"beeps": "DATA"}, near=lambda _name: NearExercise(known, False))
    screen._card.field.setText("DATA")
    screen._card.field.enter()
    return screen


def the_settings(folder: Path) -> Screen:
    store = SettingsStore(folder / "settings.json")
    store.change(device="Kitchen", offsets_ms={"speaker": 120})
    sample = prescribe(Library.load().find(DONKEY).exercise, Choices())
    return SettingsScreen(DARK, store, a_station(), {"beeps": "DATA"}, sample)


def calibrated(offset: Offset) -> Callable[[Path], Screen]:
    def made(_folder: Path) -> Screen:
        screen = CalibrationScreen(DARK, a_station())
        screen.result = offset
        screen.enter(CalibrationStep.RESULT)
        return screen

    return made


SCREENS: dict[str, Callable[[Path], Screen]] = {
    "library": the_library,
    "nothing found": nothing_found,
    "set-up": lambda _folder: set_up(DONKEY),
    "set-up of one side": lambda _folder: set_up(SINGLE),
    "set-up of a hold": lambda _folder: set_up(HOLD),
    "set-up with a tip open": with_a_tip_open,
    "set-up with a problem": with_a_problem,
    "set-up with a refusal": with_a_refusal,
    "set-up of any lift": any_lift_with_an_offer,
    "settings": the_settings,
    "calibration": lambda _folder: CalibrationScreen(DARK, a_station()),
    "calibration measured": calibrated(Offset(0.12, 0.02, 18)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_clipped_and_all_of_it_is_translated(qtbot, tmp_path, name):
    screen = SCREENS[name](tmp_path)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setMinimumSize(*SIZES[0])
    window.setCentralWidget(screen)
    window.show()
    assert through_sizes(window, SIZES, lambda: clipped(screen) + overlaps(screen)) == []
    assert [said for said in untranslated(screen) if not said.startswith("/")] == []  # a folder is called what it is


def test_the_list_of_keys(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    panel = KeysPanel(KeyMap({}), lambda: None, window)
    window.show()
    for size in SIZES:
        settle(window, QSize(*size))
        panel.toggle()  # it takes its place when it is opened
        settle(window, QSize(*size))
        assert window.rect().contains(panel.geometry()), size
        assert (size, clipped(window) + overlaps(window)) == (size, [])
        assert untranslated(window) == []
        panel.toggle()


def untranslated(root: QWidget) -> list[str]:
    """The texts and accessible names that are in no brackets, except where they are data of files and devices."""
    data = file_data()
    return [words for words in said_by(root) if not WITHOUT_WORDS.fullmatch(words) and _outside(words) - data]


WITHOUT_WORDS = re.compile(r"[\W\d_]*")
"""Numbers and signs alone: a tempo, `120`, `−`."""

KEYS = {
    "F1",
    "F11",
    "Ctrl",
    "Z",
    "Return",
    "A",
    "B",
    "E",
    "F",
    "F5",
    "H",
    "Del",
    "S",
    "X",
    "ms",
    "Kitchen",
    "Speaker",
    "DATA",
}


def said_by(root: QWidget) -> Iterator[str]:
    for widget in seen(root):
        if isinstance(widget, ElidedLabel) or isinstance(widget.parentWidget(), NavButton):
            yield widget.accessibleName()
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            yield (widget.toolTip() or widget.text()) if isinstance(widget, QPushButton) else widget.text()
        if isinstance(widget, QComboBox):
            yield widget.currentText()
        yield widget.accessibleName()


def _outside(words: str) -> set[str]:
    """The words that are in no brackets."""
    while words != (words := re.sub(r"\[[^\[\]]*\]", " ", words)):
        pass
    # What ends in … may have lost its closing bracket.
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\[.*", " ", words, flags=re.DOTALL)))


@cache
def file_data() -> set[str]:
    """Every word of the files of exercises, which are translated elsewhere."""
    words = {*KEYS, PROGRAM}
    for entry in Library.load().entries.values():
        words |= set(re.findall(r"[^\W\d_]+", str(entry.exercise.model_dump())))
        words |= set(re.findall(r"[^\W\d_]+", entry.exercise.model_dump_json()))
    return words


def test_the_eye_sees_what_is_not_translated(qtbot):
    label = QLabel("Zebras anstehend")
    holder = QMainWindow()
    qtbot.addWidget(holder)
    holder.setCentralWidget(label)
    holder.show()
    assert untranslated(holder) == ["Zebras anstehend"]
