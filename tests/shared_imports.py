"""Where several processes run the tests, each imports a share of the files before it collects all of them.

pytest rewrites the asserts of a file when that is first imported, and keeps the result for all who come later. All
processes collect the same files in the same order, so in a fresh checkout each would rewrite every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from _pytest.pathlib import fnmatch_ex, import_path


def share(files: Sequence[Path], number: int, of: int) -> list[Path]:
    """What one of several processes imports first: as much as each of the others."""
    return sorted(files, key=lambda path: (-path.stat().st_size, path))[number::of]


def asked_for(config: pytest.Config) -> Iterator[Path]:
    """The files of tests in the folders that this run is asked for."""
    for argument in config.args:
        place = config.invocation_params.dir / argument.split("::")[0]
        for path in place.rglob("*.py") if place.is_dir() else ():
            if any(fnmatch_ex(pattern, path) for pattern in config.getini("python_files")):
                yield path


# First of those that collect, and so within what turns a warning into an error.
@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    config = session.config
    process = getattr(config, "workerinput", None)
    if process is None:
        return
    # One that takes the place of a crashed one has a number of its own.
    number = int(process["workerid"].removeprefix("gw")) % process["workercount"]
    for path in share(sorted(asked_for(config)), number, process["workercount"]):
        # What cannot be imported is told by the collection.
        with suppress(Exception, pytest.skip.Exception):
            import_path(
                path,
                mode=config.getoption("importmode"),
                root=config.rootpath,
                consider_namespace_packages=config.getini("consider_namespace_packages"),
            )
