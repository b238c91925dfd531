"""The thirty pictures that tell most, with names, and a sheet of all of them: what is looked at before a release."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from calfcoach.ui.fonts import pixel_font, use_text_scale
from calfcoach.ui.theme import THEMES
from tools.screens import shoot
from tools.states import every_state

NAMED_SIZE = (1366, 768)
"""The size of the pictures."""


class Named(NamedTuple):
    """One of the thirty: a state, its theme, and its text size (1.0 is 100 %)."""

    state: str
    theme: str = "dark"
    text_scale: float = 1.0

    @property
    def name(self) -> str:
        """What its file is called, without number and ending."""
        large = f"-{self.text_scale:.0%}" if self.text_scale != 1 else ""
        return f"{self.state}-{self.theme}{large}"


NAMED = (
    Named("library"),
    Named("library", "light"),
    Named("library-nothing-found"),
    Named("library-offers", "high-contrast"),
    Named("setup-donkey"),
    Named("setup-single", "light"),
    Named("setup-hold", "high-contrast"),
    Named("setup-any-lift"),
    Named("setup-refused"),
    Named("setup-evidence", "light"),
    Named("setup-last-time"),
    Named("setup-class"),
    Named("setup-donkey", text_scale=2.0),
    Named("lower"),
    Named("stretch", "light"),
    Named("contract", "high-contrast"),
    Named("hold"),
    Named("rest"),
    Named("switch", "light"),
    Named("paused"),
    Named("halted"),
    Named("finished"),
    Named("audience-set"),
    Named("demo-fault-pose"),
    Named("summary"),
    Named("summary-stopped", "light"),
    Named("history-40-sets"),
    Named("history-charts-40-sets", "light"),
    Named("settings"),
    Named("settings", text_scale=2.0),
)
"""The thirty pictures that tell most, in the order of their sheet."""

assert len(NAMED) == len(set(NAMED)) == 30

SHEET_COLUMNS, THUMB_PX, CAPTION_PX = 5, 480, 28
"""How many pictures stand in a row of their sheet, their width and the height of what they are called, pixels."""


def draw_named(folder: Path) -> None:
    """The thirty pictures, numbered, and all of them on one sheet beside their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{number:02}-{each.name}": each for number, each in enumerate(NAMED, 1)}
    drawn: set[str] = set()
    with tempfile.TemporaryDirectory() as histories:
        for theme in THEMES.values():
            for state, make in every_state(theme, Path(histories)):
                for name, each in wanted.items():
                    if (each.state, each.theme) == (state, theme.name):
                        use_text_scale(each.text_scale)
                        shoot(make(), NAMED_SIZE, folder / name, theme, size_in_name=False)
                        use_text_scale(1.0)
                        drawn.add(name)
    assert drawn == set(wanted), f"these are no states any more: {sorted(set(wanted) - drawn)}"
    draw_sheet([folder / f"{name}.png" for name in wanted], folder.parent / "thirty.png")


def draw_sheet(files: Sequence[Path], path: Path) -> None:
    """These pictures in rows, each with its name."""
    high = THUMB_PX * NAMED_SIZE[1] // NAMED_SIZE[0]
    rows = -(-len(files) // SHEET_COLUMNS)
    sheet = QImage(SHEET_COLUMNS * THUMB_PX, rows * (high + CAPTION_PX), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(pixel_font(CAPTION_PX * 0.6, 600))
    for number, file in enumerate(files):
        row, column = divmod(number, SHEET_COLUMNS)
        at = QRect(column * THUMB_PX, row * (high + CAPTION_PX), THUMB_PX - 4, high)
        painter.drawImage(at, QImage(str(file)))
        below = QRect(at.left(), at.bottom() + 1, at.width(), CAPTION_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter.value, file.stem)
    painter.end()
    sheet.save(str(path))
