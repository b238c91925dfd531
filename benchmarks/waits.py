"""How long a caller waits for what must not make it wait: python -m benchmarks.waits.

A link to the player that is started, and one whose player hangs while it is given blocks and closed;
the linter with the worst files of its tests. The longest of several is told, beside what is
wanted: half a frame of the picture for a call, half a second for an end, two seconds for a file.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from calfcoach.library.lint import lint_paths
from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Ready
from tests.library.test_bad_files import ENDLESS, WHOLE
from tests.pulse import PulseServer

TIMES = 10
CALL_MS, END_MS, FILE_MS = 50, 500, 2000


def took_ms(call: Callable[[], object]) -> float:
    """How long a call takes."""
    begun_s = time.monotonic()
    call()
    return (time.monotonic() - begun_s) * 1000


def awake() -> PlayerLink:
    """A link whose player is ready."""
    link = PlayerLink("qt")
    while not any(isinstance(report, Ready) for report in link.poll()):
        time.sleep(0.01)  # a link is asked for reports: it tells of none by itself
    return link


def starts() -> float:
    """The longest start of a link."""
    longest = 0.0
    for _ in range(TIMES):
        begun_s = time.monotonic()
        link = PlayerLink("qt")
        longest = max(longest, (time.monotonic() - begun_s) * 1000)
        link.close()
    return longest


def with_a_hung_player() -> tuple[float, float]:
    """The longest call and the closing while the player stands still."""
    link = awake()
    assert link.pid is not None
    os.kill(link.pid, signal.SIGSTOP)
    block = bytes(1_000_000)
    longest = 0.0
    for number in range(TIMES):
        longest = max(longest, took_ms(lambda n=number: link.load(n, block)), took_ms(lambda n=number: link.play(n)))  # type: ignore[misc]
    return longest, took_ms(link.close)


def worst_files() -> float:
    """The longest that a file of the linter's tests takes."""
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my-raise.yaml"
        for content in (*ENDLESS.values(), *(content for content, _ in WHOLE.values())):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            longest = max(longest, took_ms(lambda: lint_paths([path])))
    return longest


def main() -> int:
    """Measure and print a table."""
    before = dict(os.environ)
    with PulseServer() as server:
        os.environ.update(server.vars)
        try:
            start = starts()
            call, close = with_a_hung_player()
        finally:
            os.environ.clear()
            os.environ.update(before)
    rows = [
        ("start of a link", start, CALL_MS),
        ("a call while the player hangs", call, CALL_MS),
        ("closing a link whose player hangs", close, END_MS),
        ("the worst file of the linter's tests", worst_files(), FILE_MS),
    ]
    print(f"  {'':40}{'longest ms':>12}{'wanted ms':>12}")
    for what, longest, wanted in rows:
        print(f"  {what:40}{longest:12.1f}{wanted:12}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
