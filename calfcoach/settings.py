"""What the person chose, kept between runs in one JSON file. Knows nothing of what the choices mean.

A file that cannot be read is kept aside and the defaults are used; one that cannot be written is said once. Neither
ever stops a session.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from calfcoach.resources import config_dir

Gain = Annotated[float, Field(ge=0, le=1)]
"""A linear volume."""

MAX_FILE_BYTES = 1_000_000
"""Nothing we write comes near it; a larger file is not ours."""


class Volumes(BaseModel):
    """Linear gains by what they are for."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    master: Gain = 1.0
    phases: Gain = 1.0
    ticks: Gain = 1.0
    voice: Gain = 1.0
    warnings: Gain = 1.0


class LastUsed(BaseModel):
    """The dose last used for one exercise; times in seconds, the tempo in its canonical form."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    variant: str | None = None
    tempo: str | None = None
    hold_s: float | None = None
    sets: int | None = None
    reps: int | None = None
    rest_s: float | None = None


class Settings(BaseModel):
    """All choices, with their defaults. Unknown keys of a newer version are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    schema_version: Literal[1] = 1
    audio: Literal["auto", "qt", "simpleaudio", "silent"] = "auto"
    device: str | None = None
    scheme: str = "voice-beeps"
    volumes: Volumes = Volumes.model_construct()  # all defaults: nothing to be checked
    theme: Literal["dark", "light", "high-contrast"] = "dark"
    reduced_motion: bool = False
    offsets_ms: dict[str, Annotated[float, Field(ge=-500, le=1000)]] = Field(default_factory=dict)
    last_used: dict[str, LastUsed] = Field(default_factory=dict)
    keys: dict[str, list[str]] = Field(default_factory=dict)

    def offset_s(self, device_id: str) -> float:
        """Seconds by which what a device plays is heard later than it says; 0 for one that was not measured."""
        return self.offsets_ms.get(device_id, 0.0) / 1000


class SettingsStore:
    """The settings and their file. `problem` is a sentence for the person while something is wrong with the file."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else config_dir() / "settings.json"
        self.problem: str | None = None
        self._unread = False
        self.settings = self._read()

    def change(self, **changes: object) -> Settings:
        """Change some of the settings and write them; where that fails they hold until the program ends.

        Raises:
            ValidationError: a value is out of its bounds; nothing was changed.
        """
        merged = {**self.settings.model_dump(), **changes}
        self.settings = Settings.model_validate(merged)
        self._write()
        return self.settings

    def _read(self) -> Settings:
        try:
            if self.path.stat().st_size > MAX_FILE_BYTES:
                raise ValueError("it is far too large")
            return Settings.model_validate(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self.problem = f"The settings {self.path} cannot be read: {error.strerror}. The defaults are used."
            self._unread = True
        except (ValueError, RecursionError, ValidationError):
            self._keep_aside()
        return Settings()

    def _keep_aside(self) -> None:
        aside = self.path.with_name(f"{self.path.stem}-unreadable-{time.strftime('%Y%m%d-%H%M%S')}.json")
        try:
            self.path.replace(aside)
        except OSError:
            self.problem = f"The settings {self.path} are damaged. The defaults are used."
        else:
            self.problem = f"The settings were damaged; they are kept as {aside}. The defaults are used."

    def _write(self) -> None:
        if self._unread:
            # What is there may be sound, and only out of reach for the moment.
            return
        partial = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("w", encoding="utf-8") as file:
                file.write(self.settings.model_dump_json(indent=2) + "\n")
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self.path)
        except OSError as error:
            self.problem = f"The settings cannot be saved in {self.path}: {error.strerror}."
            with suppress(OSError):
                partial.unlink()
        else:
            self.problem = None
