"""`calfcoach` and `calfcoach run`: the window, or the terminal coach where there is no display or it is asked for."""

import argparse
import gc
import shlex
from contextlib import ExitStack
from time import monotonic, time
from typing import TYPE_CHECKING

from calfcoach.cli.no_plugins import look_for_no_plugins
from calfcoach.cli.stderr import write_line
from calfcoach.display import display_problem
from calfcoach.errors import EnvironmentLacks, ExitCode
from calfcoach.texts import text

if TYPE_CHECKING:
    from calfcoach.coach.conductor import Coach
    from calfcoach.domain.plan import SessionPlan
    from calfcoach.settings import SettingsStore

FOUNDING_EXERCISE = "donkey-calf-raise"


def run(options: argparse.Namespace) -> int:
    """Coach: in the window where there is a display, otherwise in the terminal."""
    problem = None if options.terminal else display_problem()
    if problem is None and not options.terminal:
        return _in_the_window(options)
    _open_log()
    if options.exercise is None and not hasattr(options, "tempo"):
        options = _with_founding_exercise(options)
    from calfcoach.cli.own_folder import tell_of_own_folder
    from calfcoach.request import choices_from, session_from, tempo_lines

    library, plan = session_from(options)
    tell_of_own_folder(library)
    for line in tempo_lines(plan, choices_from(options)):
        write_line(line)
    if problem is not None:
        write_line(text("{problem}: coaching in the terminal.", problem=problem))
    return coach_in_terminal(options, plan)


def demo(options: argparse.Namespace) -> int:
    """Show an exercise in the window.

    Raises:
        EnvironmentLacks: there is no display.
    """
    problem = display_problem()
    if problem is not None:
        raise EnvironmentLacks(text("{problem}: a demonstration needs one.", problem=problem))
    options.demo = True
    return _in_the_window(options)


def _open_log() -> None:
    from calfcoach.cli.logs import open_log

    open_log()


def _in_the_window(options: argparse.Namespace) -> int:
    # Nearly all objects made here live until the end, and collecting garbage among them takes a tenth of the start.
    # The window collects again after its first frame.
    gc.disable()
    look_for_no_plugins()
    try:
        # Before Qt: what is refused needs none of it.
        from calfcoach.request import read_request

        request = read_request(options)
        from calfcoach.library import last_choices  # noqa: F401 - all of the library comes before Qt: it may refuse
        from calfcoach.ui.plain_import import load_qt

        load_qt()
        from calfcoach.app import run_window

        return run_window(options, request, _open_log)
    finally:
        gc.enable()


def coach_in_terminal(options: argparse.Namespace, plan: "SessionPlan") -> int:
    """Coach a plan in the terminal, or one that was cut off instead where somebody wants that."""
    # Loaded here: the window shows its first frame without any of it.
    from calfcoach.cli.own_words import have_words_spoken
    from calfcoach.cli.schemes import checked_scheme
    from calfcoach.coach.conductor import Coach
    from calfcoach.coach.log import EventLog
    from calfcoach.coach.recorder import Recorder
    from calfcoach.coach.sound import make_renderer, make_sound_check, open_output, seconds_asleep
    from calfcoach.coach.sound_check import remember
    from calfcoach.coach.station import SoundStation
    from calfcoach.history.setup_reading import who_begins
    from calfcoach.history.store import History
    from calfcoach.request import choices_from, store_from
    from calfcoach.terminal.cut_off import going_on_in_terminal
    from calfcoach.terminal.front import run_in_terminal
    from calfcoach.terminal.last_time import as_last_time
    from calfcoach.terminal.remarks import ask_remarks
    from calfcoach.terminal.sound_offer import SoundOffer

    store = store_from(options)
    if store.problem is not None:
        write_line(store.problem)
    settings = store.settings
    scheme = checked_scheme(options.scheme, store)
    renderer = make_renderer(scheme, settings)
    audio = options.audio or settings.audio
    with ExitStack() as at_end:
        log = EventLog(options.events, replace=options.force) if options.events is not None else None
        history = History()
        at_end.callback(history.close)  # a second time does nothing
        store.hold_for_this_run(person=who_begins(history.path, settings))
        settings = store.settings
        first, _ = plan.block_item(1)
        going_on = going_on_in_terminal(history, first.exercise.name, offer=not options.start)
        past: list[str] = []
        if going_on is not None:
            plan = going_on.plan
        else:
            load_asked = choices_from(options).load is not None
            plan, past = as_last_time(plan, history.path, settings, load_asked=load_asked)
        have_words_spoken(plan)
        station = SoundStation(open_output(audio, settings))
        at_end.callback(station.close)
        done_before = going_on.done_before if going_on is not None else None
        coach = Coach(
            plan,
            station,
            renderer,
            monotonic,
            seconds_asleep,
            settings.offset_s,
            done_before,
            settings.softer,
        )
        at_end.callback(coach.close)
        recorder = Recorder(coach, history, going_on.cut_off if going_on is not None else None, settings.person)
        if log is not None:
            coach.subscribe(log)
            at_end.callback(log.close)
        sound_offer = None
        if station.output.needs_pcm:
            sound_offer = SoundOffer(station, store, make_sound_check(scheme, settings))
            at_end.callback(sound_offer.close)  # a second time does nothing
        asked_at_s = time()
        try:
            run_in_terminal(coach, recorder, audio, options.start, past=past, sound_offer=sound_offer)
            if history.keeps and not options.exit_when_finished:
                ask_remarks(history, recorder.said_before, settings.pain_limit_now)
            _remember_choices(coach, store, asked_at_s)
        finally:
            if coach.machine.playing is not None:  # a set began on it
                remember(station, store)
            history.close()
            for problem in (history.problem, log.problem if log is not None else None):
                if problem is not None:
                    write_line(problem)
    return ExitCode.DONE


def _remember_choices(coach: "Coach", store: "SettingsStore", asked_at_s: float) -> None:
    """Remember what a session was begun with, if it was, and when that was asked for.

    Says so where any lift may be kept as an exercise.
    """
    from calfcoach.library.collection import Library
    from calfcoach.library.keeping import may_keep
    from calfcoach.library.last_choices import remember_choices
    from calfcoach.library.lifts import USES_TO_KEEP, name_of
    from calfcoach.session.states import State
    from calfcoach.wording.any_lift import ANY_LIFT

    if coach.machine.state is State.SETUP:
        return
    for item in coach.plan.items:
        remember_choices(store, item, item.variant_id, begun=True, at_s=asked_at_s)
        name = name_of(item.exercise)
        used = store.settings.lifts_now.get(name)
        is_new = item.exercise.id == ANY_LIFT and name and used is not None and used.uses == USES_TO_KEEP
        if is_new and may_keep(name, Library.load()):
            command = shlex.join(["calfcoach", "keep", name])
            write_line(text("Done twice: {command} keeps it as an exercise of yours.", command=command))


def _with_founding_exercise(options: argparse.Namespace) -> argparse.Namespace:
    return argparse.Namespace(**{"scheme": None, **vars(options), "exercise": FOUNDING_EXERCISE})
