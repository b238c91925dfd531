"""`calfcoach` and `calfcoach run`: the window, or the terminal coach where there is no display or it is asked for."""

import argparse
import sys

from calfcoach.cli.exercises import plan_from
from calfcoach.cli.logs import open_log
from calfcoach.coach.log import EventLog
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.sound import make_renderer, open_output, seconds_asleep
from calfcoach.coach.station import SoundStation
from calfcoach.display import display_problem
from calfcoach.errors import ExitCode
from calfcoach.history.store import History
from calfcoach.settings import SettingsStore

FOUNDING_EXERCISE = "donkey-calf-raise"


def run(options: argparse.Namespace) -> int:
    """Coach: in the window where there is a display, otherwise in the terminal."""
    open_log()
    problem = None if options.terminal else display_problem()
    if problem is not None:
        print(f"{problem}: coaching in the terminal.", file=sys.stderr)  # noqa: T201 - said once, before the set
    return coach_in_terminal(options)


def coach_in_terminal(options: argparse.Namespace) -> int:
    """Coach in the terminal; without an exercise named, the founding one."""
    from time import monotonic

    from calfcoach.coach.conductor import Coach
    from calfcoach.terminal.front import run_in_terminal

    store = SettingsStore()
    if store.problem is not None:
        print(store.problem, file=sys.stderr)  # noqa: T201 - said once, before the set
    settings = store.settings
    if options.exercise is None:
        options = _with_founding_exercise(options)
    plan = plan_from(options)
    renderer = make_renderer(options.scheme or settings.scheme, settings.volumes)
    log = EventLog(options.events) if options.events is not None else None
    audio = options.audio or settings.audio
    station = SoundStation(open_output(audio, settings))
    coach = Coach(plan, station, renderer, monotonic, seconds_asleep)
    history = History()
    recorder = Recorder(coach, history)
    if log is not None:
        coach.subscribe(log)
    try:
        run_in_terminal(coach, recorder, audio, skip_setup=options.start)
    finally:
        coach.close()
        station.close()
        if history.problem is not None:
            print(history.problem, file=sys.stderr)  # noqa: T201 - said when the set is over
        history.close()
        if log is not None:
            log.close()
            if log.problem is not None:
                print(log.problem, file=sys.stderr)  # noqa: T201
    return ExitCode.DONE


def _with_founding_exercise(options: argparse.Namespace) -> argparse.Namespace:
    dose = dict.fromkeys(("variant", "tempo", "hold", "sets", "reps", "rest", "lead_in", "scheme"))
    return argparse.Namespace(**{**dose, **vars(options), "exercise": FOUNDING_EXERCISE})
