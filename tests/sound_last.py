"""Where several processes run the tests: long files begin first, so that no process ends with one alone; those of real
sound begin when all others are done, on one process alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sized
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

SCOPE = "real sound"


def is_sound(nodeid: str) -> bool:
    """Whether a test is one of real sound, by where it is."""
    return "/sound/" in nodeid


ORDINARY_TESTS = {
    "e2e": 20,
    "player": 10,
    "packaging": 10,
    "cli": 5,
    "history": 5,
    "ui": 5,
    "test_contrast.py": 300,
    "test_extreme_texts.py": 15,
    "test_keyboard_everywhere.py": 150,
    "test_walker.py": 500,
}
"""As long as how many others a test in such a folder or file takes, roughly: it starts programs or a window."""


def weight(scope: str, unit: Sized) -> int:
    """How long a file takes, in ordinary tests; less than any other what is taken last."""
    if scope == SCOPE:
        return -1
    return len(unit) * max((ORDINARY_TESTS.get(part, 1) for part in scope.split("/")), default=1)


class Waiting(OrderedDict[str, dict[str, bool]]):
    """What waits for a process, by file; the longest is taken first, the tests of sound are taken last."""

    def popitem(self, last: bool = False) -> tuple[str, dict[str, bool]]:
        scope = max(self, key=lambda scope: weight(scope, self[scope]))
        return scope, self.pop(scope)

    @property
    def only_sound(self) -> bool:
        return list(self) == [SCOPE]


class SoundLastScheduling(LoadFileScheduling):
    """One file after the other on whatever process is free; then, when all others are done, sound on the last."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        self.workqueue = Waiting()

    def _split_scope(self, nodeid: str) -> str:
        return SCOPE if is_sound(nodeid) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        if not self.workqueue.only_sound or self._alone() is node:
            super()._assign_work_unit(node)

    def _reschedule(self, node: Any) -> None:
        if node.shutting_down:
            return
        if not self.workqueue.only_sound:
            super()._reschedule(node)
        elif self._staying() != [node]:
            node.shutdown()
        self._begin_sound()

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        super().mark_test_complete(node, item_index, duration)
        self._begin_sound()

    def remove_node(self, node: Any) -> str | None:
        # What a crashed process had done is not handed out again: who gets a file of which all is done waits for ever.
        work = self.assigned_work[node]
        for scope in [scope for scope, unit in work.items() if all(unit.values())]:
            del work[scope]
        crashed = super().remove_node(node)
        self._begin_sound()
        return crashed

    def _staying(self) -> list[Any]:
        return [node for node in self.nodes if not node.shutting_down]

    def _alone(self) -> Any:
        """The only process that is left, when nothing runs on any other; it may keep one test waiting."""
        staying = self._staying()
        pending = {node: self._pending_of(work) for node, work in self.assigned_work.items()}
        if len(staying) == 1 and pending[staying[0]] <= 1 and sum(pending.values()) == pending[staying[0]]:
            return staying[0]
        return None

    def _begin_sound(self) -> None:
        if self.workqueue.only_sound and (node := self._alone()) is not None:
            super()._assign_work_unit(node)
            # A process runs its last test when it knows that nothing comes after it.
            node.shutdown()
