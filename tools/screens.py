"""Draws every screen at four sizes, to be looked at: `python -m tools.screens [FOLDER]`, by default `screens/`.

They are the smallest window, two usual displays, and a display of four times as many pixels at a scale of 2, which is
drawn by a process of its own because Qt reads the scale when it begins. The pages of the history are drawn over
histories of 0, 1 and 40 sets, with `--large` over one of 100 000 too, which takes half a minute to make. The pictures
of the README and the user guide are made here too (`--docs`). Needs no display and makes no sound.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from calfcoach.domain.plan import SessionPlan
    from calfcoach.session.machine import SessionMachine
    from calfcoach.ui.theme import Theme

Sizes = Sequence[tuple[int, int]]

SIZES: Sizes = ((960, 540), (1366, 768), (1920, 1080))

SCALED_SIZE, SCALE = (1920, 1080), 2
"""What a display of 3840×2160 pixels has at a scale of 2."""

MOST_S = 3600.0
"""The time that the process of the scaled pictures may take, seconds: beyond it hangs."""


def main() -> int:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screens"))
    parser.add_argument("--docs", action="store_true", help="draw the pictures of the documentation as well")
    parser.add_argument("--large", action="store_true", help="draw the history with 100 000 sets as well")
    parser.add_argument("--only", default="", metavar="START", help="draw what has a name that begins so")
    parser.add_argument("--scaled", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = home
        sizes = (SCALED_SIZE,) if options.scaled else SIZES
        draw_all(options.folder, options.only, sizes, large=options.large)
        if options.docs:
            draw_docs(Path("docs/pictures"))
    return 0 if options.scaled or options.docs else draw_scaled(sys.argv[1:])


def draw_scaled(arguments: Sequence[str]) -> int:
    """Draw the same at a scale of 2; the exit code of the process that does it."""
    command = [sys.executable, "-m", "tools.screens", *arguments, "--scaled"]
    return subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": str(SCALE)}, timeout=MOST_S).returncode


def draw_all(folder: Path, only: str = "", sizes: Sizes = SIZES, *, large: bool = False) -> None:
    """Every screen in every theme at every size; a sheet a theme with every figure, and one with every fault."""
    from calfcoach.ui.theme import DARK, HIGH_CONTRAST, LIGHT
    from tools.figures import all_faults, both_ends
    from tools.history_screens import history_screens

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as histories:
        for theme in (DARK, LIGHT, HIGH_CONTRAST):
            of_history = history_screens(theme, Path(histories), large=large)
            for name, make in (*screens(theme), *of_history):
                for size in sizes if name.startswith(only) else ():
                    shoot(make(), size, folder / f"{name}-{theme.name}", theme)
            if not only and sizes is SIZES:
                both_ends(theme, 240).save(str(folder / f"figures-{theme.name}.png"))
                all_faults(theme, 420).save(str(folder / f"faults-{theme.name}.png"))


def draw_docs(folder: Path) -> None:
    """The pictures that the documentation shows."""
    from calfcoach.ui.theme import DARK

    folder.mkdir(parents=True, exist_ok=True)
    for name, make in screens(DARK):
        if name in ("setup-donkey", "lower", "rest", "library", "summary"):
            shoot(make(), (1366, 768), folder / name, DARK, size_in_name=False)


def shoot(widget: "QWidget", size: tuple[int, int], path: Path, theme: "Theme", *, size_in_name: bool = True) -> None:
    """Save a picture of a screen as the window shows it: at a size, with the focus where it is at first.

    `path` is without ending; the pixels that the picture has come behind it, unless `size_in_name` is False.
    """
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QMainWindow, QStackedWidget

    from calfcoach.app import make_application
    from calfcoach.ui.focus import FocusRing
    from calfcoach.ui.screens.screen import Screen
    from calfcoach.ui.stylesheet import apply
    from calfcoach.ui.window_place import LEAST_SIZE

    app = make_application()
    apply(app, theme)
    window, stack = QMainWindow(), QStackedWidget()
    window.setMinimumSize(*LEAST_SIZE)
    window.setCentralWidget(stack)
    stack.addWidget(widget)
    window.resize(*size)
    window.show()
    window.activateWindow()
    FocusRing(window, theme)
    wait_for(widget)
    if isinstance(widget, Screen):
        widget.load_figures()
        widget.focus_first()
    for _ in range(8):
        app.processEvents()
    picture = window.grab()
    pixels = f"{picture.width()}x{picture.height()}"
    shown = (round(picture.width() / picture.devicePixelRatio()), round(picture.height() / picture.devicePixelRatio()))
    assert shown == size, f"{path.name} is {pixels}"
    picture.save(f"{path}-{pixels}.png" if size_in_name else f"{path}.png")
    if isinstance(widget, Screen):
        widget.fall_silent()
    window.close()
    window.deleteLater()
    # Only an event loop deletes; what is left is dressed anew with every theme.
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_for(widget: "QWidget") -> None:
    """Wait until a page has what it reads, where it reads anything."""
    from PySide6.QtCore import QEventLoop

    shown = getattr(widget, "first_shown", None)
    if shown is not None:
        waiting = QEventLoop()
        shown.connect(waiting.quit)
        waiting.exec()


def screens(theme: "Theme") -> "Iterator[tuple[str, Callable[[], QWidget]]]":
    """What makes each screen, with its name."""
    from calfcoach.app import make_application
    from calfcoach.domain.prescribe import Choices, plan_of
    from calfcoach.library.collection import Library
    from calfcoach.library.scheme_files import scheme_names
    from calfcoach.ui.screens.library import LibraryScreen
    from calfcoach.ui.screens.setup import SetupScreen
    from calfcoach.ui.screens.setup_model import SetupModel
    from calfcoach.ui.stylesheet import apply

    apply(make_application(), theme)
    library, schemes = Library.load(), scheme_names()

    def the_library() -> "QWidget":
        screen = LibraryScreen(theme, library)
        screen.show_keys(lambda _action: "/")
        return screen

    def set_up(exercise_id: str, variant: str | None) -> "QWidget":
        model = SetupModel(library.find(exercise_id).exercise, Choices(variant))
        return SetupScreen(theme, model, "voice-beeps", schemes=schemes)

    yield "library", the_library
    for name, exercise_id, variant in (
        ("setup-donkey", "donkey-calf-raise", None),
        ("setup-partner", "donkey-calf-raise", "rail-partner"),
        ("setup-belt", "donkey-calf-raise", "rail-belt"),
        ("setup-standing", "standing-calf-raise-machine", None),
        ("setup-single", "step-calf-raise-single", None),
        ("setup-hold", "iso-hold-calf", None),
    ):
        yield name, partial(set_up, exercise_id, variant)
    yield "setup-any-lift", partial(any_lift_of, theme)
    yield "setup-refused", partial(with_refusal, set_up)
    yield "setup-evidence", partial(with_evidence, set_up)
    donkey = plan_of(library.find("donkey-calf-raise").exercise, Choices(sets=4, reps=15))
    single = plan_of(library.find("step-calf-raise-single").exercise, Choices())
    for name, plan, block, position_s in (
        ("ready", donkey, 1, 4.0),
        ("lower", donkey, 2, 60 + 6 * 6 + 1.6),
        ("stretch", donkey, 2, 60 + 6 * 6 + 3.5),
        ("contract", donkey, 2, 60 + 6 * 6 + 5.0),
        ("rest", donkey, 3, 12.0),
        ("switch", single, 1, 10 + 10 * 7 + 3.0),
    ):
        yield name, partial(stage_at, theme, plan, block, position_s)
    yield "paused", partial(stage_at, theme, donkey, 2, 60 + 6 * 6 + 1.6, paused=True)
    yield "finished", partial(stage_at, theme, donkey, 4, 1e6)
    yield "summary", partial(summary_of, theme, donkey)
    yield (
        "summary-single",
        partial(summary_of, theme, plan_of(library.find("step-calf-raise-single").exercise, Choices(sets=4))),
    )
    yield "summary-stopped", partial(summary_of, theme, donkey, stopped=True)
    yield from settings_of(theme)


def any_lift_of(theme: "Theme") -> "QWidget":
    """The set-up of a lift of which nothing is known, done twice."""
    from calfcoach.domain.prescribe import Choices
    from calfcoach.settings import UsedLift
    from calfcoach.ui.screens.lift import LiftScreen
    from calfcoach.ui.screens.lift_model import LiftModel
    from calfcoach.wording.any_lift import any_lift

    lifts = {"Back squat": UsedLift(dose="5x5 @ 3-1-1-0 rest 180 s load 80 kg", uses=2)}
    model = LiftModel.of(any_lift("Back squat"), Choices(), lifts, whole=False)
    return LiftScreen(theme, model, "beeps", schemes={"beeps": "Beeps"}, near=lambda _name: None)


def with_refusal(set_up: "Callable[[str, str | None], QWidget]") -> "QWidget":
    """A set-up in which a tempo was refused."""
    from calfcoach.ui.screens.entry import EntryField

    screen = set_up("donkey-calf-raise", None)
    tempo = next(each for each in screen.findChildren(EntryField) if each.accessibleName().startswith("Tempo"))
    tempo.setText("1-1-2-0")
    tempo.enter()
    return screen


def with_evidence(set_up: "Callable[[str, str | None], QWidget]") -> "QWidget":
    """A set-up with all of a tip over its steps."""
    from calfcoach.ui.screens.tips_card import TipsCard

    screen = set_up("donkey-calf-raise", None)
    screen.findChildren(TipsCard)[0].set_open(True)
    return screen


def stage_at(theme: "Theme", plan: "SessionPlan", block: int, position_s: float, paused: bool = False) -> "QWidget":
    """The stage as it is at a position of a block."""
    from calfcoach.ui.screens.stage import fits_a_rest, tip_badge
    from calfcoach.ui.stage.widget import StageWidget
    from tests.views import view_of

    machine = played_to(plan, block, position_s)
    if paused:
        machine.pause()
    stage, view = StageWidget(theme), view_of(machine, machine.position_s)
    tips = [tip for tip in view.exercise.tips if fits_a_rest(tip)]
    if tips:
        stage.set_tip(tips[0].title, tips[0].text, tip_badge(tips[0]))
    stage.set_view(view)
    return stage


def played_to(plan: "SessionPlan", block: int, position_s: float) -> "SessionMachine":
    """A machine that has come to a position of a block without a break."""
    from calfcoach.session.machine import SessionMachine

    machine = SessionMachine(plan)
    machine.start()
    while machine.playing is not None and machine.playing.spec.number < block:
        machine.advance(machine.playing.block_id, machine.playing.block.duration_s)
    assert machine.playing is not None
    machine.advance(machine.playing.block_id, position_s)
    return machine


def summary_of(theme: "Theme", plan: "SessionPlan", *, stopped: bool = False) -> "QWidget":
    """The summary of a session played to its end, or stopped in its last set, one set corrected."""
    from calfcoach.coach.conductor import Coach
    from calfcoach.coach.recorder import PauseMark, Recorder
    from calfcoach.coach.sound import make_renderer
    from calfcoach.coach.station import SoundStation
    from calfcoach.history.store import History
    from calfcoach.player.silent import SilentOutput
    from calfcoach.session.clock import ManualClock
    from calfcoach.session.outcome import Stopped
    from calfcoach.settings import Settings
    from calfcoach.ui.screens.summary import SummaryScreen

    clock = ManualClock()
    coach = Coach(plan, SoundStation(SilentOutput(clock)), make_renderer("beeps", Settings()), clock)
    history = History(Path(tempfile.mkdtemp()) / "history.sqlite")
    history.begin(plan)
    recorder = Recorder(coach, history)
    recorder._pauses, recorder._paused_s, recorder.marks = 1, 12.0, [PauseMark(3, 9)]
    machine = played_to(plan, plan.total_sets, 60 + 6 * 6 + 1.6 if stopped else 1e6)
    machine.ledger.correct(3, 12)
    where = Stopped(plan.total_sets, in_set=True) if stopped else None
    return SummaryScreen(theme, plan, machine.ledger, recorder, where, 552.0, can_go_on=stopped)


def settings_of(theme: "Theme") -> "Iterator[tuple[str, Callable[[], QWidget]]]":
    """The settings, with a device that was chosen and is gone, and the way through the calibration."""
    from calfcoach.coach.calibration import Offset
    from calfcoach.coach.station import SoundStation
    from calfcoach.library.collection import Library
    from calfcoach.library.scheme_files import scheme_names
    from calfcoach.player.protocol import Device, Devices, Ready
    from calfcoach.player.silent import SilentOutput
    from calfcoach.settings import SettingsStore
    from calfcoach.ui.screens.calibration import CalibrationScreen, CalibrationStep
    from calfcoach.ui.screens.settings import SettingsScreen
    from calfcoach.ui.settings_route import sample_of

    output = SilentOutput()
    output.needs_pcm = True  # shown as a device is; nothing is played
    station = SoundStation(output)
    station.ready = Ready("qt", "speaker", "Built-in speakers")
    station.devices = Devices((Device("speaker", "Built-in speakers", True),))
    store = SettingsStore(Path(tempfile.mkdtemp()) / "settings.json")
    store.change(theme=theme.name, device="Kitchen", offsets_ms={"speaker": 120})

    def measured() -> "QWidget":
        screen = CalibrationScreen(theme, station)
        screen.result = Offset(0.21, 0.045, 17)
        screen.enter(CalibrationStep.RESULT)
        return screen

    yield "settings", lambda: SettingsScreen(theme, store, station, scheme_names(), sample_of(Library.load()))
    yield "calibration", lambda: CalibrationScreen(theme, station)
    yield "calibration-result", measured


if __name__ == "__main__":
    sys.exit(main())
