"""Which moment of a session is to be seen: the one that is heard, which may be later or earlier than the machine's.

A device may say that it plays what reaches the ear only in a while. The picture waits for the ear, over the end of a
block too: what has ended is shown until it has been heard. What somebody pressed is shown at once. Pure: positions are
handed in, no clock is read.
"""

from calfcoach.coach.view import EDGE_S, Moment
from calfcoach.session.machine import Playing, SessionMachine
from calfcoach.session.states import STANDING, State


class Seen:
    """Follows a machine. Tell it when a block ended by itself, and after each command."""

    def __init__(self, machine: SessionMachine) -> None:
        self._machine = machine
        self._ended: list[tuple[Playing, int]] = []
        self._stands_at: Moment | None = None

    def ended(self, playing: Playing, followed_by: int) -> None:
        """A block has ended by itself, the one with that id has begun; the end may still be on its way to the ear."""
        self._ended.append((playing, followed_by))

    def commanded(self, before: Moment) -> None:
        """A command was obeyed; where it made the session stand still, the moment before it stays in sight."""
        self._stands_at = before if self._machine.state in STANDING else None

    def moment(self, heard_s: float) -> Moment:
        """What is to be seen; `heard_s` is what is heard now of the running block (seconds, below 0 before it).

        Never beyond the end of the running block: what follows is shown when it has begun.
        """
        machine, at = self._machine, self._stands_at
        playing, upcoming = machine.playing, machine.upcoming
        if playing is None:
            return Moment(machine.state, None, None, 0.0)
        if at is not None:
            return Moment(machine.state, at.playing, at.upcoming, at.position_s)
        if heard_s >= 0:
            self._ended.clear()
        for ended, followed_by in reversed(self._ended):
            # A block that was put on by a command is shown at once, whatever sound is still on its way to the ear.
            if heard_s >= 0 or followed_by != playing.block_id:
                break
            playing, upcoming, heard_s = ended, playing, heard_s + ended.block.duration_s
        position_s = min(max(heard_s, 0.0), playing.block.duration_s)
        if machine.state is State.FINISHED and position_s >= playing.block.duration_s - EDGE_S:
            return Moment(State.FINISHED, playing, upcoming, position_s)
        return Moment(State(playing.block.at(position_s + EDGE_S).kind.value), playing, upcoming, position_s)
