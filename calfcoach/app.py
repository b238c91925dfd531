"""Opens the window: application, theme, first screen. Everything slow is begun after the first paint."""

import argparse
import signal
import sys
from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from calfcoach import __version__
from calfcoach.coach.sound import open_output
from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import ExitCode
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.settings import SettingsStore
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import THEMES
from calfcoach.ui.window import MainWindow

SIGNAL_MS = 200
"""How often Python gets to see a Ctrl-C while Qt runs."""


def run_window(options: argparse.Namespace) -> int:
    """Open the window and run it to its end; returns the exit code, 0 when it is closed.

    Raises:
        KnownError: what was asked for is refused; no window was opened.
    """
    store = SettingsStore()
    library = Library.load()
    choices = choices_from(options)
    plan = None
    if options.exercise is not None:
        plan = plan_of(library.find(options.exercise).exercise, choices)
    app = make_application()
    apply(app, THEMES[store.settings.theme])
    station = SoundStation(open_output(options.audio or store.settings.audio, store.settings))
    window = MainWindow(store, library, station, History(), options.events, options.exit_when_finished)
    scheme = getattr(options, "scheme", None)
    if plan is None:
        window.show_library()
    elif options.start:
        window.start_session(plan, scheme or store.settings.scheme)
    else:
        window.show_setup(options.exercise, choices, scheme)
    if options.fullscreen:
        window.showFullScreen()
    else:
        window.show()
    return _run(app, window)


def make_application() -> QApplication:
    """The Qt application, named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("calfcoach")
    app.setApplicationDisplayName("Calfcoach")
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")
    return app


def choices_from(options: argparse.Namespace) -> Choices:
    """What was asked for on the command line; nothing without a command."""
    seconds: dict[str, Decimal | None] = {name: getattr(options, name, None) for name in ("hold", "rest", "lead_in")}
    return Choices(
        variant=getattr(options, "variant", None),
        tempo=getattr(options, "tempo", None),
        hold_s=seconds["hold"],
        sets=getattr(options, "sets", None),
        reps=getattr(options, "reps", None),
        rest_s=seconds["rest"],
        lead_in_s=seconds["lead_in"],
    )


def _run(app: QApplication, window: MainWindow) -> int:
    interrupted = False

    def interrupt(*_: object) -> None:
        nonlocal interrupted
        interrupted = True
        window.close()

    before = signal.signal(signal.SIGINT, interrupt)
    ticking = QTimer()
    ticking.timeout.connect(lambda: None)
    ticking.start(SIGNAL_MS)
    try:
        app.exec()
    finally:
        signal.signal(signal.SIGINT, before)
    return ExitCode.INTERRUPTED if interrupted else ExitCode.DONE
