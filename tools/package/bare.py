"""A bare Debian in a folder (debootstrap), and commands run in it. Root alone can make one.

Each command has mounts and process numbers of its own (`unshare`), so that whatever it starts ends with it and nothing
stays mounted. The person's commands run as an ordinary user whose home is in there. Knows nothing of Calfcoach.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PERSON = "gym"
PERSON_ID = 1000
HOME = f"/home/{PERSON}"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MOST_S = 900.0
"""Only what hangs takes so long."""

INSIDE = """
set -e
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
for shared in $SHARED; do mkdir -p "$1$shared"; mount --bind "$shared" "$1$shared"; done
root=$1; shift
exec chroot "$root" "$@"
"""


def missing() -> str:
    """Why no bare system can be made here, in a sentence; empty where it can."""
    if os.geteuid() != 0:
        return "a bare system needs root: sudo make test-package"
    for tool in ("debootstrap", "unshare", "setpriv"):
        if shutil.which(tool) is None:
            return f"a bare system needs {tool}: sudo apt install debootstrap util-linux"
    return ""


class Failed(Exception):
    """A command in there failed; the message is what it said."""


class BareSystem:
    """A bare Debian of a release (`bookworm`, `trixie`); removed at the end of a `with`.

    `shared` are folders of this machine that are seen there under the same name: the sockets of a sound server and of
    a display. `downloads` keeps what was fetched for the next one.
    """

    def __init__(self, release: str, downloads: Path, shared: Sequence[Path] = ()) -> None:
        self.release = release
        self.shared = list(shared)
        self._downloads = downloads
        self.root = Path()

    def __enter__(self) -> BareSystem:
        self.root = Path(tempfile.mkdtemp(prefix=f"bare-{self.release}-"))
        try:
            self._make()
        except BaseException:
            shutil.rmtree(self.root, ignore_errors=True)
            raise
        return self

    def _make(self) -> None:
        self.root.chmod(0o755)
        cache = self._downloads / self.release
        cache.mkdir(parents=True, exist_ok=True)
        self._host("debootstrap", "--variant=minbase", f"--cache-dir={cache}", self.release, str(self.root))
        for name in ("resolv.conf", "hosts"):
            shutil.copyfile(Path("/etc", name), self.root / "etc" / name)
        archives = self.root / "var" / "cache" / "apt" / "archives"
        for each in cache.glob("*.deb"):
            shutil.copyfile(each, archives / each.name)
        # Nothing is started by what is installed, as in a machine that is not running.
        starts = self.root / "usr" / "sbin" / "policy-rc.d"
        starts.write_text("#!/bin/sh\nexit 101\n")
        starts.chmod(0o755)
        self.run("apt-get", "-q", "update")
        self.run("useradd", "--create-home", "--uid", str(PERSON_ID), PERSON)

    def __exit__(self, *_: object) -> None:
        try:
            self._keep_downloads()
        finally:
            shutil.rmtree(self.root, ignore_errors=True)

    def _keep_downloads(self) -> None:
        """Keep what apt fetched, but for what was laid there by hand."""
        kept = self._downloads / self.release
        kept.mkdir(parents=True, exist_ok=True)
        for each in (self.root / "var" / "cache" / "apt" / "archives").glob("*.deb"):
            shutil.copyfile(each, kept / each.name)

    def run(self, *words: str) -> str:
        """Run a command as root; what it says.

        Raises:
            Failed: it ended with anything but 0.
        """
        env = {"PATH": PATH, "HOME": "/root", "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
        return self._said(self.command(*words), env)

    def as_person(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        """Run a command as the person; what it says.

        Raises:
            Failed: it ended with anything but 0.
        """
        return self._said(self.persons(*words), self.persons_env(env))

    def command(self, *words: str) -> list[str]:
        """The words that run a command in there as root."""
        inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", INSIDE, "sh", str(self.root)]
        return [*inside, *words]

    def persons(self, *words: str) -> list[str]:
        """The words that run a command in there as the person, from their home."""
        who = ["setpriv", f"--reuid={PERSON_ID}", f"--regid={PERSON_ID}", "--clear-groups", "--"]
        return self.command(*who, "env", f"--chdir={HOME}", *words)

    def persons_env(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        """The variables of the person's commands; nothing of this machine's own."""
        shared = " ".join(str(each) for each in self.shared)
        return {"PATH": PATH, "HOME": HOME, "LANG": "C.UTF-8", "SHARED": shared, **(env or {})}

    def _said(self, command: list[str], env: Mapping[str, str]) -> str:
        done = subprocess.run(
            command, env=dict(env), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=MOST_S
        )
        if done.returncode != 0:
            asked = " ".join(command[command.index(str(self.root)) + 1 :])
            raise Failed(f"{asked}: exit code {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
        return done.stdout

    def _host(self, *words: str) -> None:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=MOST_S)
        if done.returncode != 0:
            raise Failed(f"{words[0]}: {(done.stdout + done.stderr)[-3000:]}")
