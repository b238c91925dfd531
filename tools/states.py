"""Every state of every screen, the one list of them: what is drawn to be looked at, and what the walker test walks.

A state is made by a function without arguments, in a theme and in the language that is spoken when it is made.
"""

from pathlib import Path

from calfcoach.app import make_application
from calfcoach.library.collection import Library
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import Theme
from tools.desk_states import States, desk_states
from tools.history_screens import history_screens
from tools.stage_states import stage_states
from tools.two_windows import two_windows


def every_state(theme: Theme, folder: Path, *, large: bool = False) -> States:
    """What makes each state, with its name. `folder` keeps the histories; with `large` one has 100 000 sets."""
    apply(make_application(), theme)
    library = Library.load()
    yield from desk_states(theme, library)
    yield from stage_states(theme, library)
    yield from two_windows(theme, library)
    yield from history_screens(theme, folder, large=large)
