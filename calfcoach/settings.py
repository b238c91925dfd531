"""What the person chose, kept between runs in one JSON file. Knows nothing of what the choices mean.

Several windows may write the file: each changes only what was chosen in it. One bad value costs no other; a file that
is no settings at all is kept aside, one of a newer Calfcoach is left alone. Nothing of it ever stops a session.
"""

import os
import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from calfcoach.files.own import SETTINGS_NAME
from calfcoach.files.private import private_folder, read_private, tighten_folder
from calfcoach.files.reading import TooLarge, reason
from calfcoach.resources import config_dir
from calfcoach.setting_values import (
    AUDIENCE_ON,
    AUDIO,
    FLASH,
    KEYS_WORK,
    MOTION,
    OFFSET_MS,
    PAIN_LIMIT,
    PROPOSE,
    ROOM,
    SAID,
    SCHEME_AT_FIRST,
    SOFTER,
    TEXT_SIZE,
    THEME,
    VOLUME_PERCENT,
    AudienceOn,
    Audio,
    Room,
    Said,
    Softer,
    TextSize,
    ThemeName,
)
from calfcoach.settings_data import Damaged, KeyPath, Newer, apply, decoded, differences, encoded, mended
from calfcoach.texts import plural, printable, text

Gain = Annotated[float, Field(ge=VOLUME_PERCENT.least / 100, le=VOLUME_PERCENT.most / 100)]
"""A linear volume."""

OffsetMs = Annotated[float, Field(ge=OFFSET_MS.least, le=OFFSET_MS.most)]

PainLimit = Annotated[int, Field(ge=PAIN_LIMIT.least, le=PAIN_LIMIT.most)]

MAX_FILE_BYTES = 1_000_000
"""Nothing we write comes near it; a larger file is not ours."""

SCHEMA_VERSION = 1

MOST_NAMED = 3
"""Bad values that are named in one sentence."""

_GAIN = VOLUME_PERCENT.default / 100


class Volumes(BaseModel):
    """Linear gains by what they are for."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    master: Gain = _GAIN
    phases: Gain = _GAIN
    ticks: Gain = _GAIN
    voice: Gain = _GAIN
    warnings: Gain = _GAIN


class LastUsed(BaseModel):
    """The dose last chosen for one exercise; times in seconds, tempo and loads in their canonical form.

    `reps` are those of every set, of each set by itself, or `max` for open sets; `load` is one for all or one for each.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, allow_inf_nan=False)

    variant: str | None = None
    tempo: str | None = None
    hold_s: float | None = None
    sets: int | None = None
    reps: int | Literal["max"] | list[int] | None = None
    rest_s: float | None = None
    lead_in_s: float | None = None
    relax_s: float | None = None
    switch_s: float | None = None
    load: list[str] | None = None
    used_at_s: float | None = None
    """When, in seconds since 1970 (UTC)."""


class UsedLift(BaseModel):
    """A lift of which nothing is known, as it was last done: what comes first, the dose in its text form, how often.

    `used_at_s` is in seconds since 1970 (UTC); `uses` counts the sessions that were begun.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, allow_inf_nan=False)

    start: Literal["lower", "contract", "hold"] = "lower"
    dose: str = ""
    uses: int = Field(0, ge=0)
    used_at_s: float = 0.0


class WindowPlace(BaseModel):
    """Where the window was, pixels of the desktop; of a maximised one where it would be without."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    screen: str
    left: int
    top: int
    width: int = Field(ge=1, le=100_000)
    height: int = Field(ge=1, le=100_000)
    maximized: bool = False


class Settings(BaseModel):
    """All choices, with their defaults. Unknown keys of a newer version are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    schema_version: Literal[1] = 1
    audio: Audio = AUDIO.default
    device: str | None = None
    scheme: str = SCHEME_AT_FIRST
    volumes: Volumes = Volumes.model_construct()  # all defaults: nothing to be checked
    said: Said = SAID.default
    room: Room = ROOM.default
    softer: Softer = SOFTER.default
    theme: ThemeName = THEME.default
    text_size: TextSize = TEXT_SIZE.default
    reduced_motion: bool = MOTION.default == "reduced"
    flash: bool = FLASH.default == "on"
    audience_on: AudienceOn = AUDIENCE_ON.default
    audience_screen: str | None = None
    """The name of the screen for an audience; None is any that is not the person's own."""
    offsets_ms: dict[str, OffsetMs] = Field(default_factory=dict)
    known_devices: dict[str, bool] = Field(default_factory=dict)
    last_used: dict[str, LastUsed] = Field(default_factory=dict)
    lifts: dict[str, UsedLift] = Field(default_factory=dict)
    window: WindowPlace | None = None
    favourites: dict[str, bool] = Field(default_factory=dict)
    """By the exercise's id; a group, so that two windows do not take each other's away."""
    keys: dict[str, list[str]] = Field(default_factory=dict)
    clicker_only: bool = KEYS_WORK.default == "clicker"
    propose: bool = PROPOSE.default == "on"
    pain_limit: PainLimit = PAIN_LIMIT.default
    pain_limits: dict[str, PainLimit] = Field(default_factory=dict)
    """Those of people with one of their own, by id."""
    person: str | None = None
    """The id of who trains now; None is the one person without a name."""

    @property
    def pain_limit_now(self) -> int:
        """The pain limit of who trains now."""
        return self.pain_limits.get(self.person or "", self.pain_limit)

    def key_of(self, exercise: str) -> str:
        """Under what `last_used` keeps an exercise of who trains now: an id has no blank."""
        return f"{exercise} {self.person}" if self.person is not None else exercise

    @property
    def used_now(self) -> dict[str, LastUsed]:
        """What who trains now used last, by exercise."""
        end = f" {self.person}" if self.person is not None else ""
        names = {name: name.removesuffix(end) for name in self.last_used if name.endswith(end)}
        return {name: self.last_used[key] for key, name in names.items() if not is_used_by_a_person(name)}

    def lift_key(self, name: str) -> str:
        """Under what `lifts` keeps a lift of who trains now: a name has one line."""
        return f"{name}\n{self.person}" if self.person is not None else name

    @property
    def lifts_now(self) -> dict[str, UsedLift]:
        """The lifts of who trains now, by their names."""
        if self.person is None:
            return {name: lift for name, lift in self.lifts.items() if not is_lift_of_a_person(name)}
        end = f"\n{self.person}"
        return {name.removesuffix(end): lift for name, lift in self.lifts.items() if name.endswith(end)}

    def offset_s(self, device_id: str) -> float:
        """Seconds by which what a device plays is heard later than it says; the usual for one that was not measured."""
        return self.offsets_ms.get(device_id, OFFSET_MS.default) / 1000


def is_used_by_a_person(key: str) -> bool:
    """Whether a key of `last_used` is that of a person with an id."""
    return " " in key


def is_lift_of_a_person(key: str) -> bool:
    """Whether a key of `lifts` is that of a person with an id."""
    return "\n" in key


def named_values(bad: tuple[KeyPath, ...]) -> str:
    """The first few of values that cannot be used, as a person finds them in the file."""
    return ", ".join(printable(".".join(path)) for path in bad[:MOST_NAMED])


class SettingsStore:
    """The settings and their file. `problem` is a sentence for the person while something is wrong with the file."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else config_dir() / SETTINGS_NAME
        self.problem: str | None = None
        self._may_write = True
        self._unsaved: dict[KeyPath, object] = {}
        self._this_run: dict[str, object] = {}
        self.settings = Settings.model_construct()  # all defaults: nothing to be checked
        tighten_folder(self.path.parent)
        try:
            self._take(self._read())
        except OSError as error:
            told = text(
                "The settings {path} cannot be read: {reason}. The defaults are used.",
                path=self.path,
                reason=reason(error),
            )
            self._leave_alone(told)

    def hold_for_this_run(self, **values: object) -> None:
        """Let some of the settings be in force until they are changed or the program ends; they are not written."""
        self._this_run.update(values)
        self.settings = self.settings.model_copy(update=values)

    def change(self, **changes: object) -> Settings:
        """Change some of the settings and write them; where that fails they hold until the program ends.

        Of a setting that is a group (offsets by device, keys by command) only what differs is written: what another
        window has written into it meanwhile stays, and is in force here too from now on.

        Raises:
            ValidationError: a value is out of its bounds; nothing was changed.
        """
        before = self.settings.model_dump(mode="json")
        changed = Settings.model_validate({**self.settings.model_dump(), **changes})
        after = changed.model_dump(mode="json")
        for key in changes:
            self._this_run.pop(key, None)
            self._unsaved.update(differences(key, before.get(key), after[key]))
        self.settings = changed
        if self._may_write:
            self._save()
        return self.settings

    def _save(self) -> None:
        # Loaded here: most runs write nothing before their first frame.
        from calfcoach.files.locks import locked
        from calfcoach.files.writing import replace_file

        self.problem = None
        try:
            private_folder(self.path.parent)
            with locked(self.path.with_suffix(".lock")):
                data = self._read()
                if not self._may_write:
                    return
                if data is None:
                    data = self.settings.model_dump(mode="json", exclude_defaults=True, exclude=set(self._this_run))
                data = {"schema_version": SCHEMA_VERSION, **data}
                apply(self._unsaved, data)
                replace_file(self.path, encoded(data), private=True)
        except OSError as error:
            self.problem = text(
                "The settings cannot be saved in {path}: {reason}.", path=self.path, reason=reason(error)
            )
            return
        self._unsaved.clear()
        self._take(data)

    def _read(self) -> dict[str, Any] | None:
        """What is in the file, None where there is nothing of use; a damaged file is put aside, and that said.

        Raises:
            OSError: it cannot be read.
        """
        try:
            return decoded(read_private(self.path, MAX_FILE_BYTES), SCHEMA_VERSION)
        except FileNotFoundError:
            pass
        except (TooLarge, Damaged):
            self._keep_aside()
        except Newer:
            self._leave_alone(
                text(
                    "The settings {path} are of a newer Calfcoach and are left alone. The defaults are used.",
                    path=self.path,
                )
            )
        return None

    def _take(self, data: dict[str, Any] | None) -> None:
        """Let what was read be in force."""
        if data is None:
            return
        settings, bad = mended(Settings, data)
        self.settings = settings.model_copy(update=self._this_run)
        if bad:
            self.problem = self._told(bad)

    def _told(self, bad: tuple[KeyPath, ...]) -> str:
        return plural(
            "In the settings {path} one value cannot be used: {names}. Its default is used; all others are in force.",
            "In the settings {path} {number} values cannot be used, such as {names}. Their defaults are used; all"
            " others are in force.",
            len(bad),
            path=self.path,
            names=named_values(bad),
        )

    def _leave_alone(self, problem: str) -> None:
        """Never write the file in this run: what is there may be sound, and only out of our reach."""
        self.problem, self._may_write = problem, False

    def _keep_aside(self) -> None:
        # Where the path is a link, it stays one.
        damaged = Path(os.path.realpath(self.path))
        aside = damaged.with_name(f"{damaged.stem}-unreadable-{time.strftime('%Y%m%d-%H%M%S')}.json")
        try:
            damaged.replace(aside)
        except OSError:
            self.problem = text("The settings {path} are damaged. The defaults are used.", path=self.path)
        else:
            self.problem = text(
                "The settings were damaged; they are kept as {path}. The defaults are used.", path=aside
            )
