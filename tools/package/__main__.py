"""`make package`: builds into `dist/` what people install, and tells how large it is.

python -m tools.package [wheel] [app] [deb]: the parts that are named, all of them where none is; `deb` takes the
application that was built last.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools.package import app, deb
from tools.package.source import commit_time_s

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "dist"
PARTS = ("wheel", "app", "deb")


def main(words: list[str]) -> int:
    """Build; 2 where a part is unknown, 1 where something cannot be built."""
    if unknown := set(words) - set(PARTS):
        print(f"package: no such part: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    try:
        for part in words or PARTS:
            BUILDERS[part]()
    except (app.TooBig, app.TooLittle, LookupError, OSError, subprocess.CalledProcessError, ValueError) as error:
        print(f"package: {error}\n{getattr(error, 'stderr', None) or ''}".rstrip(), file=sys.stderr)
        return 1
    return 0


def build_wheel() -> None:
    """The wheel and the sdist, by the project's own build tool, without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(OUT)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(commit_time_s(ROOT))}
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stdout)
    version = app.systems.version_of(ROOT)
    for built in (OUT / f"calfcoach-{version}-py3-none-any.whl", OUT / f"calfcoach-{version}.tar.gz"):
        tell(built, built.stat().st_size)


def build_app() -> None:
    """The application in one folder."""
    folder = app.build(ROOT)
    tell(folder, app.size_of(folder))


def build_deb() -> None:
    """The Debian package; other systems have none."""
    if sys.platform != "linux":
        print("no Debian package on this system")
        return
    folder = ROOT / "build" / "package" / "app" / "calfcoach"
    if not folder.is_dir():
        raise ValueError("there is no application yet: make package")
    package = deb.build(ROOT, folder, OUT)
    tell(package, package.stat().st_size)


def tell(what: Path, size: int) -> None:
    """A line of the table of sizes."""
    print(f"{size / 1e6:8.1f} MB  {what.relative_to(ROOT)}", flush=True)


BUILDERS = {"wheel": build_wheel, "app": build_app, "deb": build_deb}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
