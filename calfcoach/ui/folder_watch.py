"""Says when a file in a folder was saved, changed or removed, even if the folder is made later.

The operating system reports the changes; no file is read again and again. Does not know what the files are.
"""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

QUIET_MS = 150
"""Quiet time before changes are reported: a program that saves a file writes, renames and removes."""


class FolderWatch(QObject):
    """Watches a folder, or the nearest one above it. `changed` comes once for changes that belong together."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        self._watcher.directoryChanged.connect(lambda _path: self._quiet.start())
        self._watcher.fileChanged.connect(lambda _path: self._quiet.start())
        self._look()

    def _tell(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        """Watch what exists now: after a file was replaced, the new one must be watched anew."""
        there = {str(path) for path in (*_nearest(self._folder), *_files(self._folder))}
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if watched - there:
            self._watcher.removePaths(sorted(watched - there))
        if there - watched:
            self._watcher.addPaths(sorted(there - watched))


def _nearest(folder: Path) -> list[Path]:
    """The folder, or the nearest one above it that is there."""
    for each in (folder, *folder.parents):
        try:
            if each.is_dir():
                return [each]
        except OSError:
            continue
    return []


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError:
        return []
