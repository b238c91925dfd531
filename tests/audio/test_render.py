from __future__ import annotations

import csv
import os
import tracemalloc
import wave
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
import soundfile

from calfcoach.audio.pcm import RATE
from calfcoach.audio.render import COLUMNS, Cancelled, render_session
from calfcoach.errors import KnownError
from calfcoach.score.timeline import lay_out_session
from tests.audio.sessions import SCHEMES, Talker, different_plans, rendered, renderer
from tests.disk import room_for
from tests.stories import plan, single_leg


def read(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_file_is_what_would_be_heard_block_after_block(tmp_path, scheme):
    # Three schemes meet each shape of session, six sessions meet each scheme.
    for name, session in different_plans(reps=2)[SCHEMES.index(scheme) % 3 :: 3]:
        voice = Talker()
        frames = render_session(session, renderer(scheme, voice), tmp_path / "out.wav")
        by = renderer(scheme, voice)
        live = [rendered(session, number, by).pcm for number in range(1, session.total_sets + 1)]
        sound = read(tmp_path / "out.wav")
        assert np.array_equal(sound, np.concatenate(live)), name
        assert frames == sound.size
        assert left_in(tmp_path) == ["out.wav"]


@pytest.mark.parametrize("tempo", ["3-1-2-1", "2.33-0.51-X-0.5"])
def test_the_list_has_every_phase_at_its_exact_frame(tmp_path, tempo):
    session = plan(single_leg(), tempo=tempo, reps=3, sets=3, rest_s=20)
    cues = tmp_path / "out.csv"
    render_session(session, renderer("voice"), tmp_path / "out.wav", cues)
    rows = rows_of(cues)
    assert tuple(rows[0]) == COLUMNS
    timeline = lay_out_session(session)
    starts = accumulate((block.duration for block in timeline.blocks[:-1]), initial=Fraction(0))
    wanted = [
        (round((start + segment.start) * RATE), segment.kind.value, str(segment.set_number), str(segment.rep))
        for start, block in zip(starts, timeline.blocks, strict=True)
        for segment in block.segments
        if segment.kind.phase
    ]
    told = [(int(row["frame"]), row["phase"], row["set"], row["rep"]) for row in rows if row["kind"] == "phase"]
    assert told == wanted
    assert len(told) == 3 * 2 * 3 * 4
    assert [int(row["frame"]) for row in rows] == sorted(int(row["frame"]) for row in rows)
    assert all(float(row["time_s"]) == pytest.approx(int(row["frame"]) / RATE, abs=1e-6) for row in rows)
    for row in rows:
        in_set = row["kind"] in ("phase", "tick", "rep", "last-rep", "warning")
        assert bool(row["set"]) == bool(row["rep"]) == bool(row["phase"]) == in_set


def test_flac_has_the_same_samples_and_both_say_what_they_are(tmp_path):
    session = plan(reps=3)
    for name in ("a.wav", "a.FLAC"):
        told: list[float] = []
        render_session(session, renderer(), tmp_path / name, progress=told.append)
        assert told[-1] == 1
        with soundfile.SoundFile(tmp_path / name) as file:
            assert (file.samplerate, file.channels, file.subtype) == (RATE, 1, "PCM_16")
            assert file.title == "Donkey calf raise"
            assert file.comment == "Calfcoach: 2x3, tempo 3-1-2-0"
            assert np.array_equal(file.read(dtype="int16"), read(tmp_path / "a.wav"))
    assert (tmp_path / "a.FLAC").stat().st_size < (tmp_path / "a.wav").stat().st_size / 2
    size = int.from_bytes((tmp_path / "a.wav").read_bytes()[4:8], "little")
    assert size == (tmp_path / "a.wav").stat().st_size - 8


def test_progress_goes_up_to_one(tmp_path):
    told: list[float] = []
    render_session(plan(sets=3), renderer(), tmp_path / "a.wav", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


def test_giving_up_leaves_nothing(tmp_path):
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        render_session(plan(sets=3), renderer(), tmp_path / "a.wav", tmp_path / "a.csv", cancelled=lambda: next(asked))
    assert left_in(tmp_path) == []


def test_the_last_moment_to_give_up_is_before_the_file_gets_its_name(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"old")
    told: list[float] = []
    with pytest.raises(Cancelled):
        render_session(
            plan(), renderer(), tmp_path / "a.wav", tmp_path / "a.csv", told.append, cancelled=lambda: told[-1:] == [1]
        )
    assert left_in(tmp_path) == ["a.wav"]
    assert (tmp_path / "a.wav").read_bytes() == b"old"


def test_two_of_one_name_do_not_meet(tmp_path):
    target, first = tmp_path / "a.wav", plan(sets=1)

    def another(share: float) -> None:
        if share == 1:
            render_session(plan(sets=2), renderer(), target)

    frames = render_session(first, renderer(), target, progress=another)
    assert read(target).size == frames
    assert left_in(tmp_path) == ["a.wav"]


def test_a_name_may_be_as_long_as_any(tmp_path):
    name = "x" * 251 + ".wav"
    render_session(plan(sets=1), renderer(), tmp_path / name)
    assert left_in(tmp_path) == [name]


@pytest.mark.parametrize("size", [10, 100_000, 1_000_000])
@pytest.mark.parametrize("name", ["out.wav", "out.flac"])
def test_a_full_disk_is_one_sentence_and_nothing_half_made(tmp_path, name, size):
    target = tmp_path / name
    target.write_bytes(b"old")
    with room_for(size), pytest.raises(KnownError, match=f"{name} cannot be written: ") as told:
        render_session(plan(reps=30), renderer(), target, tmp_path / "out.csv")
    assert "\n" not in str(told.value)
    assert left_in(tmp_path) == [name]
    assert target.read_bytes() == b"old"


def test_a_list_that_cannot_be_written_takes_the_sound_with_it(tmp_path):
    with pytest.raises(KnownError, match=r"list\.csv cannot be written"):
        render_session(plan(), renderer(), tmp_path / "out.wav", tmp_path / "nowhere" / "list.csv")
    assert left_in(tmp_path) == []


def test_what_is_no_file_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "folder.wav").mkdir()
    for target in (tmp_path / "pipe.wav", tmp_path / "folder.wav", Path("pipe.wav")):
        with pytest.raises(KnownError, match="it is no file"):
            render_session(plan(), renderer(), target)
    assert (tmp_path / "pipe.wav").is_fifo()
    assert len(left_in(tmp_path)) == 2


def test_a_name_that_no_folder_takes_is_one_sentence(tmp_path):
    (tmp_path / "plain").write_text("a file")
    for target in (
        tmp_path / "nowhere" / "out.flac",
        tmp_path / ("x" * 300),
        tmp_path / "plain" / "out.wav",
        tmp_path / "nowhere" / "out.wav",
    ):
        with pytest.raises(KnownError, match="cannot be written: "):
            render_session(plan(), renderer(), target)
    assert left_in(tmp_path) == ["plain"]


def test_a_link_to_a_file_stays_a_link(tmp_path):
    (tmp_path / "real.wav").write_bytes(b"old")
    (tmp_path / "link.wav").symlink_to(tmp_path / "real.wav")
    render_session(plan(sets=1), renderer(), tmp_path / "link.wav")
    assert (tmp_path / "link.wav").is_symlink()
    assert read(tmp_path / "real.wav").size > RATE


def test_more_than_a_wav_file_can_hold_is_refused_at_once(tmp_path):
    with pytest.raises(KnownError, match="12 hours"):
        render_session(plan(reps=10, tempo="150-0-150-0", sets=20), renderer(), tmp_path / "out.wav")
    assert left_in(tmp_path) == []


def test_the_memory_does_not_grow_with_the_session(tmp_path):
    def peak(sets: int, reps: int) -> int:
        session = plan(sets=sets, reps=reps, rest_s=30)
        by = renderer()
        tracemalloc.start()
        try:
            render_session(session, by, tmp_path / "out.wav", tmp_path / "out.csv")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    short, long = peak(1, 10), peak(5, 50)
    assert long < short + 4e6
    assert long < 16e6
