"""Contact sheets for looking: every figure, stretched to contracted, in three themes, with its lens.

    python -m tools.figures OUT_DIR

The colours are copies for looking only; the window takes its own from the theme.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from calfcoach.ui.figure.colours import FigureColours
from calfcoach.ui.figure.files import figure_ids, load_figure
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.figure.solver import solve

PHASES = {
    "dark": ("#FFD137", "#057FFF", "#47DCAB"),
    "light": ("#BA7918", "#054BFE", "#21987B"),
    "high-contrast": ("#FFEB00", "#4F95FF", "#7DEDB6"),
}
ROLES = {
    # role: dark, light, high contrast
    "body": ("#C9D0D8", "#7D8894", "#E6E6E6"),
    "body_far": ("#59636E", "#B9C1CA", "#5E5E5E"),
    "shirt": ("#8793A0", "#58636F", "#9A9A9A"),
    "shorts": ("#66717D", "#3F4953", "#6E6E6E"),
    "shoe": ("#EEF1F4", "#2B333B", "#FFFFFF"),
    "machine": ("#333C46", "#C3CAD2", "#4A4A4A"),
    "machine_part": ("#434E5A", "#AAB4BE", "#5E5E5E"),
    "pad": ("#5B6774", "#8A95A1", "#8C8C8C"),
    "block_edge": ("#AEB8C3", "#454F5A", "#FFFFFF"),
    "surface": ("#0C1014", "#F5F6F8", "#000000"),
    "raised": ("#151A20", "#FFFFFF", "#000000"),
    "border": ("#2C353F", "#CFD6DD", "#FFFFFF"),
    "border_strong": ("#4A5662", "#98A3AF", "#8C8C8C"),
    "text": ("#F4F6F8", "#10151A", "#FFFFFF"),
}
CELL = (520, 520)
LENS = 180.0


def colours(theme: str) -> FigureColours:
    """A theme's colours."""
    column = list(PHASES).index(theme)
    return FigureColours.from_roles({role: values[column] for role, values in ROLES.items()})


def sheet(figure_id: str) -> QImage:
    """Three rows of themes; stretched, between, contracted, two lenses, and all pins."""
    width, height = CELL
    loaded = load_figure(figure_id)
    image = QImage(width * 5, height * 3, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    for row, theme in enumerate(PHASES):
        cell_colours = colours(theme)
        figure = FigurePainter(loaded, cell_colours)
        painter.fillRect(0, row * height, width * 5, height, QColor(cell_colours.surface))
        for column, lift in enumerate((0.0, 0.5, 1.0)):
            phase = QColor(PHASES[theme][column])
            view = figure.view(QRectF(column * width + 10, row * height + 10, width - 20, height - 20))
            pose = solve(loaded.file, lift)
            figure.paint(painter, view, pose, phase)
            if column != 1:
                middle = QPointF(width * (3.25 if lift else 3.75), row * height + (130 if lift else 390))
                figure.paint_lens(painter, 520.0, middle, LENS * 0.68, pose, phase)
        view = figure.view(QRectF(4 * width + 30, row * height + 40, width - 60, height - 80))
        hold = solve(loaded.file, loaded.file.rule.hold_lift)
        figure.paint(painter, view, hold, QColor(PHASES[theme][1]), guide=True)
        pins = [(name, str(number)) for number, name in enumerate(loaded.file.markers, 1)]
        figure.paint_pins(painter, view, hold, pins)
    painter.end()
    return image


def main() -> None:
    """Writes one sheet a figure."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    for figure_id in figure_ids():
        sheet(figure_id).save(str(folder / f"{figure_id}.png"))
        print(folder / f"{figure_id}.png")
    app.shutdown()


if __name__ == "__main__":
    main()
