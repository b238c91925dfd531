"""Every setting once: what it may be, what it is at first, and what it is called.

The settings' file, the settings screen, the command line and the calibration take it from here. Loads nothing, and
knows no screen and no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

from calfcoach.texts import marked

Audio = Literal["auto", "qt", "simpleaudio", "silent"]
"""The outputs of sound: `auto` takes the first that finds a device."""

ThemeName = Literal["dark", "light", "high-contrast", "system"]
Motion = Literal["full", "reduced"]
TextSize = Literal["100", "125", "150", "200"]
Said = Literal["everything", "first-reps", "counts"]
Room = Literal["usual", "loud"]
Softer = Literal["set", "said", "never"]
AudienceOn = Literal["screen", "window"]

Value = TypeVar("Value", bound=str)


@dataclass(frozen=True)
class OneOf(Generic[Value]):
    """A setting that is one of several values: its name, the value at first, and every value with its name to show."""

    name: str
    default: Value
    names: Mapping[Value, str]


@dataclass(frozen=True)
class Range:
    """A setting that is a number: its name, the value at first, the least, the most, a slider's step and page."""

    name: str
    default: int
    least: int
    most: int
    step: int
    page: int


AUDIO: OneOf[Audio] = OneOf(
    marked("Output"),
    "auto",
    MappingProxyType(
        {
            "auto": marked("Automatic"),
            "qt": marked("Qt"),
            "simpleaudio": marked("simpleaudio"),
            "silent": marked("No sound"),
        }
    ),
)

THEME: OneOf[ThemeName] = OneOf(
    marked("Theme"),
    "dark",
    MappingProxyType(
        {
            "dark": marked("Dark"),
            "light": marked("Light"),
            "high-contrast": marked("High contrast"),
            "system": marked("As the system"),
        }
    ),
)

TEXT_SIZE: OneOf[TextSize] = OneOf(
    marked("Text size"),
    "100",
    MappingProxyType({"100": marked("100 %"), "125": marked("125 %"), "150": marked("150 %"), "200": marked("200 %")}),
)
"""How large all texts are, per cent of what belongs to the window; the largest is what WCAG 2.2 (1.4.4) asks for."""

MOTION: OneOf[Motion] = OneOf(
    marked("Motion"), "full", MappingProxyType({"full": marked("Full"), "reduced": marked("Reduced")})
)

KEYS_WORK: OneOf[Literal["all", "clicker"]] = OneOf(
    marked("Keys that work"), "all", MappingProxyType({"all": marked("All"), "clicker": marked("Clicker only")})
)
"""Whether only the keys of a clicker, and those that were taught, do anything: a laptop in everybody's reach."""

FLASH: OneOf[Literal["off", "on"]] = OneOf(
    marked("Flash"), "off", MappingProxyType({"off": marked("Off"), "on": marked("At each phase")})
)
"""Whether the stage's frame is lit at the start of each phase, for loud rooms."""

SAID: OneOf[Said] = OneOf(
    marked("Words"),
    "everything",
    MappingProxyType(
        {
            "everything": marked("Everything"),
            "first-reps": marked("Phases in two reps, then counts"),
            "counts": marked("Counts and warnings only"),
        }
    ),
)
"""How much a scheme that speaks says; warnings are said whatever is chosen."""

ROOM: OneOf[Room] = OneOf(marked("Room"), "usual", MappingProxyType({"usual": marked("Usual"), "loud": marked("Loud")}))
"""Where it is heard: in a loud room what is soft is lifted."""

SOFTER: OneOf[Softer] = OneOf(
    marked("Other programs"),
    "set",
    MappingProxyType(
        {
            "set": marked("Softer while a set runs"),
            "said": marked("Softer while something is said"),
            "never": marked("As loud as ever"),
        }
    ),
)
"""When the system is asked to turn other programs down; it has to be set up for that (docs/user-guide.md)."""

AUDIENCE_ON: OneOf[AudienceOn] = OneOf(
    marked("Audience"),
    "screen",
    MappingProxyType({"screen": marked("The other screen"), "window": marked("In a window")}),
)
"""Where people who watch see the stage: filling a screen, or in a window that can be shared in a call."""

SCHEME_AT_FIRST = "voice-beeps"
"""The id of the scheme of sounds of who has chosen none, or one that is gone."""

OFFSET_MS = Range(marked("Sound delay"), 0, -500, 1000, 10, 50)
"""How much later than the device says what it plays is heard, milliseconds. No loudspeaker is further off: Bluetooth
takes 100 to 300, and a device that says too much is early by what it buffers."""

PROPOSE: OneOf[Literal["on", "off"]] = OneOf(
    marked("Proposals"), "on", MappingProxyType({"on": marked("Shown"), "off": marked("Off")})
)
"""Whether the set-up says what to do next, by one rule."""

PAIN_LIMIT = Range(marked("Pain limit"), 2, 0, 10, 1, 1)
"""Of 10. The default is ours and careful: the safe zone of the pain-monitoring model (Thomeé 1997, Physical Therapy
77(12)) as it is usually quoted. Programmes for tendons accept up to 5 (Silbernagel)."""

VOLUME_PERCENT = Range(marked("Volume"), 100, 0, 100, 5, 20)
"""Every volume, per cent of full scale."""

VOLUMES: Mapping[str, str] = MappingProxyType(
    {
        "master": marked("All sound"),
        "phases": marked("Phases"),
        "ticks": marked("Seconds"),
        "voice": marked("Voice"),
        "warnings": marked("Warnings"),
    }
)
"""The volumes by what they are for, with their names to show."""
