"""One scale for a desk screen: everything on it is laid out for 1366×768 and grows and shrinks with the window.

The text size that a person chose makes everything larger in the same window. Then there is less room, and a screen that
has too little of it for two columns is laid out in one (`is_narrow`). Knows sizes only, not the widgets' purposes.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget
from shiboken6 import isValid

from calfcoach.ui.fonts import font, text_scale

DESIGN = QSize(1366, 768)
LEAST, MOST, STEP = 0.75, 3.0, 0.05

SMALL = 0.85
"""Below this scale letters do not shrink any further, so a screen leaves out what it can do without."""

TWO_COLUMNS_PX = 1200
"""A window that has less width than this, in pixels of the design, has one column."""


def scale_for(size: QSize) -> float:
    """The scale of a screen in a window of a size: that at which 1366×768 fits it, times the text size.

    It is in steps of 5 %, within 0.75 and 3 of the text size.
    """
    fits = min(size.width() / DESIGN.width(), size.height() / DESIGN.height())
    return min(max(int(fits / STEP + 1e-6) * STEP, LEAST), MOST) * text_scale()


class Scaler:
    """Applies a scale to every object that asked for it, for as long as the object exists."""

    def __init__(self) -> None:
        self.scale = 1.0
        self.is_narrow = False
        """Whether there is room for one column alone."""
        self._fitted = False
        self._followers: list[tuple[QObject, Callable[[float], None]]] = []

    def follow(self, owner: QObject, apply: Callable[[float], None]) -> None:
        """Have `apply(scale)` called now and whenever the scale changes, until Qt has deleted `owner`."""
        self._followers.append((owner, apply))
        apply(self.scale)

    def fit(self, size: QSize) -> None:
        """Scale for a new size of the screen."""
        scale = scale_for(size)
        narrow = size.width() < TWO_COLUMNS_PX * scale
        if narrow is not self.is_narrow:
            self.is_narrow, self._fitted = narrow, False
        self.set_scale(scale)

    def set_scale(self, scale: float) -> None:
        """Scale to this share of the design."""
        # The first time always apply: a style sheet may have undone fonts set before it.
        if scale != self.scale or not self._fitted:
            self.scale, self._fitted = scale, True
            self.refresh()

    def refresh(self) -> None:
        """Apply the scale again after a new style sheet has undone the fonts."""
        self._followers = [each for each in self._followers if isValid(each[0])]
        for _, apply in self._followers:
            apply(self.scale)

    def px(self, design_px: float) -> int:
        """Convert a distance from pixels of the design to pixels of the screen."""
        return round(design_px * self.scale)

    def font(self, widget: QWidget, role: str) -> None:
        """Give a widget the font of a role, at every scale."""
        self.follow(widget, lambda scale: widget.setFont(font(role, scale)))

    def size(self, widget: QWidget, width: float | None = None, height: float | None = None) -> None:
        """Fix a widget's width or height, in pixels of the design."""

        def apply(scale: float) -> None:
            if width is not None:
                widget.setFixedWidth(round(width * scale))
            if height is not None:
                widget.setFixedHeight(round(height * scale))

        self.follow(widget, apply)

    def space(self, layout: QLayout, gap: float, margins: tuple[float, float, float, float]) -> None:
        """Gap and margins (left, top, right, bottom) of a layout, in pixels of the design."""

        def apply(scale: float) -> None:
            layout.setSpacing(round(gap * scale))
            layout.setContentsMargins(*(round(margin * scale) for margin in margins))

        self.follow(layout, apply)

    def stack(self, row: QBoxLayout) -> None:
        """Put the parts of a row one below the other where there is room for one column alone."""

        def apply(_scale: float) -> None:
            row.setDirection(QBoxLayout.Direction.TopToBottom if self.is_narrow else QBoxLayout.Direction.LeftToRight)

        self.follow(row, apply)
