"""The longest texts, markup, Hebrew and every shipped exercise: whole on each desk screen, and nothing overlaps.

Each text meets each screen once, and the sizes take turns; `test_walker.py` walks every screen through all sizes.
"""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.coach.conductor import Coach
from calfcoach.coach.recorder import PauseMark, Recorder
from calfcoach.coach.saving import SaveProgress
from calfcoach.coach.scheme_check import one_line
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, plan_of, prescribe
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.library.problems import Problem, quoted
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.session.machine import SessionMachine
from calfcoach.session.outcome import Stopped
from calfcoach.settings import Settings, SettingsStore
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.save_row import SaveRow
from calfcoach.ui.screens.scale import Scale
from calfcoach.ui.screens.scrolling import EDGE_PX, Area, Folded
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK, HIGH_CONTRAST
from tests.ui.extremes import HEBREW, MARKUP, framed, library_of, longest, named
from tests.ui.layout import clipped, left_alone, overlaps, through_sizes, unseen

SMALL, USUAL, LARGE, HUGE = (960, 540), (1366, 768), (1920, 1080), (3840, 2160)
SCHEMES = {"beeps": "Beeps", "long": "A scheme whose name is as long as a name can be"}
TEXTS = {
    "longest": lambda: longest(program_phase=20),  # with the card that Start waits for
    "markup": lambda: named(MARKUP),
    "hebrew": lambda: named(HEBREW),
}


def shipped(name):
    return Library.load().find(name).exercise


@pytest.fixture(autouse=True)
def _dressed(qapp):
    apply(qapp, DARK)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def looked_at(qtbot, screen, sizes):
    """What is not whole, or lies over something, while its window goes through the sizes."""
    return through_sizes(framed(qtbot, screen), sizes, lambda: clipped(screen) + overlaps(screen))


PROBLEM = "No sound: the device does not start; check its connection. The set goes on in time."
UNWRITABLE = "The settings cannot be saved in /a/very/long/path: Read-only file system."


def set_up(exercise, _tmp_path):
    return SetupScreen(DARK, SetupModel(exercise, Choices()), "beeps", PROBLEM, SCHEMES)


def the_library(exercise, tmp_path):
    return LibraryScreen(DARK, library_of(tmp_path, [exercise, shipped("iso-hold-calf")]), [UNWRITABLE])


def kept_summary(exercise, tmp_path):
    return summary_of(exercise, tmp_path, True)


def summary_not_kept(exercise, tmp_path):
    return summary_of(exercise, tmp_path, False, finished=False)


@pytest.mark.parametrize(
    ("words", "make", "sizes"),
    [
        ("longest", set_up, (SMALL, HUGE)),
        ("markup", set_up, (USUAL,)),
        ("hebrew", set_up, (LARGE,)),
        ("longest", the_library, (USUAL,)),
        ("markup", the_library, (LARGE,)),
        ("hebrew", the_library, (SMALL,)),
        ("longest", kept_summary, (LARGE, SMALL)),
        ("markup", summary_not_kept, (SMALL,)),
        ("hebrew", summary_not_kept, (USUAL,)),
    ],
)
def test_nothing_is_clipped(qtbot, tmp_path, words, make, sizes):
    if words == "hebrew":
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert looked_at(qtbot, make(TEXTS[words](), tmp_path), sizes) == []


FAR = Path("/media/" + "somewhere-far-away" * 8) / "Donkey calf raise 3-1-2-0 4x15.wav"


SAVING = {
    "not begun": SaveProgress(),
    "half": SaveProgress(share=0.5),
    "all but written": SaveProgress(share=1.0),
    "saved": SaveProgress(saved=FAR),
    "failed": SaveProgress(problem=f"{FAR} cannot be written: No space left on device"),
}


def test_the_set_up_while_it_is_saved(qtbot):
    screen = SetupScreen(DARK, SetupModel(shipped("donkey-calf-raise"), Choices()), "beeps", None, SCHEMES)
    window = framed(qtbot, screen)
    (row,) = screen.findChildren(SaveRow)

    def complaints():
        found = clipped(screen) + overlaps(screen)
        whole = row.visibleRegion().boundingRect() == row.rect()
        return found if whole or progress.problem else [*found, "the row of the file is scrolled away"]

    for state, progress in SAVING.items():
        screen.show_saving(progress)
        screen.show_problem(progress.problem)
        assert (state, through_sizes(window, [USUAL, SMALL], complaints)) == (state, [])


def test_a_long_line_about_a_scheme(qtbot, tmp_path):
    message = f"there is no sound file {quoted('w' * 120)}; the built-in cue is heard instead"
    line = one_line([Problem(Path(f"{'m' * 250}.yaml"), 7777, 1, message)] * 101)
    model = SetupModel(shipped("donkey-calf-raise"), Choices())
    assert looked_at(qtbot, SetupScreen(DARK, model, "beeps", line, SCHEMES), [SMALL]) == []
    station = SoundStation(SilentOutput(ManualClock()))
    sample = prescribe(shipped("donkey-calf-raise"), Choices())
    screen = SettingsScreen(DARK, SettingsStore(tmp_path / "settings.json"), station, SCHEMES, sample, line)
    assert looked_at(qtbot, screen, [USUAL]) == []


@pytest.mark.parametrize("finished", [True, False], ids=["finished", "stopped"])
def test_effort_and_pain_of_a_summary_need_no_scrolling(qtbot, tmp_path, finished):
    screen = summary_of(shipped("donkey-calf-raise"), tmp_path, True, finished, [])
    window, scales = framed(qtbot, screen), screen.findChildren(Scale)
    assert len(scales) == 2

    def scrolled_away():
        return [
            f"{scale.accessibleName()!r} is scrolled away"
            for scale in scales
            if scale.visibleRegion().boundingRect() != scale.rect()
        ]

    assert through_sizes(window, [(1024, 600)], scrolled_away) == []
    for scale in scales:
        QTest.keyClicks(scale.numbers, "10")
    assert through_sizes(window, [SMALL], lambda: clipped(screen) + overlaps(screen)) == []


DISK_FULL = "The history cannot be kept in /a/path: disk full. The session goes on."


def summary_of(exercise, tmp_path, kept, finished=True, problems=(DISK_FULL,)):
    """The summary of a session in which every set was done."""
    plan = plan_of(exercise, Choices(lead_in_s=Decimal(3)))
    clock = ManualClock()
    coach = Coach(plan, SoundStation(SilentOutput(clock)), make_renderer("beeps", Settings()), clock)
    history = History(tmp_path / "history.sqlite")
    recorder = Recorder(coach, history)
    history.begin(plan)
    if not kept:
        history.forget()
    recorder._pauses, recorder.marks = 1, [PauseMark(1, 2)]
    machine = SessionMachine(plan)
    machine.start()
    while machine.playing is not None and machine.upcoming is not None:
        machine.advance(machine.playing.block_id, machine.playing.block.duration_s)
    machine.advance(machine.playing.block_id, machine.playing.block.duration_s)
    screen = SummaryScreen(
        DARK, plan, machine.ledger, recorder, None if finished else Stopped(plan.total_sets, True), 35_999.0, problems
    )
    history.close()
    return screen


def test_markup_is_text(qtbot):
    screen = SetupScreen(HIGH_CONTRAST, SetupModel(named(MARKUP), Choices()), "beeps", None, SCHEMES)
    qtbot.addWidget(screen)
    labels = screen.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any(label.text() == MARKUP for label in labels)


NO_DEVICE = "No sound device was found; connect one or start the sound server. The set goes on without sound."
LOW, ODD = (1024, 600), (1350, 692)


def every_way():
    """Every shipped exercise in every variant, the sizes by turns; the least room comes with each."""
    turns = (USUAL, LARGE, ODD)
    for number, entry in enumerate(Library.load().entries.values()):
        for variant in entry.exercise.variants or (None,):
            chosen = variant.id if variant is not None else None
            yield pytest.param(entry.exercise, chosen, turns[number % 3], id=f"{entry.exercise.id}-{chosen}")


@pytest.mark.parametrize(("exercise", "variant", "size"), list(every_way()))
def test_nothing_of_a_shipped_exercise_is_scrolled_away(qtbot, exercise, variant, size):
    screen = SetupScreen(DARK, SetupModel(exercise, Choices(variant)), "beeps", NO_DEVICE, SCHEMES)
    window = framed(qtbot, screen)

    def complaints():
        return clipped(screen) + overlaps(screen) + left_alone(screen) + unseen(screen)

    assert through_sizes(window, [size, LOW], complaints) == []


def test_steps_that_do_not_fit_end_at_a_whole_line_and_say_how_many_are_left(qtbot):
    screen = SetupScreen(DARK, SetupModel(longest(), Choices()), "beeps", None, SCHEMES)
    window = framed(qtbot, screen)
    (folded,) = screen.findChildren(Folded)
    (area,) = folded.findChildren(Area)

    def cut_lines():
        assert area.verticalScrollBar().isVisible()
        for text in area.findChildren(QLabel):
            lines = text.visibleRegion().boundingRect().height() / text.fontMetrics().lineSpacing()
            if abs(lines - round(lines)) >= 0.2:
                yield f"{lines:.1f} lines of {text.text()[:40]!r} are seen"

    assert through_sizes(window, [HUGE, USUAL, SMALL], lambda: list(cut_lines())) == []
    (more,) = folded.findChildren(QPushButton)
    assert more.text() == "40 more  ↓"
    for _ in range(2000):
        if more.text() == "Back to the top  ↑":
            break
        more.click()
    assert area.verticalScrollBar().maximum() - area.verticalScrollBar().value() <= EDGE_PX
    more.click()
    assert area.verticalScrollBar().value() == 0
