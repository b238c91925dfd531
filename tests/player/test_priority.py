"""Which threads of the player stand before others, by which right, and what is left alone where there is none."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from calfcoach.player import priority, rtkit
from calfcoach.player.priority import NICE, REAL_TIME_PRIORITY, Priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has this")

LIBRARYS = 10**7
"""A thread that no Python knows."""

Asked = list[tuple[str, int, bool]]


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This process as the kernel would list it: its main thread and one of a library."""
    for thread in (os.getpid(), LIBRARYS):
        (tmp_path / str(thread)).mkdir()
    monkeypatch.setattr(priority, "TASKS", tmp_path)
    return tmp_path


def ways(monkeypatch: pytest.MonkeyPatch, *allowed: str) -> Asked:
    """What the kernel and rtkit are asked for; only those named say yes."""
    asked: Asked = []

    def way(name: str, thread: int, real_time: bool) -> None:
        asked.append((name, thread, real_time))
        if name not in allowed:
            raise PermissionError

    monkeypatch.setattr(priority, "_by_right", lambda thread, real_time: way("own", thread, real_time))
    monkeypatch.setattr(priority, "_through_rtkit", lambda thread, real_time: way("rtkit", thread, real_time))
    return asked


def test_the_librarys_threads_become_real_time_and_pythons_only_nicer(
    tasks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ways(monkeypatch, "own")
    raised = Priority()
    raised.look()
    assert asked == [("own", os.getpid(), False), ("own", LIBRARYS, True)]
    assert raised.how == "own"
    raised.look()
    assert len(asked) == 2, "nobody is asked twice"
    (tasks / str(LIBRARYS + 1)).mkdir()
    raised.look()
    assert asked[2:] == [("own", LIBRARYS + 1, True)], "a thread that a library begins later"


def test_where_the_process_has_no_right_rtkit_is_asked(tasks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ways(monkeypatch, "rtkit")
    raised = Priority()
    raised.look()
    assert [each[0] for each in asked] == ["own", "rtkit", "rtkit"]
    assert raised.how == "rtkit"


def test_where_nobody_grants_it_nothing_is_asked_again(tasks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ways(monkeypatch)
    raised = Priority()
    raised.look()
    raised.look()
    assert [each[0] for each in asked] == ["own", "rtkit"]
    assert raised.how == "none"


def test_a_thread_that_ends_meanwhile_is_no_refusal(tasks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def gone(thread: int, _real_time: bool) -> None:
        asked.append(thread)
        if thread == os.getpid():
            raise ProcessLookupError

    monkeypatch.setattr(priority, "_by_right", gone)
    raised = Priority()
    raised.look()
    assert (asked, raised.how) == ([os.getpid(), LIBRARYS], "own")


def test_who_wants_the_usual_priority_gets_it(tasks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(priority.VARIABLE, "usual")
    asked = ways(monkeypatch, "own", "rtkit")
    Priority().look()
    assert asked == []
    assert not priority.lock_memory()


def test_memory_is_locked_only_where_nothing_limits_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (8 << 20, 8 << 20))
    monkeypatch.setattr(priority, "Path", lambda _: tmp_path / "status")
    for capabilities, may in (("0000000000000000", False), ("0000000000004000", True), ("000001ffffffffff", True)):
        (tmp_path / "status").write_text(f"Name:\tpython\nCapEff:\t{capabilities}\n")
        assert priority._may_lock_all() is may


def test_without_a_bus_rtkit_refuses_in_a_moment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    monkeypatch.setattr(rtkit, "_bus", None)
    with pytest.raises(OSError):
        rtkit.make_real_time(threading.get_native_id(), REAL_TIME_PRIORITY)
    with pytest.raises(OSError):
        rtkit.make_high_priority(threading.get_native_id(), NICE)
