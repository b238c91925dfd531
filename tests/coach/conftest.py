"""What the tests of the coach share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.coach.test_conductor import Stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A session that has just begun, on a clock that is moved by hand."""
    made = Stage()
    made.coach.tick()
    made.coach.start()
    made.settle()
    yield made
    made.coach.close()
