"""Exercises made of as little as the model allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from calfcoach.domain.exercise import Exercise


@pytest.fixture(scope="session")
def make() -> Callable[..., Exercise]:
    """An exercise with a tempo (or, with `start_phase="hold"`, a hold); anything of it can be given."""

    def exercise(**given: Any) -> Exercise:
        dose: dict[str, Any] = {"hold_s": 30} if given.get("start_phase") == "hold" else {"tempo": "9-9-9-9"}
        step = [{"title": "A step", "text": "Do it."}]
        return Exercise.model_validate(
            {
                "id": "test",
                "name": "Test",
                "summary": "A test",
                "muscles": [{"name": "Calf"}],
                "setup": step,
                "finish": step,
                "sources": [{"title": "Nobody"}],
                "prescription": {**dose, "sets": 2, "reps": 5, "rest_s": 60},
                **given,
            }
        )

    return exercise
