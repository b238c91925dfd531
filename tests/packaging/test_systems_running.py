"""What differs between systems while the program runs: children, sound, display and keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from calfcoach import cli, display
from calfcoach.audio import voice_own
from calfcoach.background import children, windows_job
from calfcoach.coach import media_keys, own_words, sound
from calfcoach.player import link, priority, process, softer
from calfcoach.terminal import keys
from tests.packaging.other_systems import HAS_POSIX, HERE, loaded_on, on

# audio/voice_own.py


@pytest.mark.parametrize(("system", "told"), [("linux", [voice_own.NICE]), ("darwin", [voice_own.NICE]), ("win32", [])])
def test_who_bakes_words_lets_others_run_first_where_that_can_be_said(
    monkeypatch: pytest.MonkeyPatch, system: str, told: list[int]
) -> None:
    nice: list[int] = []
    monkeypatch.setattr("os.nice", nice.append, raising=False)
    monkeypatch.setattr(voice_own, "bake_own", lambda *_: 0)
    monkeypatch.setattr(voice_own.VoiceBank, "standard", lambda: None)
    monkeypatch.setattr(voice_own, "json", SimpleNamespace(load=lambda _: []))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=None))
    on(monkeypatch, system, voice_own)
    assert voice_own.main([]) == 0
    assert nice == told


# background/children.py


def test_a_child_of_the_application_is_the_application_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert children.command("calfcoach.player.process", "qt")[0] == sys.executable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/calfcoach/calfcoach")
    words = ["/opt/calfcoach/calfcoach", children.FLAG, "calfcoach.player.process", "qt"]
    assert children.command("calfcoach.player.process", "qt") == words


def test_on_windows_a_child_is_tied_by_a_job_and_inherits_no_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "win32", children)
    started: list[dict[str, Any]] = []
    tied: list[object] = []

    def popen(command: list[str], **options: Any) -> str:
        started.append(options)
        return "the process"

    monkeypatch.setattr(children.subprocess, "Popen", popen)
    monkeypatch.setattr(children.subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(windows_job, "tie", lambda process: tied.append(process) or "release")
    child = children.start("calfcoach.player.process", "qt", env={})
    assert (child.process, child.release, tied) == ("the process", "release", ["the process"])
    assert (started[0]["pass_fds"], started[0]["env"], started[0]["creationflags"]) == ((), {}, 0x08000000)


@HAS_POSIX
@pytest.mark.parametrize("system", ["darwin"])
def test_on_macos_a_thread_waits_for_the_end_of_the_parent(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    reading, writing_end = os.pipe()
    monkeypatch.setenv(children.LIFE_VARIABLE, str(reading))
    begun: list[dict[str, Any]] = []

    class Thread:
        def __init__(self, **options: Any) -> None:
            begun.append(options)

        def start(self) -> None:
            pass

    on(monkeypatch, system, children)
    monkeypatch.setattr(children.threading, "Thread", Thread)
    children._end_with_parent()
    os.close(reading)
    os.close(writing_end)
    assert [(each["target"], each["args"]) for each in begun] == [(children._wait_for_end, (reading,))]


def test_where_signals_cannot_be_blocked_a_child_is_started_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "win32", children)
    with children._keys_blocked():
        pass


# background/windows_job.py


def test_a_job_ends_its_process_when_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "linux", windows_job)
    with pytest.raises(OSError, match="no job objects"):
        windows_job.tie(SimpleNamespace(_handle=7))  # type: ignore[arg-type]
    done: list[tuple[str, int]] = []

    class Function:
        restype = None

        def __init__(self, name: str) -> None:
            self.name = name

        def __call__(self, *given: Any) -> int:
            done.append((self.name, len(given)))
            return 42

    class Kernel:
        def __getattr__(self, name: str) -> Function:
            return self.__dict__.setdefault(name, Function(name))

    on(monkeypatch, "win32", windows_job)
    monkeypatch.setattr(windows_job.ctypes, "WinDLL", lambda *_, **__: Kernel(), raising=False)
    release = windows_job.tie(SimpleNamespace(_handle=7))  # type: ignore[arg-type]
    begun = [("CreateJobObjectW", 2), ("SetInformationJobObject", 4), ("AssignProcessToJobObject", 2)]
    assert done == begun
    release()
    release()
    assert done == [*begun, ("CloseHandle", 1)]


# cli/__init__.py


def test_the_application_started_as_a_child_becomes_that_child_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    became: list[list[str]] = []

    def become(words: list[str]) -> None:
        became.append(words)
        raise SystemExit(0)

    monkeypatch.setattr(children, "become", become)
    monkeypatch.setattr(sys, "argv", ["calfcoach", children.FLAG, "calfcoach.player.process", "qt"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(SystemExit):
        cli.main()
    assert became == [["calfcoach.player.process", "qt"]]


# coach/own_words.py


def test_the_application_has_no_voice_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_words, "find_spec", lambda _: "there")
    assert own_words.can_speak()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not own_words.can_speak()


# coach/media_keys.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_where_there_is_no_session_bus_no_thread_is_begun(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    on(monkeypatch, system, media_keys)
    held = media_keys.MediaKeys.__new__(media_keys.MediaKeys)
    held._thread = None
    held.hold()
    assert held._thread is None


# coach/sound.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_a_system_that_tells_no_sleep_is_taken_to_be_awake(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    on(monkeypatch, system, sound)
    assert sound.seconds_asleep() == 0.0


# display.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_windows_and_macos_always_have_a_display(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    on(monkeypatch, "linux", display)
    assert display.display_problem() == "There is no display"
    on(monkeypatch, system, display)
    assert display.display_problem() is None


# player/link.py


def test_the_link_supervises_where_signals_cannot_be_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "win32", link)
    lives: list[int] = []
    held = link.PlayerLink.__new__(link.PlayerLink)
    held._closing = SimpleNamespace(is_set=lambda: False)  # type: ignore[assignment]
    monkeypatch.setattr(held, "_live", lambda: (lives.append(1), False))
    held._supervise()
    assert lives == [1]


# player/outputs/tape.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_where_pages_tell_nothing_the_tape_is_plain_memory(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    pytest.importorskip("simpleaudio", reason="the second way to play is not to be had everywhere")
    from calfcoach.player.outputs import tape

    on(monkeypatch, system, tape)
    plain = tape.Tape(0.5)
    assert (plain._writable, plain._page_table) == (None, -1)


# player/priority.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_priorities_and_memory_are_left_to_the_libraries(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    on(monkeypatch, system, priority)
    raised = priority.Priority()
    raised.look()
    assert (raised.how, priority.lock_memory()) == ("none", False)


# player/process.py


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_commands_are_read_with_what_the_system_has(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    from calfcoach.player import wire

    def readv(_: int, views: list[memoryview]) -> int:
        data = read(reading, len(views[0]))
        views[0][: len(data)] = data
        return len(data)

    reading, writing_end = os.pipe()
    os.write(writing_end, wire.pack("play", 3))
    os.close(writing_end)
    came: list[Any] = []
    ended: list[int] = []
    read: Callable[..., Any] = os.read
    monkeypatch.setattr(os, "read", lambda _, size: read(reading, size))
    monkeypatch.setattr(os, "readv", readv, raising=False)
    monkeypatch.setattr(os, "_exit", ended.append)
    on(monkeypatch, system, process)
    process._read(SimpleNamespace(put=came.append))  # type: ignore[arg-type]
    os.close(reading)
    assert (len(came), ended) == (1, [0])


# player/softer.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_programs_are_asked_to_be_softer_by_pulseaudio_alone(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    on(monkeypatch, system, softer)
    assert softer._pulse() is None
    asking = softer.OthersSofter()
    asking.ask(True)
    asking.tick()


# terminal/interrupt.py


def test_windows_has_no_hang_up_and_no_standstill(monkeypatch: pytest.MonkeyPatch) -> None:
    from calfcoach.terminal import interrupt

    if HERE != "win32":
        assert len(interrupt.SIGNALS) == 3
    copy = loaded_on(monkeypatch, "win32", interrupt)
    assert ([each.name for each in copy.SIGNALS], copy.STANDSTILL) == (["SIGINT", "SIGTERM"], None)
    copy.stand_still()
    with copy.noted_interrupts() as interrupts:
        assert not interrupts.standstill


# terminal/keys.py


def test_windows_keys_have_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = list("a \x1b\xe0H\xe0Q\0;")
    console = SimpleNamespace(kbhit=lambda: bool(waiting), getwch=lambda: waiting.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(closed=False, isatty=lambda: True))
    on(monkeypatch, "win32", keys)
    with keys.open_keys() as opened:
        assert opened.live
        read = [opened.read(0.1) for _ in range(6)]
        assert read == ["A", "Space", "Esc", "Up", "PgDown", ""]
        assert opened.read(0.0) == ""
