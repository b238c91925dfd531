"""The program itself, hindered: python -m benchmarks.stalled SECONDS WORDS… runs `calfcoach WORDS…`.

While it coaches, its main thread is stalled for 500 ms every 3 s, and a C call keeps the interpreter from every
thread for 1 s twice, as the worst of garbage, of drawing and of a disk might.
"""

import sys

from benchmarks.loopback import Stalls
from calfcoach import cli
from calfcoach.terminal.keys import NoKeys


def main() -> int:
    """Run it; its exit code."""
    seconds = float(sys.argv[1])
    stalls: list[Stalls] = []
    read = NoKeys.read

    def stalling(keys: NoKeys, timeout_s: float) -> str:
        if not stalls:
            stalls.append(Stalls(seconds))
        stalls[0].step()
        return read(keys, timeout_s)

    # The loop of the program reads keys at each turn, so a stall here is a stall of the whole program.
    NoKeys.read = stalling  # type: ignore[method-assign,assignment]
    try:
        return cli.main(sys.argv[2:])
    finally:
        for each in stalls:
            each.close()


if __name__ == "__main__":
    sys.exit(main())
