"""A scheme of one's own with sound files of every sort: what lint, render, the terminal and Listen make of it."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from calfcoach.coach.sound import make_sample
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir, user_data_dir
from calfcoach.settings import Settings
from tests.cli.conftest import Calf, program

SCHEME = """kind: scheme
schema: 1
id: mine
name: Mine
summary: The beeps with a sound of my own
base: beeps
sounds:
  own:
    - {file: own.wav, level: -3}
cues: {lower: {sound: own}}
"""
SHORT = ("--sets", 1, "--reps", 1, "--lead-in", 0)
INSTEAD = "; the built-in cue is heard instead"


@pytest.fixture
def folder() -> Path:
    made = user_data_dir() / "schemes"
    made.mkdir(parents=True)
    (made / "mine.yaml").write_text(SCHEME, encoding="utf-8")
    return made


def tone(rate: int = 48_000, channels: int = 1) -> np.ndarray:
    wave = 0.5 * np.sin(2 * np.pi * 700 * np.arange(rate // 2) / rate)
    return np.repeat(wave[:, None], channels, axis=1)


def header(seconds: int, rate: int = 48_000, channels: int = 1) -> bytes:
    """The beginning of a 16-bit WAV that claims to last `seconds`."""
    size, frame = 2 * channels * rate * seconds, 2 * channels
    form = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * frame, frame, 16)
    return b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + form + b"data" + struct.pack("<I", size)


def sparse(path: Path, seconds: int, **form: int) -> None:
    """A WAV of silence that takes no room on the disk."""
    head = header(seconds, **form)
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + struct.unpack("<I", head[-4:])[0])


GOOD: dict[str, Callable[[Path], object]] = {
    "8 bits": lambda path: soundfile.write(path, tone(), 48_000, subtype="PCM_U8"),
    "24 bits": lambda path: soundfile.write(path, tone(), 48_000, subtype="PCM_24"),
    "float": lambda path: soundfile.write(path, tone(), 48_000, subtype="FLOAT"),
    "stereo at 44.1 kHz": lambda path: soundfile.write(path, tone(44_100, 2), 44_100),
    "two channels against each other": lambda path: soundfile.write(path, tone(channels=2) * (1, -1), 48_000),
    "FLAC by name a WAV": lambda path: soundfile.write(path, tone(), 48_000, format="FLAC"),
    "its end is missing": lambda path: path.write_bytes(header(3600) + bytes(10) + b"\x11" * 48_000),
}

BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "not there": (lambda path: None, "there is no sound file 'own.wav'"),
    "a folder": (lambda path: path.mkdir(), "'own.wav' is no file; a sound file was expected"),
    "empty": (lambda path: path.write_bytes(b""), "'own.wav' cannot be read as a sound: "),
    "half a header": (lambda path: path.write_bytes(header(1)[:20]), "'own.wav' cannot be read as a sound: "),
    "a text": (lambda path: path.write_text("hello " * 100), "'own.wav' cannot be read as a sound: "),
    "no frames": (lambda path: path.write_bytes(header(0)), "'own.wav' holds no sound"),
    "its samples are missing": (lambda path: path.write_bytes(header(1)), "'own.wav' holds no sound"),
    "a crack": (
        lambda path: soundfile.write(path, tone()[:720], 48_000),
        "'own.wav' lasts 15.0 ms; a sound has at least 20 ms",
    ),
    "silence": (lambda path: soundfile.write(path, 0 * tone(), 48_000), "'own.wav' is silent"),
    "no numbers": (
        lambda path: soundfile.write(path, np.nan * tone(), 48_000, subtype="FLOAT"),
        "'own.wav' has values that are no numbers, and so no sound",
    ),
    "an hour": (lambda path: sparse(path, 3600), "'own.wav' lasts 3600 s; a sound has at most 10 s"),
    "slow": (
        lambda path: soundfile.write(path, tone(1000), 1000),
        "'own.wav' has 1000 frames a second; 4000 to 384000 can be played",
    ),
    "a choir": (lambda path: sparse(path, 1, channels=900), "'own.wav' has 900 channels; at most 8 can be played"),
}


def listened(scheme: str) -> bytes:
    item = prescribe(Library.load().find("donkey-calf-raise").exercise, Choices())
    return bytes(make_sample(item, scheme, Settings())())


def rendered(calf: Calf, folder: Path, scheme: str) -> tuple[str, bytes]:
    """What was said, and the file."""
    out = folder / f"{scheme}.wav"
    answer = calf("render", "donkey-calf-raise", "-o", out, "--scheme", scheme, *SHORT)
    assert (answer.code, answer.out) == (0, "")
    return answer.err, out.read_bytes()


@pytest.mark.parametrize("sort", GOOD)
def test_what_can_be_heard_is_heard(calf: Calf, folder: Path, tmp_path: Path, sort: str) -> None:
    GOOD[sort](folder / "own.wav")
    answer = calf("lint", folder)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    said, sound = rendered(calf, tmp_path, "mine")
    assert said == ""
    assert sound != rendered(calf, tmp_path, "beeps")[1]
    assert listened("mine") != listened("beeps")


@pytest.mark.parametrize("sort", BAD)
def test_what_cannot_be_heard_is_one_line_and_the_built_in_cue(
    calf: Calf, folder: Path, tmp_path: Path, sort: str
) -> None:
    spoil, why = BAD[sort]
    spoil(folder / "own.wav")
    answer = calf("lint", folder)
    assert answer.code == 1
    [line] = answer.lines
    assert line.startswith(f"{folder / 'mine.yaml'}:9:14: {why}")
    assert line.endswith(INSTEAD)
    [told] = json.loads(calf("lint", folder, "--json").out)
    assert (told["line"], told["column"]) == (9, 14)
    assert line.endswith(told["message"])
    said, sound = rendered(calf, tmp_path, "mine")
    assert said == f"{line}\n"
    assert sound == rendered(calf, tmp_path, "beeps")[1]
    assert listened("mine") == listened("beeps")


def test_a_file_that_may_not_be_read_says_so(calf: Calf, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    GOOD["8 bits"](folder / "own.wav")
    as_ever = os.open

    def refused(path: Path, *how: int) -> int:
        if Path(path).name == "own.wav":
            raise PermissionError(13, "Permission denied", str(path))
        return as_ever(path, *how)

    monkeypatch.setattr("calfcoach.files.reading.os.open", refused)
    [line] = calf("lint", folder).lines
    assert line.endswith(f":9:14: 'own.wav' cannot be read: Permission denied{INSTEAD}")


def test_a_name_that_no_file_can_have_says_so(calf: Calf, folder: Path) -> None:
    (folder / "mine.yaml").write_text(SCHEME.replace("own.wav", "😀" * 110 + ".wav"), encoding="utf-8")
    [line] = calf("lint", folder).lines
    assert "cannot be read: " in line
    assert line.endswith(INSTEAD)
    assert listened("mine") == listened("beeps")


def test_lint_tells_of_the_base_and_of_sounds_that_it_lacks(calf: Calf, folder: Path) -> None:
    text = SCHEME.replace("beeps\n", "beps\n").replace("{file: own.wav,", "{pitch: 400,").replace("own}}", "gong}}")
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    answer = calf("lint", folder / "mine.yaml")
    assert [line.split(":", 1)[1] for line in answer.lines] == [
        "6:7: there is no shipped scheme 'beps', so 'beeps' is built on; did you mean 'beeps'?",
        f"10:23: there is no sound 'gong'{INSTEAD}",
    ]


def test_an_own_scheme_in_place_of_a_shipped_one_is_no_double_id(calf: Calf, folder: Path) -> None:
    (folder / "mine.yaml").unlink()
    (folder / "beeps.yaml").write_text(
        "kind: scheme\nschema: 1\nid: beeps\nname: Beeps\nsummary: Mine\nbase: beeps\n", encoding="utf-8"
    )
    assert calf("lint", folder).code == 0
    assert "beeps" not in calf("lint", folder, assets_dir()).out


def test_the_terminal_says_it_and_coaches(folder: Path) -> None:
    answer = program(
        *("run", "iso-hold-calf", "--terminal", "--audio", "silent", "--start", "--scheme", "mine"),
        *("--hold", 1, "--sets", 1, "--reps", 1, "--lead-in", 0),
    )
    assert answer.code == 0
    assert answer.err == f"{folder / 'mine.yaml'}:9:14: there is no sound file 'own.wav'{INSTEAD}\n"


def test_lint_loads_no_more_than_it_needs(folder: Path) -> None:
    text = SCHEME.replace("{file: own.wav,", "{pitch: 400,")
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    answer = program("lint", folder, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert (answer.code, answer.out) == (0, "")
    loaded = {line.rsplit("|", 1)[-1].strip() for line in answer.err.splitlines()}
    assert "calfcoach.library.scheme_base" in loaded
    assert not loaded & {"numpy", "soundfile", "PySide6"}
