"""What the application without Python starts with, in the program and in each of its children.

It gives the library path back first: the application's loader points it at its own folder, and another program that
is opened from here (an editor, a file manager) would take our Qt for its own.
"""

import os
import sys

from calfcoach.__main__ import main

LIBRARY_PATH = "LD_LIBRARY_PATH"


def give_back_library_path() -> None:
    """Set the path as it was before the application's loader changed it; it has been read by then."""
    before = os.environ.pop(f"{LIBRARY_PATH}_ORIG", None)
    if before is not None:
        os.environ[LIBRARY_PATH] = before
    else:
        os.environ.pop(LIBRARY_PATH, None)


if __name__ == "__main__":
    if sys.platform == "linux":
        give_back_library_path()
    sys.exit(main())
