"""Colours by role, type scale, spacing, radii and strokes: the one place where the look has its numbers.

Colours are sRGB, `#rrggbb`; every contrast that is asked of them is tested. Refuses to know widgets and screens:
`stylesheet.py` dresses the desk screens with these, `stage/` paints with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtGui import QColor

from calfcoach.score.segments import SegmentKind
from calfcoach.ui.figure.colours import FigureColours


class Radius(NamedTuple):
    """Corner radii: pixels on the desk, u (1 % of the window's height) on the stage."""

    control: float = 10
    card: float = 14
    start: float = 18
    stage_card: float = 1.6
    stage_pip: float = 0.6


class Stroke(NamedTuple):
    """Line widths: pixels on the desk, u on the stage; `glyph` is a share of half the glyph's size."""

    hairline: float = 1
    desk_warning: float = 2
    focus: float = 2.5
    focus_gap: float = 4
    ring: float = 4.6
    ring_tick: float = 0.5
    warning: float = 0.28
    next_disc: float = 0.5
    playhead: float = 0.36
    glyph: float = 0.24


class StageType(NamedTuple):
    """Sizes on the stage, u. `…_cap` is the height of a capital or digit, the others are font sizes."""

    word_least_cap: float = 11.5
    counter: float = 8.6
    next_word: float = 6.0
    warning: float = 4.6
    audience_caption: float = 7.5
    secondary: float = 4.4
    label: float = 3.6
    header: float = 2.7
    keycap: float = 2.16
    word_spacing_em: float = -0.025
    seconds_2_spacing_em: float = -0.02


class TextStyle(NamedTuple):
    """A font on the desk screens: pixels at 100 % text size, weight 400 to 700, line height in font sizes."""

    size: float
    weight: int
    line_height: float = 1.25


RADIUS = Radius()
STROKE = Stroke()
STAGE_TYPE = StageType()

DESK_TYPE: Mapping[str, TextStyle] = MappingProxyType(
    {
        "title": TextStyle(30, 700),
        "number": TextStyle(27, 600),
        "big_number": TextStyle(54, 600),
        "heading": TextStyle(17, 600),
        "body": TextStyle(14.5, 400, 1.4),
        "label": TextStyle(13.5, 500),
        "small": TextStyle(13, 400, 1.4),
        "start": TextStyle(44, 700),
    }
)
"""The desk's fonts by role; nothing is smaller than `small`."""


class Effects(NamedTuple):
    """What a person wants of motion: only key poses and a ring that moves once a second; a frame that flashes at each
    phase.
    """

    reduced_motion: bool = False
    flash: bool = False


class Roles(NamedTuple):
    """What a colour is for. `raised2` fills tracks, steppers and key caps; `on_phase` is a glyph on a phase's disc."""

    surface: str
    raised: str
    raised2: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    on_accent: str
    on_accent_muted: str
    danger: str
    danger_surface: str
    danger_text: str
    link: str
    focus: str
    on_phase: str


@dataclass(frozen=True, eq=False)
class Theme:
    """One set of colours. `edges`: surfaces do not differ, so that every card needs its border."""

    name: str
    roles: Roles
    phases: Mapping[str, str]
    figure: FigureColours
    edges: bool = False

    def colour(self, role: str) -> QColor:
        """The colour of a role; AttributeError for a role that does not exist."""
        return QColor(str(getattr(self.roles, role)))

    def phase(self, kind: SegmentKind | None) -> QColor:
        """The colour of a phase or of the time around the reps; that of `ready` before the start."""
        return QColor(self.phases[kind.value if kind is not None else "ready"])


def _theme(name: str, roles: Roles, figure: str, phases: str, *, edges: bool = False) -> Theme:
    """`figure` and `phases` list their colours in the order of `_FIGURE` and `_PHASES`."""
    of_phases = dict(zip(_PHASES, phases.split(), strict=True))
    of_phases["relax"] = of_phases["rest"]
    of_figure = dict(zip(_FIGURE, figure.split(), strict=True))
    return Theme(
        name, roles, MappingProxyType(of_phases), FigureColours.from_roles({**roles._asdict(), **of_figure}), edges
    )


_PHASES = ("ready", "lower", "stretch", "contract", "squeeze", "hold", "rest", "switch")
_FIGURE = ("body", "body_far", "shirt", "shorts", "shoe", "machine", "machine_part", "pad", "block_edge")

DARK = _theme(
    "dark",
    Roles(
        surface="#0C1014",
        raised="#151A20",
        raised2="#20272F",
        border="#2C353F",
        border_strong="#66727E",
        text="#F4F6F8",
        muted="#AEB8C3",
        accent="#F4F6F8",
        on_accent="#0C1014",
        on_accent_muted="#3A434C",
        danger="#FF7B72",
        danger_surface="#2A1719",
        danger_text="#FFD9D5",
        link="#9CC2FF",
        focus="#9CC2FF",
        on_phase="#0C1014",
    ),
    "#C9D0D8 #59636E #8793A0 #66717D #EEF1F4 #333C46 #434E5A #5B6774 #AEB8C3",
    "#F4F4F9 #057FFF #FFD137 #47DCAB #FF5B0C #DD7EB3 #BABDFF #9F8C6C",
)
LIGHT = _theme(
    "light",
    Roles(
        surface="#F5F6F8",
        raised="#FFFFFF",
        raised2="#E8ECF0",
        border="#CFD6DD",
        border_strong="#78838F",
        text="#10151A",
        muted="#414B56",
        accent="#10151A",
        on_accent="#FFFFFF",
        on_accent_muted="#D5DBE1",
        danger="#B3201A",
        danger_surface="#FCE9E7",
        danger_text="#6E110D",
        link="#1746B0",
        focus="#1746B0",
        on_phase="#FFFFFF",
    ),
    "#7D8894 #B9C1CA #58636F #3F4953 #2B333B #C3CAD2 #AAB4BE #8A95A1 #454F5A",
    "#303B46 #054BFE #BA7918 #21987B #5B3B03 #944D87 #490283 #5F5A53",
)
HIGH_CONTRAST = _theme(
    "high-contrast",
    Roles(
        surface="#000000",
        raised="#000000",
        raised2="#2B2B2B",
        border="#FFFFFF",
        border_strong="#8C8C8C",
        text="#FFFFFF",
        muted="#E6E6E6",
        accent="#FFFFFF",
        on_accent="#000000",
        on_accent_muted="#3A434C",
        danger="#FF9E94",
        danger_surface="#000000",
        danger_text="#FFFFFF",
        link="#A9D1FF",
        focus="#FFEB00",
        on_phase="#000000",
    ),
    "#E6E6E6 #5E5E5E #9A9A9A #6E6E6E #FFFFFF #4A4A4A #5E5E5E #8C8C8C #FFFFFF",
    "#FBFCFF #4F95FF #FFEB00 #7DEDB6 #FF7F2B #FFBBFE #B98AA2 #9C9A7E",
    edges=True,
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (DARK, LIGHT, HIGH_CONTRAST)})
"""The themes by the names the settings use; dark is the default."""
