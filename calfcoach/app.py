"""Opens the window: application, theme, first screen. Everything slow is begun after the first frame."""

import argparse
import gc
import signal
import sys
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from calfcoach import __version__
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import ExitCode
from calfcoach.library.collection import Library
from calfcoach.settings import SettingsStore
from calfcoach.terminal.interrupt import STANDSTILL, stand_still
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import THEMES
from calfcoach.ui.window import MainWindow

SIGNAL_MS = 200
"""How often Python gets to see a signal while Qt runs."""

STANDSTILL_MS = 400
"""Between a pause by Ctrl-Z in the terminal it was started from and standing still: the player is silent by then."""

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def run_window(options: argparse.Namespace, later: Callable[[], None] = lambda: None) -> int:
    """Open the window and run it to its end; returns the exit code, 0 when it is closed.

    `later` is done when its first frame has been shown.

    Raises:
        KnownError: what was asked for is refused; no window was opened.
    """
    store = SettingsStore()
    library = Library.load()
    choices = choices_from(options)
    plan = None if options.exercise is None else plan_of(library.asked_for(options.exercise), choices)
    scheme = None if plan is None else _scheme(options.scheme, store)
    log = None
    if options.events is not None:
        from calfcoach.coach.log import EventLog

        log = EventLog(options.events, painting=True)
    app = make_application()
    apply(app, THEMES[store.settings.theme])
    backstage = Backstage.usual(store, options.audio, log)
    window = MainWindow(backstage, library, options.exit_when_finished)
    if plan is None or scheme is None:
        window.show_library()
    elif options.start:
        window.start_session(plan, scheme)
    else:
        window.show_setup(options.exercise, choices, scheme)
    window.first_paint.then(later)
    window.first_paint.then(_settle)
    if options.fullscreen:
        window.showFullScreen()
    else:
        window.show()
    return _run(app, window)


def make_application() -> QApplication:
    """The Qt application, named."""
    # Named as an option: to set a style hands it back, and to make its class known to Python takes 20 ms.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("calfcoach")
    app.setApplicationDisplayName("Calfcoach")
    app.setApplicationVersion(__version__)
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


def _settle() -> None:
    """Look for garbage again, but not among what the program is made of: that would be felt in the picture."""
    gc.freeze()
    gc.enable()


def _scheme(asked: str | None, store: SettingsStore) -> str:
    """The scheme asked for, or the one in the settings; the usual one where that is gone.

    Raises:
        KnownError: what was asked for does not exist.
    """
    from calfcoach.library.scheme_files import USUAL_SCHEME, has_scheme, no_scheme

    if asked is not None:
        if not has_scheme(asked):
            raise no_scheme(asked)
        return asked
    return store.settings.scheme if has_scheme(store.settings.scheme) else USUAL_SCHEME


def _run(app: QApplication, window: MainWindow) -> int:
    code = int(ExitCode.DONE)

    def end(number: int, _frame: object) -> None:
        nonlocal code
        code = ExitCode.INTERRUPTED if number == signal.SIGINT else 128 + number
        window.close()

    def stand_still_soon(_number: int, _frame: object) -> None:
        if window.session is not None:
            window.session.coach.pause()
        QTimer.singleShot(STANDSTILL_MS, stand_still)

    before = {number: signal.signal(number, end) for number in SIGNALS}
    if STANDSTILL is not None and signal.getsignal(STANDSTILL) is signal.SIG_DFL:
        before[STANDSTILL] = signal.signal(STANDSTILL, stand_still_soon)
    ticking = QTimer()
    ticking.timeout.connect(lambda: None)
    ticking.start(SIGNAL_MS)
    try:
        app.exec()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code
