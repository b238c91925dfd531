"""The parts that lay out others: a row that goes on in a new line, and areas that scroll."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.scrolling import Area, seen_width

WIDE_PX, HIGH_PX = 100, 20


def places(direction: Qt.LayoutDirection, *, width: int) -> list[QRect]:
    """The places of three parts in a row of this width."""
    whole = QWidget()
    whole.setLayoutDirection(direction)
    row = FlowRow()
    row.setSpacing(10)
    row.setContentsMargins(5, 0, 15, 0)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(WIDE_PX, HIGH_PX)
        row.add(part)
    whole.setLayout(row)
    row.setGeometry(QRect(0, 0, width, 200))
    return [part.geometry() for part in parts]


def test_a_row_goes_on_in_a_new_line_and_begins_at_the_edge_where_reading_begins(qtbot):
    assert [place.topLeft().toTuple() for place in places(Qt.LayoutDirection.LeftToRight, width=250)] == [
        (5, 0),
        (115, 0),
        (5, 30),
    ]
    # Margins are left and right, whatever the language; between them everything is mirrored.
    assert [place.topLeft().toTuple() for place in places(Qt.LayoutDirection.RightToLeft, width=250)] == [
        (135, 0),
        (25, 0),
        (135, 30),
    ]


@pytest.mark.parametrize("high", [50, 500], ids=["all of it is seen", "with a bar"])
def test_a_part_in_an_area_knows_what_is_seen_of_its_width(qtbot, high):
    inside, part = QWidget(), QWidget()
    QVBoxLayout(inside).addWidget(part)
    part.setMinimumHeight(high)
    area = Area(inside)
    qtbot.addWidget(area)
    assert seen_width(area) == area.width()
    area.resize(300, 200)
    area.show()
    assert area.verticalScrollBar().isVisible() is (high > area.height())
    assert seen_width(part) == area.viewport().width()
