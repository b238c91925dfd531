"""Judges whether a device that a block was put on for never starts.

What decides is what was handed over and what the device reports. A player that is still loading its library on a busy
machine says that it is alive; a block that is still being rendered is no fault of the device; and only time in which
somebody looked counts, so a program that stood still takes no device for dead. Knows no device and reads no clock.
"""

NEVER_STARTS_S = 6.0
"""How long a living device may be silent. A player itself tells of a device that stands after 3 s
(`player.follow.Stand`) and is told to hang after 6 s, so this is for an output that says nothing at all."""

MOST_GAP_S = 0.1
"""A longer gap between two checks counts only this much: this program stood still then, not the device."""


class FirstSound:
    """Waits for the first sound of a block, from `put_on` to `heard` or `failed`."""

    def __init__(self) -> None:
        self._waiting = False
        self._handed_over = False
        self._silent_s = 0.0
        self._looked_s: float | None = None

    def put_on(self) -> None:
        """A block was put on; nothing of it is handed over yet."""
        self._waiting, self._handed_over, self._silent_s, self._looked_s = True, False, 0.0, None

    def handed_over(self) -> None:
        """The output was given the block and told to play it; from now on only its position counts."""
        self._handed_over, self._silent_s = True, 0.0

    def reported(self) -> None:
        """The output said anything: until it has the block, that is a sign of life."""
        if not self._handed_over:
            self._silent_s = 0.0

    def heard(self) -> None:
        """The block is heard."""
        self._waiting = False

    failed = heard
    """Why there is no sound is known: nothing more is to be told."""

    def never_starts(self, now_s: float, *, rendering: bool) -> bool:
        """Whether to tell that the device does not start; once for each block put on. Call it with every tick."""
        gap_s = 0.0 if self._looked_s is None else min(now_s - self._looked_s, MOST_GAP_S)
        self._looked_s = now_s
        if not self._waiting or rendering:
            return False
        self._silent_s += gap_s
        if self._silent_s <= NEVER_STARTS_S:
            return False
        self._waiting = False
        return True
