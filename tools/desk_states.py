"""Every state of the desk's screens but those of the history, to be drawn and looked at."""

import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from calfcoach.coach.calibration import Offset
from calfcoach.coach.conductor import Coach
from calfcoach.coach.recorder import PauseMark, Recorder
from calfcoach.coach.saving import SaveProgress
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.station import SoundStation
from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.last_time import LastTime
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names
from calfcoach.player.protocol import Device, Devices, Ready
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.session.outcome import Stopped
from calfcoach.settings import Settings, SettingsStore, UsedLift
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.quick_change import QuickChange
from calfcoach.ui.screens.calibration import CalibrationScreen, CalibrationStep
from calfcoach.ui.screens.cut_off_card import CutOffCard
from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.lift import LiftScreen, NearExercise
from calfcoach.ui.screens.lift_model import LiftModel
from calfcoach.ui.screens.open_panel import Panel
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.screens.settings_keys import KeysCard
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.screens.tips_card import TipsCard
from calfcoach.ui.settings_route import sample_of
from calfcoach.ui.theme import Theme
from calfcoach.wording.any_lift import any_lift
from tools.stage_states import LONG_SET_S, played_to

States = Iterator[tuple[str, Callable[[], QWidget]]]
DONKEY, STANDING, SINGLE, HOLD = (
    "donkey-calf-raise",
    "standing-calf-raise-machine",
    "step-calf-raise-single",
    "iso-hold-calf",
)


def desk_states(theme: Theme, library: Library) -> States:
    """What makes each state, with its name."""
    yield from _of_library(theme, library)
    yield from _of_set_up(theme, library)
    for name, exercise_id, how in (
        ("summary", DONKEY, {}),
        ("summary-single", SINGLE, {}),
        ("summary-stopped", DONKEY, {"stopped": True}),
        ("summary-single-stopped", SINGLE, {"stopped": True, "problem": True}),
    ):
        dose = Choices(sets=4, reps=15) if exercise_id == DONKEY else Choices(sets=4)
        yield name, partial(summary_of, theme, plan_of(library.find(exercise_id).exercise, dose), **how)
    yield "summary-nothing", partial(nothing_done, theme, plan_of(library.find(DONKEY).exercise, Choices()))
    yield from _of_settings(theme, library)


# The library.


def _of_library(theme: Theme, library: Library) -> States:
    def shown(searched: str = "") -> LibraryScreen:
        screen = LibraryScreen(theme, library)
        screen.show_keys(lambda _action: "/")
        screen.search(searched)
        return screen

    def with_an_offer() -> QWidget:
        screen = shown()
        lines = ["Donkey calf raise, 2 of 4 sets"] * 3
        screen.offer(CutOffCard(screen.kit, lines))
        screen.show_notices([text("The settings cannot be saved in {path}: {reason}.", path="/DATA", reason="DATA")])
        return screen

    yield "library", shown
    yield "library-nothing-found", partial(shown, "zzz")
    yield "library-offers", with_an_offer
    yield "keys", lambda: with_keys(shown())
    yield "change", lambda: with_change(shown(), library)


class _Follow(QObject):
    """Keeps a part that lies over a screen in its place, as the program's window does."""

    def __init__(self, screen: QWidget, place: Callable[[], object]) -> None:
        super().__init__(screen)
        self._place = place
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Place it again."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)


def with_keys(screen: Screen) -> QWidget:
    """A screen under the list of keys."""
    panel = KeysPanel(KeyMap({}), lambda: None, screen)
    panel.show()
    _Follow(screen, panel.place)
    return screen


def with_change(screen: Screen, library: Library) -> QWidget:
    """A screen under the choice of another exercise."""
    listings = [entry.listing for entry in library.listed]
    line = text("↑ ↓ and Enter choose. Esc: everything stays as it is.")
    QuickChange(screen.kit.theme, listings, line, screen).show()
    return screen


def with_note(screen: Screen) -> QWidget:
    """A screen under the line that tells what was just done."""
    note = NoteLine(screen.kit.theme, screen, screen.note_over)
    line = text("The session has ended; what was done of it is kept.")
    _Follow(screen, note.place)
    note.tell(line, lambda: None, "Ctrl+Z", 3600)
    return screen


# The set-up.


def _of_set_up(theme: Theme, library: Library) -> States:
    def shown(exercise_id: str = DONKEY, variant: str | None = None) -> SetupScreen:
        model = SetupModel(library.find(exercise_id).exercise, Choices(variant))
        return SetupScreen(theme, model, "voice-beeps", schemes=scheme_names())

    for name, exercise_id, variant in (
        ("setup-donkey", DONKEY, None),
        ("setup-partner", DONKEY, "rail-partner"),
        ("setup-belt", DONKEY, "rail-belt"),
        ("setup-standing", STANDING, None),
        ("setup-single", SINGLE, None),
        ("setup-hold", HOLD, None),
    ):
        yield name, partial(shown, exercise_id, variant)
    gated = library.find(STANDING).exercise.model_copy(update={"program_phase": 3})
    yield "setup-gate", lambda: SetupScreen(theme, SetupModel(gated, Choices()), "beeps", schemes=scheme_names())
    yield "setup-any-lift", partial(any_lift_of, theme)
    yield "setup-any-lift-known", partial(any_lift_known, theme, library)
    for name, change in (
        ("refused", _refuse),
        ("evidence", _open_evidence),
        ("problem", _tell_problem),
        ("people", _show_people),
        ("last-time", _open_last_time),
        ("class", _open_class),
        ("saving", _show_saving),
        ("new-device", _offer_calibration),
    ):
        yield f"setup-{name}", lambda change=change: change(shown())
    yield "setup-note", lambda: with_note(shown())
    yield "setup-any-lift-note", lambda: with_note(any_lift_of(theme))


def any_lift_of(theme: Theme) -> Screen:
    """The set-up of a lift of which nothing is known, done twice."""
    lifts = {"Back squat": UsedLift(dose="5x5 @ 3-1-1-0 rest 180 s load 80 kg", uses=2)}
    model = LiftModel.of(any_lift("Back squat"), Choices(), lifts, whole=False)
    return LiftScreen(theme, model, "beeps", schemes={"beeps": text("Beeps")}, near=lambda _name: None)


def any_lift_known(theme: Theme, library: Library) -> QWidget:
    """The set-up of any lift, with a name that is that of a known exercise."""
    known = NearExercise(library.find(DONKEY).exercise, False)
    model = LiftModel.of(any_lift(), Choices(), {}, whole=False)
    screen = LiftScreen(theme, model, "beeps", schemes={"beeps": text("Beeps")}, near=lambda _name: known)
    screen.ask_for("Donkey calf raise")
    return screen


def _refuse(screen: SetupScreen) -> QWidget:
    tempo = [each for each in screen.findChildren(EntryField) if each.isVisibleTo(screen)][1]
    tempo.setText("1-1-2-0")
    tempo.enter()
    return screen


def _open_evidence(screen: SetupScreen) -> QWidget:
    screen.findChildren(TipsCard)[0].set_open(True)
    return screen


def _tell_problem(screen: SetupScreen) -> QWidget:
    screen.show_problem(text("The sound device does not start. Check its connection."))
    screen.show_sound_check(None, asks=True, at_full=True)
    return screen


def _show_people(screen: SetupScreen) -> QWidget:
    screen.show_people((("1", "Anna"), ("2", "Bo")), "1")
    screen.show_last_time(_last())
    screen.show_sound_check("Speaker", asks=False, at_full=False)
    return screen


def _last() -> LastTime:
    load = (Load(Decimal(40), LoadUnit.KG),)
    sets = tuple(text("Set {set_number}: {reps} reps", set_number=number, reps=15) for number in range(1, 5))
    line = text("Last time, 3 days ago: 4 × 15 at 40 kg, effort 7, no pain")
    proposal = text("All reps were done at effort 7 or less: 42.5 kg.")
    return LastTime(line, 0.0, sets, (text("Effort 7"),), load, {}, proposal, load, 0)


def _open_last_time(screen: SetupScreen) -> QWidget:
    screen.show_last_time(_last())
    return _opened(screen, screen.head.last_line.click)


def _open_class(screen: SetupScreen) -> QWidget:
    return _opened(screen, screen.head.class_button.click)


def _opened(screen: SetupScreen, toggle: Callable[[], object]) -> QWidget:
    """A panel of the set-up closes with every change of size: open it again after each."""

    def again() -> None:
        is_open = any(panel.isVisible() for panel in screen.findChildren(Panel))
        if screen.isVisible() and not is_open:
            toggle()

    _Follow(screen, lambda: QTimer.singleShot(0, screen, again))
    return screen


def _offer_calibration(screen: SetupScreen) -> QWidget:
    screen.show_last_time(_last())
    screen.offer_calibration("Speaker")
    return screen


def _show_saving(screen: SetupScreen) -> QWidget:
    screen.show_saving(SaveProgress(share=0.4))
    return screen


# The summary.


def _recorded(plan: SessionPlan) -> Recorder:
    clock = ManualClock()
    coach = Coach(plan, SoundStation(SilentOutput(clock)), make_renderer("beeps", Settings()), clock)
    history = History(Path(tempfile.mkdtemp()) / "history.sqlite")
    history.begin(plan)
    recorder = Recorder(coach, history)
    history.close()
    return recorder


def summary_of(theme: Theme, plan: SessionPlan, *, stopped: bool = False, problem: bool = False) -> QWidget:
    """The summary of a session played to its end, or stopped in its last set, one set corrected."""
    recorder = _recorded(plan)
    recorder._pauses, recorder._paused_s, recorder.marks = 1, 12.0, [PauseMark(3, 9)]
    machine = played_to(plan, plan.total_sets, LONG_SET_S + 1.6 if stopped else 1e6)
    machine.ledger.correct(3, 12)
    where = Stopped(plan.total_sets, in_set=True) if stopped else None
    said = text("The settings cannot be saved in {path}: {reason}.", path="/DATA", reason="DATA")
    problems = [said] if problem else []
    return SummaryScreen(theme, plan, machine.ledger, recorder, where, 552.0, problems, can_go_on=stopped)


def nothing_done(theme: Theme, plan: SessionPlan) -> QWidget:
    """The summary of a session that was stopped before its first rep."""
    machine = played_to(plan, 1, 3.0)
    return SummaryScreen(theme, plan, machine.ledger, _recorded(plan), Stopped(1, in_set=False), 3.0)


# The settings, and the way through the calibration.


def _of_settings(theme: Theme, library: Library) -> States:
    output = SilentOutput(ManualClock())
    output.needs_pcm = True  # shown as a device is; nothing is played
    station = SoundStation(output)
    station.ready = Ready("qt", "speaker", "Speaker")
    station.devices = Devices((Device("speaker", "Speaker", True),))
    store = SettingsStore(Path(tempfile.mkdtemp()) / "settings.json")
    store.change(theme=theme.name, device="Kitchen", offsets_ms={"speaker": 120})

    def settings() -> SettingsScreen:
        screen = SettingsScreen(theme, store, station, scheme_names(), sample_of(library))
        screen.people.show_people((("1", ""), ("2", "Anna")))
        return screen

    def at_question() -> QWidget:
        screen = settings()
        screen.findChildren(KeysCard)[0].catcher.caught.emit(QKeySequence(Qt.Key.Key_B))
        return screen

    def calibration(step: CalibrationStep, result: Offset | None = None) -> QWidget:
        screen = CalibrationScreen(theme, station)
        screen.result = result
        screen.enter(step)
        return screen

    yield "settings", settings
    yield "settings-key-question", at_question
    yield "calibration", partial(calibration, CalibrationStep.READY)
    yield "calibration-between", partial(calibration, CalibrationStep.BETWEEN)
    yield "calibration-result", partial(calibration, CalibrationStep.RESULT, Offset(0.21, 0.045, 17))
    yield "calibration-failed", partial(calibration, CalibrationStep.RESULT, Offset(0.12, 0.02, 18))
