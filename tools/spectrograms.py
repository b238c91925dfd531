"""Draws the spectrograms of docs/sound.md from the real renders: python -m tools.spectrograms.

Time goes right, pitch up (in octaves), brightness is level from -80 dB to the loudest; the strip below is the
waveform. Lines mark the frames of the cue list.
"""

import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import HeardCue
from calfcoach.audio.schemes import load_scheme
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names
from calfcoach.library.scheme_models import CueKey
from calfcoach.resources import assets_dir
from calfcoach.score.timeline import lay_out, planned_spec
from calfcoach.ui.fonts import pixel_font
from calfcoach.wording.cues import spoken_text

OUT = Path(__file__).resolve().parents[1] / "docs" / "sound"
LOWEST_HZ, HIGHEST_HZ = 90.0, 12_000.0
RANGE_DB = 80.0
MARKS_HZ = (125, 250, 500, 1000, 2000, 4000, 8000)
WINDOW = 3072
INK = QColor("#1b1f24")
PAPER = QColor("#ffffff")
_STOPS = ((0.0, "#0b0a1d"), (0.35, "#3b1c6b"), (0.6, "#a5306a"), (0.8, "#f0783a"), (1.0, "#fdf2b4"))


def _told(cue: HeardCue) -> str:
    """The words of a cue: those that are spoken, or those that its tone stands for."""
    return cue.words or spoken_text(cue.spoken)


@dataclass(frozen=True)
class Panel:
    """One spectrogram: mono samples (full scale 1), a title, and labelled moments in seconds."""

    title: str
    samples: NDArray[np.float32]
    marks: tuple[tuple[float, str], ...] = ()


def spectrogram(samples: NDArray[np.float32], width: int, height: int) -> NDArray[np.float64]:
    """Levels in dB below the loudest (height x width, the top row the highest pitch)."""
    centres = np.linspace(0, samples.size - 1, width).astype(int)
    padded = np.pad(samples, WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[centres] * np.hanning(WINDOW)
    size = 4 * WINDOW
    power = np.abs(np.fft.rfft(frames, size)) ** 2
    edges = np.geomspace(LOWEST_HZ, HIGHEST_HZ, height + 1) * size / RATE
    sums = np.concatenate([np.zeros((width, 1)), np.cumsum(power, axis=1)], axis=1)
    low, high = np.floor(edges[:-1]).astype(int), np.ceil(edges[1:]).astype(int)
    bands = (sums[:, high] - sums[:, low]) / (high - low)
    levels = 10 * np.log10(np.maximum(bands, 1e-12))
    return (levels.T - levels.max())[::-1]


def coloured(levels: NDArray[np.float64]) -> QImage:
    """Levels as an image."""
    share = np.clip(1 + levels / RANGE_DB, 0, 1)
    stops = [at for at, _ in _STOPS]
    colours = [QColor(name) for _, name in _STOPS]
    pixels = np.full((*levels.shape, 4), 255, np.uint8)
    for channel, read in enumerate((QColor.blue, QColor.green, QColor.red)):
        # 24 shades are enough for the eye and make a small file.
        pixels[..., channel] = np.interp(np.round(share * 24) / 24, stops, [read(colour) for colour in colours])
    height, width = levels.shape
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def draw(panel: Panel, painter: QPainter, x: int, y: int, width: int, height: int) -> None:
    """Draw a panel with its title, axes, marks and waveform into a place."""
    left, top, bottom, strip = 46, 56, 20, 34
    inner = QRectF(x + left, y + top, width - left - 8, height - top - bottom - strip)
    painter.setPen(INK)
    painter.setFont(pixel_font(13, 700))
    painter.drawText(QRectF(x + 6, y + 4, width, 20), Qt.AlignmentFlag.AlignLeft, panel.title)
    painter.drawImage(inner.topLeft(), coloured(spectrogram(panel.samples, int(inner.width()), int(inner.height()))))
    seconds = panel.samples.size / RATE
    painter.setFont(pixel_font(11))
    for hertz in MARKS_HZ:
        up = np.log(hertz / LOWEST_HZ) / np.log(HIGHEST_HZ / LOWEST_HZ)
        at = inner.bottom() - up * inner.height()
        name = f"{hertz // 1000} kHz" if hertz >= 1000 else f"{hertz} Hz"
        painter.drawText(QRectF(x, at - 8, left - 6, 16), Qt.AlignmentFlag.AlignRight, name)
    step = 1.0 if seconds > 3 else 0.25
    for number in range(int(seconds / step) + 1):
        at = inner.left() + number * step / seconds * inner.width()
        painter.drawText(
            QRectF(at - 20, inner.bottom() + strip, 40, 16), Qt.AlignmentFlag.AlignHCenter, f"{number * step:g}"
        )
    taken = 0.0
    for when, label in panel.marks:
        at = inner.left() + when / seconds * inner.width()
        painter.setPen(QPen(QColor(255, 255, 255, 150), 1, Qt.PenStyle.DotLine))
        painter.drawLine(int(at), int(inner.top()), int(at), int(inner.bottom()))
        painter.setPen(INK)
        # A label that would run into the one before it goes a line higher.
        line = 32 if at < taken else 17
        painter.drawText(QRectF(at + 1, inner.top() - line, 200, 16), Qt.AlignmentFlag.AlignLeft, label)
        if label and line == 17:
            taken = at + painter.fontMetrics().horizontalAdvance(label) + 4
    _draw_wave(panel.samples, painter, QRectF(inner.left(), inner.bottom() + 2, inner.width(), strip - 4))


def _draw_wave(samples: NDArray[np.float32], painter: QPainter, place: QRectF) -> None:
    columns = np.array_split(samples / np.abs(samples).max(), int(place.width()))
    painter.setPen(QColor("#4b5563"))
    middle, half = place.center().y(), place.height() / 2
    for number, column in enumerate(columns):
        across = int(place.left()) + number
        painter.drawLine(across, int(middle - half * column.max()), across, int(middle - half * column.min()))


def picture(panels: list[Panel], columns: int, width: int, height: int) -> QImage:
    """Panels in rows, each `width` x `height` pixels."""
    rows = -(-len(panels) // columns)
    image = QImage(columns * width, rows * height, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    for number, panel in enumerate(panels):
        draw(panel, painter, number % columns * width, number // columns * height, width, height)
    painter.end()
    return image


def rep_of(scheme: str) -> Panel:
    """The second rep of a donkey calf raise at 3-1-2-1, as rendered in a set."""
    sound, cues = _block(scheme, Choices(tempo="3-1-2-1", sets=1, reps=8, lead_in_s=0))
    first, last = 7 * RATE, 14 * RATE
    marks = tuple(
        ((cue.frame - first) / RATE, _told(cue) if cue.kind == "phase" else "")
        for cue in cues
        if first <= cue.frame < last and cue.kind in ("phase", "tick")
    )
    return Panel(f"{load_scheme(scheme).name}: one rep, 3-1-2-1", sound[first:last], marks)


def beginning_of(scheme: str) -> Panel:
    """The lead-in and the first rep."""
    sound, cues = _block(scheme, Choices(tempo="3-1-2-1", sets=1, reps=8, lead_in_s=6))
    shown = ("phase", "ready", "countdown", "warning")
    marks = tuple((cue.frame / RATE, _told(cue)) for cue in cues if cue.frame < 13 * RATE and cue.kind in shown)
    return Panel(f"{load_scheme(scheme).name}: lead-in and first rep", sound[: 13 * RATE], marks)


def _block(scheme: str, choices: Choices) -> tuple[NDArray[np.float32], tuple[HeardCue, ...]]:
    plan = plan_of(Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"], choices)
    spec = planned_spec(plan, 1)
    rendered = Renderer(load_scheme(scheme), voice=VoiceBank.standard()).render_block(plan, spec, lay_out(plan, spec))
    return (rendered.pcm / np.float32(32768)).astype(np.float32), rendered.cues


def signals_of(*schemes: str) -> list[Panel]:
    """Every cue by itself, in 1.5 s, as the first of the schemes that has a sound for it tells it."""
    panels = []
    for key in CueKey:
        renderers = (Renderer(load_scheme(scheme)) for scheme in schemes)
        by = next((one for one in renderers if key in one.scheme.cues and one.scheme.cues[key][1]), None)
        if by is not None:
            panels.append(Panel(key.value, by.wave(key, Fraction(3, 2))))
    return panels


def main() -> None:
    """Draw all of them."""
    application = QGuiApplication.instance() or QGuiApplication([])
    OUT.mkdir(parents=True, exist_ok=True)
    for name in scheme_names([assets_dir() / "schemes"]):
        picture([rep_of(name)], 1, 1000, 330).save(str(OUT / f"rep-{name}.png"))
    picture([beginning_of("voice-beeps")], 1, 1000, 330).save(str(OUT / "beginning-voice-beeps.png"))
    picture(signals_of("beeps", "voice-beeps"), 4, 300, 230).save(str(OUT / "cues-beeps.png"))
    del application


if __name__ == "__main__":
    main()
