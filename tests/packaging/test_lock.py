"""What requirements/*.txt lock: everything that pyproject.toml asks for, with hashes, and no server."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .conftest import CHECKOUT

LOCKS = ("run", "dev", "simpleaudio")
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))?(?P<hashes>(?: \\\n    --hash=\S+)*)$", re.M
)
SYSTEMS = [
    {"sys_platform": system, "platform_system": name, "python_version": python, "python_full_version": f"{python}.1"}
    for system, name in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
    for python in ("3.11", "3.12", "3.13")
]


@dataclass(frozen=True)
class Locked:
    """One package as a lock names it; `marker` says where."""

    name: str
    version: str
    marker: Marker | None
    hashes: int

    def applies(self, system: dict[str, str]) -> bool:
        return self.marker is None or self.marker.evaluate(dict(system))


def text_of(lock: str) -> str:
    return (CHECKOUT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def entries(lock: str) -> list[Locked]:
    return [
        Locked(
            found["name"],
            found["version"],
            Marker(found["marker"]) if found["marker"] else None,
            found["hashes"].count("--hash=sha256:"),
        )
        for found in ENTRY.finditer(text_of(lock))
    ]


def versions(locks: tuple[str, ...], system: dict[str, str]) -> dict[str, set[str]]:
    """The versions that the locks name for a system, by package."""
    found: dict[str, set[str]] = {}
    for entry in (entry for lock in locks for entry in entries(lock) if entry.applies(system)):
        found.setdefault(entry.name, set()).add(entry.version)
    return found


def wanted(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with these extras."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in extras for line in optional[extra])]
    return [need for need in map(Requirement, lines) if need.name != project["name"]]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_version_with_hashes_and_names_no_server(lock: str) -> None:
    body = re.sub(r"^#.*\n", "", text_of(lock), flags=re.M)
    found = entries(lock)
    assert ENTRY.sub("", body).strip() == ""
    assert [entry.name for entry in found if not entry.hashes] == []
    assert "://" not in text_of(lock)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: f"{system['sys_platform']}-{system['python_version']}")
@pytest.mark.parametrize(
    ("locks", "extras"),
    [(("run",), ("build",)), (("dev",), ("build", "dev")), (("simpleaudio",), ("simpleaudio",))],
    ids=LOCKS,
)
def test_what_the_project_asks_for_is_locked_within_its_range(
    locks: tuple[str, ...], extras: tuple[str, ...], system: dict[str, str]
) -> None:
    """Who changes a dependency in pyproject.toml calls `make lock`."""
    locked = versions(locks, system)
    needs = wanted(*extras) if locks != ("simpleaudio",) else wanted(*extras)[len(wanted()) :]
    for need in needs:
        if need.marker is None or need.marker.evaluate(dict(system)):
            [version] = locked[canonicalize_name(need.name)]
            assert need.specifier.contains(version), f"{need} is locked as {version}"


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: f"{system['sys_platform']}-{system['python_version']}")
def test_the_tests_run_with_the_versions_that_people_get(system: dict[str, str]) -> None:
    runs, tests = versions(("run",), system), versions(("dev",), system)
    assert {name: tests.get(name) for name in runs} == runs
