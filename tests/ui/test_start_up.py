"""What the window does before its first frame, and what it leaves for later."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.program import held_awake, make_program

__all__ = ["held_awake", "make_program"]
NOT_YET = ("numpy", "rich", "pyqtgraph", "wakepy", "PySide6.QtMultimedia")
NOR_THESE = (
    "sqlite3",
    "calfcoach.figure.files",
    "pydantic.networks",
    "difflib",
    "importlib.metadata",
    "email",
    "hashlib",
)
START_UPS = ([], ["run", "donkey-calf-raise"], ["run", "donkey-calf-raise", "--start"])
ROOT = Path(__file__).resolve().parents[2]

LOOK = """
import json, linecache, os, sys

class Look:
    def find_spec(self, name, path, target=None):
        if name == "calfcoach.ui.window":
            sys.meta_path.remove(self)
            from calfcoach.ui import first_paint
            first_paint.FirstPaint._call = tell

def tell(_self):
    from PySide6 import QtWidgets
    from PySide6.QtGui import QGuiApplication
    lines = open("/proc/self/status").read().splitlines()
    size_kb = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    windows = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    told = {"modules": list(sys.modules), "kb": size_kb, "windows": len(windows), "sources": list(linecache.cache)}
    told["classes"] = list(vars(QtWidgets))
    print(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)

sys.meta_path.insert(0, Look())
from calfcoach.cli import main
main(sys.argv[1:])
"""

EMPTY = """
import json, os
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, tell)

def tell():
    lines = open("/proc/self/status").read().splitlines()
    print(json.dumps({"kb": next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))}), flush=True)
    os._exit(0)

application = QApplication([])
window = Window()
room = application.primaryScreen().availableSize() - QSize(16, 48)
window.resize(QSize(1366, 768).boundedTo(room).expandedTo(QSize(1024, 600)))
window.show()
application.exec()
"""


def run(code: str, *arguments: str) -> dict[str, object]:
    """What a fresh interpreter tells of itself at its first frame."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("arguments", START_UPS, ids=str)
def test_nothing_slow_is_loaded_before_the_first_frame(arguments):
    told = run(LOOK, *arguments, "--audio", "auto")
    modules = told["modules"]
    assert [name for name in (*NOT_YET, *NOR_THESE) if name in modules] == []
    assert told["windows"] == 1
    assert [name for name in told["sources"] if "calfcoach" in name] == [], "no source is read"
    # PySide6 makes a class when it is wanted, and all of them when Qt hands out a part that it has made itself.
    assert [name for name in ("QStyle", "QWizard") if name in told["classes"]] == []
    # What is refused needs no Qt.
    after_qt = modules[modules.index("PySide6") :]
    assert [name for name in after_qt if name.startswith(("pydantic", "yaml", "calfcoach.library"))] == []


def test_a_library_of_shipped_exercises_reads_none_of_them_before_its_first_frame():
    run(LOOK)  # which leaves an index
    assert [name for name in run(LOOK)["modules"] if name in ("yaml", "calfcoach.library.files")] == []


def test_the_set_up_takes_at_most_twice_the_memory_of_an_empty_window():
    assert run(LOOK, "run", "donkey-calf-raise")["kb"] <= 2 * run(EMPTY)["kb"]


def test_what_is_put_off_is_done_in_order_after_the_first_frame(qtbot):
    from PySide6.QtWidgets import QWidget

    from calfcoach.ui.first_paint import FirstPaint

    done = []
    window = QWidget()
    qtbot.addWidget(window)
    first_paint = FirstPaint(window)
    first_paint.then(lambda: done.append("first"))
    first_paint.then(lambda: first_paint.then(lambda: done.append("third")))
    first_paint.then(lambda: done.append("second"))
    assert done == []
    window.show()
    first_paint.watch()
    qtbot.waitUntil(lambda: first_paint.over)
    assert done == ["first", "third", "second"]
    first_paint.then(lambda: done.append("at once"))
    assert done[-1] == "at once"


def test_a_window_that_closes_before_its_first_frame_does_nothing_more(qtbot):
    from PySide6.QtWidgets import QApplication, QWidget

    from calfcoach.ui.first_paint import FirstPaint

    window = QWidget()
    qtbot.addWidget(window)
    first_paint = FirstPaint(window)
    done = []
    first_paint.then(lambda: done.append("never"))
    first_paint.watch()
    first_paint.forget()
    window.show()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: first_paint.over)
    assert done == []


def test_a_window_that_is_never_painted_is_not_waited_for(qtbot, monkeypatch):
    from PySide6.QtWidgets import QWidget

    from calfcoach.ui import first_paint

    monkeypatch.setattr(first_paint, "MOST_WAIT_MS", 0)
    window = QWidget()
    qtbot.addWidget(window)
    waiting = first_paint.FirstPaint(window)
    done = []
    waiting.then(lambda: done.append("done"))
    waiting.watch()
    qtbot.waitUntil(lambda: done == ["done"])


def test_no_window_is_shown_but_the_one(make_program, qapp):
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QWidget

    class Shown(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.windows: list[str] = []

        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.windows.append(type(watched).__name__)
            return False

    shown = Shown()
    qapp.installEventFilter(shown)
    program = make_program()
    program.start(sets=2, reps=1)
    program.run_until(lambda: program.session is None)
    program.press("Save")
    qapp.removeEventFilter(shown)
    assert shown.windows == ["MainWindow"]


def test_the_first_size_is_the_designed_one_or_what_the_screen_has():
    from PySide6.QtCore import QSize

    from calfcoach.ui.window_place import LEAST_SIZE, first_size, fits_with_frame

    assert first_size(QSize(1920, 1040)).toTuple() == (1366, 768)
    assert first_size(QSize(1280, 760)).width() < 1280
    assert first_size(QSize(1366, 740)).height() < 740
    assert first_size(QSize(1024, 600)).toTuple() == (1008, 552), "with its frame it fits"
    assert first_size(QSize(960, 540)).toTuple() == first_size(QSize(800, 480)).toTuple() == LEAST_SIZE
    assert fits_with_frame(QSize(1024, 600))
    assert not fits_with_frame(QSize(960, 540)), "there it fills the screen"


GARBAGE = """
import gc, json, os, sys, threading
collected = set()

class Circle:
    def __init__(self):
        self.me = self
    def __del__(self):
        collected.add(threading.current_thread() is threading.main_thread())

def make_garbage():
    while not collected:
        for _ in range(1000):
            Circle()

class Look:
    def find_spec(self, name, path, target=None):
        if name == "calfcoach.ui.window":
            sys.meta_path.remove(self)
            from calfcoach.ui import first_paint
            call = first_paint.FirstPaint._call
            def called(self):
                call(self)
                worker = threading.Thread(target=make_garbage)
                worker.start()
                from PySide6.QtCore import QTimer
                def look():
                    if collected:
                        worker.join()
                        told = {"on_its_thread_alone": collected == {True}, "automatically": gc.isenabled()}
                        print(json.dumps(told), flush=True)
                        os._exit(0)
                    QTimer.singleShot(10, look)
                look()
            first_paint.FirstPaint._call = called

sys.meta_path.insert(0, Look())
from calfcoach.cli import main
main(sys.argv[1:])
"""


def test_garbage_is_collected_on_the_windows_own_thread():
    told = run(GARBAGE, "--audio", "silent")
    assert told == {"on_its_thread_alone": True, "automatically": False}
