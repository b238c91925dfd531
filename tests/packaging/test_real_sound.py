"""How tests of real sound are run: after all others, alone, and only judged where their canary was quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sound_last import SCOPE, Waiting

from .conftest import run_pytest

OTHERS = """
import os
import pytest

@pytest.mark.parametrize("number", range(4))
def test_something(number):
    with open(os.environ["ORDER"], "a") as order:
        order.write(f"{os.getpid()} something\\n")
"""

CRASHING = """
import os

def test_ends_its_process(tmp_path):
    crashed = os.environ["ORDER"] + ".crashed"
    if not os.path.exists(crashed):
        open(crashed, "w").close()
        os._exit(3)
"""

SOUND = """
import os
import time
import pytest

def tried(request):
    with open(os.environ["ORDER"], "a") as order:
        order.write(f"{os.getpid()} {request.node.name}\\n")
    with open(os.environ["ORDER"]) as order:
        return order.read().count(request.node.name)

def disturb(canary_log):
    with canary_log.open("a") as log:
        log.write(f"{time.monotonic()} late 30.0\\n{time.monotonic()} missing 7.0\\n")

def test_passes(request):
    tried(request)

def test_is_disturbed_twice(request, canary_log):
    if tried(request) < 3:
        disturb(canary_log)
        pytest.fail("nothing heard")

def test_is_always_disturbed(request, canary_log):
    tried(request)
    disturb(canary_log)
    pytest.fail("nothing heard")

def test_waits_in_vain(request, canary_log):
    tried(request)
    disturb(canary_log)
    pytest.fail("waited in vain for the end")

def test_fails_in_peace(request):
    tried(request)
    pytest.fail("nothing heard")
"""


def test_the_longest_file_is_taken_first_and_sound_last() -> None:
    waiting = Waiting()
    for scope, tests in (
        (SCOPE, 99),
        ("tests/test_a.py", 30),
        ("tests/e2e/test_b.py", 2),
        ("tests/domain/test_c.py", 50),
    ):
        waiting[scope] = dict.fromkeys(map(str, range(tests)), False)
    taken = [waiting.popitem(last=False)[0] for _ in range(4)]
    assert taken == ["tests/domain/test_c.py", "tests/e2e/test_b.py", "tests/test_a.py", SCOPE]
    assert not waiting


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with tests of both kinds."""
    sound = tmp_path / "tests" / "sound"
    sound.mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p tests.real_sound --import-mode=importlib\n")
    (sound / "test_sound.py").write_text(SOUND)
    for number in range(3):
        (sound.parent / f"test_{number}.py").write_text(OTHERS)
    return tmp_path


def run_of(project: Path, *arguments: str) -> tuple[int, str, list[tuple[str, str]]]:
    """The exit code, what was said, and process and name of each try in order."""
    order = project / "order"
    order.write_text("")
    done = run_pytest(project, "-rA", *arguments, ORDER=str(order), COLUMNS="300")
    return done.returncode, done.stdout, [tuple(line.split(" ", 1)) for line in order.read_text().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize("processes", [(), ("-n", "3", "--dist", "loadfile")], ids=["one process", "three"])
def test_sound_comes_after_all_others_on_one_process(project: Path, processes: tuple[str, ...]) -> None:
    code, _, order = run_of(project, *processes, "-k", "something or passes or twice")
    names = [name for _, name in order]
    assert code == 0
    assert names == ["something"] * 12 + ["test_passes"] + ["test_is_disturbed_twice"] * 3
    assert len({process for process, name in order if name != "something"}) == 1


def test_a_crash_leaves_no_process_waiting_for_ever(project: Path) -> None:
    (project / "tests" / "test_3.py").write_text(CRASHING)
    code, said, order = run_of(project, "-n", "2", "--dist", "loadfile", "-k", "something or ends or passes")
    names = [name for _, name in order]
    assert code == 1
    assert "worker 'gw" in said and "crashed while running 'tests/test_3.py::test_ends_its_process'" in said
    assert names == ["something"] * 12 + ["test_passes"]


def test_a_failure_counts_where_the_canary_was_quiet_and_is_tried_again_where_it_was_not(project: Path) -> None:
    code, said, order = run_of(project, "-k", "sound.py", "--most-inconclusive", "0.1")
    names = [name for _, name in order]
    assert code == 1
    assert [names.count(f"test_{which}") for which in ("passes", "is_disturbed_twice", "fails_in_peace")] == [1, 3, 1]
    assert names.count("test_is_always_disturbed") == 5
    assert names.count("test_waits_in_vain") == 2
    assert "FAILED tests/sound/test_sound.py::test_fails_in_peace - Failed: nothing heard" in said
    figures = "a sleeper woke 30 ms late, 7 ms of another stream were missing"
    assert f"inconclusive: the machine was busy (try 1: {figures}; try 2: {figures}" in said
    assert said.splitlines()[-1].strip("= ").startswith("2 failed, 2 passed, 1 skipped")


@pytest.mark.parametrize(("most", "code"), [("0.1", 1), ("0.5", 0)])
def test_the_run_fails_where_too_many_showed_nothing(project: Path, most: str, code: int) -> None:
    given, said, _ = run_of(project, "-k", "passes or always", "--most-inconclusive", most)
    assert given == code
    assert ("1 of 2 tests of real sound were inconclusive: more than allowed" in said) == (code == 1)
    assert said.splitlines()[-1].strip("= ").startswith("1 passed, 1 skipped")
