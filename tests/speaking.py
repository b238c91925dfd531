"""The extra `voice` as it is seen from outside: a package `hibari` that hums, for this process and those it starts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from calfcoach.audio.voice import VoiceBank
from calfcoach.resources import exercises_dir, user_exercises_dir

PACKAGE = """
import os, time
from pathlib import Path
import numpy as np

assert os.environ["ORT_DISABLE_TELEMETRY"] == "1", "what it runs on would report to its maker"
HERE = Path(__file__).parent

class Hibari:
    def __init__(self, voice, threads):
        pass

    def __call__(self, text, speed, seed):
        with (HERE / "asked").open("a", encoding="utf-8") as told:
            told.write(text + chr(10))
        while (HERE / "waits").exists() and text == (HERE / "waits").read_text():
            time.sleep(0.01)  # a test in another process takes the file away
        if "raises" in text:
            raise RuntimeError("no idea how to say that")
        if "dies" in text:
            os.abort()
        return 0.3 * np.sin(np.arange(12_000) * 0.05)
"""


class Extra:
    """The package. `asked` is what it was to say so far; at the word given to `wait_at` it does not go on."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / "hibari"
        self._home.mkdir(parents=True)
        (self._home / "__init__.py").write_text(PACKAGE)
        about = folder / "hibari_tts-9.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: hibari-tts\nVersion: 9\n")

    @property
    def asked(self) -> list[str]:
        told = self._home / "asked"
        return told.read_text(encoding="utf-8").splitlines() if told.exists() else []

    def wait_at(self, text: str) -> None:
        (self._home / "waits").write_text(text)

    def go_on(self) -> None:
        (self._home / "waits").unlink()


@pytest.fixture
def extra(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Extra:
    """The extra is installed."""
    folder = tmp_path_factory.mktemp("extra")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH")))))
    return Extra(folder)


@pytest.fixture
def no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not installed, whatever this environment has."""
    monkeypatch.setattr("calfcoach.coach.own_words.can_speak", lambda: False)


MINE = "id: my-push\nname: Keep breathing\n"


def own_exercise(*edits: tuple[str, str]) -> Path:
    """An exercise of the person's own, `my-push`: like a shipped one, edited, but no copy of it, because name and
    warnings have other words and the texts of its steps stand backwards; with one that no voice has yet.
    """
    text = (exercises_dir() / "donkey-calf-raise.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("id: donkey-calf-raise\nname: Donkey calf raise\naliases: [Donkey raise, Bent-over calf raise]\n", MINE),
        ("    say: Straight back\n", "    say: Tabletop spine\n"),
        *edits,
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text = re.sub(r"(?m)^( +text: )(?=[A-Z])(.*)$", lambda line: line[1] + line[2][::-1].replace(":", ""), text)
    text = re.sub(r"(?m)^ *(marker|figure): .*\n", "", text)
    user_exercises_dir().mkdir(parents=True, exist_ok=True)
    path = user_exercises_dir() / "my-push.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def spoken(texts: Iterable[str]) -> list[str]:
    """Those of the texts that there is a recording of now."""
    bank = VoiceBank.standard()
    return [text for text in texts if bank.forms(text)]
