"""Loads Qt for Python without what nothing here uses, and gives Python's own `import` back.

PySide6 puts an `import` of its own in its place, for modules that rename Qt's methods (`from __feature__ import …`).
To know which of them use Qt it reads the source of every module that is loaded from then on, also of those that have
nothing to do with it, and every line of it stays in memory. Nothing here renames Qt's methods.
"""

import builtins

from calfcoach.later import let_wait

SIGNATURES = "shibokensupport.signature"
UNUSED = ("layout", "lib.enum_sig", "lib.pyi_generator", "parser")
"""Modules of PySide6 that read the signatures of Qt's methods, for help texts, type checkers and the words of an error:
they compile large patterns, a tenth of the time that an empty window takes."""


def load_qt() -> None:
    """Load Qt's core, and let Python import as before from now on."""
    let_wait({f"{SIGNATURES}.{name}": {} for name in UNUSED})
    from PySide6 import QtCore  # noqa: F401 - loaded for what it leaves in `builtins`

    # Where a PySide6 has no `import` of its own, there is nothing to give back.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
