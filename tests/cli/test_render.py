"""render: what would be heard, as a file, and nothing at all where anything is refused."""

from __future__ import annotations

import csv
import os
import pty
import resource
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from calfcoach.files.writing import OLD_S
from tests.cli.conftest import Answer, Calf, program

RATE = 48_000
SHORT = ("--sets", 1, "--reps", 1, "--lead-in", 0)


@pytest.fixture
def render(calf: Calf, tmp_path: Path) -> Callable[..., Answer]:
    """Render into an empty folder."""

    def run(*words: object, exercise: str = "donkey-calf-raise") -> Answer:
        return calf("render", exercise, *words, "-o", tmp_path / "out.wav", "--cues", tmp_path / "out.csv")

    return run


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "out.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_session_becomes_a_16_bit_mono_wav_at_48_khz(render: Callable[..., Answer], tmp_path: Path) -> None:
    assert render("--tempo", "3-1-2-0", "--sets", 2, "--reps", 5, "--rest", 20, "--scheme", "beeps").code == 0
    with wave.open(str(tmp_path / "out.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    # The lead-in, two sets of 5 x 6 s, the rest, and the closing cues with three steps out.
    lead_in_s, closing_s = 10, 14
    assert len(pcm) == (lead_in_s + 2 * 30 + 20 + closing_s) * RATE
    phases = [row for row in rows(tmp_path) if row["kind"] == "phase"]
    expected = [
        (at_s + offset_s, phase, number, rep)
        for number, set_s in ((1, lead_in_s), (2, lead_in_s + 30 + 20))
        for rep in range(1, 6)
        for at_s in (set_s + 6 * (rep - 1),)
        for phase, offset_s in (("lower", 0), ("stretch", 3), ("contract", 4))
    ]
    told = [(float(row["time_s"]), row["phase"], int(row["set"]), int(row["rep"])) for row in phases]
    assert told == expected
    assert [int(row["frame"]) for row in phases] == [at_s * RATE for at_s, *_ in expected]
    for row in phases:
        frame = int(row["frame"])
        assert np.abs(pcm[frame : frame + RATE // 20]).max() > 1000, "a phase begins with a definite onset"
        assert np.abs(pcm[frame - RATE // 1000 : frame]).max() < 100


def test_the_list_of_cues_has_the_columns_of_the_design(render: Callable[..., Answer], tmp_path: Path) -> None:
    assert render("--sets", 2, "--reps", 1, "--rest", 12, "--lead-in", 5).code == 0
    assert (tmp_path / "out.csv").read_text().splitlines()[0] == "time_s,frame,kind,phase,set,rep,side,text,told"
    told = rows(tmp_path)
    frames = [int(row["frame"]) for row in told]
    assert frames == sorted(frames)
    assert all(float(row["time_s"]) == pytest.approx(int(row["frame"]) / RATE, abs=1e-6) for row in told)
    outside = [row for row in told if row["kind"] in ("rest", "countdown", "ready", "set-done", "session-done")]
    assert {row["kind"] for row in outside} >= {"rest", "countdown", "session-done"}
    assert all(row["set"] == row["rep"] == row["phase"] == "" for row in outside)


def test_how_much_is_said_and_the_room_are_heard_in_the_file(render: Callable[..., Answer], tmp_path: Path) -> None:
    def heard(*words: str) -> tuple[np.ndarray, set[str]]:
        assert render(*SHORT, "--tempo", "3-1-2-0", "--scheme", "voice", *words).code == 0
        with wave.open(str(tmp_path / "out.wav")) as sound:
            pcm = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(int)
        return pcm, {row["told"] for row in rows(tmp_path) if row["kind"] == "phase"}

    usual, spoken = heard()
    loud, _ = heard("--room", "loud")
    words = {row["phase"]: row["text"] for row in rows(tmp_path) if row["kind"] == "phase"}
    assert words == {"lower": "Lower", "stretch": "Stretch", "contract": "Contract"}
    heard("--scheme", "coach")
    words = {row["phase"]: row["text"] for row in rows(tmp_path) if row["kind"] == "phase"}
    assert words == {"lower": "Down", "stretch": "Hold it", "contract": "Come up"}, "the words of the scheme"
    assert (spoken, heard("--said", "counts")[1]) == ({"spoken"}, {"toned"})
    tick = slice(2 * RATE, 2 * RATE + RATE // 20)
    assert np.abs(loud[tick]).max() > 1.5 * np.abs(usual[tick]).max()


def test_playback_starts_with_the_lift_where_the_exercise_does(render: Callable[..., Answer], tmp_path: Path) -> None:
    assert render(*SHORT, exercise="standing-calf-raise-machine").code == 0
    phases = [row["phase"] for row in rows(tmp_path) if row["kind"] == "phase"]
    assert phases == ["contract", "squeeze", "lower", "stretch"]


@pytest.mark.parametrize("tempo", ["3-1-2-0", "2-1-2-0", "5120", "3-1-X-1"])
def test_tempos_on_the_floor_and_above_pass(render: Callable[..., Answer], tmp_path: Path, tempo: str) -> None:
    assert render("--tempo", tempo, *SHORT).code == 0
    assert (tmp_path / "out.wav").stat().st_size > 5 * RATE


@pytest.mark.parametrize("variant", [(), ("--variant", "rail-belt"), ("--variant", "rail-partner")])
def test_a_tempo_below_the_floor_leaves_no_file(
    render: Callable[..., Answer], tmp_path: Path, variant: tuple[str, ...]
) -> None:
    refusal = render("--tempo", "1-1-2-0", *variant).refusal
    for part in ("1 s was asked for", "2 s", "faster lowering is less control"):
        assert part in refusal
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "edits",
    [
        [("    least_s: 2\n", "    least_s: 1\n")],
        [("tempo: 3-1-2-0", "tempo: 1-1-2-0")],
        [("    name: Rail + belt\n", "    name: Rail + belt\n    phases: {lower: {least_s: 1, reason: haste}}\n")],
    ],
    ids=["floor", "tempo", "variant"],
)
def test_a_file_of_ones_own_that_undercuts_the_floor_leaves_no_file(
    render: Callable[..., Answer], tmp_path: Path, own: Callable[..., str], edits: list[tuple[str, str]]
) -> None:
    path = own(*edits)
    refusal = render(*SHORT).refusal
    assert f"{path}:" in refusal
    assert "in Donkey calf raise it is never less than 2 s" in refusal
    assert render("--variant", "rail-belt", *SHORT).refusal
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_ones_own_may_raise_the_floor(
    render: Callable[..., Answer], tmp_path: Path, own: Callable[..., str]
) -> None:
    own(("    least_s: 2\n", "    least_s: 3\n"), ("advised_s: [2, 3]", "advised_s: [3, 4]"))
    assert "3 s" in render("--tempo", "2-1-2-0", *SHORT).refusal
    assert list(tmp_path.iterdir()) == []
    assert render("--tempo", "3-1-2-0", *SHORT).code == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--sets", 0), "sets are a whole number from 1 to 50; 0"),
        (("--sets", 51), "51"),
        (("--reps", 0), "reps are a whole number from 1 to 200"),
        (("--reps", 201), "201"),
        (("--reps", "two"), "two"),
        (("--reps", "1.5"), "1.5"),
        (("--rest", -1), "-1"),
        (("--rest", 3601), "rest is 0 to 3600 s"),
        (("--rest", "nan"), "nan"),
        (("--rest", "inf"), "inf"),
        (("--rest", "1e999999"), "1e999999"),
        (("--lead-in", 3601), "lead-in is 0 to 3600 s"),
        (("--relax", 3601), "the time between two holds is 0 to 3600 s"),
        (("--switch", -1), "the time to change sides is 0 to 3600 s; -1"),
        (("--hold", 30), "is no hold"),
        (("--tempo", "fast"), "fast"),
        (("--variant", "nosuch"), "nosuch"),
        (("--scheme", "nosuch"), "nosuch"),
    ],
)
def test_numbers_out_of_bounds_and_unknown_names_are_refused(
    render: Callable[..., Answer], tmp_path: Path, words: tuple[object, ...], reason: str
) -> None:
    assert reason in render(*words).refusal
    assert list(tmp_path.iterdir()) == []


def test_a_hold_takes_seconds_and_no_tempo(render: Callable[..., Answer], tmp_path: Path) -> None:
    assert "hold" in render("--tempo", "3-1-2-0", exercise="iso-hold-calf").refusal
    for seconds in (0, 3601):
        assert "hold is more than 0 and at most 3600 s" in render("--hold", seconds, exercise="iso-hold-calf").refusal
    assert list(tmp_path.iterdir()) == []
    assert render("--hold", 2, *SHORT, exercise="iso-hold-calf").code == 0
    assert [row["phase"] for row in rows(tmp_path) if row["kind"] == "phase"] == ["hold"]


def test_places_that_cannot_be_written_are_said_and_left_as_they_were(calf: Calf, tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    file.write_text("mine")
    for output in (folder, file / "out.wav", tmp_path / "nowhere" / "out.wav", "/dev/full"):
        assert "cannot be written" in calf("render", "donkey-calf-raise", "-o", output, *SHORT).refusal
    for cues in (folder, file / "out.csv", "/dev/full"):
        refused = calf("render", "donkey-calf-raise", "-o", tmp_path / "out.wav", "--cues", cues, *SHORT)
        assert "cannot be written" in refused.refusal
    same = calf("render", "donkey-calf-raise", "-o", tmp_path / "x", "--cues", f"{tmp_path}/./x", *SHORT)
    assert "same file" in same.refusal
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "file"}
    assert file.read_text() == "mine"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    before = tmp_path / "out.wav"
    before.write_bytes(b"yesterday's")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    answer = program("render", "donkey-calf-raise", "-o", before, *SHORT, preexec_fn=small_disk)
    assert "out.wav cannot be written: File too large" in answer.refusal
    assert before.read_bytes() == b"yesterday's"
    assert list(tmp_path.iterdir()) == [before]


def test_a_name_that_ends_in_flac_becomes_one_and_other_kinds_are_refused(calf: Calf, tmp_path: Path) -> None:
    assert calf("render", "donkey-calf-raise", "-o", tmp_path / "set.flac", *SHORT).code == 0
    assert (tmp_path / "set.flac").read_bytes().startswith(b"fLaC")
    for name in ("set.mp3", "set", "set.flac.txt"):
        refused = calf("render", "donkey-calf-raise", "-o", tmp_path / name, *SHORT)
        assert refused.code == 2
        assert ".wav or .flac" in refused.refusal
    assert [path.name for path in tmp_path.iterdir()] == ["set.flac"]


def on_a_terminal(folder: Path, number: signal.Signals | None, **env: str) -> tuple[int, bytes]:
    """Render with stderr on a terminal, signalled as soon as progress is shown; the exit code and what was shown."""
    amount = ("--sets", "50", "--reps", "100") if number else tuple(map(str, SHORT))
    words = ("render", "donkey-calf-raise", "-o", str(folder / "out.flac"), "--cues", str(folder / "out.csv"), *amount)
    ours, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(
        [sys.executable, "-m", "calfcoach", *words],
        stdin=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **env},
    ) as child:
        os.close(theirs)
        with open(ours, "rb", buffering=0) as screen:  # noqa: PTH123 - a descriptor
            while True:
                try:
                    piece = screen.read(4096)
                except OSError:  # Linux says so that the last writer has gone
                    break
                shown += piece
                if number is not None and b"%" in piece:
                    child.send_signal(number)
                    number = None
    return child.returncode, shown


def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    code, shown = on_a_terminal(tmp_path, None)
    assert code == 0
    assert b"Rendering" in shown and b"100%" in shown
    assert shown.endswith(b"\x1b[2K"), "the line is taken away in the end"
    assert on_a_terminal(tmp_path, None, TERM="dumb")[1].strip() == b""
    quiet = program("render", "donkey-calf-raise", "-o", tmp_path / "out.wav", *SHORT)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interrupt_leaves_what_was_there(tmp_path: Path, number: signal.Signals, code: int) -> None:
    (tmp_path / "out.flac").write_bytes(b"yesterday's")
    ended, shown = on_a_terminal(tmp_path, number)
    assert ended == code
    assert b"Traceback" not in shown
    assert (tmp_path / "out.flac").read_bytes() == b"yesterday's"
    assert [path.name for path in tmp_path.iterdir()] == ["out.flac"]


def test_what_a_killed_render_left_goes_with_the_next_one(tmp_path: Path) -> None:
    words = ("render", "donkey-calf-raise", "-o", str(tmp_path / "out.wav"), "--sets", "50", "--reps", "100")
    with subprocess.Popen([sys.executable, "-m", "calfcoach", *words]) as killed:
        while not any(tmp_path.iterdir()):
            assert killed.poll() is None
            time.sleep(0.01)  # another process makes the file
        killed.kill()
    [left] = tmp_path.iterdir()
    assert left.name.startswith(".calfcoach-")
    past = time.time() - OLD_S - 1
    os.utime(left, (past, past))
    assert program("render", "donkey-calf-raise", "-o", tmp_path / "out.wav", *SHORT).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out.wav"]


def test_a_dose_as_one_text_is_the_same_as_its_options(
    calf: Calf, render: Callable[..., Answer], tmp_path: Path
) -> None:
    assert render("2x1 @ 3-1-2-0 rest 3 s load 40 kg", "--lead-in", 0).code == 0
    by_text = rows(tmp_path)
    assert render("--sets", 2, "--reps", 1, "--tempo", "3120", "--rest", 3, "--load", "40", "--lead-in", 0).code == 0
    assert rows(tmp_path) == by_text


def test_reps_that_differ_from_set_to_set(render: Callable[..., Answer], tmp_path: Path) -> None:
    assert render("--reps", "2/1", "--rest", 3, "--lead-in", 0).code == 0
    assert [
        (row["set"], row["rep"]) for row in rows(tmp_path) if row["phase"] == "lower" and row["kind"] == "phase"
    ] == [
        ("1", "1"),
        ("1", "2"),
        ("2", "1"),
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("0x0",), "sets are a whole number from 1 to 50; 0"),
        (("4x15 @ 1-1-2-0",), "in Donkey calf raise it is never less than 2 s"),
        (("4x15 rest 60 s", "--rest", 60), "and an option both give --rest"),
        (("x" * 10_000,), "a dose has at most 400 characters"),
        (("3xmax",), "an open set ends when you say so"),
        (("--load", "forty"), "'forty' is no load"),
        (("--load", "-1"), "'-1' is no load"),
        (("--load", "100000000"), "a load is 0 to 2000 kg or lb; 100000000 kg"),
        (("--reps", "12/10", "--sets", 3), "reps are given for 2 sets and there are 3"),
        (("--up-first",), "give the tempo too"),
    ],
)
def test_a_dose_that_is_refused(
    render: Callable[..., Answer], tmp_path: Path, words: tuple[object, ...], reason: str
) -> None:
    assert reason in render(*words).refusal
    assert list(tmp_path.iterdir()) == []


def test_a_set_is_not_open_where_sides_alternate(render: Callable[..., Answer]) -> None:
    assert "works one side at a time" in render("--reps", "max", exercise="step-calf-raise-single").refusal
