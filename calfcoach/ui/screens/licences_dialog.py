"""The licences of what ships or is needed: a list, and the texts of what is chosen there. Reads no package itself."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from calfcoach.licences import Licensed
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit

SIZE = QSize(900, 460)
"""As large as it is at first, pixels; it fits the least window."""


class LicencesDialog(QDialog):
    """A window of its own; Esc closes it. It looks like the screen whose kit it has, and goes with its parent."""

    def __init__(self, kit: Kit, licences: Sequence[Licensed], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Licences"))
        self._licences = licences
        self.list = QListWidget()
        self.list.setAccessibleName(text("What ships or is needed"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([each.line for each in licences])
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(text("Text of the licence"))
        kit.font(self.list, "body")
        kit.font(self.words, "body")
        both = QSplitter()
        both.addWidget(self.list)
        both.addWidget(self.words)
        both.setSizes([SIZE.width() * 2 // 5, SIZE.width() * 3 // 5])
        QVBoxLayout(self).addWidget(both)
        self.list.currentRowChanged.connect(lambda row: self.words.setPlainText(self._licences[row].words))
        self.list.setCurrentRow(0)
        self.resize(SIZE)
