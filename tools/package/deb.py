"""Makes the Debian package of the application: /opt/calfcoach, the command, and what a desktop wants to know.

It has no script of its own and no configuration file: what it installs is what is removed, and what a person makes
lives in their home, which a package has no business with.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import textwrap
from datetime import UTC, datetime
from pathlib import Path

from tools.package import icons, systems
from tools.package.app import installed_kb
from tools.package.changes import Release, releases
from tools.package.metainfo import metainfo
from tools.package.source import commit_time_s

MAINTAINER = "The Calfcoach makers <makers@calfcoach.invalid>"
PARTS = Path(__file__).with_name("debian")
"""The files that go in as they are, or with a few places filled."""

RUNTIME = re.compile(r"^runtime_packages='(?P<names>[^']*)'", re.MULTILINE)


def depends(root: Path) -> str:
    """The packages it needs: those that the set-up of a checkout installs for running, and the C library."""
    found = RUNTIME.search((root / "tools" / "setup.sh").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("tools/setup.sh names no packages for running")
    names = [" | ".join(reversed(each.split("|"))) for each in found["names"].split()]
    return ", ".join(["libc6 (>= 2.36)", *names])


def control(version: str, architecture: str, size_kb: int, needs: str) -> str:
    """The package's own page, as dpkg reads it."""
    return (
        (PARTS / "control")
        .read_text(encoding="utf-8")
        .format(version=version, architecture=architecture, installed_kb=size_kb, needs=needs, maintainer=MAINTAINER)
    )


def build(root: Path, app: Path, out: Path, version: str | None = None, packing: str = "-z3") -> Path:
    """Build the package of an application folder; returns its file in `out`.

    `version` stands for another than the program's own: a test of an upgrade needs an older one. `packing` is xz's
    level: 6 takes thrice as long as 3 and saves four of fifty-four megabytes.

    Raises:
        subprocess.CalledProcessError: dpkg-deb refused.
    """
    version = version or systems.version_of(root)
    architecture = _said("dpkg", "--print-architecture")
    tree = root / "build" / "package" / f"deb-{version}"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(app, tree / "opt" / "calfcoach", symlinks=True)
    _put_command(tree)
    _put_desktop(root, tree)
    _put_documents(root, tree, version, app)
    _put_control(root, tree, version, architecture)
    _set_modes(tree, commit_time_s(root))
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"calfcoach_{version}_{architecture}.deb"
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(commit_time_s(root))}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", packing, "--build", str(tree), str(package)]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return package


def _put_command(tree: Path) -> None:
    command = tree / "usr" / "bin" / "calfcoach"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/calfcoach/calfcoach")


def _put_desktop(root: Path, tree: Path) -> None:
    """The entry, the icon in every size, and the page of a shop for programs."""
    source, share = root / "assets" / "desktop", tree / "usr" / "share"
    _write(share / "applications" / "calfcoach.desktop", (source / "calfcoach.desktop").read_bytes())
    _write(share / "metainfo" / f"{systems.BUNDLE_ID}.metainfo.xml", metainfo(root).encode())
    hicolor = share / "icons" / "hicolor"
    svg = source / "calfcoach.svg"
    _write(hicolor / "scalable" / "apps" / "calfcoach.svg", svg.read_bytes())
    for size, picture in icons.draw(svg).items():
        _write(hicolor / f"{size}x{size}" / "apps" / "calfcoach.png", picture)


def _put_documents(root: Path, tree: Path, version: str, app: Path) -> None:
    """Licences, what changed, a page for `man`, and why what lintian finds is meant."""
    documents = tree / "usr" / "share" / "doc" / "calfcoach"
    listed = (app / "_internal" / "licences" / "README.txt").read_text(encoding="utf-8")
    listed = "".join(f"  {line}\n" for line in listed.splitlines())
    text = (PARTS / "copyright").read_text(encoding="utf-8")
    own = (root / "LICENSE").read_text(encoding="utf-8")
    _write(documents / "copyright", text.format(own=own, listed=listed).encode())
    page = (PARTS / "calfcoach.1").read_text(encoding="utf-8").format(version=version)
    _write(tree / "usr" / "share" / "man" / "man1" / "calfcoach.1.gz", gzip.compress(page.encode(), 9, mtime=0))
    changes = changelog(releases((root / "CHANGELOG.md").read_text(encoding="utf-8")), version, commit_time_s(root))
    _write(documents / "changelog.gz", gzip.compress(changes.encode(), 9, mtime=0))
    _write(tree / "usr" / "share" / "lintian" / "overrides" / "calfcoach", (PARTS / "lintian-overrides").read_bytes())


def changelog(found: list[Release], version: str, now_s: int) -> str:
    """The changelog in Debian's form: the version that is built first, then every release before it."""
    parts = []
    for release in found:
        name = release.version or version
        day = datetime.strptime(release.day, "%Y-%m-%d") if release.day else datetime.fromtimestamp(now_s, UTC)
        changes = "".join(f"{_wrapped(change)}\n" for change in release.changes)
        if changes:
            when = day.strftime("%a, %d %b %Y %H:%M:%S +0000")
            parts.append(f"calfcoach ({name}) stable; urgency=medium\n\n{changes}\n -- {MAINTAINER}  {when}\n")
    return "\n".join(parts)


def _wrapped(change: str) -> str:
    return textwrap.fill(change, 78, initial_indent="  * ", subsequent_indent="    ", break_long_words=False)


def _put_control(root: Path, tree: Path, version: str, architecture: str) -> None:
    files = [each for each in sorted(tree.rglob("*")) if each.is_file() and not each.is_symlink()]
    sums = "".join(f"{_md5(each)}  {each.relative_to(tree)}\n" for each in files)
    page = control(version, architecture, installed_kb(tree), depends(root))
    _write(tree / "DEBIAN" / "control", page.encode())
    _write(tree / "DEBIAN" / "md5sums", sums.encode())


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _set_modes(tree: Path, time_s: int) -> None:
    """Everybody may read, nobody but root may write, and what is built twice is the same."""
    for each in [tree, *tree.rglob("*")]:
        if not each.is_symlink():
            runs = each.is_dir() or each == tree / "opt" / "calfcoach" / "calfcoach"
            each.chmod(0o755 if runs else 0o644)
        os.utime(each, (time_s, time_s), follow_symlinks=False)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
