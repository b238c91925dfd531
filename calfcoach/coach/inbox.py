"""Where commands wait that other threads give: a phone's connection, a media key, a signal's handler.

Whoever ticks takes them out, in the order in which they came in. Takes no lock, so a signal handler that interrupts
either side may put one in too. Refuses to know what a command does.
"""

from collections import deque

from calfcoach.session.commands import Command, CommandKind

MOST_WAITING = 100
"""A source that sends more between two ticks is broken: what it sends is refused, but for pause and stop."""

ALWAYS_TAKEN = frozenset({CommandKind.PAUSE, CommandKind.STOP, CommandKind.HALT, CommandKind.END})


class Inbox:
    """Commands in the order in which they came in."""

    def __init__(self) -> None:
        self._waiting: deque[Command] = deque()

    def put(self, command: Command) -> bool:
        """Put one in, from any thread; False where too many wait and it was left out. Pause and stop are never."""
        if len(self._waiting) >= MOST_WAITING and command.kind not in ALWAYS_TAKEN:
            return False
        self._waiting.append(command)
        return True

    def take_out(self) -> list[Command]:
        """Take out all that wait now. What comes meanwhile waits for the next time. For one thread only."""
        return [self._waiting.popleft() for _ in range(len(self._waiting))]
