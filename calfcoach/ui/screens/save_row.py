"""The row of the set-up screen that saves its sets as a sound file: the button, the progress, the file's place.

Writes nothing itself; `wanted` and `cancelled` say what the person wants. The screen reports errors.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click

if TYPE_CHECKING:
    from calfcoach.coach.saving import SaveProgress


class SaveRow(QWidget):
    """One quiet line."""

    wanted = Signal()
    cancelled = Signal()

    def __init__(self, kit: Kit, progress: "SaveProgress | None") -> None:
        super().__init__()
        self._said = kit.elided("", "label", "muted", whole_end=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(text("Saving"))
        kit.size(self._bar, height=6)
        self._action = on_click(kit.button("", "label", "link"), self._press)
        row = QHBoxLayout(self)
        kit.space(row, 12, (0, 0, 0, 0))
        row.addWidget(self._said, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(self._action)
        self._show(progress)

    def show_progress(self, progress: "SaveProgress | None") -> None:
        """Show the progress of the file; None if no file was asked for."""
        if progress != self._progress:
            self._show(progress)

    def _show(self, progress: "SaveProgress | None") -> None:
        self._progress = progress
        share = progress.share if progress is not None else None
        saved = progress.saved if progress is not None else None
        percent = int(100 * (share or 0.0))
        self._busy = share is not None
        self._action.setText(text("Cancel") if self._busy else text("Save as audio…"))
        self._action.setAccessibleName(text("Cancel saving") if self._busy else text("Save as audio"))
        self._bar.setValue(percent)
        self._bar.setVisible(self._busy)
        if self._busy or saved is None:
            self._said.set_whole(text("Saving… {percent} %", percent=percent) if self._busy else "")
        else:
            # A long path loses its middle, never the file's name or its folder.
            whole, short = _place_of(saved), Path("…") / saved.parent.name / saved.name
            self._said.set_whole(text("Saved to {place}", place=whole), text("Saved to {place}", place=short))

    def _press(self) -> None:
        (self.cancelled if self._busy else self.wanted).emit()


def _place_of(saved: Path) -> Path:
    """A file's path as a person knows it: relative to the home folder if it is inside that folder."""
    try:
        return Path("~") / saved.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return saved
