"""Modules that wait: there for whoever imports them, and loaded when a name of them is wanted."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import shiboken6

from calfcoach.later import let_wait

UNPACKED = Path(shiboken6.__file__).parent.joinpath("files.dir").is_dir()

QT = """
import sys
from types import ModuleType
from calfcoach.ui.plain_import import SIGNATURES, UNUSED, load_qt
load_qt()
def whole():
    return [name for name in UNUSED if type(sys.modules[f"{SIGNATURES}.{name}"]) is ModuleType]
from PySide6.QtCore import QSize
print(whole())
try:
    QSize("wide", "high")
except TypeError as error:
    print(error)
print(whole())
"""


def test_a_module_is_loaded_when_a_name_of_it_is_wanted_that_it_was_not_given(tmp_path, monkeypatch, capsys):
    (tmp_path / "waits_here.py").write_text("print('loaded')\ngreeting = 'hello'\nanswer = 42\n", encoding="utf-8")
    (tmp_path / "does_not_wait.py").write_text("print('at once')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    for name in ("waits_here", "does_not_wait", "is_nowhere"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    let_wait({"waits_here": {"greeting": "not yet"}, "is_nowhere": {}})
    import_module("does_not_wait")
    waiting = import_module("waits_here")
    assert (capsys.readouterr().out, waiting.greeting) == ("at once\n", "not yet")
    assert (waiting.answer, waiting.greeting, capsys.readouterr().out) == (42, "hello", "loaded\n")
    assert not hasattr(waiting, "nothing_of_that_name")
    assert sys.modules["waits_here"] is waiting


@pytest.mark.skipif(not UNPACKED, reason="PySide6's own modules are packed: it finds them before anybody is asked")
def test_qt_tells_what_was_wrong_in_a_call_with_the_modules_that_waited_until_then():
    done = subprocess.run([sys.executable, "-c", QT], capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    before, wrong, *others, after = done.stdout.splitlines()
    assert before == "[]"
    assert wrong == "'PySide6.QtCore.QSize.__init__' called with wrong argument types:"
    assert "  PySide6.QtCore.QSize.__init__(w: int, h: int, /)" in others
    assert after == "['layout', 'parser']"
