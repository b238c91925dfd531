"""Makes the PCM of blocks on a worker thread, so that neither the picture nor a key waits for it.

The renderer is built on the worker too: what it needs (numpy, the sounds) is not loaded before the first paint.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

from calfcoach.background.worker import Job, Worker
from calfcoach.coach.softer import Span, joined
from calfcoach.domain.plan import SessionPlan
from calfcoach.player.protocol import RATE, Output
from calfcoach.score.cues import tail_s
from calfcoach.session.machine import Playing
from calfcoach.texts import text


class BlockRenderer(Protocol):
    """What turns a block into PCM, 16-bit mono at 48 kHz (`calfcoach.audio.mixer`)."""

    def render_from(self, plan: SessionPlan, spec: Any, block: Any, from_frame: int) -> Any:
        """The block's PCM from a frame on, as something with the buffer interface."""
        ...

    def said_s(self, plan: SessionPlan, spec: Any, block: Any) -> list[Span]:
        """From when until when something is said."""
        ...

    def pause_sound(self) -> Any:
        """The PCM of the signal that says that everything stands still."""
        ...


def frames_of(seconds: Fraction) -> int:
    """Seconds as frames: the one place outside the mixer that converts them."""
    return round(seconds * RATE)


def total_frames(plan: SessionPlan, playing: Playing) -> int:
    """Frames of a block with its tail."""
    return frames_of(playing.block.duration) + tail_s(plan, playing.spec) * RATE


class BlockMaker:
    """Hands blocks to an output: loads, patches and then plays or queues them, in the order asked for.

    `said` tells, for each rendered block, when something is said in it; it is filled only with `wants_said`.
    """

    def __init__(
        self,
        plan: SessionPlan,
        output: Output,
        make_renderer: Callable[[], BlockRenderer],
        wants_said: bool = False,
    ) -> None:
        self.said: dict[int, tuple[Span, ...]] = {}
        self._wants_said = wants_said
        self._plan = plan
        self._output = output
        self._make_renderer = make_renderer
        self._renderer: BlockRenderer | None = None
        self._worker = Worker("blocks")
        self._waiting: list[tuple[Job[Any] | int, Callable[[Any], None]]] = []
        self.problem: str | None = None
        self._signals = 0
        self._rendered: dict[int, tuple[Playing, Job[Any] | int]] = {}

    def prepare(self, playing: Playing) -> None:
        """Begin to render a block that will be wanted soon."""
        kept = self._rendered.get(playing.block_id)
        if kept is None or kept[0].block is not playing.block:
            self._rendered[playing.block_id] = (playing, self._render(playing, 0))

    def load(self, playing: Playing, then: Callable[[], None]) -> None:
        """Load a block into the output when it is rendered, and call `then` at once after that."""
        self.prepare(playing)

        def done(pcm: Any) -> None:
            self._output.load(playing.block_id, pcm)
            then()

        self._waiting.append((self._rendered[playing.block_id][1], done))
        self.deliver()

    def patch(self, playing: Playing, from_s: Fraction) -> None:
        """Change a loaded block from a moment on."""
        frame = frames_of(from_s)
        block_id = playing.block_id
        self._rendered.pop(block_id, None)
        self._waiting.append((self._render(playing, frame), lambda pcm: self._output.patch(block_id, frame, pcm)))
        self.deliver()

    def say_paused(self) -> None:
        """Play the signal of a pause, in a block of its own, in place of what was playing."""
        if not self._output.needs_pcm:
            return
        self._signals += 1
        block_id = -self._signals

        def done(pcm: Any) -> None:
            self._output.load(block_id, pcm)
            self._output.play(block_id)

        self._waiting.append((self._worker.submit(lambda: self._get_renderer().pause_sound()), done))
        self.deliver()

    @property
    def rendering(self) -> bool:
        """Whether something that was asked for waits to be rendered."""
        return bool(self._waiting)

    def drop_pending(self) -> None:
        """Forget what was asked for and is not done: another block is wanted now."""
        self._waiting.clear()

    def keep_only(self, *block_ids: int) -> None:
        """Let go of the PCM of all blocks but these."""
        self._rendered = {key: value for key, value in self._rendered.items() if key in block_ids}
        self.said = {key: value for key, value in self.said.items() if key in block_ids}

    def deliver(self) -> None:
        """Hand over what has been rendered, in order. One that failed is left out, and `problem` says so."""
        while self._waiting:
            made, done = self._waiting[0]
            if isinstance(made, Job) and not made.done:
                return
            self._waiting.pop(0)
            if isinstance(made, Job) and (failure := made.failure) is not None:
                self.problem = text(
                    "No sound: the set could not be rendered ({failure}). The set goes on in time.", failure=failure
                )
                continue
            done(made.result() if isinstance(made, Job) else made)

    def close(self) -> None:
        """End the worker; waits for a block that is being rendered."""
        self._waiting.clear()
        self._rendered.clear()
        self._worker.close(wait=True)

    def _render(self, playing: Playing, from_frame: int) -> "Job[Any] | int":
        if not self._output.needs_pcm:
            return total_frames(self._plan, playing) - from_frame
        return self._worker.submit(lambda: self._work(playing, from_frame))

    def _work(self, playing: Playing, from_frame: int) -> Any:
        renderer = self._get_renderer()
        if self._wants_said:
            said = joined(renderer.said_s(self._plan, playing.spec, playing.block))
            self.said = {**self.said, playing.block_id: said}
        return renderer.render_from(self._plan, playing.spec, playing.block, from_frame)

    def _get_renderer(self) -> BlockRenderer:
        if self._renderer is None:
            self._renderer = self._make_renderer()
        return self._renderer
