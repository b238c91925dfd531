"""What differs between systems: the table in docs/design.md names each place, and each branch works as it says.

A system is faked where a module asks for it: its own `sys` and `os` answer as on another system, and lack what that has
not. What is decided while a module loads is seen in a second copy of it, loaded in such a world.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from calfcoach import cli, display
from calfcoach.audio import sound_out, voice_own
from calfcoach.background import children, windows_job
from calfcoach.coach import media_keys, own_words, sound
from calfcoach.files import private, writing
from calfcoach.player import link, priority, process, softer
from calfcoach.terminal import keys
from tools.package import __main__ as making
from tools.package import app

from .conftest import CHECKOUT

PACKAGE = CHECKOUT / "calfcoach"
RECIPES = CHECKOUT / "tools" / "package"
HERE = sys.platform
"""The system that the tests themselves run on."""

HAS_POSIX = pytest.mark.skipif(HERE == "win32", reason="what POSIX has cannot be lent to Windows")
UNIX_ONLY = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
WINDOWS_ONLY = {"msvcrt", "winreg", "winsound", "_winapi"}
POSIX_NAMES = {
    "os": {"fchmod", "geteuid", "getpriority", "memfd_create", "nice", "readv", "sched_setscheduler", "setpriority"}
    | {"O_CLOEXEC", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK"},
    "signal": {"SIGHUP", "SIGTSTP", "pthread_sigmask"},
    "time": {"CLOCK_BOOTTIME", "clock_gettime"},
}
"""What Windows has not of these modules. macOS has all of it but the clock, the schedulers and the memory files."""

TELLTALE = re.compile(rf"platform|os\.name|attr\(|{'|'.join(sorted(UNIX_ONLY | WINDOWS_ONLY))}")

LINUX_ALONE = {"CLOCK_BOOTTIME", "memfd_create", "sched_setscheduler"}
NAMES = {"win32": "nt", "darwin": "posix", "linux": "posix"}


class Elsewhere:
    """A module as another system has it."""

    def __init__(self, module: ModuleType, system: str) -> None:
        self._module = module
        gone = POSIX_NAMES.get(module.__name__, set())
        self._gone = gone if system == "win32" else gone & LINUX_ALONE if system == "darwin" else set()
        self._own = {"platform": system} if module is sys else {"name": NAMES[system]}

    def __getattr__(self, name: str) -> Any:
        if name in self._own:
            return self._own[name]
        if name in self._gone:
            raise AttributeError(name)
        return getattr(self._module, name)


def on(monkeypatch: pytest.MonkeyPatch, system: str, module: ModuleType) -> None:
    """Let a module be on a system from now on."""
    for name in ("os", "signal", "sys", "time"):
        if isinstance(getattr(module, name, None), (ModuleType, Elsewhere)):
            monkeypatch.setattr(module, name, Elsewhere(sys.modules[name], system))


def loaded_on(monkeypatch: pytest.MonkeyPatch, system: str, module: ModuleType) -> ModuleType:
    """A second copy of a module, loaded on a system."""
    assert module.__spec__ is not None
    assert module.__spec__.origin is not None
    monkeypatch.setattr(sys, "platform", system)
    for name, gone in POSIX_NAMES.items():
        for each in gone if system == "win32" else gone & LINUX_ALONE if system == "darwin" else ():
            monkeypatch.delattr(sys.modules[name], each, raising=False)
    spec = importlib.util.spec_from_file_location(module.__name__, module.__spec__.origin)
    assert spec is not None
    assert spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy


# The table


def asks(tree: ast.Module) -> bool:
    """Whether a module asks which system it is on, or whether that has something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.platform", "os.name", "platform.system"):
            return True
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("hasattr", "getattr"):
            where = ast.unparse(node.args[0])
            if where in POSIX_NAMES or (where == "sys" and ast.unparse(node.args[1]) == "'frozen'"):
                return True
        if isinstance(node, (ast.Import, ast.ImportFrom)) and imported(node) & (UNIX_ONLY | WINDOWS_ONLY):
            return True
    return False


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {node.module or ""} if isinstance(node, ast.ImportFrom) else {each.name for each in node.names}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        # To parse all of them takes seconds, and most name nothing of the kind.
        if TELLTALE.search(text):
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(text)
    for path in sorted(path for path in RECIPES.iterdir() if path.suffix in (".py", ".spec")):
        yield path.relative_to(CHECKOUT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def table() -> dict[str, list[str]]:
    """The rows of docs/design.md, "Systems": the module, and its three columns."""
    text = (CHECKOUT / "docs" / "design.md").read_text(encoding="utf-8")
    section = text.split("\n## Systems\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if "`" in line[:3]]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_every_place_that_asks_for_the_system_stands_in_the_table() -> None:
    assert [name for name, tree in sources() if asks(tree)] == sorted(table())


def test_every_row_says_what_each_system_does() -> None:
    assert {name: len([cell for cell in cells if cell]) for name, cells in table().items()} == dict.fromkeys(table(), 4)


def test_every_row_is_tested_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    named = set(re.findall(r"^# (\S+\.(?:py|spec))$", here, re.MULTILINE))
    assert named == set(table())


def test_nothing_of_one_system_alone_is_loaded_at_the_start() -> None:
    """It stands in a function, or behind the question for the system."""
    found = []
    for name, tree in sources():
        behind = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            or (isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test))
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)) and id(node) not in behind:
                found += [(name, each) for each in imported(node) & (UNIX_ONLY | WINDOWS_ONLY)]
    assert found == []


# audio/sound_out.py


@pytest.mark.parametrize(("system", "kind"), [("win32", str), ("darwin", int), ("linux", int)])
def test_libsndfile_gets_a_name_on_windows_and_a_descriptor_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, kind: type
) -> None:
    import soundfile

    if HERE == "win32" and system != "win32":
        pytest.skip("libsndfile takes no descriptor of Python's on Windows")
    opened: list[object] = []
    usual = soundfile.SoundFile

    def noted(file: object, *rest: Any, **options: Any) -> Any:
        opened.append(file)
        return usual(file, *rest, **options)

    monkeypatch.setattr(soundfile, "SoundFile", noted)
    on(monkeypatch, system, sound_out)
    with (tmp_path / "a.flac").open("w+b") as file, sound_out._flac(file, sound_out.Tags("one", "two")) as write:
        write(np.zeros(480, np.int16))
    assert [type(each) for each in opened] == [kind]
    assert soundfile.info(str(tmp_path / "a.flac")).frames == 480


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


# files/locks.py


def test_on_windows_the_first_byte_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    from calfcoach.files import locks

    taken: list[tuple[int, int, int]] = []

    def locking(descriptor: int, how: int, size: int) -> None:
        if taken:
            raise OSError
        taken.append((descriptor, how, size))

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    copy = loaded_on(monkeypatch, "win32", locks)
    assert [copy.try_lock(5), copy.try_lock(5), taken] == [True, False, [(5, 2, 1)]]


# files/private.py


def test_windows_knows_no_modes_and_is_told_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_bytes(b"")
    file.chmod(0o644)
    before = file.stat().st_mode  # on Windows itself the mode is made up
    on(monkeypatch, "win32", private)
    with file.open("rb") as opened:
        private.give_to_owner(opened.fileno())
        private.tighten_open(opened.fileno())
    private.tighten(file, file.stat(), 0o600)
    assert file.stat().st_mode == before


# files/reading.py


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_file_is_opened_with_the_flags_that_there_are(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    from calfcoach.files import reading

    monkeypatch.setattr(os, "O_BINARY", 0x8000, raising=False)
    waits = 0x800
    monkeypatch.setattr(os, "O_NONBLOCK", waits, raising=False)
    copy = loaded_on(monkeypatch, system, reading)
    assert (bool(copy._SAFE & waits), bool(copy._SAFE & 0x8000)) == (system == "darwin", True)


# files/writing.py


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_a_file_is_whole_or_not_there_on_every_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str
) -> None:
    if HERE == "win32" and system != "win32":
        pytest.skip("Windows renames no open file")
    on(monkeypatch, system, writing)
    target = tmp_path / "settings.json"
    writing.replace_file(target, b"one", private=True)
    with pytest.raises(KeyError), writing.whole_file(target) as file:
        file.write(b"half")
        raise KeyError
    assert (target.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (b"one", ["settings.json"])


def test_on_windows_a_file_is_closed_before_it_gets_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on(monkeypatch, "win32", writing)
    with writing.whole_file(tmp_path / "a") as file:
        file.write(b"one")
    assert file.closed


# history/journal.py
# history/presence.py


@pytest.mark.parametrize("name", ["journal", "presence"])
def test_where_links_cannot_be_refused_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    module = importlib.import_module(f"calfcoach.history.{name}")
    monkeypatch.setattr(os, "O_NOFOLLOW", 0x20000, raising=False)
    assert loaded_on(monkeypatch, "linux", module)._NO_LINK == 0x20000
    assert loaded_on(monkeypatch, "win32", module)._NO_LINK == 0


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


# tools/package/__main__.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_have_no_debian_package_and_are_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    on(monkeypatch, system, making)
    assert making.main(["deb"]) == 0
    assert capsys.readouterr().out == "no Debian package on this system\n"


# tools/package/app.py


@pytest.mark.parametrize(("system", "finished"), [("linux", 1), ("darwin", 0), ("win32", 0)])
def test_libraries_are_shortened_on_linux_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, finished: int
) -> None:
    done: list[Path] = []
    monkeypatch.setattr(app, "_make_parts", lambda *_: None)
    monkeypatch.setattr(app, "run_pyinstaller", lambda *_: None)
    monkeypatch.setattr(app, "_finish_on_linux", lambda _, folder: done.append(folder))
    on(monkeypatch, system, app)
    folder = app.build(tmp_path)
    assert done == [folder] * finished


# tools/package/calfcoach.spec


@pytest.mark.parametrize(
    ("system", "programs", "icon", "bundles"),
    [
        ("linux", ["calfcoach"], "None", []),
        ("darwin", ["calfcoach", "calfcoach-window"], "calfcoach.icns", ["Calfcoach.app"]),
        ("win32", ["calfcoach", "calfcoach-window"], "calfcoach.ico", []),
    ],
)
def test_the_recipe_makes_what_each_system_starts(
    monkeypatch: pytest.MonkeyPatch, system: str, programs: list[str], icon: str, bundles: list[str]
) -> None:
    made: list[dict[str, Any]] = []
    bundled: list[str] = []
    analysis = SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])
    names = {
        "SPECPATH": str(RECIPES),
        "Analysis": lambda *_, **__: analysis,
        "PYZ": lambda *_: "modules",
        "EXE": lambda *_, **told: made.append(told),
        "COLLECT": lambda *_, **__: "folder",
        "BUNDLE": lambda *_, **told: bundled.append(told["name"]),
    }
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", SimpleNamespace(collect_submodules=lambda _: []))
    monkeypatch.setenv("CALFCOACH_MADE", "made")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "platform", system)
    exec(compile((RECIPES / "calfcoach.spec").read_text(encoding="utf-8"), "calfcoach.spec", "exec"), names)
    assert ([each["name"] for each in made], bundled) == (programs, bundles)
    assert {Path(str(each["icon"])).name for each in made} == {icon}
    assert {each["version"] is not None for each in made} == {system == "win32"}


# tools/package/start.py


@pytest.mark.parametrize(("system", "path"), [("linux", "before"), ("darwin", "ours"), ("win32", "ours")])
def test_the_path_to_libraries_is_given_back_where_the_loader_changes_it(
    monkeypatch: pytest.MonkeyPatch, system: str, path: str
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "before")
    monkeypatch.setattr("calfcoach.__main__.main", lambda: 0)
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(SystemExit):
        runpy.run_path(str(RECIPES / "start.py"), run_name="__main__")
    assert os.environ["LD_LIBRARY_PATH"] == path
