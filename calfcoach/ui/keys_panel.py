"""The list of keys, laid over a screen and taken away by the next key. It covers nothing but what was asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from calfcoach.ui.fonts import font
from calfcoach.ui.keys import ALL_ACTIONS, KeyMap
from calfcoach.ui.stylesheet import look


class KeysPanel(QFrame):
    """Every action with its keys, centred on its parent."""

    def __init__(self, key_map: KeyMap, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(32, 24, 32, 24)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        title = QLabel("Keys")
        title.setFont(font("heading"))
        grid.addWidget(title, 0, 0, 1, 2)
        for row, action in enumerate(ALL_ACTIONS, 1):
            keys = QLabel(key_map.shown(action))
            look(keys, "cap")
            keys.setFont(font("label"))
            what = QLabel(action.label)
            what.setFont(font("body"))
            grid.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(what, row, 1)
        self.hide()

    def toggle(self) -> None:
        """Show or hide it, above everything else."""
        self.setVisible(not self.isVisible())
        self.place()

    def place(self) -> None:
        """Centre it on its parent."""
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, (parent.height() - self.height()) // 2)
        self.raise_()
