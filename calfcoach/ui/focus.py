"""Shows where the keyboard is: a ring 2.5 px wide, 4 px outside whatever has the focus.

One overlay a window; it takes no clicks and follows its widget. Refuses to know what a widget is for.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from calfcoach.ui.theme import RADIUS, STROKE, Theme

_REACH = STROKE.focus + STROKE.focus_gap


class FocusRing(QWidget):
    """The ring of one window. A widget's property `ring_radius` (pixels) sets its corners, `ring` = False hides it.

    `ring_on_parent` = True draws it around the parent, for a field that has no frame of its own.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, app.focusWidget())

    def set_theme(self, theme: Theme) -> None:
        """Changes the colour."""
        self._theme = theme
        self.update()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        if new is not None and new.property("ring_on_parent"):
            new = new.parentWidget()
        self._target = new if new is not None and self._rings(new) else None
        at: QWidget | None = self._target
        while at is not None and at is not self.window():
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        self._place()

    def _rings(self, widget: QWidget) -> bool:
        inside = widget is not self.window() and self.window().isAncestorOf(widget)
        return inside and widget.property("ring") is not False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follows the widget when the widget or one of its parents moves."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        reach = round(_REACH + 0.5)
        around = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        around.adjust(-reach, -reach, reach, reach)
        seen = self._seen(target)
        self.setGeometry(around)
        self.setMask(seen.translated(-around.topLeft()).intersected(self.rect()))
        self.setVisible(seen.intersects(around))
        self.raise_()
        self.update()

    def _seen(self, target: QWidget) -> QRect:
        """The part of the widget that is not scrolled out of sight, in the window's pixels."""
        seen = self.window().rect()
        widget = target.parentWidget()
        while widget is not None and widget is not self.window():
            area = widget.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
                seen &= _within(area, QRect(widget.mapTo(self.window(), QPoint(0, 0)), widget.size()))
            widget = area
        return seen

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ring alone."""
        radius = self._target.property("ring_radius") if self._target is not None else None
        corner = (float(radius) if radius is not None else RADIUS.control) + STROKE.focus_gap
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), STROKE.focus))
        inset = STROKE.focus / 2 + 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), corner, corner)
        painter.end()


def _within(area: QAbstractScrollArea, viewport: QRect) -> QRect:
    """Where a ring may be of what lies in an area: also around its edge, where nothing can be scrolled over that."""
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    reach = round(_REACH + 0.5)
    wide, high = (0 if bar.maximum() > bar.minimum() else reach for bar in (across, down))
    return viewport.adjusted(-wide, -high, wide, high)
