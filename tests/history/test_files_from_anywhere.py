"""Files that were cut off, spoilt, written anew or are none of ours: told in a sentence, and nothing is harmed."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.errors import KnownError
from calfcoach.history.listing import Wanted, weeks_of_sessions
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON, SCHEMA_VERSION
from calfcoach.history.store import History, default_path
from calfcoach.history.transfer import staging
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.taking_in import opened_import
from tests.histories import HANG_S, as_kept, put, sessions_in
from tests.history.machines import STARTED, Machine, nobody_looks, refusal, rows_in, take_in


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_file_cut_off_anywhere_is_refused(ending: str, files: dict[str, Path], desk: Machine, tmp_path: Path) -> None:
    whole = files[ending].read_bytes()
    end = len(whole.rstrip(b"\r\n")) - 1
    for size in (*range(0, end, 997), end):
        cut = tmp_path / f"cut.{ending}"
        cut.write_bytes(whole[:size])
        assert "cannot be imported" in refusal(cut, desk)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ";"), ("utf-8", "\t"), ("utf-16", ","), ("utf-16", "\t"), ("utf-8-sig", ";")]
)
def test_tables_that_a_spreadsheet_wrote_anew_are_read(
    encoding: str, delimiter: str, files: dict[str, Path], gym: Machine, desk: Machine, tmp_path: Path
) -> None:
    with files["csv"].open(encoding="utf-8-sig", newline="") as lines:
        cells = list(csv.reader(lines))
    anew = tmp_path / "anew.csv"
    with anew.open("w", encoding=encoding, newline="") as lines:
        csv.writer(lines, delimiter=delimiter, lineterminator="\n").writerows(
            [*row, "" if number else "my own column"] for number, row in enumerate(cells)
        )
    take_in(anew, desk.path)
    assert rows_in(desk.path) == rows_in(gym.path)


def test_a_document_that_was_laid_out_anew_is_read(
    files: dict[str, Path], gym: Machine, desk: Machine, tmp_path: Path
) -> None:
    anew = tmp_path / "anew.json"
    anew.write_text(json.dumps(json.loads(files["json"].read_bytes()), indent=4))
    take_in(anew, desk.path)
    assert rows_in(desk.path) == rows_in(gym.path)


def test_another_encoding_is_told(files: dict[str, Path], desk: Machine, tmp_path: Path) -> None:
    for ending, file in files.items():
        other = tmp_path / f"latin.{ending}"
        other.write_bytes(file.read_text(encoding="utf-8-sig").replace("痛い", "").encode("cp1252"))
        assert "it is not in UTF-8; save it as UTF-8" in refusal(other, desk)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"pain": 0', '"pain": 11', "row 2 cannot be: session.pain cannot be '11'"),
        ('"pain": 0', '"pain": "none"', "session.pain cannot be 'none'"),
        ('"pain": 0', '"pain": NaN', "cut off or spoilt at row 2"),
        ('"ended": "finished"', '"ended": "sold"', "session.ended cannot be 'sold'"),
        (f'"schema": {SCHEMA_VERSION}', f'"schema": {SCHEMA_VERSION + 1}', "of a newer Calfcoach"),
        ('"calfcoach-history"', '"something"', "no history of Calfcoach, nor one exported"),
        ('{"person"', '{"pirate"', "row 1 is no row of a history"),
        ('{"session": {"id"', '{"session": {"no"', "a row of session lacks its id"),
        ('"exercise": "donkey-calf-raise"', '"exercise": null', "session_item.exercise cannot be 'None'"),
        (f'"person_id": "{ONLY_PERSON}"', '"person_id": "01a21cf3-fd63-7cf4-9ca5-151078a70b53"', "1 row belongs to"),
    ],
)  # fmt: skip
def test_a_document_with_something_wrong_in_it_is_refused(
    old: str, new: str, said: str, files: dict[str, Path], desk: Machine, tmp_path: Path
) -> None:
    good = files["json"].read_text(encoding="utf-8")
    assert old in good
    bad = tmp_path / "bad.json"
    bad.write_text(good.replace(old, new, 1), encoding="utf-8")
    assert said in refusal(bad, desk)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("started_ms", -(10**15)),
        ("started_ms", 2**53),
        ("last_ms", 2**53),
        ("paused_ms", 10**12),
        ("tension_ms", 2**53),
    ],
)
def test_times_and_lengths_that_no_session_has_are_refused(
    column: str, value: int, files: dict[str, Path], desk: Machine, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    good = files["json"].read_text(encoding="utf-8")
    bad.write_text(re.sub(rf'"{column}": -?\d+', f'"{column}": {value}', good, count=1), encoding="utf-8")
    assert f"{column} cannot be '{value}'" in refusal(bad, desk)


def test_a_session_that_no_calendar_has_hides_no_other(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 12)
    with closing(sqlite3.connect(gym.path)) as history, history:
        history.execute("UPDATE session SET started_ms = ?", (2**53,))
    take_in(gym.path, desk.path)
    with Reader(desk.path) as reader:
        weeks = weeks_of_sessions(reader, Wanted())
    assert sum(len(week.session_ids) for week in weeks) == 2


def test_what_is_no_file_of_ours_is_refused(desk: Machine, plan: SessionPlan, tmp_path: Path) -> None:
    desk.do(plan, 10)
    other = tmp_path / "other"
    for content, said in (
        (b"", "no history of Calfcoach, nor one exported as JSON or CSV"),
        (bytes(range(256)) * 20, "no history of Calfcoach, nor one exported as JSON or CSV"),
        (b"SQLite format 3\0" + bytes(5000), "cannot be read as a history"),
        (b"Date,Workout Name\n2026-01-05,Legs\n", "no history of Calfcoach, nor one exported as JSON or CSV"),
        (b'"' + b"a" * 300_000, "no history of Calfcoach, nor one exported as JSON or CSV"),
        (b"{" * 5_000_000, "no history of Calfcoach, nor one exported as JSON or CSV"),
    ):
        other.write_bytes(content)
        assert said in refusal(other, desk)
    assert "it is the history in use" in refusal(desk.path, desk)
    assert "it is a folder" in refusal(tmp_path, desk)
    assert os.strerror(errno.ENOENT) in refusal(tmp_path / "none.json", desk)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_large_file_is_read_whole_and_one_that_was_cut_off_late_harms_nothing(
    ending: str, desk: Machine, gym: Machine, plan: SessionPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(*(as_kept(STARTED + timedelta(hours=each), reps=(12,) * 5) for each in range(40)), path=gym.path)
    large, cut = tmp_path / f"large.{ending}", tmp_path / f"cut.{ending}"
    export(gym.path, large, "own", nobody_looks)
    size = large.stat().st_size
    cut.write_bytes(large.read_bytes()[: size - 5])
    desk.do(plan, 10)
    monkeypatch.setattr(staging, "MOST_BYTES", size - 1)
    assert "larger than" in refusal(large, desk)
    assert "cut off" in refusal(cut, desk)
    assert [each.name for each in desk.path.parent.glob(".history-import-*")] == []
    monkeypatch.setattr(staging, "MOST_BYTES", size)
    told: list[float] = []
    with opened_import(desk.path, large, told.append) as found:
        assert (found.survey.new, found.survey.reps) == (40, 2400)
        found.carry_out(nobody_looks)
    assert told == sorted(told)
    assert len(told) > 1
    assert len(sessions_in(desk.path)) == 41


def test_rows_that_do_not_end_fill_no_memory(desk: Machine, tmp_path: Path) -> None:
    endless = tmp_path / "endless"
    for start in ('{"format": "calfcoach-history", "schema": 3, "rows": [{"person": {"id": "', "row,session.id,"):
        with endless.open("w") as file:
            file.write(start + ("exercise_set.id\n" if start.startswith("row") else ""))
            for _ in range(50):
                file.write("x" * 1_000_000)
        assert "cannot be imported" in refusal(endless, desk)


def test_a_history_of_a_newer_program_is_left_alone(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    with closing(sqlite3.connect(desk.path)) as history:
        history.execute("PRAGMA user_version = 99")
    before = desk.path.read_bytes()
    with pytest.raises(KnownError, match="newer"), opened_import(desk.path, gym.path, nobody_looks):
        pass
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("name", ["history.sqlite", "history.json"])
def test_an_export_takes_no_file_of_the_programs_own(name: str, history: History) -> None:
    assert history.settle(HANG_S)
    with pytest.raises(KnownError):
        export(default_path(), default_path().with_name(name), "own", nobody_looks)
    assert name == "history.sqlite" or not default_path().with_name(name).exists()


def test_an_exported_file_is_its_owners_alone(files: dict[str, Path]) -> None:
    assert {file.stat().st_mode & 0o777 for file in files.values()} == {0o600}


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_columns_of_ones_own_are_named_and_passed_over(
    ending: str, files: dict[str, Path], gym: Machine, desk: Machine, tmp_path: Path
) -> None:
    own = tmp_path / f"own.{ending}"
    if ending == "json":
        document = json.loads(files["json"].read_bytes())
        next(row for row in document["rows"] if "session" in row)["session"]["mood\n"] = 5
        own.write_text(json.dumps(document))
    else:
        with files["csv"].open(encoding="utf-8-sig", newline="") as lines:
            cells = list(csv.reader(lines))
        with own.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([*row, "x" if number else "mood"] for number, row in enumerate(cells))
    with opened_import(desk.path, own, lambda _share: None) as found:
        assert found.passed_over == (("session.mood\\n",) if ending == "json" else ("mood",))
        found.carry_out(lambda _share: None)
    assert rows_in(desk.path) == rows_in(gym.path)
    with opened_import(desk.path, files[ending], lambda _share: None) as ours:
        assert ours.passed_over == ()
