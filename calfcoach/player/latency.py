"""How much sound a PulseAudio server is asked to hold of the stream, from what a user's environment says of it.

It knows no library.
"""

from __future__ import annotations

import os

LATENCY_VARIABLE = "PULSE_LATENCY_MSEC"
"""The variable that libpulse reads; a user's own number is used before ours."""

USUAL_MS = 200
"""Qt asks for 10 ms; a server held up for longer leaves an audible gap. docs/design.md, "Sound", says why 200."""

LEAST_MS = 10
MOST_MS = 250
"""Beyond this the server takes sound in lumps in which the position seems to stand still: at 2000 ms a healthy device
was never heard and was said not to play (`player.follow` allows 1 s, 3 s at the start)."""


def lead_s(asked: int) -> float:
    """Seconds by which what the server has taken leads what is heard, at least; `asked` milliseconds were asked for.

    PulseAudio splits what is asked for into its own buffer (half, and 20 ms) and the device's, which another program
    may make smaller. Measured, the device at 10 ms: 12, 45, 70 and 145 ms of 10, 60, 100 and 250, the same within
    0.2 ms for every start; with the device's own share it is all of what was asked for, which `player.follow` finds.
    """
    return min(asked, asked / 2 + 20) / 1000


def asked_ms() -> int:
    """Milliseconds to ask for: the user's own within what works, ours where there is none or it is no number."""
    try:
        asked = int(os.environ.get(LATENCY_VARIABLE, ""))
    except ValueError:
        return USUAL_MS
    return min(max(asked, LEAST_MS), MOST_MS) if asked > 0 else USUAL_MS
