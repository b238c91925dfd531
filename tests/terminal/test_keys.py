"""The keys of a terminal: each is read as what it is, however its bytes are cut into pieces."""

from __future__ import annotations

import io
import os
import pty
import select
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.terminal import key_reader
from calfcoach.terminal.key_reader import KeyReader
from calfcoach.terminal.keys import Keys, NoKeys, open_keys

MOST_S = 120.0
"""Only a hang takes so long."""

KEYS = {
    b"e": "E",
    b"\x1b[15~": "F5",
    b"E": "E",
    b" ": "Space",
    b"\r": "Enter",
    b"\n": "Enter",
    b"\x04": "Ctrl+D",
    "é".encode(): "É",
    b"\x1b[A": "Up",
    b"\x1bOB": "Down",
    b"\x1b[C": "Right",
    b"\x1b[D": "Left",
    b"\x1b[5~": "PgUp",
    b"\x1b[6~": "PgDown",
}
WITHOUT_A_NAME = (b"\x1bOP", b"\x1b[17~", b"\x1b[1;5C", b"\x1b[[A", b"\x1bO5P", b"\x1b[200~", b"\x1b[?1;2c", b"\x1bq")
ALL = [*KEYS.items(), *((data, "") for data in WITHOUT_A_NAME)]


# What the bytes mean.


def read(*pieces: bytes) -> list[str]:
    reader = KeyReader()
    return [key for piece in pieces for key in reader.feed(piece)]


@pytest.mark.parametrize(("data", "key"), ALL)
def test_a_key_is_the_same_wherever_its_bytes_are_cut(data: bytes, key: str) -> None:
    expected = [key, "S"] if key else ["S"]
    for cut in range(len(data)):
        assert read(data[:cut], data[cut:], b"s") == expected, cut
    assert read(*(data[n : n + 1] for n in range(len(data))), b"s") == expected


@given(st.lists(st.sampled_from([*KEYS, *WITHOUT_A_NAME]), max_size=8), st.lists(st.integers(0, 60)))
def test_keys_in_a_row_are_the_same_in_whatever_pieces_they_come(row: list[bytes], cuts: list[int]) -> None:
    data = b"".join(row)
    places = [0, *sorted(cuts), len(data)]
    pieces = [data[start:end] for start, end in pairwise(places)]
    assert read(*pieces) == [KEYS[each] for each in row if each in KEYS]


def test_an_esc_that_nothing_follows_is_the_key_esc() -> None:
    reader = KeyReader()
    assert reader.wait_s is None
    assert reader.feed(b"\x1b") == []
    assert reader.wait_s == key_reader.ESC_ALONE_S
    assert reader.time_out() == ["Esc"]
    assert reader.wait_s == key_reader.SEQUENCE_S
    assert reader.time_out() == []
    assert reader.wait_s is None
    assert reader.feed(b"[a") == ["[", "A"]


def test_an_arrow_that_is_so_late_that_esc_was_told_is_still_an_arrow() -> None:
    reader = KeyReader()
    reader.feed(b"\x1b")
    assert reader.time_out() == ["Esc"]
    assert reader.feed(b"[") == []
    assert reader.feed(b"A") == ["Up"]
    assert reader.feed(b"a") == ["A"]


def test_who_presses_esc_and_then_stops_has_stopped() -> None:
    reader = KeyReader()
    reader.feed(b"\x1b")
    assert [*reader.time_out(), *reader.feed(b"q")] == ["Esc", "Q"]


def test_esc_twice_is_esc_twice() -> None:
    reader = KeyReader()
    assert [*reader.feed(b"\x1b\x1b"), *reader.time_out()] == ["Esc", "Esc"]
    assert KeyReader().feed(b"\x1b\x1b[A") == ["Esc", "Up"]


def test_a_sequence_that_breaks_off_keeps_no_key() -> None:
    reader = KeyReader()
    reader.feed(b"\x1b[1;")
    assert reader.time_out() == []
    assert reader.feed(b"q") == ["Q"]
    assert read(b"\x1b[1\rs") == ["Enter", "S"]


def test_a_sequence_without_end_takes_no_memory() -> None:
    reader = KeyReader()
    for _ in range(1000):
        assert reader.feed(b"\x1b[" + b"1" * 1000) == []
    assert len(reader._begun) <= key_reader.LONGEST
    assert reader.feed(b"As") == ["S"]


# In a terminal.


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int, Keys]]:
    """What is typed into, where it comes out, and the keys that are read there."""
    master, slave = pty.openpty()
    with os.fdopen(slave, "r") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        with open_keys() as keys:
            yield master, slave, keys
    os.close(master)


def type_into(terminal: tuple[int, int, Keys], data: bytes) -> None:
    """Type, and return when it can be read."""
    master, slave, _ = terminal
    os.write(master, data)
    assert select.select([slave], [], [], MOST_S)[0]


@pytest.mark.parametrize(("data", "key"), ALL)
def test_bytes_that_arrive_apart_are_one_key(
    terminal: tuple[int, int, Keys], monkeypatch: pytest.MonkeyPatch, data: bytes, key: str
) -> None:
    monkeypatch.setattr(key_reader, "ESC_ALONE_S", MOST_S)
    monkeypatch.setattr(key_reader, "SEQUENCE_S", MOST_S)
    keys = terminal[2]
    for cut in range(1, len(data)):
        type_into(terminal, data[:cut])
        assert keys.read(0) == "", cut
        type_into(terminal, data[cut:])
        assert keys.read(0) == key, cut
        assert keys.read(0) == ""
    for place in range(len(data)):
        type_into(terminal, data[place : place + 1])
        assert keys.read(0) == (key if place == len(data) - 1 else "")


def test_an_esc_in_a_terminal_is_told_soon_and_the_next_key_after_it(terminal: tuple[int, int, Keys]) -> None:
    keys = terminal[2]
    type_into(terminal, b"\x1b")
    assert keys.read(MOST_S) == "Esc"
    type_into(terminal, b"q")
    assert keys.read(MOST_S) == "Q"


def test_what_has_come_is_read_before_time_is_up(
    terminal: tuple[int, int, Keys], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_reader, "ESC_ALONE_S", 0.0)  # a program that was busy for longer than it waits
    keys = terminal[2]
    monkeypatch.setattr(keys, "_came_s", 0.0)
    keys._reader.feed(b"\x1b")  # type: ignore[attr-defined]
    type_into(terminal, b"[A")
    assert keys.read(0) == "Up"


def test_quick_keys_come_one_by_one(terminal: tuple[int, int, Keys]) -> None:
    type_into(terminal, b"s+q")
    assert [terminal[2].read(0) for _ in range(4)] == ["S", "+", "Q", ""]


def test_without_a_terminal_there_are_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for stdin in (None, io.StringIO("q")):
        monkeypatch.setattr("sys.stdin", stdin)
        with open_keys() as keys:
            assert isinstance(keys, NoKeys)
            assert keys.read(0) == ""


def test_a_terminal_that_has_gone_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    with os.fdopen(slave, "r") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        with open_keys() as keys:
            assert keys.live
            os.close(master)
            assert [keys.read(0) for _ in range(3)] == ["", "", ""]
