"""The display is kept awake for as long as it is asked, through whatever wakepy there is."""

import sys
import threading
from types import ModuleType, SimpleNamespace

import pytest

from calfcoach.ui.awake import Awake


class Keep:
    """Stands in for wakepy's `keep`; `works` says whether the system lets the display be kept awake."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.held = threading.Event()
        self.times = 0

    def presenting(self, on_fail: str):
        assert on_fail == "pass"
        return self

    def __enter__(self):
        self.times += 1
        self.held.set()
        return SimpleNamespace(active=self.works)

    def __exit__(self, *_error: object) -> None:
        self.held.clear()


@pytest.fixture(params=[True, False], ids=["works", "refused"])
def keep(request, monkeypatch):
    made = Keep(request.param)
    module = ModuleType("wakepy")
    module.keep = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wakepy", module)
    return made


def test_it_is_held_and_released(keep):
    awake = Awake()
    awake.hold()
    assert keep.held.wait(5)
    awake.release()
    assert not keep.held.is_set()


def test_twice_is_once(keep):
    awake = Awake()
    awake.hold()
    awake.hold()
    assert keep.held.wait(5)
    awake.release()
    awake.release()
    assert keep.times == 1


def test_it_may_be_held_again(keep):
    awake = Awake()
    for _ in range(2):
        awake.hold()
        assert keep.held.wait(5)
        awake.release()
    assert keep.times == 2


def test_released_before_it_was_held_is_nothing(keep):
    Awake().release()
    assert keep.times == 0
