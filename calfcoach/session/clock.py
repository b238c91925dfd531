"""Time as the session sees it. Nothing here reads a clock: whoever conducts hands one in.

That a clock would go back is an error of the programmer; no person reads it.
"""

from typing import Protocol


class Clock(Protocol):
    """A source of monotonic seconds."""

    def __call__(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        ...


class ManualClock:
    """A clock that moves when told to: for tests and for accelerated runs."""

    def __init__(self, now_s: float = 0.0) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        """The seconds it was last moved to."""
        return self.now_s

    def tick(self, seconds: float) -> None:
        """Move on by `seconds`, ≥ 0.

        Raises:
            ValueError: the clock would go back.
        """
        if seconds < 0:
            raise ValueError("time does not go back")
        self.now_s += seconds
