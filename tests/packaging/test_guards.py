"""What tests/conftest.py promises is kept: each of these small tests would leave something behind."""

from __future__ import annotations

import re
import sys

import pytest

from .conftest import CHECKOUT, run

CONFIGURATION = """
[pytest]
qt_api = pyside6
qt_log_level_fail = WARNING
filterwarnings = error
"""

LEAKS = """
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

from calfcoach import resources

kept = []


def test_clean_without_qt(home, tmp_path):
    for folder in (resources.config_dir(), resources.user_data_dir(), resources.cache_dir(), resources.log_dir()):
        assert folder.is_relative_to(home)
    assert Path.home() == home
    assert "DISPLAY" not in os.environ
    assert list(tmp_path.iterdir()) == []
    worker = threading.Thread(target=time.sleep, args=(0.05,))  # one that still runs when the test is over
    worker.start()


def test_clean_with_qt(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTimer(window).start(10)
    loose = QTimer()
    loose.start(10)
    assert qtbot.waitUntil(window.isVisible) is None


def test_leaves_a_thread():
    stop = threading.Event()
    kept.append(stop)
    threading.Thread(target=stop.wait, name="forgotten", daemon=True).start()


def test_leaves_a_process():
    kept.append(subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE))


def test_leaves_a_timer(qtbot):
    timer = QTimer()
    timer.start(10)
    kept.append(timer)


def test_leaves_a_window(qtbot):
    kept.append(QWidget())


def test_leaves_a_window_as_garbage(qtbot):
    window = QWidget()
    window.itself = window


def test_qt_warns(qtbot):
    qWarning("something is wrong")


def test_clean_after_all_that(qtbot):
    for thing in kept:
        if isinstance(thing, threading.Event):
            thing.set()
        if isinstance(thing, subprocess.Popen):
            thing.communicate()
"""

EXPECTED = {
    "test_clean_without_qt": "passed",
    "test_clean_with_qt": "passed",
    "test_leaves_a_thread": "thread forgotten",
    "test_leaves_a_process": "process ",
    "test_leaves_a_timer": "QTimer",
    "test_leaves_a_window": "QWidget",
    "test_leaves_a_window_as_garbage": "passed",
    "test_qt_warns": "",
    "test_clean_after_all_that": "passed",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("guards")
    guards = (CHECKOUT / "tests" / "conftest.py").read_text()
    assert "GRACE_S = 30.0" in guards
    (folder / "conftest.py").write_text(guards.replace("GRACE_S = 30.0", "GRACE_S = 1.0"))
    (folder / "pytest.ini").write_text(CONFIGURATION)
    (folder / "test_leaks.py").write_text(LEAKS)
    pytest_here = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "--tb=line"]
    return run(*pytest_here, cwd=folder, DISPLAY=":99", COLUMNS="300").stdout


@pytest.mark.parametrize(("name", "outcome"), EXPECTED.items())
def test_a_guard(report: str, name: str, outcome: str) -> None:
    failed = re.search(rf"^(?:ERROR|FAILED) test_leaks.py::{name}\b(.*)$", report, re.MULTILINE)
    if outcome == "passed":
        assert not failed, report
        assert f"PASSED test_leaks.py::{name}" in report
    else:
        assert failed, report
        assert outcome in failed[1]
