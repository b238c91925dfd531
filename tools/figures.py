"""Contact sheets for looking: every figure, stretched to contracted, with its lens and pins, in all themes.

python -m tools.figures OUT_DIR [CELL_PIXELS]

One sheet a figure, `figures-THEME.png` with all of them at both key poses, and `faults-THEME.png` with every wrong pose
beside the right one, crossed out.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from calfcoach.figure.faults import wrong_moment
from calfcoach.figure.files import load_figure
from calfcoach.figure.limbs import HelpingLeg
from calfcoach.figure.motion import moment_at
from calfcoach.figure.solver import solve
from calfcoach.figure.wrong import WrongPose
from calfcoach.library.collection import figure_ids
from calfcoach.ui.figure.fault_painter import FaultMoment, FaultPainter
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.fonts import font
from calfcoach.ui.theme import THEMES, Theme
from calfcoach.wording.faults import wrong_caption

LENS = 0.362  # radius, in body heights of the figure beside it: 17.6 u and 48.6 u on the stage
ACROSS = 4  # figures in a row of the sheet with all of them
FAULTS_ACROSS = 3
HALF = 0.58  # height of a half of a fault, in widths: as on a wide screen
NAME = 24  # pixels for a name
PHASES = ((0.0, "stretch"), (0.5, "lower"), (1.0, "contract"))


def paint_row(painter: QPainter, figure_id: str, theme: Theme, cell: int) -> None:
    """Three poses, two lenses, and all pins."""
    loaded = load_figure(figure_id)
    figure = FigurePainter(loaded, theme.figure)
    painter.fillRect(0, 0, cell * 6, cell, QColor(theme.figure.surface))
    for column, (lift, phase) in enumerate(PHASES):
        pose, colour = solve(loaded.file, lift), QColor(theme.phases[phase])
        view = figure.view(QRectF(column * cell + 10, 10, cell - 20, cell - 20))
        figure.paint(painter, view, pose, colour)
        if column != 1:
            middle = QPointF(cell * (3.5 if column == 0 else 4.5), cell / 2)
            radius = cell * 0.46
            figure.paint_lens(painter, radius / LENS, middle, radius, pose, colour)
    hold = solve(loaded.file, loaded.file.rule.hold_lift)
    view = figure.view(QRectF(5 * cell + 20, 20, cell - 40, cell - 40))
    figure.paint(painter, view, hold, QColor(theme.phases["hold"]), guide=True)
    pins = [(name, str(number)) for number, name in enumerate(loaded.file.markers, 1)]
    figure.paint_pins(painter, view, hold, pins, radius=cell / 40)


def sheet(figure_id: str, cell: int) -> QImage:
    """A row for each theme."""
    image = QImage(cell * 6, cell * len(THEMES), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        for theme in THEMES.values():
            paint_row(painter, figure_id, theme, cell)
            painter.translate(0, cell)
    finally:
        painter.end()
    return image


def both_ends(theme: Theme, cell: int) -> QImage:
    """All figures at both key poses, with their names; a leg that helps stands in the contracted one, where it does."""
    ids = sorted(figure_ids())
    rows = -(-len(ids) // ACROSS)
    image = QImage(2 * cell * ACROSS, (cell + NAME) * rows, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.figure.surface))
    painter = QPainter(image)
    try:
        for number, figure_id in enumerate(ids):
            painter.save()
            painter.translate(number % ACROSS * 2 * cell, number // ACROSS * (cell + NAME))
            _paint_both(painter, figure_id, theme, cell)
            painter.restore()
    finally:
        painter.end()
    return image


def _paint_both(painter: QPainter, figure_id: str, theme: Theme, cell: int) -> None:
    loaded = load_figure(figure_id)
    figure = FigurePainter(loaded, theme.figure)
    helps = isinstance(loaded.file.far_side.leg, HelpingLeg)
    for column, (lift, helping, phase) in enumerate(((0.0, 0.0, "stretch"), (1.0, float(helps), "contract"))):
        view = figure.view(QRectF(column * cell + 8, NAME, cell - 16, cell - 8))
        figure.paint(painter, view, solve(loaded.file, lift, helping), QColor(theme.phases[phase]))
    painter.setPen(QColor(theme.figure.text))
    painter.setFont(font("label"))
    painter.drawText(QRectF(8, 0, 2 * cell - 16, NAME), figure_id)


def all_faults(theme: Theme, cell: int) -> QImage:
    """Every wrong pose of every figure beside the right one, at the end of its phase, as a demonstration shows them."""
    faults = [(figure_id, wrong) for figure_id in sorted(figure_ids()) for wrong in load_figure(figure_id).file.wrong]
    high = round(cell * HALF)
    rows = -(-len(faults) // FAULTS_ACROSS)
    image = QImage(2 * cell * FAULTS_ACROSS, (high + NAME) * rows, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.figure.surface))
    painter = QPainter(image)
    try:
        for number, (figure_id, wrong) in enumerate(faults):
            painter.save()
            painter.translate(number % FAULTS_ACROSS * 2 * cell, number // FAULTS_ACROSS * (high + NAME))
            _paint_fault(painter, figure_id, wrong, theme, QRectF(6, NAME + 4, cell - 12, high - 12))
            painter.restore()
    finally:
        painter.end()
    return image


def _paint_fault(painter: QPainter, figure_id: str, wrong: WrongPose, theme: Theme, place: QRectF) -> None:
    figure = load_figure(figure_id)
    holds = figure.file.rule.hold_lift != 0.5 or figure_id.startswith("hold")
    phases = ["hold"] if holds else ["lower", "stretch", "contract", "squeeze"]
    phase = "hold" if holds else "lower" if wrong.within is not None else "stretch"
    both, colour = FaultPainter(figure, wrong, theme.figure, theme.colour("danger")), QColor(theme.phases[phase])
    both.paint_right(painter, place, FaultMoment(*moment_at(figure.file, phases, phase, 1.0), colour))
    at = wrong_moment(figure.file, wrong, phases, phase, 1.0, 2.0)
    both.paint_wrong(painter, place.translated(place.width() + 12, 0), FaultMoment(*at, colour))
    painter.setPen(QColor(theme.figure.text))
    painter.setFont(font("label"))
    painter.drawText(QRectF(8, 0, 2 * place.width(), NAME), f"{figure_id} · {wrong_caption(wrong.shows)}")


def main() -> None:
    """Writes one sheet a figure."""
    folder = Path(sys.argv[1])
    cell = int(sys.argv[2]) if len(sys.argv) > 2 else 480
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    for figure_id in sorted(figure_ids()):
        sheet(figure_id, cell).save(str(folder / f"{figure_id}.png"))
        print(folder / f"{figure_id}.png")
    for theme in THEMES.values():
        both_ends(theme, cell // 2).save(str(folder / f"figures-{theme.name}.png"))
        print(folder / f"figures-{theme.name}.png")
        all_faults(theme, cell * 7 // 8).save(str(folder / f"faults-{theme.name}.png"))
        print(folder / f"faults-{theme.name}.png")
    app.shutdown()


if __name__ == "__main__":
    main()
