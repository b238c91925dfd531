"""One wheel for all tests of the package, and empty environments that borrow this one's dependencies."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, **extra_env: str) -> subprocess.CompletedProcess[str]:
    """Run a command that knows nothing of the checkout but what the call says."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**env, **extra_env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )


def run_pytest(folder: Path, *arguments: str, **extra_env: str) -> subprocess.CompletedProcess[str]:
    """Run a folder's tests with this checkout's plugins at hand, and of others only that for processes."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "xdist.plugin", *arguments, "tests"]
    return run(*command, cwd=folder, PYTHONPATH=str(CHECKOUT), PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", **extra_env)


def pip(*arguments: str | Path, cwd: Path) -> None:
    """Run this environment's pip without a network."""
    done = run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass(frozen=True)
class Environment:
    """A virtual environment without pip, whose dependencies are those of the environment of the tests."""

    folder: Path

    @classmethod
    def create(cls, folder: Path) -> Environment:
        venv.create(folder, with_pip=False, symlinks=True)
        environment = cls(folder)
        # A folder named by a .pth has its own .pth files ignored: the editable install does not come along.
        borrowed = environment.site_packages / "borrowed.pth"
        borrowed.write_text(sysconfig.get_path("purelib") + "\n")
        return environment

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        (found,) = (self.folder / "lib").glob("python3*/site-packages")
        return found

    def install(self, *what: str | Path, cwd: Path) -> None:
        pip("--python", self.python, "install", "-q", "--no-deps", "--no-index", *what, cwd=cwd)


@pytest.fixture(scope="session")
def sources() -> set[str]:
    """The files that a wheel has to carry, as they were before it was built."""
    shipped = [path for folder in ("assets", "exercises") for path in (CHECKOUT / folder).rglob("*")]
    modules = (CHECKOUT / "calfcoach").rglob("*.py")
    return {path.relative_to(CHECKOUT).as_posix() for path in (*shipped, *modules) if path.is_file()}


@pytest.fixture(scope="session")
def wheel(sources: set[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout as it stands."""
    out = tmp_path_factory.mktemp("wheel")
    pip("wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-w", out, CHECKOUT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("installed")
    environment = Environment.create(folder / "venv")
    environment.install(wheel, cwd=folder)
    return environment


@pytest.fixture(scope="session")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment that the checkout is installed in, editable."""
    folder = tmp_path_factory.mktemp("editable")
    environment = Environment.create(folder / "venv")
    # Its build backend is not isolated: pip finds it among what is borrowed.
    environment.install("--no-build-isolation", "-e", CHECKOUT, cwd=folder)
    return environment


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the dependencies alone."""
    return Environment.create(tmp_path_factory.mktemp("bare") / "venv")
