"""How long the stage takes to paint a frame, software raster, 1920×1080: python -m benchmarks.paint.

A set with its lead-in and the rest after it, sixty frames a second, as the coach would show it. `picture` paints all
of each frame onto an image; `widget` is the real widget, which paints what has changed; `phase change` are those
frames of `picture` in which everything that stands still is painted anew. The baseline is what cannot be avoided, in
the same run: the window filled and one arc.
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

from calfcoach.coach.view import View, view_of
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from calfcoach.ui.stage import StageWidget
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.theme import DARK

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


def on_widget(frames: list[View]) -> Taken:
    stage = StageWidget(DARK)
    stage.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    stage.resize(*SIZE)
    stage.show()
    QApplication.processEvents()

    def paint(view: View) -> None:
        stage.set_view(view)
        QApplication.processEvents()

    taken = timed(frames, paint)
    stage.close()
    return taken


def told(name: str, taken: Taken) -> str:
    shares = (0.5, 0.95, 0.99)
    clock, processor = (
        [sorted(each)[int(len(each) * share)] for share in shares] for each in (taken.clock, taken.processor)
    )
    values = "".join(f"{a:7.2f} ({b:5.2f})" for a, b in zip(clock, processor, strict=True))
    return f"{name:13}{len(taken.clock):6d}{values}"


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert app is not None
    frames = list(moments())
    pictures = on_image(frames)
    anew = [a.kind is not b.kind or a.rep != b.rep for a, b in pairwise(frames)]
    print("milliseconds by the clock (of the processor); a busy machine shows in the first alone")
    print("             frames       p50            p95            p99")
    print(told("baseline", baseline(frames)))
    print(told("picture", pictures))
    print(told("phase change", Taken(list(compress(pictures.clock, anew)), list(compress(pictures.processor, anew)))))
    print(told("widget", on_widget(frames)))
    print(f"target: p95 of picture and widget at most {TARGET_MS:g} ms")


if __name__ == "__main__":
    main()
