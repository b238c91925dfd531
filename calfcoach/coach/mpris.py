"""Shows a session to a desktop as a music player: MPRIS, the specification that media keys and headsets use.

Version 2.2, as in https://specifications.freedesktop.org/mpris-spec/latest/. A session's commands have the names that
the specification gives them; what makes no sense for a set (seeking, speed, volume) is there, as it demands, and does
nothing. The title tells the exercise and never the phase: a desktop may show it to other people, a second late.

Values alone, as (D-Bus signature, value). Refuses to know buses, threads and the coach.
"""

from dataclasses import dataclass
from enum import Enum

from calfcoach.session.commands import CommandKind, allowed
from calfcoach.session.states import ENDED, STANDING, State

OBJECT = "/org/mpris/MediaPlayer2"
BUS_NAME = ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
TRACK = "/org/calfcoach/exercise"

Value = tuple[str, object]


class PlayerMethod(Enum):
    """The methods of a player that a session obeys, by their names there."""

    PlayPause = CommandKind.TOGGLE_PAUSE
    Play = CommandKind.RESUME
    Pause = CommandKind.PAUSE
    Stop = CommandKind.STOP
    Next = CommandKind.SKIP
    Previous = CommandKind.BACK


ACCEPTED = frozenset({*PlayerMethod.__members__, "Seek", "SetPosition", "OpenUri", "Raise", "Quit"})
"""The methods that are answered; what is no session's does nothing."""


class PlayerStatus(Enum):
    """Whether it plays, by its names there."""

    Playing = 1
    Paused = 2
    Stopped = 3


@dataclass(frozen=True)
class PlayerState:
    """What a desktop is told about a session: its state and the exercise's name."""

    state: State
    exercise: str

    @property
    def status(self) -> PlayerStatus:
        """Whether it runs, stands still or has not begun or ended."""
        if self.state is State.SETUP or self.state in ENDED:
            return PlayerStatus.Stopped
        return PlayerStatus.Paused if self.state in STANDING else PlayerStatus.Playing


def root_properties() -> dict[str, Value]:
    """The program as an application."""
    return {
        "CanQuit": ("b", False),
        "CanRaise": ("b", False),
        "HasTrackList": ("b", False),
        "Identity": ("s", "Calfcoach"),
        "DesktopEntry": ("s", "calfcoach"),
        "SupportedUriSchemes": ("as", []),
        "SupportedMimeTypes": ("as", []),
    }


def player_properties(told: PlayerState) -> dict[str, Value]:
    """The session as a player."""
    state = told.state
    return {
        "PlaybackStatus": ("s", told.status.name),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "Metadata": ("a{sv}", {"mpris:trackid": ("o", TRACK), "xesam:title": ("s", told.exercise)}),
        "Volume": ("d", 1.0),
        "Position": ("x", 0),
        "CanGoNext": ("b", allowed(CommandKind.SKIP, state)),
        "CanGoPrevious": ("b", allowed(CommandKind.BACK, state)),
        "CanPlay": ("b", True),
        "CanPause": ("b", True),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }
