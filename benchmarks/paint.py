"""How long the stage takes to paint a frame, software raster, 1920×1080: python -m benchmarks.paint.

A set with its lead-in and the rest after it, sixty frames a second, as the coach would show it. `picture` paints all
of each frame onto an image; `widget` is the real widget, which paints what has changed; `phase change` are those
frames of `picture` in which what stands still is another; as in the window, it was prepared some frames before, and
`preparing` is what that cost. `audience` is the widget and the audience's beside it, `4K` the widget at 3840×2160. The
baseline is what cannot be avoided, in the same run: the window filled and one arc; the ratios to it are those of the
processor's time, beside the ratios that are wanted.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from pathlib import Path
from statistics import fmean

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from calfcoach.coach.view import View
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.theme import DARK
from tests.views import view_of

SIZE = (1920, 1080)
FRAME_S = 1 / 60
AHEAD_FRAMES = 8
"""When the window prepares the next phase, in frames after the beginning of one (`ui.bridge.AHEAD_MS`)."""

WANTED = {"picture": (3.5, 5.0), "phase change": (10.0, 10.0)}
"""The most that p50 and p95 may be, in ratio to the baseline's."""

WANTED_AUDIENCE, WANTED_4K = 1.8, 2.5
"""The most that two windows, and one of 3840×2160, may take in ratio to one: the mean of all frames."""


def moments() -> Iterator[View]:
    """Every frame of two sets of three reps, the lead-in before them and the rest between them."""
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    machine = SessionMachine(plan_of(exercise, Choices(tempo="3-1-2-1", sets=2, reps=3, rest_s=15)))
    machine.start()
    while machine.state is not State.FINISHED:
        playing = machine.playing
        assert playing is not None
        frames = int(playing.block.duration_s / FRAME_S)
        for frame in range(frames):
            machine.advance(playing.block_id, frame * FRAME_S)
            yield view_of(machine, frame * FRAME_S)
        machine.advance(playing.block_id, playing.block.duration_s)


def blank() -> QImage:
    return QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)


@dataclass
class Taken:
    """Milliseconds of each frame but the very first, which makes what is kept: by the clock, and of the processor."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def nothing(_number: int) -> None:
    """Between two frames."""


def timed(frames: Sequence[View], paint: Callable[[View], object], between: Callable[[int], object] = nothing) -> Taken:
    """The times of all frames; `between` is called after each, with its number."""
    taken = Taken()
    gc.collect()
    for number, view in enumerate(frames):
        start, worked = time.perf_counter(), time.thread_time()
        paint(view)
        taken.processor.append((time.thread_time() - worked) * 1000)
        taken.clock.append((time.perf_counter() - start) * 1000)
        between(number)
    del taken.clock[0], taken.processor[0]
    return taken


def changes(frames: list[View]) -> list[bool]:
    """Of each frame but the first, whether another phase or rep begins with it."""
    return [a.kind is not b.kind or a.rep != b.rep for a, b in pairwise(frames)]


def coming(frames: list[View]) -> dict[int, View]:
    """The numbers of the frames after which something is prepared, and the moment for which it is."""
    begins = [0, *(number for number, anew in enumerate(changes(frames), 1) if anew)]
    return {begin + AHEAD_FRAMES: frames[end] for begin, end in pairwise(begins)}


def baseline(frames: list[View]) -> Taken:
    image, pen = blank(), QPen(QColor("#057FFF"), 50)

    def paint(view: View) -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(image.rect(), QColor("#0C1014"))
        painter.setPen(pen)
        painter.drawArc(QRectF(84, 162, 635, 635), 90 * 16, round(-360 * 16 * view.fraction))
        painter.end()

    return timed(frames, paint)


def on_image(frames: list[View]) -> tuple[Taken, Taken]:
    """The times of painting, and those of preparing."""
    image, picture = blank(), Picture(DARK)
    picture.set_size(*SIZE, 1.0)
    ahead, prepared = coming(frames), Taken()

    def prepare(number: int) -> None:
        if number in ahead:
            once = timed([frames[number], ahead[number]], picture.prepare)
            prepared.clock.extend(once.clock)
            prepared.processor.extend(once.processor)

    def paint(view: View) -> None:
        painter = QPainter(image)
        picture.paint(painter, view)
        painter.end()

    return timed(frames, paint, prepare), prepared


def on_widgets(frames: list[View], *extras: Extras, size: tuple[int, int] = SIZE) -> Taken:
    """The real widget, or several beside each other, one for each of `extras`."""
    stages = [StageWidget(DARK, each) for each in extras]
    for stage in stages:
        stage.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        stage.resize(*size)
        stage.show()
    QApplication.processEvents()

    def paint(view: View) -> None:
        for stage in stages:
            stage.set_view(view)
        QApplication.processEvents()

    taken = timed(frames, paint)
    for stage in stages:
        stage.close()
    return taken


SHARES = (0.5, 0.95, 0.99)


def percentiles(times: list[float]) -> list[float]:
    return [sorted(times)[int(len(times) * share)] for share in SHARES]


def told(name: str, taken: Taken, base: Taken) -> str:
    clock, processor, least = percentiles(taken.clock), percentiles(taken.processor), percentiles(base.processor)
    values = "".join(f"{a:7.2f} ({b:5.2f})" for a, b in zip(clock, processor, strict=True))
    ratios = "".join(f"{a / b:6.1f}" for a, b in zip(processor, least, strict=True))
    wanted = ", ".join(f"{each:g}" for each in WANTED.get(name, ()))
    return f"{name:13}{len(taken.clock):6d}{values}  {ratios}{f'   wanted {wanted}' if wanted else ''}"


def told_ratio(name: str, taken: Taken, one: Taken, wanted: float) -> str:
    return f"{name}: {fmean(taken.processor) / fmean(one.processor):.2f} × one window's mean, wanted {wanted:g}"


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert app is not None
    frames = list(moments())
    pictures, prepared = on_image(frames)
    anew = changes(frames)
    print("milliseconds by the clock (of the processor); a busy machine shows in the first alone")
    print("             frames       p50            p95            p99      × baseline p50, p95, p99")
    base = baseline(frames)
    print(told("baseline", base, base))
    print(told("picture", pictures, base))
    print(
        told(
            "phase change", Taken(list(compress(pictures.clock, anew)), list(compress(pictures.processor, anew))), base
        )
    )
    print(told("preparing", prepared, base))
    one = on_widgets(frames, Extras())
    two, large = on_widgets(frames, Extras(), Extras(audience=True)), on_widgets(frames, Extras(), size=(3840, 2160))
    for name, taken in (("widget", one), ("audience", two), ("4K", large)):
        print(told(name, taken, base))
    print(told_ratio("audience", two, one, WANTED_AUDIENCE))
    print(told_ratio("4K", large, one, WANTED_4K), flush=True)


if __name__ == "__main__":
    main()
