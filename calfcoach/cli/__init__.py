"""The command line: what is asked, by which options, and what the exit code says.

Each command lives in a module of its own and is loaded when it is asked for, so that `calfcoach tempo` loads no
numpy and `calfcoach list` no Qt.
"""

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from calfcoach import texts
from calfcoach.cli.parser import make_parser
from calfcoach.cli.stderr import write_line
from calfcoach.errors import ExitCode, KnownError
from calfcoach.resources import locale_dir


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Errors of the user's world are one line on stderr."""
    if arguments is None and getattr(sys, "frozen", False):
        from calfcoach.background.children import freeze_support

        freeze_support()
    texts.load(locale_dir())
    try:
        options = make_parser().parse_args(arguments)
        show_bugs()
        module, function = options.command
        code = int(getattr(import_module(module), function)(options))
    except KnownError as error:
        # Loaded here: only what is refused needs the domain's sentences.
        from calfcoach.wording.errors import error_text

        write_line(f"calfcoach: {error_text(error)}")
        code = int(error.exit_code)
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        code = ExitCode.DONE
    return _output_told(code)


def show_bugs() -> None:
    """Send errors of our own to stderr. Warnings are for the log file alone: they are in English, for programmers."""
    shown = logging.StreamHandler()
    shown.setLevel(logging.ERROR)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", handlers=[shown])


def _output_told(code: int) -> int:
    """The exit code once all output has left, or can leave no more: a reader that has gone is no error."""
    if sys.stdout is not None and not sys.stdout.closed:
        try:
            sys.stdout.flush()
        except OSError:
            # Nothing more is said there, not even when Python closes it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
