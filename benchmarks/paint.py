"""How long the stage takes to paint a frame, software raster, 1920×1080: python -m benchmarks.paint.

A set with its lead-in and the rest after it, sixty frames a second, as the coach would show it. `picture` paints all
of each frame onto an image; `widget` is the real widget, which paints what has changed; `phase change` are those
frames of `picture` in which everything that stands still is painted anew. `audience` is the widget and the audience's
beside it, `4K` the widget at 3840×2160. The baseline is what cannot be avoided, in the same run: the window filled and
one arc; the ratios to it are those of the processor's time.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import compress, pairwise
from pathlib import Path

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
TARGET_MS = 4.0


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


def timed(frames: list[View], paint: Callable[[View], object]) -> Taken:
    taken = Taken()
    gc.collect()
    for view in frames:
        start, worked = time.perf_counter(), time.thread_time()
        paint(view)
        taken.processor.append((time.thread_time() - worked) * 1000)
        taken.clock.append((time.perf_counter() - start) * 1000)
    del taken.clock[0], taken.processor[0]
    return taken


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


def on_image(frames: list[View]) -> Taken:
    image, picture = blank(), Picture(DARK)
    picture.set_size(*SIZE, 1.0)

    def paint(view: View) -> None:
        painter = QPainter(image)
        picture.paint(painter, view)
        painter.end()

    return timed(frames, paint)


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
    return f"{name:13}{len(taken.clock):6d}{values}  {ratios}"


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert app is not None
    frames = list(moments())
    pictures = on_image(frames)
    anew = [a.kind is not b.kind or a.rep != b.rep for a, b in pairwise(frames)]
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
    print(told("widget", on_widgets(frames, Extras()), base))
    print(told("audience", on_widgets(frames, Extras(), Extras(audience=True)), base))
    print(told("4K", on_widgets(frames, Extras(), size=(3840, 2160)), base), flush=True)
    print(f"target: p95 of picture and widget at most {TARGET_MS:g} ms")


if __name__ == "__main__":
    main()
