"""What a scheme file may say (`kind: scheme`): sounds built of layers, and which cue is told by which sound.

Units: seconds, hertz, decibels below full scale. Fades are never shorter than 3 ms, so nothing clicks
(docs/design.md, "Sound"). Refuses to know how a sound is made and when a cue is due.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from calfcoach.domain.base import Flag, Model, Slug, Text, Title, report
from calfcoach.texts import text

MAX_SAMPLE_S = 10
"""Longest sound file of a scheme: a cue is over before the next one."""

SHORTEST_S = 0.02
"""Seconds of a sound below which it would be a crack, not a cue: what is shorter is not played."""

QUIETEST_DB = -60.0
"""Peak, in dB below full scale, below which nobody hears a sound."""

MAX_NOISE_S = 2


class CueKey(StrEnum):
    """What a scheme can give a sound to: the phases by name, and the signals around them."""

    LOWER = "lower"
    STRETCH = "stretch"
    CONTRACT = "contract"
    SQUEEZE = "squeeze"
    HOLD = "hold"
    RELAX = "relax"
    TICK = "tick"
    TEN = "ten"
    REP = "rep"
    LAST_REP = "last-rep"
    WARNING = "warning"
    READY = "ready"
    COUNTDOWN = "countdown"
    REST = "rest"
    NEXT = "next"
    TIME_LEFT = "time-left"
    LAST_TEN = "last-ten"
    SWITCH = "switch"
    SET_DONE = "set-done"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    SESSION_DONE = "session-done"


def real_number(value: object) -> object:
    """A validator's first step: true and texts are slips, not numbers."""
    if isinstance(value, bool | str):
        raise ValueError(text("a number is wanted"))
    return value


def _pair(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value, value)


_Number = BeforeValidator(real_number)
Hertz = Annotated[float, Field(ge=20, le=16_000), _Number]
Decibels = Annotated[float, Field(ge=-80, le=0), _Number]
Change = Annotated[float, Field(ge=-40, le=40), _Number]
Seconds = Annotated[float, Field(ge=0, le=60), _Number]
Length = Annotated[float, Field(ge=0.01, le=60), _Number]
Fade = Annotated[float, Field(ge=0.003, le=10), _Number]
Share = Annotated[float, Field(ge=0, le=1), _Number]
Ratio = Annotated[float, Field(ge=0.25, le=40), _Number]

Pitch = Annotated[
    tuple[Hertz, Hertz],
    BeforeValidator(_pair),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 20, "maximum": 16000},
                {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            ]
        }
    ),
]
"""One pitch, or a list of two: from the first to the second in equal musical steps."""


class Layer(Model):
    """One layer of a sound: a tone (`pitch`), a band of noise (`noise`: from, to) or a sound file (`file`).

    `partials` are the amplitudes of the tone's overtones, `ratios` their frequencies as multiples of the pitch
    (1, 2, 3, … where not given). A pitch of two goes from one to the other along the sound, or `along: phase`
    stands at the place in the phase where the cue is. Without `seconds` the layer lasts until the cue's slot ends;
    with `every` it is played again and again until then. `level` is its peak; `decay` the time in which it falls to
    37 %; `swell` how many dB louder it is at its end than at its start, `tremolo` the times a second it grows softer by
    the share `depth`.
    """

    pitch: Pitch | None = None
    along: Literal["sound", "phase"] = "sound"
    partials: Annotated[tuple[Share, ...], Field(min_length=1, max_length=24)] = (1.0,)
    ratios: Annotated[tuple[Ratio, ...], Field(min_length=1, max_length=24)] | None = None
    noise: tuple[Hertz, Hertz] | None = None
    file: Annotated[Title, Field(max_length=120)] | None = None
    start: Seconds = 0.0
    seconds: Length | None = None
    every: Annotated[Length, Field(ge=0.1)] | None = None
    attack: Fade = 0.004
    release: Fade = 0.01
    decay: Fade | None = None
    swell: Change = 0.0
    tremolo: Annotated[float, Field(ge=0, le=60), _Number] = 0.0
    depth: Share = 0.0
    level: Decibels

    def faults(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What does not go together in it: the field, and a sentence."""
        sources = [name for name in ("pitch", "noise", "file") if getattr(self, name) is not None]
        if len(sources) != 1:
            yield (sources[-1],) if sources else (), text("a layer has exactly one of pitch, noise and file")
        if self.ratios is not None and len(self.ratios) != len(self.partials):
            yield (
                ("ratios",),
                text(
                    "{ratios} ratios for {partials} partials; give one for each",
                    ratios=len(self.ratios),
                    partials=len(self.partials),
                ),
            )
        if not any(self.partials):
            yield ("partials",), text("at least one partial sounds")
        if self.noise is not None and (self.seconds is None or self.seconds > MAX_NOISE_S):
            yield ("noise",), text("noise lasts at most {max_noise_s} s; give its seconds", max_noise_s=MAX_NOISE_S)
        if self.noise is not None and self.noise[0] >= self.noise[1]:
            yield ("noise",), text("a band of noise goes from a lower to a higher frequency")
        if self.file is not None and (PurePosixPath(self.file).is_absolute() or {"..", ""} & {*self._steps(self.file)}):
            yield ("file",), text("a sound file lies in the scheme's own folder or below it; give its name from there")
        if self.every is not None and self.seconds is None:
            yield ("every",), text("what is played again and again has a length; give its seconds")

    @staticmethod
    def _steps(name: str) -> list[str]:
        return name.replace("\\", "/").split("/")


class CueSound(Model):
    """How one cue is told: by a `sound`, by the `voice`, or both (`together`).

    With both and not `together`, the sound is heard where the word does not fit or there is no voice. `after` is how
    much later than its place the cue is heard, `voice_after` how much later than the sound a word said together with
    it; `level` scales the sound, in a phase of 15 s or more `long_level` as well. Of numbers only each
    `voice_every`-th is spoken. `say` is what is said of a phase that the exercise has no word of its own for, and of a
    rep, with its `{number}`. `counts_begun`: of a tick the second that begins is said, not those that are over; nothing
    in a phase of 15 s or more. `at_turn`: the number of a rep is said as late in the rep as there is room for it.
    """

    sound: Slug | None = None
    voice: Flag = False
    together: Flag = False
    after: Annotated[Seconds, Field(le=5)] = 0.0
    voice_after: Annotated[Seconds, Field(le=5)] = 0.0
    level: Decibels = 0.0
    long_level: Decibels = 0.0
    voice_every: Annotated[int, Field(ge=1, le=100, strict=True)] = 1
    say: Annotated[Title, Field(max_length=40)] | None = None
    counts_begun: Flag = False
    at_turn: Flag = False


class SchemeFile(Model):
    """A whole scheme. A cue that is not named is not heard; without `ten` a tenth second of a phase is a tick.

    With a `base` it is that shipped scheme, but for the sounds and cues that stand here; `silent` are the cues of it
    that are not heard.
    """

    id: Slug
    name: Title
    summary: Title
    note: Text | None = None
    base: Slug | None = None
    silent: tuple[CueKey, ...] = ()
    sounds: dict[Slug, Annotated[tuple[Layer, ...], Field(min_length=1, max_length=16)]] = Field(
        default_factory=dict, max_length=100
    )
    cues: dict[CueKey, CueSound] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Self:
        report(list(self._findings()), info)
        return self

    def _findings(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for name, layers in self.sounds.items():
            for number, layer in enumerate(layers):
                for path, message in layer.faults():
                    yield ("sounds", name, number, *path), message
        for key, cue in self.cues.items():
            if cue.sound is not None and cue.sound not in self.sounds and self.base is None:
                yield (
                    ("cues", key.value, "sound"),
                    text("there is no sound '{sound}' in this file's sounds", sound=cue.sound),
                )
            if cue.sound is None and not cue.voice:
                yield (
                    ("cues", key.value),
                    text("a cue has a sound, a voice or both; leave out a cue that is not to be heard"),
                )
        if self.silent and self.base is None:
            yield ("silent",), text("only the cues of a base can be silenced; leave out a cue that is not to be heard")
