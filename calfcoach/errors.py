"""The two kinds of error: the user's world (`KnownError`) and our own bugs (everything else).

Knows nothing of where an error is shown.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ends with (docs/design.md, "Command line")."""

    DONE = 0
    WRONG_CONTENT = 1
    REFUSED = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


class KnownError(Exception):
    """Something in the user's world is not as needed: one clear sentence, never shown with a traceback.

    The sentence says what is wrong, where, and what to do.
    """

    exit_code = ExitCode.REFUSED


class EnvironmentLacks(KnownError):
    """Something that was asked for by name is not on this machine (a device, a library, a display)."""

    exit_code = ExitCode.ENVIRONMENT
