"""The life of the Debian package on one bare machine, from an older version to its removal. Called by `prove`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.loopback import Result
from benchmarks.window import display
from tests.pulse import PulseServer
from tools.package import deb, old_home
from tools.package.bare import HOME, BareSystem
from tools.package.heard import DONKEY, Gym, heard, sound_of

ROOT = Path(__file__).resolve().parents[2]
SEEN = ROOT / "build" / "seen"
OLDER = "0.0.9"


HOLD = ("run", "iso-hold-calf", "--terminal", "--lead-in", "0", "--hold", "1", "--sets", "1", "--reps", "1")
ROW = ("run", "--name", "Cable row", "1x1 @ 1-0-1-0", "--terminal", "--lead-in", "0")
"""Any lift: its name and dose are remembered in the settings."""


def prove_on(release: str, package: Path) -> None:
    """The life of the package on one bare machine."""
    downloads = ROOT / "build" / "downloads"
    with TemporaryDirectory() as folder, display() as screen, PulseServer(canary_log=Path(folder, "log")) as server:
        gym = Gym(server, Path(folder, "log"))
        server.folder.chmod(0o755)
        x11 = Path("/tmp/.X11-unix")
        with BareSystem(release, downloads, [server.folder, x11]) as system:
            tell(f"{release}: a bare system, {system.run('cat', '/etc/debian_version').strip()}")
            before = without_data(files_of(system))
            install_older(system)
            kept = live_with_it(system)
            bring_up_to_date(system, package, kept)
            ask_doctor(system, sound_of(server))
            coach_in_terminal(system, gym)
            coach_in_window(system, gym, screen)
            remove(system, before, kept)


def install_older(system: BareSystem) -> None:
    """Install an older version of the same package, with apt, from its file."""
    with TemporaryDirectory() as folder:
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
    """Install this version over the older; nothing of the person's is touched, and the history is read.

    The older one is this program with another number; so files that really are old are laid beside the person's own.
    """
    old_home.lay(system)
    put(system, package)
    before = system.as_person("calfcoach", "history", "list", "--json")
    untouched = persons_files(system)
    system.run("apt-get", "-q", "-y", "--no-install-recommends", "install", f"/root/{package.name}")
    assert persons_files(system) == untouched, "the package touched the person's files"
    assert system.as_person("calfcoach", "history", "list", "--json") == before
    old_home.meet(system)
    said = system.as_person("calfcoach", "--version").strip()
    assert "(application, built from " in said, said
    tell(f"{system.release}: brought up to date; history, settings and own files kept ({len(kept)}): {said}")
    tell(f"{system.release}: histories of schema 1 and 2 and settings without a number are in today's form, all kept")


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


def coach_in_terminal(system: BareSystem, gym: Gym) -> None:
    """A set in the terminal without a display, heard as it was rendered."""
    result = heard(system, gym, [*DONKEY, "--terminal", "--start"], {})
    tell(f"{system.release}: terminal\n{Result.HEAD}\n{result}")


def coach_in_window(system: BareSystem, gym: Gym, screen: dict[str, str]) -> None:
    """The same set in the window, and a look at it."""
    words = [*DONKEY, "--start", "--exit-when-finished"]
    result = heard(system, gym, words, screen, look=SEEN / f"{system.release}.png")
    tell(f"{system.release}: window, seen in {SEEN.relative_to(ROOT)}\n{result}")


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


def tell(line: str) -> None:
    """A line of the report."""
    print(line, flush=True)
