"""`make test-package`: the Debian package proven as a person meets it, on bare machines and by validators.

In a bare Debian of each release (`tools.package.bare`), without Python: the package is installed as an older version,
a hold is done, settings are made; it is brought up to date, and history and settings are as they were. Then a set in
the window and one in the terminal, recorded behind a null sink and compared with what was rendered. At last it is
removed: the person's data stay, and nothing else. Display and sound server are this machine's, private to the test.

It ends with 1 where something does not hold. What it cannot do it says in a line.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from tools.package import systems
from tools.package.bare import Failed, missing
from tools.package.life import prove_on, tell

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "dist"
RELEASES = ("bookworm", "trixie")


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
        "lintian": ["--fail-on", "error", "--tag-display-limit", "0", str(package)],
        "actionlint": [str(ROOT / ".github" / "workflows" / "packages.yml")],
    }
    for tool, words in checks.items():
        if shutil.which(tool) is None:
            print(f"not validated: {tool} is not installed")
            continue
        done = subprocess.run([tool, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"
        tell("\n    ".join([f"{tool}: no error", *done.stdout.splitlines()]))


def _architecture() -> str:
    return _said("dpkg", "--print-architecture").strip()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
