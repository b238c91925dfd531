"""Durations in words, the same in the window and in the terminal. Knows no session."""

from math import floor

from calfcoach.texts import text


def whole_seconds(seconds: float) -> str:
    """Seconds as a person reads them: `48 s`, `9 min`, `1 min 30 s`."""
    total = floor(seconds + 0.5)
    minutes, rest = divmod(total, 60)
    if minutes == 0 or total <= 99:
        return text("{seconds} s", seconds=total)
    if rest:
        return text("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return text("{minutes} min", minutes=minutes)
