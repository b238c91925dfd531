"""Every measurement in one command: python -m benchmarks [NAME…] [--seconds S]. Prints one table each.

It only calls the others; what is measured and what it is compared with stands at the top of each.
"""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def _plain(module: str) -> Callable[[float], object]:
    return lambda seconds: import_module(f"benchmarks.{module}").main()


def _timed(module: str) -> Callable[[float], object]:
    return lambda seconds: import_module(f"benchmarks.{module}").main(seconds)


BENCHES: dict[str, tuple[str, Callable[[float], object]]] = {
    "render": ("how fast sessions and blocks are rendered, and how much memory that takes", _plain("render")),
    "onsets": ("whether every cue of half an hour lies where the list says", _plain("onsets")),
    "sounds": ("how well the phases are told apart, alone and in noise; peaks and slopes", _plain("sounds")),
    "words": (
        "how well the words of the voice are understood, by a recogniser (needs the extra `words`)",
        _plain("words"),
    ),
    "session": ("how exactly the program is heard while it is stalled, and a naive one beside it", _timed("session")),
    "silent": ("what two hours do to memory, objects, threads and file handles", _plain("silent")),
    "paint": ("how long the stage takes to paint", _plain("paint")),
    "window": ("first frame and memory beside an empty window, frame gaps, picture against sound", _timed("window")),
    "packaged": ("the packaged application's first frame beside the checkout's, and its size", _plain("packaged")),
    "restart": ("what a killed and restarted sound server does to picture and sound", _timed("restart")),
    "waits": ("how long a caller waits for a hung player and for the worst files", _plain("waits")),
    "holes": ("how many holes a set has on a busy machine, before and after", _timed("holes")),
    "library": ("what 5 000 exercises cost at the start, in the search and in lint", _plain("library")),
    "history": (
        "what 1.2 million reps cost to read, and one to keep, with a lock and without",
        _plain("history"),
    ),
    "kills": ("what kill -9 and power cuts at random moments leave of the history", _plain("kills")),
    "reaction": ("how soon start, pause and other commands are heard", _plain("reaction")),
}


def main() -> int:
    """Run the benches named, or all."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--seconds", type=float, default=300.0, help="length of what `session` and `window` play")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in BENCHES]
    if unknown or options.seconds < 15:
        parser.error(f"no bench {unknown[0]!r}; there are {', '.join(BENCHES)}" if unknown else "at least 15 seconds")
    for name in options.names or BENCHES:
        what, run = BENCHES[name]
        print(f"\n{name}: {what}", flush=True)
        run(options.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
