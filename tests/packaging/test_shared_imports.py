"""Where several processes run the tests, each file is compiled by one of them."""

from __future__ import annotations

from pathlib import Path

from tests.shared_imports import share

from .conftest import run_pytest

MODULE = """
import os
from pathlib import Path

with open(os.environ["ORDER"], "a") as order:
    order.write(f"{os.getpid()} {Path(__file__).name}\\n")

def test_something():
    pass
"""


def test_the_shares_are_all_files_each_once_and_about_as_long(tmp_path: Path) -> None:
    files = [tmp_path / f"test_{number}.py" for number in range(10)]
    for number, path in enumerate(files):
        path.write_text("#" * number)
    shares = [share(files, number, 3) for number in range(3)]
    assert sorted(path for each in shares for path in each) == files
    assert [sum(path.stat().st_size for path in each) for each in shares] == [18, 15, 12]


def test_each_process_imports_its_share_first_and_then_runs_what_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p tests.shared_imports --import-mode=importlib\n")
    tests = tmp_path / "tests"
    tests.mkdir()
    for number in range(4):
        (tests / f"test_{number}.py").write_text(MODULE)
    (tests / "test_4.py").write_text("import no_such_module\n")
    order = tmp_path / "order"
    done = run_pytest(tmp_path, "-n", "2", ORDER=str(order))
    imported: dict[str, list[str]] = {}
    for line in order.read_text().splitlines():
        process, name = line.split()
        imported.setdefault(process, []).append(name)
    first, second = sorted(names[:2] for names in imported.values())
    assert (first, second) == (["test_0.py", "test_2.py"], ["test_1.py", "test_3.py"])
    assert [len(names) for names in imported.values()] == [4, 4]
    assert "ModuleNotFoundError: No module named 'no_such_module'" in done.stdout
