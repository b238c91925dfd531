"""The command line: what is asked, by which options, and what the exit code says.

Each command lives in a module of its own and is loaded when it is asked for, so that `calfcoach tempo` loads no
numpy and `calfcoach list` no Qt.
"""

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from calfcoach.cli.parser import make_parser
from calfcoach.errors import ExitCode, KnownError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Errors of the user's world are one line on stderr."""
    options = make_parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    module, function = options.command
    try:
        return int(getattr(import_module(module), function)(options))
    except KnownError as error:
        print(f"calfcoach: {error}", file=sys.stderr)  # noqa: T201 - this is where it is said
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; say nothing more, not even when Python closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
