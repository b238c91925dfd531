"""The program finds its files and starts, however it was installed and wherever it is started."""

from __future__ import annotations

import json
import re
from pathlib import Path

import calfcoach

from .conftest import CHECKOUT, Environment, run

SHOW_PLACES = """
import json, calfcoach
from calfcoach import resources
places = calfcoach.__file__, resources.assets_dir(), resources.exercises_dir()
print(json.dumps([str(place) for place in places]))
"""


def places(environment: Environment, cwd: Path, **env: str) -> list[Path]:
    """Where an environment's program is, and where it looks for its assets and exercises."""
    done = run(environment.python, "-c", SHOW_PLACES, cwd=cwd, **env)
    assert done.returncode == 0, done.stderr
    return [Path(place) for place in json.loads(done.stdout)]


def assert_works(command: list[str | Path], cwd: Path, **env: str) -> None:
    """`--version` and `list` do what they should, and leave nothing in the folder they were called from."""
    version = run(*command, "--version", cwd=cwd, **env)
    assert (version.returncode, version.stderr) == (0, "")
    assert re.search(rf"\b{re.escape(calfcoach.__version__)}\b", version.stdout)

    listed = run(*command, "list", cwd=cwd, **env)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert re.search(r"^donkey-calf-raise\b", listed.stdout, re.MULTILINE)

    as_json = run(*command, "list", "--json", cwd=cwd, **env)
    assert (as_json.returncode, as_json.stderr) == (0, "")
    answer = json.loads(as_json.stdout)
    assert answer["problems"] == []
    shipped = (CHECKOUT / "exercises").glob("*.yaml")
    listed_ids = {path.stem for path in shipped if "program_phase:" not in path.read_text(encoding="utf-8")}
    assert {exercise["id"] for exercise in answer["exercises"]} == listed_ids

    assert list(cwd.iterdir()) == []


def test_a_wheel_finds_its_own_files(installed: Environment, tmp_path: Path) -> None:
    package, assets, exercises = places(installed, tmp_path)
    assert package == installed.site_packages / "calfcoach" / "__init__.py"
    assert assets == package.parent / "_data" / "assets"
    assert exercises == package.parent / "_data" / "exercises"
    assert assets.is_dir()
    assert exercises.is_dir()


def test_an_editable_install_uses_the_checkout(editable: Environment, tmp_path: Path) -> None:
    assert places(editable, tmp_path) == [
        CHECKOUT / "calfcoach" / "__init__.py",
        CHECKOUT / "assets",
        CHECKOUT / "exercises",
    ]


def test_a_plain_checkout_uses_itself(bare: Environment, tmp_path: Path) -> None:
    assert places(bare, tmp_path, PYTHONPATH=str(CHECKOUT)) == [
        CHECKOUT / "calfcoach" / "__init__.py",
        CHECKOUT / "assets",
        CHECKOUT / "exercises",
    ]


def test_the_empty_environment_does_not_know_the_program(bare: Environment, tmp_path: Path) -> None:
    assert run(bare.python, "-c", "import calfcoach.resources", cwd=tmp_path).returncode == 1


def test_a_wheel_runs(installed: Environment, tmp_path: Path) -> None:
    assert_works([installed.folder / "bin" / "calfcoach"], tmp_path)
    assert_works([installed.python, "-m", "calfcoach"], tmp_path)


def test_an_editable_install_runs(editable: Environment, tmp_path: Path) -> None:
    assert_works([editable.folder / "bin" / "calfcoach"], tmp_path)


def test_a_plain_checkout_runs(bare: Environment, tmp_path: Path) -> None:
    assert_works([bare.python, "-m", "calfcoach"], tmp_path, PYTHONPATH=str(CHECKOUT))
