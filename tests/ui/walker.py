"""Walks every state of every screen through sizes and themes, and tells what an eye would find wrong.

A state is built once; then its window changes its size and the program its theme, as a person does it. Nothing is
painted: where texts lie is known by the layouts and the fonts' measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QMainWindow, QWidget

from calfcoach.texts import text
from calfcoach.ui.audience_window import AudienceWindow
from calfcoach.ui.fonts import text_scale, use_text_scale
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.tips_card import TipsCard
from calfcoach.ui.stage import StageWidget
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme
from calfcoach.ui.window_place import LEAST_SIZE
from tests.ui.layout import clipped, left_alone, overlaps, seen
from tests.ui.stage.test_texts import faults_of
from tests.ui.translated import untranslated
from tools.screens import wait_for
from tools.states import every_state

SIZES = ((960, 540), (1366, 768), (1920, 1080))
THEMES = (DARK, LIGHT, HIGH_CONTRAST)

LARGEST = 2.0
"""The largest text size, 1.0 is 100 %."""

FULL = (1366, 768)
"""From this size on, whatever is looked at on the way to a set is whole in English, without scrolling."""

IN_COLUMN: dict[str, tuple[str, ...]] = {
    "library": ("Settings", "History"),
    "setup": ("Start",),
    "summary": ("Save", "Once more"),
    "demo": ("Next step", "Repeat"),
    "settings": ("‹  Library",),
    "calibration-result": ("Measure again",),
}
"""Buttons that are in sight with the largest texts too, where all else is scrolled."""

KEPT: dict[str, tuple[str, ...]] = {
    "library": ("Settings", "History"),
    "setup": ("Start", "Listen"),
    "summary": ("Save", "Once more"),
    "demo": ("Next step", "Repeat"),
    "settings": ("‹  Library",),
    "calibration": ("‹  Back",),
}
"""Buttons that are in sight at every size, by how the names of states begin."""

LEFT_OUT = {"summary-nothing": ("Save",), "setup-refused": ("Listen",), "setup-any-lift-known": ("Listen",)}
"""States in which some of them are not there."""

NEVER_SCROLLED = ("setup", "summary", "calibration", "demo")


def walk(folder: Path, *, in_english: bool) -> list[str]:
    """What is wrong, with state, theme and size: at the usual text size, and at the largest on a usual display.

    A state meets every size, and wears the next theme after the first: themes differ in nothing but their colours
    (`test_walker.py`), so that what is whole in one is whole in all. `in_english` nothing of `NEVER_SCROLLED` is
    scrolled from `FULL` on; in the other language all is translated.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found: list[str] = []
    themes = cycle(THEMES)
    theme = next(themes)  # that in which the states are made
    for name, make in every_state(theme, folder):
        with shown(make()) as (window, state):
            wear(None, state, theme)
            for number, size in enumerate(SIZES):
                if number == 1:
                    theme = next(themes)
                    wear(app, state, theme)
                settle(window, QSize(*size))
                still = in_english and size >= FULL
                said = [*complaints(name, state), *(_scrolled(name, state) if still else ())]
                found += [f"{name}, {theme.name}, {size[0]}x{size[1]}: {each}" for each in said]
            if not in_english:
                found += [f"{name}: {words!r} is not translated" for words in untranslated(state)]
            with large_texts(state, theme):
                settle(window, QSize(*FULL))
                found += [f"{name}, texts of 200 %: {each}" for each in complaints(name, state)]
    return found


@contextmanager
def large_texts(state: QWidget, theme: Theme) -> Iterator[None]:
    """Have the largest texts on a state that wears a theme, live."""
    use_text_scale(LARGEST)
    try:
        wear(None, state, theme)
        yield
    finally:
        use_text_scale(1.0)


@contextmanager
def shown(state: QWidget) -> Iterator[tuple[QMainWindow, QWidget]]:
    """A state in a window as the program has it, with what it reads; nothing of it is painted."""
    window = QMainWindow()
    window.setMinimumSize(*LEAST_SIZE)
    window.setUpdatesEnabled(False)
    window.setCentralWidget(state)
    window.show()
    wait_for(state)
    if isinstance(state, Screen):
        state.focus_first()
    try:
        yield window, state
    finally:
        if isinstance(state, Screen):
            state.fall_silent()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wear(app: QApplication | None, state: QWidget, theme: Theme) -> None:
    """Put a theme on a state, live, and first on the application where it wears another one."""
    if app is not None:
        apply(app, theme)
    if isinstance(state, Screen | StageWidget | AudienceWindow):
        state.set_theme(theme)


def settle(window: QWidget, size: QSize) -> None:
    """Give a window a size, and let its layouts come to rest."""
    window.resize(size)
    for _ in range(4):
        QApplication.processEvents()
    assert window.size() == size


def complaints(name: str, state: QWidget) -> list[str]:
    """What is clipped, lies over something, or is not in sight."""
    return [
        *clipped(state),
        *overlaps(state),
        *left_alone(state),
        *_under_a_note(state),
        *_not_in_sight(name, state),
        *(fault for stage in _stages(state) for fault in faults_on(stage)),
    ]


def _stages(state: QWidget) -> list[StageWidget]:
    """The stages that are seen: a black window's has no size."""
    parts = (state, *state.findChildren(StageWidget))
    return [each for each in parts if isinstance(each, StageWidget) and each.isVisible()]


def faults_on(stage: StageWidget) -> list[str]:
    """The painted texts that are cut or lie on something; only where they lie is found out."""
    picture, view = stage._picture, stage.view
    assert view is not None
    canvas = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(canvas)
    picture.set_size(stage.width(), stage.height(), 1.0)
    picture.paint(painter, view)
    painter.end()
    return faults_of(picture, stage.size().toTuple())


def _under_a_note(state: QWidget) -> Iterator[str]:
    """Buttons that cannot be pressed because the line about what was done lies over them."""
    for note in state.findChildren(NoteLine):
        for button in seen(state):
            of_tips = any(tips.isAncestorOf(button) for tips in state.findChildren(TipsCard))  # they can wait
            if isinstance(button, QAbstractButton) and not of_tips and not note.isAncestorOf(button):
                place = QRect(button.mapTo(state, QPoint(0, 0)), button.size())
                if note.isVisible() and note.geometry().intersects(place):
                    yield f"the line lies over {button.accessibleName() or button.text()!r}"


def _not_in_sight(name: str, state: QWidget) -> Iterator[str]:
    kept = KEPT if text_scale() == 1 else IN_COLUMN
    wanted = next((each for begin, each in kept.items() if name.startswith(begin)), ())
    for words in (each for each in wanted if each not in LEFT_OUT.get(name, ())):
        there = [
            each
            for each in seen(state)
            if isinstance(each, QAbstractButton) and text(words) in (each.text(), each.accessibleName())
        ]
        if not any(each.visibleRegion().boundingRect() == each.rect() for each in there):
            yield f"{words!r} is not whole in sight"


def _scrolled(name: str, state: QWidget) -> Iterator[str]:
    if name.startswith(NEVER_SCROLLED):
        for area in state.findChildren(QAbstractScrollArea):
            if area.isVisible() and area.verticalScrollBar().isVisible():
                yield f"{area.accessibleName()!r} is scrolled"
