"""Every text of the desk screens is whole at every size, the longest texts too; nothing lies over anything."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QStackedWidget

from calfcoach.coach.conductor import Coach
from calfcoach.coach.recorder import PauseMark, Recorder
from calfcoach.coach.saving import SaveProgress
from calfcoach.coach.scheme_check import one_line
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.station import SoundStation
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.prescribe import Choices, plan_of, prescribe
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry, Origin
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
from calfcoach.ui.window_place import LEAST_SIZE
from tests.ui.layout import clipped, overlaps, settle, through_sizes, unseen

SIZES = [(1024, 600), (1366, 768), (1920, 1080), (3840, 2160)]
LONG_NAME = ("Single-leg standing calf raise with a very long name " * 6)[:300]
MARKUP = "<b>Heels</b> & <a href='x'>toes</a>"
HEBREW = "הרמת עקבים בעמידה על מדרגה עם משקולת ביד אחת"
SENTENCE = "Move the feet until the balls of both feet stand on the edge, and let the heels hang free below it. "
SCHEMES = {"beeps": "Beeps", "long": "A scheme whose name is as long as a name can be"}


def longest(**changes):
    """An exercise in which every text is as long as it may be, or nearly."""
    steps = [{"title": LONG_NAME[:80], "text": (SENTENCE * 20)[:2000]} for _ in range(40)]
    parts = {
        "id": "longest",
        "name": LONG_NAME,
        "summary": (SENTENCE * 4)[:300],
        "muscles": [{"name": LONG_NAME}, {"name": MARKUP}],
        "equipment": [LONG_NAME, MARKUP],
        "setup": steps,
        "finish": steps[:8],
        "start_phase": "lower",
        "phases": {"lower": {"least_s": 2, "reason": LONG_NAME}},
        "warnings": [{"id": f"w{n}", "title": MARKUP, "text": SENTENCE * 2, "short": MARKUP} for n in range(5)],
        "tips": [
            {"id": "one", "title": LONG_NAME, "text": SENTENCE * 6},
            {"id": "two", "title": MARKUP, "text": MARKUP},
        ],
        "prescription": {"tempo": "3-1-2-0", "sets": 12, "reps": 200, "rest_s": 3600, "lead_in_s": 60},
        "sources": [{"title": "A book"}],
    }
    return Exercise.model_validate({**parts, **changes})


def named(text):
    """An exercise that is called something, all through."""
    steps = [{"title": text, "text": text}]
    return longest(
        name=text,
        summary=text,
        muscles=[{"name": text}],
        equipment=[text],
        setup=steps,
        finish=steps,
        warnings=[{"id": "warning", "title": text, "text": text, "short": text}],
        tips=[{"id": "tip", "title": text, "text": text}],
    )


def shipped(name):
    return Library.load().find(name).exercise


EXERCISES = {
    "donkey": lambda: shipped("donkey-calf-raise"),
    "single": lambda: shipped("step-calf-raise-single"),
    "hold": lambda: shipped("iso-hold-calf"),
    "longest": lambda: longest(program_phase=20),  # with the card that Start waits for
    "markup": lambda: named(MARKUP),
    "hebrew": lambda: named(HEBREW),
}


@pytest.fixture(autouse=True)
def _dressed(qapp):
    apply(qapp, DARK)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def library_of(tmp_path, exercises):
    """A library of these exercises, and one file that is bad in many places."""
    (tmp_path / "bad.yaml").write_text("kind: exercise\nschema: 1\n" + "".join(f"wrong{n}: 1\n" for n in range(20)))
    problems = Library.load(user_dir=tmp_path).problems
    assert len(problems) > 20
    entries = {
        str(number): Entry.of(exercise, tmp_path / f"{number}.yaml", Origin.OVERRIDE)
        for number, exercise in enumerate(exercises)
    }
    return Library(tmp_path, None, entries, problems)


def looked_at(qtbot, screen, sizes=SIZES):
    """What is not whole, or lies over something, while its window goes through the sizes."""
    return through_sizes(framed(qtbot, screen), sizes, lambda: clipped(screen) + overlaps(screen))


def framed(qtbot, screen):
    """A screen in a window as the program has it."""
    window, screens = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(*LEAST_SIZE)
    window.setCentralWidget(screens)
    screens.addWidget(screen)
    window.show()
    return window


@pytest.mark.parametrize("name", EXERCISES)
def test_the_set_up(qtbot, name):
    if name == "hebrew":
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    model = SetupModel(EXERCISES[name](), Choices())
    problem = "No sound: the device does not start; check its connection. The set goes on in time."
    assert looked_at(qtbot, SetupScreen(DARK, model, "beeps", problem, SCHEMES)) == []


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
        assert (state, through_sizes(window, SIZES, complaints)) == (state, [])


def test_a_long_line_about_a_scheme(qtbot, tmp_path):
    message = f"there is no sound file {quoted('w' * 120)}; the built-in cue is heard instead"
    line = one_line([Problem(Path(f"{'m' * 250}.yaml"), 7777, 1, message)] * 101)
    model = SetupModel(shipped("donkey-calf-raise"), Choices())
    assert looked_at(qtbot, SetupScreen(DARK, model, "beeps", line, SCHEMES)) == []
    station = SoundStation(SilentOutput(ManualClock()))
    sample = prescribe(shipped("donkey-calf-raise"), Choices())
    screen = SettingsScreen(DARK, SettingsStore(tmp_path / "settings.json"), station, SCHEMES, sample, line)
    assert looked_at(qtbot, screen) == []


@pytest.mark.parametrize("names", [("donkey", "single", "hold"), ("longest", "markup"), ("hebrew",)], ids=str)
def test_the_library(qtbot, tmp_path, names):
    if "hebrew" in names:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    library = library_of(tmp_path, [EXERCISES[name]() for name in names])
    screen = LibraryScreen(DARK, library, ["The settings cannot be saved in /a/very/long/path: Read-only file system."])
    assert looked_at(qtbot, screen) == []


@pytest.mark.parametrize(
    ("name", "kept"), [*((name, True) for name in EXERCISES), ("donkey", False), ("longest", False)], ids=str
)
def test_the_summary(qtbot, tmp_path, name, kept):
    if name == "hebrew":
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen = summary_of(EXERCISES[name](), tmp_path, kept)
    assert looked_at(qtbot, screen) == []


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

    assert through_sizes(window, SIZES, scrolled_away) == []
    for scale in scales:
        QTest.keyClicks(scale.numbers, "10")
    assert through_sizes(window, SIZES, lambda: clipped(screen) + overlaps(screen)) == []


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


def every_way():
    """Every shipped exercise in every variant."""
    for entry in Library.load().entries.values():
        for variant in entry.exercise.variants or (None,):
            chosen = variant.id if variant is not None else None
            yield pytest.param(entry.exercise, chosen, id=f"{entry.exercise.id}-{chosen}")


@pytest.mark.parametrize(("exercise", "variant"), list(every_way()))
def test_nothing_of_a_shipped_exercise_is_scrolled_away(qtbot, exercise, variant):
    screen = SetupScreen(DARK, SetupModel(exercise, Choices(variant)), "beeps", NO_DEVICE, SCHEMES)
    window = framed(qtbot, screen)

    def complaints():
        return clipped(screen) + overlaps(screen) + unseen(screen)

    assert through_sizes(window, [(1920, 1080), (1366, 768), (1350, 692), (1024, 600)], complaints) == []
    screen.show_problem(None)  # nothing becomes larger without it
    assert through_sizes(window, [(1024, 600), (1350, 692)], complaints) == []


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

    assert through_sizes(window, SIZES[::-1], lambda: list(cut_lines())) == []
    (more,) = folded.findChildren(QPushButton)
    assert more.text() == "40 more  ↓"
    for _ in range(2000):
        if more.text() == "Back to the top  ↑":
            break
        more.click()
    assert area.verticalScrollBar().maximum() - area.verticalScrollBar().value() <= EDGE_PX
    more.click()
    assert area.verticalScrollBar().value() == 0


def test_the_walker_sees_what_is_wrong(qtbot):
    screen = SetupScreen(DARK, SetupModel(shipped("donkey-calf-raise"), Choices()), "beeps", None, SCHEMES)
    window = framed(qtbot, screen)
    settle(window, QSize(1366, 768))
    title = next(label for label in screen.findChildren(QLabel) if label.text() == "Before the first set")
    title.setFixedWidth(40)
    settle(window, QSize(1366, 768))
    assert len(clipped(screen)) == 1
    title.setFixedWidth(200)
    screen.start_button.move(screen.start_button.pos() - QPoint(0, 60))
    assert len(overlaps(screen)) == 1
