"""Lets one rep be heard by itself, so that a scheme can be chosen by ear.

Renders on a worker and plays on the station. Whoever owns the station polls it and hands the reports on. Knows no
screen, and nothing of a session: it is to be stopped before one begins.
"""

import itertools
from collections.abc import Callable, Sequence

from calfcoach.background.worker import Job, Worker
from calfcoach.coach.station import SoundStation
from calfcoach.errors import KnownError
from calfcoach.player.protocol import Ended, Fault, Pcm, Report
from calfcoach.texts import marked, text

SAMPLE_BLOCKS = itertools.count(1_000_000_000)
"""Names of blocks that belong to no session: what a device still says of them disturbs none."""

NO_SOUND = marked("There is nothing to hear: the output is set to no sound.")


class Listening:
    """One rep at a time on a station. `problem` is a sentence while the last one could not be heard."""

    def __init__(self, station: SoundStation) -> None:
        self.problem: str | None = None
        self._station = station
        self._worker = Worker("listen")
        self._made: Job[Pcm] | None = None
        self._block: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether a rep is being rendered or heard."""
        return self._made is not None or self._block is not None

    def toggle(self, make: Callable[[], Pcm]) -> None:
        """Begin; or stop, where something is under way."""
        if self.under_way:
            self.stop()
        else:
            self.begin(make)

    def begin(self, make: Callable[[], Pcm]) -> None:
        """Let what `make` makes on the worker be heard as soon as it is made; `take` sees to it."""
        self.stop()
        self.problem = self._station.problem
        if not self._station.output.needs_pcm:
            self.problem = text(NO_SOUND)
        if self.problem is not None:
            return
        self._station.output.wake()
        self._made = self._worker.submit(make)

    def warm(self, load: Callable[[], object]) -> None:
        """Load what rendering needs on the worker, so that a later rep does not wait for it."""
        self._worker.submit(load)

    def take(self, reports: Sequence[Report] = ()) -> None:
        """Take in what the station reported, and play what has been rendered by now."""
        for report in reports:
            if isinstance(report, Ended) and report.block == self._block:
                self._block = None
            if isinstance(report, Fault) and self.under_way:
                self.stop()
                self.problem = report.text
        if self._made is None or not self._made.done or self._station.ready is None:
            return
        made, self._made = self._made, None
        try:
            pcm = made.result()
        except KnownError as error:
            self.problem = str(error)
            return
        self._block = next(SAMPLE_BLOCKS)
        self._station.output.load(self._block, pcm)
        self._station.output.play(self._block)

    def stop(self) -> None:
        """Fall silent; without a rep under way nothing happens."""
        self.problem = None
        if self._made is not None:
            self._made.cancel()
            self._made = None
        if self._block is not None:
            self._block = None
            self._station.output.stop()

    def close(self) -> None:
        """Fall silent and let the worker end; a session that follows does not wait for what it still renders."""
        self.stop()
        self._worker.close()
