"""A place in a screen's layout for a line about what was done. It has no height while there is no line."""

from PySide6.QtWidgets import QWidget


class NoteSlot(QWidget):
    """The place. What lies in the same layout gives it room, and has it back."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def hold(self, height: int) -> None:
        """Take a height in pixels; 0 is not to be there at all."""
        if height:
            self.setFixedHeight(height)
        self.setVisible(height > 0)
