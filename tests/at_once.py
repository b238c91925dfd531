"""One story for several at the same time: what has to be waited for in real time is waited for once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor


def at_once(story: Callable[[str], None], names: Collection[str]) -> None:
    """Run a story for each name, all at the same time; the first that fails says whose it was."""
    with ThreadPoolExecutor(len(names)) as pool:
        running = {name: pool.submit(story, name) for name in names}
    for name, done in running.items():
        if (wrong := done.exception()) is not None:
            wrong.add_note(f"in the story of {name}")
            raise wrong
