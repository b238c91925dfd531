"""Loads Qt for Python, and gives Python's own `import` back.

PySide6 puts an `import` of its own in its place, for modules that rename Qt's methods (`from __feature__ import …`).
To know which of them use Qt it reads the source of every module that is loaded from then on, also of those that have
nothing to do with it, and every line of it stays in memory. Nothing here renames Qt's methods.
"""

import builtins


def load_qt() -> None:
    """Load Qt's core, and let Python import as before from now on."""
    from PySide6 import QtCore  # noqa: F401 - loaded for what it leaves in `builtins`

    # Where a PySide6 has no `import` of its own, there is nothing to give back.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
