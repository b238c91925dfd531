"""Colours, fonts and dress: complete in every theme, readable, and without a complaint from Qt."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from calfcoach.resources import assets_dir
from calfcoach.score.segments import SegmentKind
from calfcoach.ui import fonts, stylesheet
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.theme import DARK, DESK_TYPE, THEMES, Roles, Theme

EACH = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def luminance(colour: QColor) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    high, low = sorted((luminance(theme.colour(role)) for role in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@EACH
def test_every_role_is_a_colour(theme: Theme) -> None:
    assert all(theme.colour(name).isValid() for name in Roles._fields)
    assert all(theme.phase(kind).isValid() for kind in SegmentKind)
    assert theme.phase(None) == theme.phase(SegmentKind.READY)


@EACH
def test_desk_texts_stand_out(theme: Theme) -> None:
    for text in ("text", "muted", "link"):
        for ground in ("surface", "raised", "raised2"):
            assert contrast(theme, text, ground) >= 4.5, (text, ground)
    for text, ground in (
        ("danger_text", "danger_surface"),
        ("danger", "danger_surface"),
        ("danger", "surface"),
        ("on_accent", "accent"),
        ("on_accent_muted", "accent"),
    ):
        assert contrast(theme, text, ground) >= 4.5, (text, ground)
    assert contrast(theme, "focus", "surface") >= 3.0


@EACH
def test_phases_differ_in_colour(theme: Theme) -> None:
    seen = {kind: theme.phases[kind.value] for kind in SegmentKind if kind is not SegmentKind.RELAX}
    assert all(one != other for one, other in combinations(seen.values(), 2))


def test_the_font_is_shipped_with_its_licence() -> None:
    folder = assets_dir() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert (folder / "SOURCE.md").is_file()
    assert sum(file.stat().st_size for file in folder.iterdir()) < 2_000_000


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_inter_has_tabular_figures_in_every_weight(qapp: QApplication, weight: int) -> None:
    font = fonts.pixel_font(100, weight)
    assert (QFontInfo(font).family(), QFontInfo(font).weight(), QFontInfo(font).exactMatch()) == ("Inter", weight, True)
    advances = [QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"]
    assert max(advances) - min(advances) < 0.25  # of 100 pixels


def test_a_cap_height_is_what_was_asked_for(qapp: QApplication) -> None:
    for wanted in (20, 69, 248, 540):
        assert QFontMetricsF(fonts.pixel_font(fonts.font_size(wanted))).capHeight() == pytest.approx(wanted, abs=0.5)
        assert fonts.cap_height(fonts.font_size(wanted)) == pytest.approx(wanted)


def test_no_desk_font_is_smaller_than_the_smallest(qapp: QApplication) -> None:
    for role in DESK_TYPE:
        assert fonts.font(role, 0.5).pixelSize() >= fonts.SMALLEST_PX
        assert fonts.font(role, 2.0).pixelSize() > fonts.font(role).pixelSize()
    assert fonts.font("title").weight() == QFont.Weight.Bold
    with pytest.raises(KeyError):
        fonts.font("no such role")


@EACH
def test_the_sheet_dresses_without_complaint(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(stylesheet.stylesheet(theme))
    window.setPalette(stylesheet.palette(theme))
    layout = QVBoxLayout(window)
    card, button = QFrame(), QPushButton("Start")
    layout.addWidget(card)
    layout.addWidget(button)
    stylesheet.look(window, "screen")
    stylesheet.look(card, "card")
    stylesheet.look(button, "primary")
    window.resize(300, 200)
    image = window.grab().toImage()
    assert image.pixelColor(1, 1) == theme.colour("surface")
    assert image.pixelColor(card.geometry().center()) == theme.colour("raised")
    middle = button.geometry()
    assert image.pixelColor(middle.left() + 8, middle.center().y()) == theme.colour("accent")


@EACH
def test_the_hint_in_an_empty_field_can_be_read(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(stylesheet.stylesheet(theme))
    field.setPalette(stylesheet.palette(theme))
    field.setFont(fonts.font("start"))
    field.setPlaceholderText("HHHH")
    field.resize(300, 80)
    image = field.grab().toImage()
    ground = luminance(image.pixelColor(150, 8))
    inside = [luminance(image.pixelColor(x, 40)) for x in range(12, 140)]
    text = max(inside, key=lambda value: abs(value - ground))
    high, low = max(text, ground), min(text, ground)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def shown(qtbot: QtBot) -> tuple[QWidget, FocusRing]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    return window, FocusRing(window, DARK)


def test_the_ring_lies_around_what_has_the_focus(qtbot: QtBot) -> None:
    window, ring = shown(qtbot)
    first, second = QPushButton("a", window), QLineEdit(window)
    first.setGeometry(50, 50, 100, 40)
    second.setGeometry(200, 50, 100, 40)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == QRect(43, 43, 114, 54)
    at = window.grab().toImage().pixelColor(100, 44)
    assert at.blue() > at.red() > DARK.colour("surface").red()
    second.setFocus()
    assert ring.geometry().center() == second.geometry().center()
    second.move(200, 150)
    assert ring.geometry().center() == second.geometry().center()
    second.setProperty("ring", False)
    first.setFocus()
    second.setFocus()
    assert not ring.isVisible()


def test_the_ring_leaves_with_its_widget(qtbot: QtBot) -> None:
    window, ring = shown(qtbot)
    button = QPushButton("a", window)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(ring.isVisible)
    button.hide()
    assert not ring.isVisible()
    button.show()
    button.setFocus()
    button.deleteLater()
    qtbot.waitUntil(lambda: not ring.isVisible())


def test_the_ring_is_cut_where_its_widget_is_scrolled_away(qtbot: QtBot) -> None:
    window, ring = shown(qtbot)
    area, inside = QScrollArea(window), QWidget()
    area.setGeometry(0, 0, 300, 100)
    inside.resize(250, 600)
    button = QPushButton("far down", inside)
    button.setGeometry(20, 500, 100, 40)
    area.setWidget(inside)
    window.show()
    window.activateWindow()
    button.setFocus()
    area.verticalScrollBar().setValue(0)
    assert not ring.isVisible()
    area.ensureWidgetVisible(button)
    qtbot.waitUntil(ring.isVisible)
    assert window.rect().contains(button.mapTo(window, QPoint(1, 1)))
