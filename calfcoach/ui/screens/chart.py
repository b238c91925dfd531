"""A chart of weeks, drawn by pyqtgraph in the theme's colours; ← and → go from week to week.

Loaded only when a page of charts opens: pyqtgraph takes half a second. Knows numbers and Mondays, no file.
"""

import sys
import threading
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent

from calfcoach.score.segments import SegmentKind
from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.kit import Kit

_HOOKS = sys.excepthook, threading.excepthook
import pyqtgraph  # noqa: E402 - pyqtgraph replaces these two hooks by its own

sys.excepthook, threading.excepthook = _HOOKS
pyqtgraph.setConfigOption("exitCleanup", False)  # the program deletes its windows itself

LABEL_PX = 128
"""The width kept for one date below the chart, pixels of the design."""

POINTS_MOST = 160
"""With more weeks than this, only the line is drawn: the points would overlap."""

FEWEST_WEEKS = 4
"""The least weeks that a chart shows: a single bar would be as wide as the whole chart."""

_APART_WEEKS = (1, 2, 3, 4, 6, 8, 10, 13, 20, 26, 39, 52, 104, 156, 260, 520)


class WeekChart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Bars or points over weeks. `chosen` carries the index of the week chosen by keyboard or mouse."""

    chosen = Signal(int)

    def __init__(self, kit: Kit) -> None:
        self._dates = _Weeks(orientation="bottom")
        super().__init__(axisItems={"bottom": self._dates})
        self._kit = kit
        self._mondays: Sequence[date] = ()
        self._values: Sequence[float | None] = ()
        self._bars, self._axis = True, ""
        self._most: float | None = None
        self.at = -1
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to the chart, once
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.getViewBox().setDefaultPadding(0.02)
        self._marker = pyqtgraph.InfiniteLine(angle=90, movable=False)
        kit.follow(self, lambda _scale: self.draw())

    def show_weeks(
        self, mondays: Sequence[date], values: Sequence[float | None], axis: str, *, bars: bool, most: float | None
    ) -> None:
        """Show one number for each of these Mondays, oldest first; None is a gap. `axis` names what is counted."""
        self._mondays, self._values, self._axis = mondays, values, axis
        self._bars, self._most = bars, most
        self.setAccessibleName(text("Chart: {what}", what=axis))
        self.draw()

    def go_to(self, at: int, words: str) -> None:
        """Mark a week, and give a screen reader these words for it."""
        self.at = at
        self.setAccessibleDescription(words)
        self._place_marker()

    def draw(self) -> None:
        """Draw everything in the current colours and at the current scale."""
        theme, plot = self._kit.theme, self.getPlotItem()
        plot.clear()
        self.setBackground(theme.colour("raised"))
        small = font("small", self._kit.scale)
        for name in ("bottom", "left"):
            axis = plot.getAxis(name)
            axis.setStyle(tickFont=small, tickLength=-4)
            axis.setPen(theme.colour("border_strong"))
            axis.setTextPen(theme.colour("muted"))
            axis.setZValue(-1)  # the lines of its grid lie behind the bars
        left = plot.getAxis("left")
        left.setStyle(maxTickLevel=0)
        left.label.setFont(small)
        left.setLabel(self._axis, color=theme.roles.muted)
        plot.showGrid(x=False, y=True, alpha=0.25)
        self._dates.room_px = self._kit.px(LABEL_PX)
        if self._mondays:
            self._draw_weeks()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move to the next or last week that has a number."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._mondays) or 0}
        steps[Qt.Key.Key_End] = len(self._mondays)
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        elif self._mondays:
            self.chosen.emit(min(max(self.at + step, 0), len(self._mondays) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the week that lies nearest."""
        self.setFocus()
        if self._mondays:
            where = self.getPlotItem().getViewBox().mapSceneToView(QPointF(self.mapToScene(event.position().toPoint())))
            week = where.x() + _week(self._mondays[0])
            weeks = [_week(each) for each in self._mondays]
            self.chosen.emit(min(range(len(weeks)), key=lambda place: abs(weeks[place] - week)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Do nothing: the chart cannot be dragged."""

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Do not zoom; leave the wheel to the area around the chart, which may scroll."""
        event.ignore()

    def _draw_weeks(self) -> None:
        plot, first = self.getPlotItem(), _week(self._mondays[0])
        self._dates.first, self._dates.weeks = self._mondays[0], _week(self._mondays[-1]) - first
        there = [(_week(week) - first, value) for week, value in zip(self._mondays, self._values, strict=True)]
        given = [(x, value) for x, value in there if value is not None]
        colour = self._kit.theme.phase(SegmentKind.CONTRACT)
        if self._bars:
            plot.addItem(self._bars_of(given, colour))
        else:
            plot.addItem(self._line_of(given, colour))
        most = self._most or max((value for _, value in given), default=0) * 1.08 or 1
        plot.setYRange(0, most, padding=0.02)
        last = there[-1][0]
        beside = max(FEWEST_WEEKS - 1 - last, 0) / 2  # few weeks stand in the middle
        plot.setXRange(-0.6 - beside, last + 0.6 + beside, padding=0.01)
        plot.addItem(self._marker)
        self._place_marker()

    def _bars_of(self, given: Sequence[tuple[float, float]], colour: QColor) -> Any:
        xs, heights = [x for x, _ in given], [value for _, value in given]
        return pyqtgraph.BarGraphItem(x=xs, height=heights, width=0.72, pen=pyqtgraph.mkPen(None), brush=colour)

    def _line_of(self, given: Sequence[tuple[float, float]], colour: QColor) -> Any:
        few = len(given) <= POINTS_MOST
        return pyqtgraph.PlotDataItem(
            x=[x for x, _ in given],
            y=[value for _, value in given],
            pen=pyqtgraph.mkPen(colour, width=2),
            symbol="o" if few else None,
            symbolSize=self._kit.px(9),
            symbolBrush=colour,
            symbolPen=pyqtgraph.mkPen(self._kit.theme.colour("raised")),
            antialias=True,
        )

    def _place_marker(self) -> None:
        there = 0 <= self.at < len(self._mondays)
        self._marker.setVisible(there)
        if there:
            pen = pyqtgraph.mkPen(self._kit.theme.colour("focus"), width=2, style=Qt.PenStyle.DashLine)
            self._marker.setPen(pen)
            self._marker.setValue(_week(self._mondays[self.at]) - _week(self._mondays[0]))


class _Weeks(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Dates below a chart. x counts weeks since `first`, up to `weeks`; as many have a date as `room_px` allows."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.first, self.weeks = date(2026, 1, 5), 0
        self.room_px = LABEL_PX

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802
        """The weeks that get a date, far enough apart that the dates do not touch."""
        fit = max(size / max(self.room_px, 1), 1)
        apart = next((weeks for weeks in _APART_WEEKS if (most - least) / weeks <= fit), _APART_WEEKS[-1])
        begin = -(-int(max(least, 0)) // apart) * apart
        return [(apart, [float(week) for week in range(begin, min(int(most), self.weeks) + 1, apart)])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:  # noqa: N802
        """The date of each week's Monday."""
        return [(self.first + timedelta(weeks=round(value))).isoformat() for value in values]


def _week(monday: date) -> int:
    return monday.toordinal() // 7
