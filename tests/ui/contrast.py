"""Contrast measured from the pixels of a screen, as WCAG 2.2 counts it.

A screen is painted with two pixels a point, so that thin strokes have a core in their own colour. The ground of a place
is its most frequent colour; a text is what differs most from it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from calfcoach.coach.view import View
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.chart import WeekChart
from calfcoach.ui.screens.glyphs import DoneSign, NumberDisc, PhaseDisc, WarningSign
from calfcoach.ui.screens.library_cards import Star
from calfcoach.ui.stage import StageWidget
from calfcoach.ui.stage.buttons import StageButton
from tests.ui.layout import seen

Pixels = NDArray[np.uint32]
"""Rows and columns of colours, each as 0xRRGGBB: such a colour is counted faster than three numbers."""

RATIO = 2
"""Pixels a point."""

STAGE, DESK, GRAPHICS = 7.0, 4.5, 3.0
"""The least contrast of a text on the stage, of one on the desk, and of what is no text."""

FRAMED = ("outline", "toggle", "entry", "pill")
"""The looks of controls that are seen by their frame."""


def painted(window: QWidget) -> Pixels:
    """The pixels of a window."""
    image = QImage(window.size() * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    window.render(image)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()] & 0xFFFFFF  # a copy: the image goes


def rgb(colours: Pixels) -> NDArray[np.uint8]:
    """Red, green and blue of each colour."""
    return np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=-1).astype(np.uint8)


def luminance(colours: NDArray[np.floating] | NDArray[np.uint8]) -> NDArray[np.floating]:
    """The relative luminance of colours, 0 to 1."""
    share = np.asarray(colours, np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def colours_of(area: Pixels) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """The colours of an area, the most frequent first, and how often each is there."""
    found, counts = np.unique(area, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return rgb(found[order]), counts[order]


def contrast_in(area: Pixels) -> float:
    """The contrast of what stands in an area and its ground; 1 where there is nothing."""
    if not area.size:
        return 1.0
    colours, _ = colours_of(area)
    light = luminance(colours)
    return max(ratio(float(light[0]), float(each)) for each in (light.min(), light.max()))


def cut(pixels: Pixels, rect: QRectF) -> Pixels:
    """The pixels of a rectangle in points."""
    left, top = max(round(rect.left() * RATIO), 0), max(round(rect.top() * RATIO), 0)
    return pixels[top : max(round(rect.bottom() * RATIO), top), left : max(round(rect.right() * RATIO), left)]


def place_of(widget: QWidget, inside: QRect | None = None) -> QRectF:
    """A rectangle of a widget (all of it by default) in its window."""
    rect = widget.rect() if inside is None else inside
    return QRectF(rect.translated(widget.mapTo(widget.window(), QPoint(0, 0))))


def too_faint(state: QWidget, pixels: Pixels) -> Iterator[str]:
    """What stands out too little in a window that was painted."""
    panels = [each for each in seen(state) if each.property("look") == "panel" and each.parentWidget() is state]
    for widget in seen(state):
        whole = widget.isEnabled() and widget.visibleRegion().boundingRect() == widget.rect()
        if whole and not any(_lies_over(panel, widget) for panel in panels):
            yield from _of_widget(widget, pixels)
    for ring in state.window().findChildren(FocusRing):
        if ring.isVisible():
            yield from _edge(ring, pixels, "the ring of the focus")
    for stage in (state, *state.findChildren(StageWidget)):
        if isinstance(stage, StageWidget) and stage.isVisible():
            yield from _of_stage(stage, pixels)


def _lies_over(panel: QWidget, widget: QWidget) -> bool:
    if panel is widget or panel.isAncestorOf(widget):
        return False
    return place_of(panel).intersects(place_of(widget))


def _of_widget(widget: QWidget, pixels: Pixels) -> Iterator[str]:
    for words, inside in _texts(widget):
        if words.strip(" ·–") and (found := contrast_in(cut(pixels, place_of(widget, inside)))) < DESK:
            yield f"{words[:40]!r} has {found:.1f}"
    if isinstance(widget, PhaseDisc | NumberDisc | WarningSign | DoneSign | Star):
        grown = place_of(widget).adjusted(-2, -2, 2, 2)
        if (found := contrast_in(cut(pixels, grown))) < GRAPHICS:
            yield f"the sign {type(widget).__name__} has {found:.1f}"
    if widget.property("look") in FRAMED and isinstance(widget, QAbstractButton | QLineEdit):
        yield from _edge(widget, pixels, f"the frame of {widget.accessibleName() or _words(widget)!r}")
    if isinstance(widget, WeekChart):
        yield from _chart(widget, pixels)


def _texts(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """The texts of a widget, and where each is."""
    if isinstance(widget, QLabel) and widget.text():
        yield widget.text(), widget.contentsRect()
    elif isinstance(widget, QPushButton) and widget.text():
        yield widget.text(), widget.rect().adjusted(4, 4, -4, -4)
    elif isinstance(widget, QLineEdit):
        words = widget.text() or widget.placeholderText()
        if words:
            yield words, widget.rect().adjusted(4, 4, -4, -4)
    elif isinstance(widget, QComboBox):
        yield widget.currentText(), widget.rect().adjusted(6, 4, -widget.height(), -4)


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""


def _edge(widget: QWidget, pixels: Pixels, what: str) -> Iterator[str]:
    """The frame of a widget against what lies outside it, half-way along its upper and its left edge."""
    place = place_of(widget)
    across = cut(pixels, QRectF(place.center().x(), place.top() - 2, 1, 6))[:, :1]
    along = cut(pixels, QRectF(place.left() - 2, place.center().y(), 6, 1))[:1]
    found = 1.0
    for line in (across, along):
        light = luminance(rgb(line.ravel()))
        found = max([found, *(ratio(float(light[0]), float(each)) for each in light)])
    if found < GRAPHICS:
        yield f"{what} has {found:.1f}"


def _chart(chart: WeekChart, pixels: Pixels) -> Iterator[str]:
    """Bars and lines against the chart's ground; its grid lies behind them and says nothing."""
    colours, counts = colours_of(cut(pixels, place_of(chart)))
    light, most = luminance(colours), counts.sum()
    drawn = [each for each, count in zip(light[1:], counts[1:], strict=True) if count > most / 100]
    if drawn and (found := max(ratio(float(light[0]), float(each)) for each in drawn)) < GRAPHICS:
        yield f"the bars of the chart have {found:.1f}"


# The stage.


def _of_stage(stage: StageWidget, pixels: Pixels) -> Iterator[str]:
    corner = place_of(stage).topLeft()
    over = [each for each in seen(stage) if not isinstance(each, StageButton)]
    for box in stage.text_boxes():
        if any(QRectF(each.geometry()).intersects(box.ink) for each in over):
            continue  # a fault that is shown lies over it
        around = box.ink.translated(corner).adjusted(-1, -1, 1, 1)
        if (found := contrast_in(cut(pixels, around))) < STAGE:
            yield f"{box.name} {box.text!r} has {found:.1f}"
    view = stage.view
    assert view is not None
    if not stage.extras.audience or view.kind is not None:
        yield from _of_ring(stage, pixels, corner)
    yield from _of_figure(stage, pixels, corner)


def _of_ring(stage: StageWidget, pixels: Pixels, corner: QPointF) -> Iterator[str]:
    """The arc that is done against the ground and against what is left of the ring."""
    spot, places = stage.grid.ring, stage.places
    middle, reach = places.point(spot.x, spot.y) + corner, spot.radius * stage.grid.u
    around = [middle + QPointF(sin(turn) * reach, -cos(turn) * reach) for turn in np.linspace(0, 2 * pi, 360)]
    on = np.array([pixels[round(at.y() * RATIO), round(at.x() * RATIO)] for at in around])
    colours, counts = colours_of(on)
    theme = stage.theme
    ground = float(luminance(np.array(theme.colour("surface").getRgb()[:3])))
    large = [float(light) for light, count in zip(luminance(colours), counts, strict=True) if count >= 8]
    arc = float(luminance(np.array(theme.phase(stage.view.kind if stage.view else None).getRgb()[:3])))
    if not any(abs(each - arc) < 0.002 for each in large):
        return  # nothing of the phase is done yet
    if (found := ratio(arc, ground)) < GRAPHICS and _moves(stage.view):
        yield f"the ring has {found:.1f}"
    rest = [each for each in large if abs(each - arc) > 0.02]
    if rest and _moves(stage.view) and (found := min(ratio(arc, each) for each in rest)) < GRAPHICS:
        yield f"what is done of the ring has {found:.1f} against what is left"


def _moves(view: View | None) -> bool:
    return view is not None and view.phase is not None and view.state.value == (view.kind and view.kind.value)


def _of_figure(stage: StageWidget, pixels: Pixels, corner: QPointF) -> Iterator[str]:
    """The parts of the body against the ground."""
    from tests.ui.stage.moments import figure_rects

    figure, surface = stage.theme.figure, stage.theme.colour("surface")
    ground = float(luminance(np.array(surface.getRgb()[:3])))
    for rect in figure_rects(stage._picture)[:1]:
        area = cut(pixels, rect.translated(corner))
        for role in ("body", "shirt", "shorts", "shoe"):
            colour = figure.colour(role)
            if np.count_nonzero(area == colour.rgb() & 0xFFFFFF) < 40:
                continue
            if (found := ratio(float(luminance(np.array(colour.getRgb()[:3]))), ground)) < GRAPHICS:
                yield f"the figure's {role} has {found:.1f}"
