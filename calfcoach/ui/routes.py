"""The ways to the screens, and what is loaded only after the window's first frame.

A new screen is one line in `ROUTES`. Refuses to know what a route needs and when it is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Route:
    """A way to a screen: `where` is the class that opens the screen (`module:Class`), imported when it is first used.

    Such a class is made with the program; its `open` makes the screen, connects it and has the program show it.
    """

    where: str

    @property
    def module(self) -> str:
        """The module to import."""
        return self.where.partition(":")[0]

    def load(self) -> type[Any]:
        """The class."""
        found: type[Any] = getattr(import_module(self.module), self.where.partition(":")[2])
        return found


ROUTES: dict[str, Route] = {
    "library": Route("calfcoach.ui.library_route:LibraryRoute"),
    "setup": Route("calfcoach.ui.setup_route:SetupRoute"),
    "stage": Route("calfcoach.ui.stage_route:StageRoute"),
    "demo": Route("calfcoach.ui.demo_route:DemoRoute"),
    "summary": Route("calfcoach.ui.summary_route:SummaryRoute"),
    "history": Route("calfcoach.ui.history_route:HistoryRoute"),
    "history-files": Route("calfcoach.ui.history_files_route:HistoryFilesRoute"),
    "past-session": Route("calfcoach.ui.past_session_route:PastSessionRoute"),
    "charts": Route("calfcoach.ui.charts_route:ChartsRoute"),
    "settings": Route("calfcoach.ui.settings_route:SettingsRoute"),
    "calibration": Route("calfcoach.ui.calibration_route:CalibrationRoute"),
}
"""Every screen, by its name."""

SOON = (
    "calfcoach.ui.focus",
    "calfcoach.ui.cut_offs",
    "calfcoach.ui.in_sight",
    "calfcoach.ui.folder_watch",
    "calfcoach.history.setup_reading",
    "calfcoach.ui.keys",
    "calfcoach.ui.looked_up",
    "calfcoach.ui.window_keys",
    "calfcoach.ui.setup_sound",
)
"""What the window is given right after its first frame, and what is heard from the set-up."""


def load_all() -> None:
    """Import every route, so that nobody waits when a route is first used."""
    for module in (*SOON, *_modules()):
        import_module(module)


def _modules() -> Iterator[str]:
    return (route.module for route in ROUTES.values())
