"""Children of the program: none outlives it, whatever it or they are doing."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calfcoach.background import children
from calfcoach.background.windows_job import ExtendedLimits

CHILD = "calfcoach.audio.voice_own"

PARENT = """
import subprocess, sys, time
from calfcoach.background import children
child = children.start(sys.argv[1], *sys.argv[2:], stdout=subprocess.PIPE)
print(child.pid, flush=True)
print(child.process.stdout.readline().decode().strip(), flush=True)
time.sleep(600)  # until it is killed: that is the test
"""

WAITING = """
import sys, time, ctypes
def main(words):
    print("up", flush=True)
    if words == ["hangs"]:
        ctypes.PyDLL(None).sleep(600)  # with the interpreter held
    while True:
        time.sleep(600)  # until it is ended
"""

LIMIT_S = 30.0
"""Only a child that stays meets it."""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module of the program that waits; found because the package looks in one folder more."""
    import calfcoach

    (tmp_path / "waiting_child.py").write_text(WAITING)
    hook = tmp_path / "site"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(f"import calfcoach; calfcoach.__path__.append({str(tmp_path)!r})")
    root = Path(calfcoach.__file__).parents[1]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(hook), str(root))))
    return "calfcoach.waiting_child"


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


def ends(pid: int) -> bool:
    """Whether it ends; waits for that."""
    deadline_s = time.monotonic() + LIMIT_S
    while alive(pid) and time.monotonic() < deadline_s:
        time.sleep(0.005)  # not our child: nothing tells when it ends
    return not alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a stopped process cannot be ended so")
@pytest.mark.parametrize("state", ["waits", "hangs", "stopped"])
def test_a_child_ends_with_its_parent(module: str, state: str) -> None:
    command = [sys.executable, "-c", PARENT, module, state]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert parent.stdout.readline() == "up\n"
        if state == "stopped":
            os.kill(child, signal.SIGSTOP)
        assert alive(child)
        parent.kill()
        assert ends(child)


@pytest.mark.skipif(sys.platform != "linux", reason="POSIX signals")
def test_a_child_whose_parent_went_before_it_was_up_ends_too(module: str) -> None:
    command = [sys.executable, "-c", PARENT, module, "waits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        assert ends(child)


def test_to_end_a_child_leaves_nothing(module: str) -> None:
    before = descriptors()
    child = children.start(module, stdout=subprocess.PIPE)
    assert child.process.stdout is not None
    assert child.process.stdout.readline() == b"up\n"
    pid = child.pid
    child.end()
    child.end()
    assert not alive(pid)
    assert descriptors() == before


def test_what_takes_too_long_is_ended(module: str) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        children.run(module, most_s=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="POSIX signals")
def test_keys_are_for_the_parent(module: str) -> None:
    child = children.start(module, stdout=subprocess.PIPE)
    try:
        blocked = int(Path(f"/proc/{child.pid}/status").read_text().split("SigBlk:")[1].split()[0], 16)
        for number in (signal.SIGINT, signal.SIGTSTP):
            assert blocked & 1 << number - 1
        assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & {signal.SIGINT, signal.SIGTSTP}
    finally:
        child.end()


def test_only_modules_of_the_program_are_run() -> None:
    with pytest.raises(ValueError, match="os"):
        children.become(["os"])


def test_a_frozen_program_is_started_again_with_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert children.command(CHILD, "word") == [sys.executable, "--calfcoach-child", CHILD, "word"]
    became: list[list[str]] = []
    monkeypatch.setattr(children, "become", became.append)
    monkeypatch.setattr(sys, "argv", ["calfcoach", "--calfcoach-child", CHILD, "word"])
    children.freeze_support()
    assert became == [[CHILD, "word"]]


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of 64-bit Windows")
def test_windows_is_told_in_the_layout_of_its_header() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ExtendedLimits.basic.offset == 0
    assert type(ExtendedLimits().basic).flags.offset == 16
