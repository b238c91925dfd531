"""Where the audience's window belongs, from the screens there are. Never over the window of the person who trains.

Pure: screens are anything with a name. Refuses to know windows and when a screen comes or goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from calfcoach.setting_values import AudienceOn


class AnyScreen(Protocol):
    """A screen."""

    def name(self) -> str:
        """What the system calls it."""


class PlaceKind(StrEnum):
    """How it is shown."""

    FILL = "fill"
    """It fills a screen."""

    WINDOW = "window"
    """It is a window like others, which can be shared in a call."""

    NONE = "none"
    """It waits for its screen."""


@dataclass(frozen=True)
class AudiencePlace:
    """How it is shown, and the screen that it fills; None where it fills none."""

    kind: PlaceKind
    screen: Any = None


def place_for(
    screens: Sequence[AnyScreen], mine: AnyScreen, on: AudienceOn, chosen: str | None, has_filled: bool
) -> AudiencePlace:
    """The place for it; `mine` is the screen of the person's own window, `chosen` the name of a screen or None for any.

    `has_filled`: it has filled a screen since it was opened. If no screen is free it then waits for one: as a window it
    would lie over what the person looks at.
    """
    if on == "window":
        return AudiencePlace(PlaceKind.WINDOW)
    others = [screen for screen in screens if screen is not mine and screen.name()]
    wanted = next((screen for screen in others if chosen in (None, screen.name())), None)
    if wanted is not None:
        return AudiencePlace(PlaceKind.FILL, wanted)
    return AudiencePlace(PlaceKind.NONE if has_filled or others else PlaceKind.WINDOW)
