"""Contact sheets for looking: every figure, stretched to contracted, with its lens and pins, in all themes.

python -m tools.figures OUT_DIR [CELL_PIXELS]
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from calfcoach.figure.files import figure_ids, load_figure
from calfcoach.figure.solver import solve
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.theme import THEMES, Theme

LENS = 0.362  # radius, in body heights of the figure beside it: 17.6 u and 48.6 u on the stage
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


def main() -> None:
    """Writes one sheet a figure."""
    folder = Path(sys.argv[1])
    cell = int(sys.argv[2]) if len(sys.argv) > 2 else 480
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    for figure_id in figure_ids():
        sheet(figure_id, cell).save(str(folder / f"{figure_id}.png"))
        print(folder / f"{figure_id}.png")
    app.shutdown()


if __name__ == "__main__":
    main()
