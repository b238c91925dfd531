"""The question where a file is to be saved, and what its name may be. Knows no kind of file and writes none."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from calfcoach.texts import text


class SaveQuestion(QFileDialog):
    """The dialog that asks for the file; whatever is typed there is one name."""

    def accept(self) -> None:
        """Take what is typed; Qt would read quotation marks as a list of names, and look for the first at home."""
        typed = self.findChild(QLineEdit, "fileNameEdit")
        if typed is not None:
            typed.setText(" ".join(typed.text().replace('"', "'").split()))
        super().accept()


class FileQuestion:
    """Asks for a file, one question at a time; a second one is not asked while the first stands there."""

    def __init__(self) -> None:
        self._dialog: QFileDialog | None = None

    def ask(self, dialog: QFileDialog, then: Callable[[str], object]) -> None:
        """Show the dialog; `then` is told the file that is chosen. It is gone when it is answered, or its screen is."""
        if self._dialog is not None:
            dialog.deleteLater()
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.finished.connect(self._answered)
        self._dialog = dialog
        dialog.open()

    def close(self) -> None:
        """Take the question away, unanswered."""
        if self._dialog is not None:
            self._dialog.close()

    def _answered(self) -> None:
        self._dialog = None


def folder_for(last: Path | None, usual: QStandardPaths.StandardLocation) -> Path:
    """Where something was saved last, else where the system has such files, else the person's home."""
    known = (last, Path(QStandardPaths.writableLocation(usual)))
    return next((folder for folder in known if folder is not None and os.path.isdir(folder)), Path.home())  # noqa: PTH112 - never raises


def named(chosen: Path, suffix: str, suffixes: Sequence[str]) -> tuple[Path, str | None]:
    """The file to write for the chosen one, with one of these endings (else `suffix`); and the reason if it must not be
    written.
    """
    name = chosen.name.rstrip(" .")
    stem = name.lower()
    for each in suffixes:
        stem = stem.removesuffix(each)
    if not stem.strip(" ."):
        return chosen, text("the file needs a name in front of its ending")
    if not name.isprintable():
        return chosen, text("a file’s name cannot have line breaks or other signs that are not shown")
    path = chosen.with_name(name if name.lower().endswith(tuple(suffixes)) else name + suffix)
    if path != chosen and os.path.lexists(path):
        # The person was not asked whether this file may be replaced.
        return path, text("{path} is there already. Choose another name, or type this one with its ending", path=path)
    return path, None
