"""How much sound a PulseAudio server is asked to hold of the stream, from what a user's environment says of it.

It knows no library.
"""

from __future__ import annotations

import os

LATENCY_VARIABLE = "PULSE_LATENCY_MSEC"
"""What libpulse reads; a user's own number goes before ours."""

USUAL_MS = 100
"""`outputs.qt` says how it was chosen."""

LEAST_MS = 10
MOST_MS = 250
"""Beyond this the server takes sound in lumps longer than the 0.3 s after which a device counts as standing still: at
2000 ms a healthy device was never heard and was said not to play."""


def asked_ms() -> int:
    """Milliseconds to ask for: the user's own within what works, ours where there is none or it is no number."""
    try:
        asked = int(os.environ.get(LATENCY_VARIABLE, ""))
    except ValueError:
        return USUAL_MS
    return min(max(asked, LEAST_MS), MOST_MS) if asked > 0 else USUAL_MS
