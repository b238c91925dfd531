"""Opens the window: application, theme, first screen. Everything slow is begun after the first frame."""

import argparse
import gc
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from calfcoach import __version__
from calfcoach.errors import ExitCode
from calfcoach.library.last_choices import remember_choices
from calfcoach.request import Request
from calfcoach.session.commands import CommandKind, CommandSource
from calfcoach.terminal.interrupt import SIGNALS, STANDSTILL, stand_still
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.program import Program
from calfcoach.ui.stylesheet import apply

SIGNAL_MS = 200
"""How often Python gets to see a signal while Qt runs."""

COLLECT_MS = 200
"""How often is looked for garbage."""

STANDSTILL_MS = 400
"""Milliseconds from Ctrl-Z (which pauses the set) until the process stops; by then the player is silent."""


def run_window(options: argparse.Namespace, request: Request, later: Callable[[], None] = lambda: None) -> int:
    """Open the window and run it to its end; returns the exit code, 0 when it is closed.

    `later` is done when its first frame has been shown.
    """
    app = make_application()
    backstage = Backstage.usual(request.store, options.audio, request.log)
    backstage.scheme_problem = request.scheme_problem
    program = Program(backstage, request.library, options.exit_when_finished)
    show_requested(program, request, options)
    # Only now that there is a screen: a widget that is added to a styled window is styled a second time.
    apply(app, program.theme)
    program.window.first_paint.then(later)
    # What the program is made of is no garbage: to look through it would be felt in the picture.
    program.window.first_paint.then(gc.freeze)
    collecting = QTimer(program, interval=COLLECT_MS)
    collecting.timeout.connect(collect_garbage)
    program.window.first_paint.then(collecting.start)
    if options.audience:
        program.window.first_paint.then(program.audience.open)
    program.window.show_first(fill=options.fullscreen)
    code = _run(app, program)
    if backstage.left is not None and sys.stderr is not None:
        sys.stderr.write(f"{backstage.left}\n")
    return code


def show_requested(program: Program, request: Request, options: argparse.Namespace) -> None:
    """Show the screen that is asked for: the library, a set-up, the stage, or a demonstration."""
    if request.plan is None or request.scheme is None:
        program.show_library()
    elif getattr(options, "demo", False):
        [item], scheme = request.plan.items, request.scheme
        program.show_demo(item, scheme, lambda: program.show_setup(options.exercise, request.choices, scheme))
    elif options.start:
        program.window.first_paint.then(lambda: _remember_choices(request))
        program.start_session(request.plan, request.scheme)
    else:
        program.show_setup(options.exercise, request.choices, request.scheme)


def _remember_choices(request: Request) -> None:
    """Remember what is begun without its set-up, so that the next set-up shows it."""
    for item in request.plan.items if request.plan is not None else ():
        remember_choices(request.store, item, item.variant_id, begun=True)


def make_application() -> QApplication:
    """The Qt application, named."""
    # As an option: `setStyle` would return the style, and PySide6 takes 20 ms to load that object's class.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("calfcoach")
    app.setApplicationDisplayName("Calfcoach")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("calfcoach")  # under Wayland the icon comes from that file
    return app


def collect_garbage() -> None:
    """Collect garbage where Python would by itself, but on the window's own thread.

    Python collects on whatever thread makes an object just then; what belongs to Qt must not be destroyed on a thread
    that reads the history.
    """
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


def _run(app: QApplication, program: Program) -> int:
    code = int(ExitCode.DONE)

    def end(number: int, _frame: object) -> None:
        nonlocal code
        if code == ExitCode.DONE:
            code = int(ExitCode.INTERRUPTED) if number == signal.SIGINT else 128 + number
            # Later, because a signal may come in the middle of a frame or while the session ends.
            QTimer.singleShot(0, program.close)

    def stand_still_soon(_number: int, _frame: object) -> None:
        if program.session is not None:
            program.session.send(CommandKind.PAUSE, CommandSource.PROGRAM)
        QTimer.singleShot(STANDSTILL_MS, stand_still)

    before = {number: signal.signal(number, end) for number in SIGNALS}
    if STANDSTILL is not None and signal.getsignal(STANDSTILL) is signal.SIG_DFL:
        before[STANDSTILL] = signal.signal(STANDSTILL, stand_still_soon)
    ticking = QTimer()
    ticking.timeout.connect(lambda: None)
    ticking.start(SIGNAL_MS)
    try:
        if app.exec() != 0 and code == ExitCode.DONE:
            code = int(ExitCode.ENVIRONMENT)  # the display server died under it
    finally:
        program.close()  # also where no window was closed: the desktop's session ends, or this one crashes
        for number, handler in before.items():
            signal.signal(number, handler)
    return code
