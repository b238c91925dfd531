"""`make test-package`: the Debian package proven as a person meets it, on bare machines and by validators.

In a bare Debian of each release (`tools.package.bare`), without Python: the package is installed as an older version,
a hold is done, settings are made; it is brought up to date, and history and settings are as they were. Then a set in
the window and one in the terminal, recorded behind a null sink and compared with what was rendered. At last it is
removed: the person's data stay, and nothing else. Display and sound server are this machine's, private to the test.

It ends with 1 where something does not hold. What it cannot do it says in a line.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.loopback import Result, judge
from benchmarks.session import cues_of
from benchmarks.window import display
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from tests.pulse import PulseServer, Recorder
from tools.package import deb, systems
from tools.package.bare import HOME, BareSystem, Failed, missing

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "dist"
SEEN = ROOT / "build" / "seen"
RELEASES = ("bookworm", "trixie")
OLDER = "0.0.9"

MOST_OFF_MS = 20.0
"""How far a sound may be from its place in its block: what the tests of the checkout allow."""

HOLD = ("run", "iso-hold-calf", "--terminal", "--lead-in", "0", "--hold", "1", "--sets", "1", "--reps", "1")
ROW = ("run", "--name", "Cable row", "1x1 @ 1-0-1-0", "--terminal", "--lead-in", "0")
"""Any lift: its name and dose are remembered in the settings."""

DONKEY = ("run", "donkey-calf-raise", "--tempo", "2-1-1-0", "--sets", "1", "--reps", "3", "--lead-in", "3")
PLAN = Choices(tempo="2-1-1-0", sets=1, reps=3, lead_in_s=3)


def main(words: list[str]) -> int:
    """Prove all, or on the releases that are named."""
    package = OUT / f"calfcoach_{systems.version_of(ROOT)}_{_architecture()}.deb"
    if not package.exists():
        print(f"test-package: there is no {package.relative_to(ROOT)} yet: make package", file=sys.stderr)
        return 1
    try:
        check_files(package)
        validate(package)
        if why := missing():
            print(f"not proven on bare machines: {why}")
            return 0
        for release in words or RELEASES:
            prove_on(release, package)
    except (AssertionError, Failed, subprocess.CalledProcessError) as error:
        print(f"test-package: {error}", file=sys.stderr)
        return 1
    return 0


def check_files(package: Path) -> None:
    """What the package would install, and that it has no script and no configuration file."""
    lines = _said("dpkg-deb", "--contents", str(package)).splitlines()
    listed = [line.split(" -> ")[0].split(maxsplit=5)[5] for line in lines]
    page = subprocess.run(["dpkg-deb", "--ctrl-tarfile", str(package)], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(page)) as archive:
        parts = {each.name.removeprefix("./") for each in archive if each.isfile()}
    assert parts == {"control", "md5sums"}, f"the package has more than its page: {sorted(parts)}"
    allowed = ("./opt/calfcoach/", "./usr/share/", "./usr/bin/calfcoach")
    files = [each for each in listed if not each.endswith("/")]
    strange = [each for each in files if not each.startswith(allowed)]
    assert not strange, f"the package has files in strange places: {strange}"
    tell(f"{len(files)} files, all below /opt/calfcoach and /usr/share but the command; no script, no conffile")


def validate(package: Path) -> None:
    """Desktop entry, AppStream page and the package as their own validators see them."""
    share = ROOT / "build" / "package" / f"deb-{systems.version_of(ROOT)}" / "usr" / "share"
    checks = {
        "desktop-file-validate": [str(share / "applications" / "calfcoach.desktop")],
        "appstreamcli": ["validate", "--no-net", str(share / "metainfo" / f"{systems.BUNDLE_ID}.metainfo.xml")],
        "lintian": ["--fail-on", "error", "--no-tag-display-limit", str(package)],
        "actionlint": [str(ROOT / ".github" / "workflows" / "packages.yml")],
    }
    for tool, words in checks.items():
        if shutil.which(tool) is None:
            print(f"not validated: {tool} is not installed")
            continue
        done = subprocess.run([tool, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"
        tell("\n    ".join([f"{tool}: no error", *done.stdout.splitlines()]))


def prove_on(release: str, package: Path) -> None:
    """The life of the package on one bare machine."""
    downloads = ROOT / "build" / "downloads"
    with display() as screen, PulseServer() as server:
        server.folder.chmod(0o755)
        x11 = Path("/tmp/.X11-unix")
        with BareSystem(release, downloads, [server.folder, x11]) as system:
            tell(f"{release}: a bare system, {system.run('cat', '/etc/debian_version').strip()}")
            before = without_data(files_of(system))
            install_older(system)
            kept = live_with_it(system)
            bring_up_to_date(system, package, kept)
            ask_doctor(system, sound_of(server))
            coach_in_terminal(system, server)
            coach_in_window(system, server, screen)
            remove(system, before, kept)


def install_older(system: BareSystem) -> None:
    """Install an older version of the same package, with apt, from its file."""
    with tempfile.TemporaryDirectory() as folder:
        older = deb.build(ROOT, ROOT / "build" / "package" / "app" / "calfcoach", Path(folder), OLDER, packing="-z0")
        put(system, older)
        assert python_of(system) == "", "there is a Python before"
        system.run("apt-get", "-q", "-y", "--no-install-recommends", "install", f"/root/{older.name}")
    assert python_of(system) == "", "a Python came with it"
    said = system.as_person("dpkg-query", "-W", "-f", "${Version}", "calfcoach")
    assert said == OLDER, said
    tell(f"{system.release}: {OLDER} installed with apt, without a Python")


def live_with_it(system: BareSystem) -> dict[str, bytes]:
    """Do a hold, make a setting, write an exercise; the files that now are the person's."""
    system.as_person("calfcoach", "history", "people", "--add", "Ada")
    system.as_person("calfcoach", *HOLD, "--audio", "silent", "--person", "Ada")
    system.as_person("calfcoach", *ROW, "--audio", "silent")
    own = "~/.local/share/calfcoach/exercises"
    system.as_person("sh", "-c", f"mkdir -p {own} && echo '# not finished yet' > {own}/mine.yaml")
    listed = system.as_person("calfcoach", "history", "list", "--json")
    assert len(json.loads(listed)["sessions"]) == 2, listed
    kept = persons_files(system)
    assert b"Cable row" in kept[".config/calfcoach/settings.json"]
    return kept


def bring_up_to_date(system: BareSystem, package: Path, kept: dict[str, bytes]) -> None:
    """Install this version over the older; nothing of the person's is touched, and the history is read."""
    put(system, package)
    before = system.as_person("calfcoach", "history", "list", "--json")
    untouched = persons_files(system)
    system.run("apt-get", "-q", "-y", "--no-install-recommends", "install", f"/root/{package.name}")
    assert persons_files(system) == untouched, "the package touched the person's files"
    assert system.as_person("calfcoach", "history", "list", "--json") == before
    said = system.as_person("calfcoach", "--version").strip()
    assert "(application, built from " in said, said
    tell(f"{system.release}: brought up to date; history, settings and own files kept ({len(kept)}): {said}")


def ask_doctor(system: BareSystem, sound: dict[str, str]) -> None:
    """`doctor` finds sound by Qt, and no display; every library of the application finds what it needs."""
    told = system.as_person("calfcoach", "doctor", env=sound)
    for wanted in ("chosen output   qt: ", "There is no display", "/opt/calfcoach/_internal/calfcoach/_data/assets"):
        assert wanted in told, f"doctor does not say {wanted}:\n{told}"
    assert "not installed" not in told.replace("hibari-tts      not installed", ""), told
    finding = "find /opt/calfcoach -name '*.so*' -type f -exec ldd {} + 2>/dev/null"
    inside = "export LD_LIBRARY_PATH=/opt/calfcoach/_internal"
    lost = system.run("sh", "-c", f"{inside}; {finding} | grep 'not found' | sort -u || true")
    assert lost == "", f"libraries that are missing:\n{lost}"
    tell(f"{system.release}: doctor finds Qt's sound and no display; no library misses another")


def coach_in_terminal(system: BareSystem, server: PulseServer) -> None:
    """A set in the terminal without a display, heard as it was rendered."""
    result = heard(system, server, [*DONKEY, "--terminal", "--start"], {})
    tell(f"{system.release}: terminal\n{Result.HEAD}\n{result}")


def coach_in_window(system: BareSystem, server: PulseServer, screen: dict[str, str]) -> None:
    """The same set in the window, and a look at it."""
    words = [*DONKEY, "--start", "--exit-when-finished"]
    result = heard(system, server, words, screen, look=SEEN / f"{system.release}.png")
    tell(f"{system.release}: window, seen in {SEEN.relative_to(ROOT)}\n{result}")


def heard(
    system: BareSystem, server: PulseServer, words: list[str], env: dict[str, str], look: Path | None = None
) -> Result:
    """Have a set coached and recorded, and compare what was heard with what this checkout renders.

    Raises:
        AssertionError: something was missing, doubled or away from its place.
    """
    events = f"{HOME}/events.jsonl"
    given = system.persons_env({**sound_of(server), **env})
    command = system.persons("calfcoach", *words, "--scheme", "beeps", "--audio", "qt", "--events", events)
    log = system.root / events.lstrip("/")
    log.unlink(missing_ok=True)
    with Recorder(server) as recorder:
        program = subprocess.Popen(
            command, env=given, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            if look is not None:
                wait_for_row(log, "rep", program)
                take_picture(env, look)
            said, _ = program.communicate(timeout=120)
        finally:
            program.kill()
            program.wait()
        assert program.returncode == 0, said
        time.sleep(0.5)
        origin_s, recording = recorder.origin_s, recorder.stop()
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    painted = {row["phase"] for row in rows if row["event"] == "phase" and row["painted_t"] is not None}
    assert (len(painted) > 1) == (look is not None), f"what was painted: {sorted(painted)}"
    [block] = {row["block"] for row in rows if row["event"] == "phase"}
    start_s = min(row["t"] - row["position"] for row in rows if row["block"] == block and row["event"] == "phase")
    [cues], alike = cues_of(donkey())
    faults = sum(row["event"] == "notice" for row in rows)
    result = judge(f"{system.release} package", recording, [(start_s - origin_s, cues)], faults)
    result = replace(result, doubled=max(0, result.doubled - alike))  # what is alike in what was rendered
    told = f"{result}\n{[row['text'] for row in rows if row['event'] == 'notice']}"
    assert (result.missing, result.doubled, faults) == (0, 0, 0), told
    assert result.worst_ms <= MOST_OFF_MS, told
    return result


def donkey() -> SessionPlan:
    """What the words of `DONKEY` ask for."""
    return plan_of(Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"], PLAN)


def remove(system: BareSystem, before: set[str], kept: dict[str, bytes]) -> None:
    """Remove the package and what came with it: the person's files stay, of the rest nothing is left."""
    mine = persons_files(system)
    system.run("apt-get", "-q", "-y", "purge", "calfcoach")
    assert persons_files(system) == mine, "removing it touched the person's files"
    assert set(kept) <= set(mine)
    left = [each for each in files_of(system) if "calfcoach" in each.lower() and each not in before]
    left = [each for each in left if not each.startswith((HOME, "/root/calfcoach_", "/var/cache/", "/var/log/"))]
    assert left == [], f"left behind: {left}"
    system.run("apt-get", "-q", "-y", "autoremove", "--purge")
    more = sorted(without_data(files_of(system)) - before)
    tell(f"{system.release}: removed; {len(mine)} files of the person's are there, nothing of the package")
    if more:
        print(f"    {len(more)} files of other packages' scripts stay, such as {more[0]}")


def files_of(system: BareSystem) -> list[str]:
    """Every file of the bare system, by its path there."""
    return [f"/{each.relative_to(system.root)}" for each in system.root.rglob("*")]


def without_data(files: list[str]) -> set[str]:
    """Without what apt and dpkg write for themselves, and homes."""
    own = ("/var/lib/apt", "/var/lib/dpkg", "/var/cache", "/var/log", "/home", "/root", "/tmp", "/dev", "/proc")
    return {each for each in files if not each.startswith(own)}


def persons_files(system: BareSystem) -> dict[str, bytes]:
    """The person's files and what is in them, without what can be made again."""
    home = system.root / HOME.lstrip("/")
    files = [each for each in home.rglob("*") if each.is_file() and ".cache" not in each.parts]
    return {str(each.relative_to(home)): each.read_bytes() for each in files}


def put(system: BareSystem, package: Path) -> None:
    """Lay the package into the bare system."""
    shutil.copyfile(package, system.root / "root" / package.name)


def python_of(system: BareSystem) -> str:
    """Where there is a Python; empty where there is none."""
    return system.run("sh", "-c", "command -v python3 python || true").strip()


def sound_of(server: PulseServer) -> dict[str, str]:
    """The variables that lead to the sound server, without this machine's home."""
    return {name: server.vars[name] for name in ("PULSE_SERVER", "PULSE_CLIENTCONFIG")}


def wait_for_row(events: Path, wanted: str, program: subprocess.Popen[str]) -> None:
    """Wait until an event has happened."""
    until_s = time.monotonic() + 120
    while time.monotonic() < until_s and program.poll() is None:
        if events.exists() and f'"event": "{wanted}"' in events.read_text():
            return
        time.sleep(0.05)
    raise AssertionError(f"no {wanted} came: {events.read_text() if events.exists() else ''}")


def take_picture(screen: dict[str, str], target: Path) -> None:
    """A picture of the whole display."""
    target.parent.mkdir(parents=True, exist_ok=True)
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication as A; a = A([]); "
        "assert a.primaryScreen().grabWindow(0).save(sys.argv[1])"
    )
    env = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **screen}
    subprocess.run([sys.executable, "-c", code, str(target)], env=env, check=True, capture_output=True)


def tell(line: str) -> None:
    """A line of the report."""
    print(line, flush=True)


def _architecture() -> str:
    return _said("dpkg", "--print-architecture").strip()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
