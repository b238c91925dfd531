"""Keeps the display awake during a session, through wakepy, where the system lets it.

Asking may take a while (it goes over D-Bus on Linux), so a thread does it and holds on until it is told to let go.
The request is the process's own: however the program dies, the system takes it back.
"""

import logging
import threading

log = logging.getLogger(__name__)


class Awake:
    """Off until `hold`; `release` may be called at any time, also twice."""

    def __init__(self) -> None:
        self._let_go: threading.Event | None = None
        self._thread: threading.Thread | None = None

    def hold(self) -> None:
        """Keep the display awake from now on; returns at once."""
        if self._thread is not None:
            return
        self._let_go = threading.Event()
        # A daemon thread: after a crash that never called `release` the process must still end.
        self._thread = threading.Thread(target=_keep_awake, args=(self._let_go,), name="awake", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Let the display sleep again."""
        if self._let_go is not None and self._thread is not None:
            self._let_go.set()
            self._thread.join()
        self._let_go = self._thread = None


def _keep_awake(let_go: threading.Event) -> None:
    # Loaded here: it is not needed before a session, and never before the first paint.
    from wakepy import keep

    with keep.presenting(on_fail="pass") as mode:
        if not mode.active:
            log.info("the display cannot be kept awake on this system")
        let_go.wait()
