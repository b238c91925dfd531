"""`calfcoach` and `python -m calfcoach`. Loads the program where Ctrl-C is already answered without a traceback."""

import sys


def main() -> int:
    """Run the command that was asked for; returns its exit code."""
    try:
        from calfcoach.cli import main as run

        return run()
    except KeyboardInterrupt:
        return 130  # ExitCode.INTERRUPTED: nothing of ours may be loaded yet


if __name__ == "__main__":
    sys.exit(main())
