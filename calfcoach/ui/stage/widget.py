"""The stage as a widget: shows the View it is given, at once.

It owns no timer and computes no phase: the owner of the coach calls `set_view` for every frame. Refuses to know keys,
which belong to the window; the buttons on the stage are its own.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfcoach.coach.view import View
from calfcoach.session.states import State
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.stage import rest
from calfcoach.ui.stage.buttons import StageButton
from calfcoach.ui.stage.canvas import ButtonPlace, Places, StageAction, TextBox
from calfcoach.ui.stage.grid import Grid
from calfcoach.ui.stage.milestones import described, milestone
from calfcoach.ui.stage.pace import FigurePace
from calfcoach.ui.stage.picture import Picture
from calfcoach.ui.stage.scenes import Extras
from calfcoach.ui.theme import DARK, Effects, Theme

Painted = Callable[[View, float], None]
"""Called after each paint with the painted View and `time.monotonic()` at the end of painting."""


class StageWidget(QWidget):
    """Shows phase, number, ring, figure and everything around them."""

    pressed = Signal(object)
    """A place on the stage was clicked or touched; carries its `StageAction`."""
    laid_out = Signal()
    """The grid has changed: widgets that lie on the stage must be placed again."""

    def __init__(self, theme: Theme = DARK, extras: Extras | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on_painted: Painted | None = None
        self._view: View | None = None
        self._posed: View | None = None
        """The moment at which the figure was painted last."""
        self._pace = FigurePace()
        self._picture = Picture(theme, extras)
        self._picture.set_options(mirrored=self.isRightToLeft())
        self._buttons: dict[StageAction, list[StageButton]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(text("Coach"))

    # Input.

    def set_view(self, view: View) -> None:
        """Shows a moment: the parts that differ from the last one are painted at the next paint event."""
        before, self._view = self._view, view
        if before is not None and _scene_of(before) != _scene_of(view):
            self._let_go_of_keyboard()
        if not self.extras.audience and (reached := milestone(before, view)) is not None:
            announce(self, *reached)
        # A figure that is not due stays as it was painted.
        due = self._pace.is_due(self._posed, view)
        changed = self._picture.changed(before, view, self._posed if due else view)
        if due or changed is None:
            self._posed = view
        if changed is None:
            self._place_buttons()
            self.setAccessibleDescription(described(view))
            self.update()
        elif not changed.isEmpty():
            self.update(changed)

    def prepare(self, view: View) -> None:
        """Makes ready what stands still in a moment that comes soon, so that its first frame does not wait for it."""
        if self.isVisible():
            self._picture.prepare(view)

    @property
    def view(self) -> View | None:
        """The moment shown."""
        return self._view

    @property
    def effects(self) -> Effects:
        """How much moves, and whether the frame flashes."""
        return Effects(self._picture.reduced_motion, self._picture.flash)

    def set_effects(self, effects: Effects) -> None:
        """Change how much moves and whether the frame flashes, at any moment."""
        self._picture.reduced_motion, self._picture.flash = effects
        self.update()

    def put_figure_off(self) -> None:
        """Leaves the figure out until `load_figure`."""
        self._picture.figure_put_off = True

    def load_figure(self) -> None:
        """Reads the figure that was put off, and paints it from now on."""
        if self._view is not None:
            self._picture.load_figure(self._view)
            self.update()

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._picture.theme

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours, at any moment."""
        self._picture.set_options(theme=theme)
        for button in self._all_buttons():
            button.set_theme(theme)
        self.update()

    @property
    def extras(self) -> Extras:
        """Keys, tip and captions."""
        return self._picture.extras

    def set_extras(self, extras: Extras) -> None:
        """Changes keys, tip or captions."""
        self._picture.set_options(extras=extras)
        self._place_buttons()
        self.laid_out.emit()
        self.update()

    def set_tip(self, title: str, words: str, badge: str = "") -> None:
        """Sets the tip for a rest; without a title, the warnings are shown instead."""
        self.set_extras(replace(self.extras, tip=rest.RestTip(title, words, badge) if title else None))

    # Queries.

    @property
    def grid(self) -> Grid:
        """Where everything lies, u."""
        return self._picture.grid

    @property
    def places(self) -> Places:
        """From the grid to pixels."""
        return self._picture.places

    def spare_rect(self) -> QRect | None:
        """A place that may be covered during this whole scene without hiding word, number or warning, pixels;
        None before there is a View.
        """
        return None if self._view is None else self._picture.spare_rect(self._view).toRect()

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the last paint."""
        return self._picture.texts

    @property
    def shapes(self) -> tuple[QRectF, ...]:
        """Every box and glyph of the last paint, pixels."""
        return self._picture.shapes

    @property
    def caps(self) -> dict[str, float]:
        """Cap heights of the last paint, pixels: `seconds` and `word`, where they are shown."""
        return {box.name: box.cap_px for box in self.text_boxes() if box.name in ("seconds", "word")}

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """16:9."""
        return QSize(1366, 768)

    # Qt's events.

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the region that the event asks for."""
        painter = QPainter(self)
        try:
            if self._view is None:
                painter.fillRect(self.rect(), self.theme.colour("surface"))
                return
            self._picture.set_size(self.width(), self.height(), self.devicePixelRatioF())
            begun_s = time.thread_time()  # of the processor: that others are busy makes no picture expensive
            self._picture.paint(painter, self._view, event.region())
        finally:
            painter.end()
        if self._posed is self._view:
            self._pace.took((time.thread_time() - begun_s) * 1000)
        if self.on_painted is not None:
            self.on_painted(self._view, time.monotonic())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lays everything out anew."""
        super().resizeEvent(event)
        self._picture.set_size(self.width(), self.height(), self.devicePixelRatioF())
        self._place_buttons()
        self.laid_out.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follows a change of the reading direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._picture.set_options(mirrored=self.isRightToLeft())
            self._place_buttons()
            self.laid_out.emit()
            self.update()

    def _place_buttons(self) -> None:
        """Put a real button over every place that can be pressed now, and hide the others."""
        places = self._picture.buttons(self._view) if self._view is not None and self.width() > 1 else ()
        wanted: dict[StageAction, list[ButtonPlace]] = {}
        for place in places:
            wanted.setdefault(place.action, []).append(place)
        for action, made in self._buttons.items():
            for button in made[len(wanted.get(action, ())) :]:
                button.take_away()
        for action, of_action in wanted.items():
            made = self._buttons.setdefault(action, [])
            while len(made) < len(of_action):
                made.append(StageButton("", partial(self.pressed.emit, action), self.theme, self))
            for button, place in zip(made, of_action, strict=False):
                button.show_at(place)

    def _let_go_of_keyboard(self) -> None:
        """Take the focus off the buttons when their actions change: Enter meant for a rest must not end a set."""
        for button in self._all_buttons():
            if button.hasFocus():
                button.clearFocus()

    def _all_buttons(self) -> list[StageButton]:
        return [button for made in self._buttons.values() for button in made]


def _scene_of(view: View) -> State | None:
    """The state that decides a button's action; all phases of a rep count as one state."""
    in_rep = view.phase is not None and view.kind is not None and view.state.value == view.kind.value
    return None if in_rep else view.state
