"""Looks at every widget of a screen as an eye would: is its text all there, does it lie over another?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.parts import ElidedLabel

SLACK = 1
"""Pixels that rounding may take."""


def settle(widget: QWidget, size: QSize) -> None:
    """Give a window a size, and let its layouts come to rest."""
    widget.resize(size)
    for _ in range(6):
        QApplication.processEvents()


def through_sizes(window: QWidget, sizes: Iterable[tuple[int, int]], complaints: Callable[[], list[str]]) -> list[str]:
    """Give one window every size, as a person drags it; what is complained about at each, with the size before it."""
    found = []
    for size in sizes:
        settle(window, QSize(*size))
        assert window.size().toTuple() == size
        found += [f"at {size[0]}x{size[1]}: {complaint}" for complaint in complaints()]
    return found


def seen(root: QWidget) -> Iterator[QWidget]:
    """What is visible."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget, FocusRing):
            yield widget


def clipped(root: QWidget) -> list[str]:
    """The texts that are not whole on the screen, except where they end in … on purpose and say the rest on hover."""
    return [complaint for widget in seen(root) if (complaint := _complaint(widget)) is not None]


def _complaint(widget: QWidget) -> str | None:
    if isinstance(widget, QLabel) and widget.text():
        return _label(widget)
    if isinstance(widget, QPushButton) and widget.text():
        return _button(widget)
    if isinstance(widget, QLineEdit) and widget.text() and not widget.hasFocus():
        wide = widget.fontMetrics().horizontalAdvance(widget.text())
        if wide > widget.width() - 8 and len(widget.text()) < 30:
            return f"the field {widget.text()!r} is {widget.width()} wide and needs {wide + 8}"
    return None


def _label(label: QLabel) -> str | None:
    said = label.text()[:60]
    inside = label.contentsRect()
    if isinstance(label, ElidedLabel):
        whole = label.text() == label.accessibleName() or label.toolTip() == label.accessibleName()
        wide = label.fontMetrics().horizontalAdvance(label.text())
        if not whole or (wide > inside.width() + SLACK and label.text() != "…"):
            return f"the line {said!r} is {inside.width()} wide and needs {wide}"
        high = label.fontMetrics().height()
        return None if inside.height() + 2 >= high else f"the line {said!r} is {inside.height()} high and needs {high}"
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    needs = label.fontMetrics().boundingRect(QRect(0, 0, max(inside.width(), 1), 100_000), flags.value, label.text())
    if needs.width() > inside.width() + SLACK:
        return f"the text {said!r} is {inside.width()} wide and needs {needs.width()}"
    if needs.height() > inside.height() + 2:
        return f"the text {said!r} is {inside.height()} high and needs {needs.height()}"
    return _outside(label, said)


def _button(button: QPushButton) -> str | None:
    said = button.text().replace("&&", "&")
    wide = button.fontMetrics().horizontalAdvance(said)
    if wide > button.width() and button.toolTip() != said:
        return f"the button {said!r} is {button.width()} wide and needs {wide}"
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).height()
    needs = button.fontMetrics().tightBoundingRect("Qpg").height()
    if needs > room:
        return f"the button {said!r} has room {room} high and needs {needs}"
    return _outside(button, said)


def _outside(widget: QWidget, said: str) -> str | None:
    """Whether a widget sticks out of what it lies in; what can be scrolled to is not lost."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        scrolls = isinstance(parent.parentWidget(), QAbstractScrollArea)
        if scrolls:
            bounds = parent.rect()
            return f"{said!r} sticks out of what scrolls" if place.right() > bounds.right() + SLACK else None
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            return f"{said!r} at {place.getRect()} sticks out of {type(parent).__name__} {parent.size().toTuple()}"
        parent = parent.parentWidget()
    return None


def unseen(root: QWidget) -> list[str]:
    """The texts of which some is scrolled away, or lies outside what it is in."""
    return [
        widget.text()[:60]
        for widget in seen(root)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.text()
        and widget.visibleRegion().boundingRect() != widget.rect()
    ]


def left_alone(root: QWidget) -> list[str]:
    """Short texts of which one or two letters are left for a line of their own."""
    found = []
    for label in seen(root):
        if not isinstance(label, QLabel) or not label.wordWrap() or len(label.text()) > 16:
            continue
        before, _, last = label.text().rpartition(" ")
        if before and len(last) <= 2 and _wrapped_height(label, label.text()) > _wrapped_height(label, before):
            found.append(f"{label.text()!r} leaves {last!r} alone")
    return found


def _wrapped_height(label: QLabel, words: str) -> int:
    room = QRect(0, 0, label.contentsRect().width(), 100_000)
    return label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, words).height()


def overlaps(root: QWidget) -> list[str]:
    """Pairs of neighbours that lie over each other."""
    found = []
    for parent in [root, *seen(root)]:
        if isinstance(parent, (QAbstractScrollArea, QAbstractButton, QLineEdit)):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and _is_solid(child)
        ]
        for index, one in enumerate(children):
            for other in children[index + 1 :]:
                both = one.geometry() & other.geometry()
                if both.width() > SLACK and both.height() > SLACK:
                    found.append(
                        f"{_name(one)} {one.geometry().getRect()} over {_name(other)} {other.geometry().getRect()}"
                    )
    return found


def _is_solid(widget: QWidget) -> bool:
    """Whether nothing may lie over it, or under it: a panel is opened over others on purpose."""
    return not isinstance(widget, FocusRing) and not (widget.property("look") == "panel" and _floats(widget))


def _floats(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    return layout is None or layout.indexOf(widget) < 0


def _name(widget: QWidget) -> str:
    text = widget.text()[:40] if isinstance(widget, (QLabel, QAbstractButton)) else widget.accessibleName()[:40]
    return f"{type(widget).__name__} {text!r}"
