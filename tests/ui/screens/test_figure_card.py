"""A card's figure is read when it is wanted and in sight, and not before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from calfcoach.ui.screens.figure_card import FigureCard
from tests.ui.layout import settle
from tests.ui.program import held_awake, make_program, whole_program

__all__ = ["held_awake", "make_program", "whole_program"]


@pytest.fixture
def program(whole_program):
    """Of all shipped exercises: they are what is looked at here."""
    return whole_program


def read(program) -> list[str]:
    return [card.accessibleName() for card in program.screen.findChildren(FigureCard) if card._figure is not None]


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)], ids=str)
def test_a_library_reads_the_figures_in_sight_alone(program, qtbot, size):
    settle(program.window, QSize(*size))
    cards = program.screen.findChildren(FigureCard)

    def in_sight():
        return [card for card in cards if not card.visibleRegion().isEmpty()]

    assert 0 < len(in_sight()) < len(cards)
    program.screen.load_figures()
    qtbot.waitUntil(lambda: all(card.is_read for card in in_sight()))
    assert len(read(program)) < len(cards)


def test_what_comes_into_sight_later_is_read_then(program, qtbot):
    settle(program.window, QSize(1024, 600))
    program.screen.load_figures()
    last = program.screen.findChildren(FigureCard)[-1]
    QApplication.processEvents()
    assert last._figure is None
    program.screen._search.setText(last._exercise.name)
    qtbot.waitUntil(lambda: last._figure is not None)
