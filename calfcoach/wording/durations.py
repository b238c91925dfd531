"""Durations in words, the same in the window and in the terminal. Knows no session."""

from math import floor


def whole_seconds(seconds: float) -> str:
    """Seconds as a person reads them: `48 s`, `9 min`, `1 min 30 s`."""
    total = floor(seconds + 0.5)
    minutes, rest = divmod(total, 60)
    if minutes == 0 or total <= 99:
        return f"{total} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
