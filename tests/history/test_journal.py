"""The journal: what could not be written is taken from it, whatever has become of its lines."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.history import journal
from calfcoach.history.journal import Journal, JournalFull, left_behind
from calfcoach.history.schema import ONLY_PERSON, SCHEMA_VERSION, Change, new_id
from calfcoach.history.store import History, default_path
from tests.histories import sessions_of
from tests.history.test_writer import beside

PERSON = Change("person", {"id": ONLY_PERSON, "name": "", "created_ms": 0})


def session(note: str) -> Change:
    row = {"id": new_id(), "person_id": ONLY_PERSON, "started_ms": 0, "utc_offset_s": 0, "note": note}
    return Change("session", row)


@pytest.fixture
def left() -> Path:
    """The journal of a program that ended with three rows unwritten."""
    kept = Journal(default_path())
    kept.keep([PERSON, session("first"), session("second")])
    kept.close()
    [path] = beside()
    return path


def notes(history: History) -> set[str]:
    return {each.remarks.note for each in sessions_of(history)}


def test_what_is_left_is_written_once(left: Path, open_history: Callable[..., History]) -> None:
    assert notes(open_history()) == {"first", "second"}
    assert not left.exists()


def test_a_line_that_was_cut_off_costs_that_line(left: Path, open_history: Callable[..., History]) -> None:
    data = left.read_bytes()
    left.write_bytes(data[: data.rindex(b"second") + 3])
    assert notes(open_history()) == {"first"}
    assert not left.exists()


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_wherever_it_was_cut_off_it_harms_nothing(cut: int, left: Path) -> None:
    left.write_bytes(left.read_bytes()[:cut])
    with left_behind(default_path()) as changes:
        assert all(change in (PERSON, *changes) for change in changes)
        assert len(changes) == left.read_bytes().count(b"}}\n") + left.read_bytes().endswith(b"}}")
    assert not left.exists()


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"schema": 4, "table": "session", "row": 5}',
        b'{"schema": 4, "table": "sqlite_master", "row": {"id": "x"}}',
        b'{"schema": 4, "table": "session", "row": {"id": "no uuid"}}',
        b'{"schema": 4, "table": "session; DROP TABLE session", "row": {}}',
        b'{"schema": 4, "table": "session", "row": {"id": "%s", "note = 1; --": 1}}' % ONLY_PERSON.encode(),
        b'{"schema": 4, "table": "session", "row": {"id": "%s", "note": [1]}}' % ONLY_PERSON.encode(),
        b"[" * 100_000,
    ],
    ids=range(12),
)
def test_a_line_that_is_no_change_is_passed_over(line: bytes, left: Path, open_history: Callable[..., History]) -> None:
    lines = left.read_bytes().splitlines()
    left.write_bytes(b"\n".join([lines[0], line, *lines[1:]]))
    assert notes(open_history()) == {"first", "second"}


def test_the_journal_of_another_schema_is_left_for_its_own_program(
    left: Path, open_history: Callable[..., History]
) -> None:
    newer = SCHEMA_VERSION + 1
    left.write_bytes(
        b"".join(json.dumps({"schema": n, "table": "x", "row": {}}).encode() + b"\n" for n in (newer, newer))
    )
    before = left.read_bytes()
    assert notes(open_history()) == set()
    assert left.read_bytes() == before


def test_the_journal_of_the_schema_before_is_written_too(left: Path, open_history: Callable[..., History]) -> None:
    rows = [json.loads(line) for line in left.read_bytes().splitlines()]
    left.write_text("".join(json.dumps(row | {"schema": SCHEMA_VERSION - 1}) + "\n" for row in rows))
    assert notes(open_history()) == {"first", "second"}
    assert not left.exists()


def test_it_does_not_grow_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_BYTES", 2000)
    kept = Journal(default_path())
    with pytest.raises(JournalFull):
        for _ in range(100):
            kept.keep([session("x" * 100)])
    [path] = beside()
    assert path.stat().st_size <= 2000
    kept.drop()
    assert beside() == []


def test_what_is_in_it_is_not_written_again() -> None:
    kept = Journal(default_path())
    first = session("first")
    kept.keep([first])
    [path] = beside()
    size = path.stat().st_size
    kept.keep([first])
    assert path.stat().st_size == size
    kept.drop()


def test_a_link_in_its_place_is_not_read(tmp_path: Path, plan: SessionPlan, left: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(left, elsewhere)
    left.symlink_to(elsewhere)
    with left_behind(default_path()) as changes:
        assert changes == []
    assert elsewhere.exists()
