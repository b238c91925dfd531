"""A session in a real terminal: keys, size, Ctrl-C and hanging up, at every moment of it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from calfcoach.history.past import Remarks
from calfcoach.history.reader import Reader
from calfcoach.history.store import default_path
from tests.e2e.programs import HOLD, KEYS, MOST_S, SHELL, in_a_pipe, in_a_terminal, until
from tests.histories import sessions_in

DONKEY = ("run", "donkey-calf-raise", "--terminal", "--lead-in", 0, "--tempo", "2-0-1-0", "--sets", 1)
SILENT = ("--audio", "silent", "--start", "--exit-when-finished")


@pytest.fixture
def events(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


def kept() -> list[tuple[str | None, tuple[int, ...]]]:
    """How each session ended and its reps, from the history."""
    return [(session.ended, session.reps) for session in sessions_in()]


def test_a_whole_session_from_enter_to_the_summary(events: Path) -> None:
    with in_a_terminal(*HOLD, "--sets", 2, "--rest", 1, "--audio", "silent", events=events) as terminal:
        terminal.shows("Enter starts, q quits.")
        for text in ("Set-up", "Before the first set", "Calf hold"):
            assert text in terminal.said()
        terminal.press("\n")
        terminal.shows("Effort, 0 (nothing at all) to 10 (all I had)? Enter skips it.")
        terminal.press("8\n")
        terminal.shows("Pain, 0 (none) to 10 (worst imaginable)? Enter skips it.")
        terminal.press("\n")
        terminal.shows("A note? Enter skips it.")
        terminal.press("left calf tight\n")
        assert terminal.ended() == 0
        assert terminal.told() == [
            "session",
            "phase hold 1.1",
            "rep 1.1",
            "set 1.1",
            "rest 2",
            "phase hold 2.1",
            "rep 2.1",
            "set 2.1",
            "finished 2.1",
        ]
        assert all(list(row) == KEYS for row in terminal.rows)
        assert all(row["painted_t"] is None for row in terminal.rows)
        assert "To finish" in terminal.said()
        assert "2 holds, 2 s under tension" in terminal.said()
        assert terminal.restored
        assert kept() == [("finished", (1, 1))]
        assert sessions_in()[0].remarks == Remarks("left calf tight", 8, None)


def test_every_key_does_what_the_line_below_says(events: Path) -> None:
    dose = ("--sets", 3, "--reps", 3, "--hold", 3, "--rest", 30)
    with in_a_terminal(*HOLD, *dose, *SILENT, events=events) as terminal:
        for key in ("space pause", "s skip", "b back", "a one rep more", "e end after this rep", "q stop"):
            terminal.shows(key)
        terminal.wait_for("phase", phase="hold", set=1, rep=1)
        terminal.press(" ")
        terminal.wait_for("pause")
        terminal.shows("This hold starts again")
        terminal.shows("space go on")
        terminal.press(" ")
        terminal.wait_for("resume")
        terminal.wait_for("ready")
        terminal.press("s")  # a lead-in is already as short as it gets
        terminal.press("b")
        until(lambda: [row["event"] for row in terminal.rows].count("ready") >= 2, terminal.told)
        terminal.wait(lambda row: row["event"] == "phase" and row["block"] > 1)
        terminal.press("\x1b[Ae")  # an arrow key is none of ours, the letter after it is
        terminal.wait_for("rep", set=1, rep=1)
        terminal.wait_for("set", set=1, rep=1, text="1 hold")
        terminal.wait_for("rest", set=2)
        terminal.shows("30 s")
        terminal.shows("+ more rest")
        terminal.press("+")
        terminal.shows("43 s")
        terminal.press("s")
        terminal.wait_for("phase", set=2, rep=1)
        terminal.press("s")
        terminal.shows("End set 2?")
        terminal.press("s")
        terminal.wait_for("set", set=2, text="0 holds")
        terminal.press("u")
        terminal.wait_for("undo")
        terminal.press("q")
        terminal.wait_for("halt")
        terminal.shows("Stopped at hold 1")
        terminal.press("qq")
        assert terminal.ended() == 0
        assert terminal.rows[-1]["event"] == "stop"
        assert terminal.restored
        assert kept() == [("stopped", (1,))]


@pytest.mark.parametrize("key", ["q", "\x04"])
def test_who_quits_at_the_set_up_has_begun_nothing(events: Path, key: str) -> None:
    with in_a_terminal(*HOLD, "--audio", "silent", events=events) as terminal:
        terminal.shows("Enter starts")
        terminal.press(key)
        assert terminal.ended() == 0
        assert terminal.rows == []
        assert "Planned" not in terminal.said()
        assert terminal.restored
        assert kept() == []


def test_ctrl_c_at_the_set_up(events: Path) -> None:
    with in_a_terminal(*HOLD, "--audio", "silent", events=events) as terminal:
        terminal.shows("Enter starts")
        terminal.press("\x03")
        assert terminal.ended() == 130
        assert terminal.told() == ["stop"]
        assert "Traceback" not in terminal.said()
        assert terminal.restored
        assert kept() == []


def test_ctrl_c_in_a_rep_keeps_the_rep_before(events: Path) -> None:
    with in_a_terminal(*DONKEY, "--reps", 5, *SILENT, events=events) as terminal:
        terminal.wait_for("phase", phase="contract", rep=2)
        terminal.press("\x03\x03")
        assert terminal.ended() == 130
        assert terminal.told() == [
            "session",
            "phase lower 1.1",
            "phase contract 1.1",
            "rep 1.1",
            "phase lower 1.2",
            "phase contract 1.2",
            "stop 1.2",
        ]
        assert "1 of 5 reps · stopped in set 1" in terminal.said()
        assert "Traceback" not in terminal.said()
        assert terminal.restored
        assert kept() == [("stopped", (1,))]


def test_ctrl_c_in_a_rest_keeps_the_set(events: Path) -> None:
    with in_a_terminal(*HOLD, "--sets", 2, "--rest", 60, *SILENT, events=events) as terminal:
        terminal.wait_for("rest")
        terminal.press("\x03")
        assert terminal.ended() == 130
        assert terminal.told()[-4:] == ["rep 1.1", "set 1.1", "rest 2", "stop 2"]
        assert terminal.restored
        assert kept() == [("stopped", (1,))]


def test_ctrl_z_in_a_rep_pauses_and_gives_the_terminal_back_for_a_while(events: Path) -> None:
    with in_a_terminal(*HOLD, "--hold", 30, *SILENT, events=events, shell=SHELL) as terminal:
        terminal.wait_for("phase")
        terminal.press("\x1a")
        terminal.shows(f"the shell has {128 + signal.SIGTSTP}")
        assert terminal.told() == ["session", "phase hold 1.1", "pause 1.1"]
        assert terminal.restored
        terminal.press("\n")
        terminal.shows("This hold starts again")
        terminal.shows("space go on")
        assert not terminal.restored
        terminal.press(" ")
        terminal.wait_for("resume")
        terminal.press("qqq")
        terminal.shows("it ended with 0")
        assert terminal.restored


def test_ctrl_z_at_the_set_up_begins_nothing(events: Path) -> None:
    with in_a_terminal(*HOLD, "--audio", "silent", events=events, shell=SHELL) as terminal:
        terminal.shows("Enter starts")
        terminal.press("\x1a")
        terminal.shows("the shell has")
        assert terminal.restored
        terminal.press("\n")
        until(lambda: terminal.said().count("Enter starts") == 2)
        terminal.press("q")
        terminal.shows("it ended with 0")
        assert terminal.restored
        assert kept() == []


def test_ctrl_z_where_the_window_was_started_from_pauses_it(events: Path) -> None:
    words = ("run", "donkey-calf-raise", "--lead-in", 0, *SILENT)
    with in_a_terminal(*words, events=events, env={"QT_QPA_PLATFORM": "offscreen"}, shell=SHELL) as terminal:
        terminal.wait_for("phase")
        terminal.press("\x1a")
        terminal.shows(f"the shell has {128 + signal.SIGTSTP}")
        assert terminal.told()[-1] == "pause 1.1"
        terminal.press("\n")
        terminal.shows('\n"$@"')
        terminal.press("\x03")
        terminal.shows("it ended with 130")
        assert terminal.told()[-1] == "stop 1.1"


def test_being_ended_from_outside_is_as_orderly(events: Path) -> None:
    with in_a_terminal(*HOLD, "--reps", 5, *SILENT, events=events) as terminal:
        terminal.wait_for("rep", rep=1)
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert terminal.rows[-1]["event"] == "stop"
        assert terminal.restored
        assert kept() == [("stopped", (1,))]


def test_a_terminal_that_hangs_up_ends_the_session(events: Path) -> None:
    with in_a_terminal(*HOLD, "--reps", 5, *SILENT, events=events) as terminal:
        terminal.wait_for("rep", rep=1)
        terminal.hang_up()
        assert terminal.ended() == 128 + signal.SIGHUP
        assert terminal.rows[-1]["event"] == "stop"
        assert kept() == [("stopped", (1,))]


def test_the_picture_follows_the_size_of_the_terminal(events: Path) -> None:
    with in_a_terminal(*HOLD, "--hold", 30, *SILENT, events=events) as terminal:
        terminal.wait_for("phase")
        terminal.shows("─" * 60)
        for rows, columns in ((24, 40), (5, 10), (1, 1), (60, 200), (0, 0)):
            terminal.resize(rows, columns)
            before = len(terminal.said())
            until(lambda start=before: len(terminal.said()) > start + 200, terminal.said)  # type: ignore[misc]
        terminal.resize(60, 200)
        terminal.shows("─" * 150)
        terminal.press("qqq")
        assert terminal.ended() == 0
        assert "Traceback" not in terminal.said()
        assert terminal.restored


def test_after_a_kill_the_next_start_offers_to_go_on_and_nothing_counts_twice(events: Path, tmp_path: Path) -> None:
    dose = ("--sets", 2, "--reps", 2, "--rest", 1, "--relax", 0)
    with in_a_terminal(*HOLD[:-2], *dose, *SILENT, events=events) as terminal:
        terminal.wait_for("rep", set=2, rep=1)
        until(lambda: [reps for _, reps in kept()] == [(2, 1)])
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.ended()
    again = tmp_path / "again.jsonl"
    with in_a_terminal(*DONKEY, "--audio", "silent", events=again) as terminal:
        terminal.shows("Cut off: Calf hold, set 2 of 2, just now.")
        terminal.shows(
            "G goes on with it, K keeps it as it is, N begins Donkey calf raise and asks again the next time."
        )
        terminal.press("g")
        terminal.shows("Enter starts, q quits.")
        assert "Going on with Calf hold, set 2 of 2." in terminal.said()
        for text in ("Set-up", "Last time"):
            assert text not in terminal.said()
        terminal.press("\n")
        terminal.shows("Effort, 0")
        terminal.press("\n\n\n")
        assert terminal.ended() == 0
        told = terminal.told()
        assert told[:3] == ["session", "ready 2", "phase hold 2.1"]
        assert [row for row in told if row.startswith("rep")] == ["rep 2.1", "rep 2.2"]
        assert "All 2 sets done" in terminal.said()
    assert kept() == [("finished", (2, 2))]
    [session] = sessions_in()
    assert [each.repeated for each in session.items[0].sets] == [False, True, False]


def test_a_start_at_once_and_a_pipe_are_told_of_what_was_cut_off_and_not_asked(events: Path, tmp_path: Path) -> None:
    with in_a_terminal(*HOLD, *SILENT, events=events) as terminal:
        terminal.wait_for("phase", phase="hold")
        until(kept)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.ended()
    with in_a_terminal(*HOLD, *SILENT, events=tmp_path / "again.jsonl") as terminal:
        assert terminal.ended() == 0
        assert "Cut off: Calf hold, set 1 of 1, just now." in terminal.said()
        assert "G goes on" not in terminal.said()
    with in_a_pipe(*HOLD, "--audio", "silent", events=tmp_path / "piped.jsonl") as piped:
        out, _ = piped.process.communicate(timeout=MOST_S)
        assert out.decode().startswith("Cut off: Calf hold, set 1 of 1, ")
        assert "G goes on" not in out.decode()
    assert [ended for ended, _ in kept()] == ["finished", "finished", None]
    with Reader(default_path()) as reader:
        assert [line.ended for line in reader.sessions()] == ["finished"] * 2, "nothing was done in the other"
