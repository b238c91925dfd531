"""The list of keys, shown over a screen; the next key closes it. During a set it covers nothing that must be read.

It is as big as its place allows, in one column or two. Refuses to know which screen it lies on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QStyle, QWidget

from calfcoach.session.commands import CommandSource
from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.keys import (
    ALL_ACTIONS,
    AUDIENCE_ACTIONS,
    DEMO_ACTIONS,
    LEAVE,
    OF_THE_DESK_LIST,
    STAGE_ACTIONS,
    WINDOW_ACTIONS,
    Action,
    KeyMap,
)
from calfcoach.ui.screens.scaling import scale_for
from calfcoach.ui.stylesheet import look

_PAD, _GAP, _BETWEEN, _ROW = 20, 16, 32, 6
"""Around all of it, beside the keys, between two columns and under a row; pixels of the design."""

_CAPS_APART = 8
"""Gap between the caps of two keys that do the same. (Keys to press together would stand in one cap.)"""

_CAP = (18, 6)  # how much wider and higher a key's cap is than its text, at least
_ANY_HEIGHT = 16777215  # what Qt calls QWIDGETSIZE_MAX
_LEAST, _STEP = 0.4, 0.05
_OVER_STAGE = 2.0
"""On the stage, which is read from afar, it may be larger than on the desk."""


@dataclass(frozen=True)
class _Fit:
    """How the list is laid out: its size, the title's place, those of the keys and of what they do."""

    scale: float
    size: QSize
    title: QRect
    caps: tuple[tuple[QRect, ...], ...]
    words: tuple[QRect, ...]


class KeysPanel(QFrame):
    """Every action with its keys. With a `room` (its parent's pixels) only the actions that work there, inside it,
    each with a key of a keyboard and one of a clicker.

    `demo` tells whether a demonstration is shown: then there are its keys, and otherwise they are left out. `does_now`
    tells by an action's name what it does, where that is not what it usually does; else it is empty.
    """

    def __init__(
        self,
        key_map: KeyMap,
        room: Callable[[], QRect | None],
        parent: QWidget,
        demo: Callable[[], bool] = lambda: False,
        does_now: Callable[[str], str] = lambda _action: "",
    ) -> None:
        super().__init__(parent)
        look(self, "panel")
        self.setAccessibleName(text("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room, self._demo, self._key_map, self._does_now = room, demo, key_map, does_now
        self._title = QLabel(text("Keys"), self)
        self._rows = {
            action: ([QLabel(key, self) for key in key_map.names(action)], QLabel(text(action.label), self))
            for action in ALL_ACTIONS
            if key_map.audience or action not in AUDIENCE_ACTIONS
        }
        for caps, words in self._rows.values():
            for cap in caps:
                look(cap, "cap")
                cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def toggle(self) -> None:
        """Show or hide it, above everything else."""
        self.setVisible(not self.isVisible())
        self.place()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Over a set, take the strip above it away meanwhile: the list names the same keys, and needs the room."""
        super().showEvent(event)
        self._let_strip_be_high(0 if self._room() is not None else _ANY_HEIGHT)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the strip its room back."""
        super().hideEvent(event)
        self._let_strip_be_high(_ANY_HEIGHT)

    def _let_strip_be_high(self, most: int) -> None:
        window = self.window()
        strip, layout = (window.menuWidget() if isinstance(window, QMainWindow) else None), window.layout()
        if strip is not None and layout is not None and strip.maximumHeight() != most:
            strip.setMaximumHeight(most)
            layout.activate()

    def place(self) -> None:
        """In its room, or in the middle of its parent; as big as that allows."""
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        room = self._room()
        if self._demo():
            shown: Sequence[Action] = (*DEMO_ACTIONS, LEAVE, *WINDOW_ACTIONS, *AUDIENCE_ACTIONS)
        elif room is None:
            shown = [action for action in ALL_ACTIONS if action not in DEMO_ACTIONS]
        else:
            everywhere = (action for action in WINDOW_ACTIONS if action not in OF_THE_DESK_LIST)
            shown = (*STAGE_ACTIONS, *everywhere, *AUDIENCE_ACTIONS)
        area = parent.rect().adjusted(_ROW, _ROW, -_ROW, -_ROW) if room is None else room
        few = room is not None and not self._demo()
        rows = [self._row(action, few=few) for action in shown if action in self._rows]
        most = scale_for(parent.size()) * (1.0 if room is None else _OVER_STAGE)
        fit = _fit([([cap.text() for cap in caps], words.text()) for caps, words in rows], area.size(), most)
        told = {label for caps, words in rows for label in (*caps, words)}
        for caps, words in self._rows.values():
            for label in (*caps, words):
                label.setVisible(label in told)
        # All of its room: parts of a figure beside it would only be in the way.
        size = fit.size if room is None else fit.size.expandedTo(room.size())
        place = QStyle.alignedRect(self.layoutDirection(), Qt.AlignmentFlag.AlignCenter, size, area)
        # A list that is higher than its room grows upwards rather than out of the window.
        place.moveTop(max(min(place.top(), parent.height() - place.height()), 0))
        self.setGeometry(place)
        self._apply(fit, rows)
        self.raise_()

    def _row(self, action: Action, *, few: bool) -> tuple[list[QLabel], QLabel]:
        """The keys of an action and what they do; of `few` the first key of a keyboard and the first of a clicker."""
        caps, words = self._rows[action]
        words.setText(self._does_now(action.name) or text(action.label))
        if few:
            sources = (CommandSource.KEY, CommandSource.CLICKER)
            first = {name for source in sources for name in self._key_map.names_of(action, source)[:1]}
            caps = [cap for cap in caps if cap.text() in first]
        return caps, words

    def _apply(self, fit: _Fit, rows: Sequence[tuple[list[QLabel], QLabel]]) -> None:
        inside = self.rect()
        all_caps = [cap for caps, _ in rows for cap in caps]
        all_words = [words for _, words in rows]
        for role, labels in (("heading", [self._title]), ("label", all_caps), ("body", all_words)):
            for label in labels:
                label.setFont(font(role, fit.scale))
        places = (fit.title, *chain.from_iterable(fit.caps), *fit.words)
        for label, place in zip((self._title, *all_caps, *all_words), places, strict=True):
            label.setGeometry(QStyle.visualRect(self.layoutDirection(), inside, place))


def _fit(texts: Sequence[tuple[list[str], str]], room: QSize, most: float) -> _Fit:
    """The largest scale up to `most` that fits the room; the least one where none does."""
    scale = most
    while scale > _LEAST:
        for columns in (1, 2):
            fit = _laid_out(texts, scale, columns, room.width())
            if fit.size.width() <= room.width() and fit.size.height() <= room.height():
                return fit
        scale -= _STEP
    return _laid_out(texts, _LEAST, 2, room.width())


def _laid_out(texts: Sequence[tuple[list[str], str]], scale: float, columns: int, width: int) -> _Fit:
    """The list at a scale and in a number of columns; words that do not fit the width go on in a new line."""
    pad, gap, between, row_gap = (round(each * scale) for each in (_PAD, _GAP, _BETWEEN, _ROW))
    heading, label, body = (QFontMetrics(font(role, scale)) for role in ("heading", "label", "body"))
    wider, higher = (round(max(each, each * scale)) for each in _CAP)
    apart = round(_CAPS_APART * scale)
    caps = [[label.horizontalAdvance(key) + wider + 2 for key in keys] for keys, _ in texts]
    cap_h, widest = label.height() + higher, max(sum(row) + apart * (len(row) - 1) for row in caps)
    free = (width - 2 * pad - (columns - 1) * between) // columns - widest - gap
    natural = max(body.horizontalAdvance(words) for _, words in texts) + 2
    words_w = max(min(free, natural), body.averageCharWidth() * 12)
    column_w, each = widest + gap + words_w, ceil(len(texts) / columns)
    top = pad + heading.height() + row_gap
    places: list[tuple[tuple[QRect, ...], QRect]] = []
    bottom = y = top
    for index, (_, words) in enumerate(texts):
        column, row = divmod(index, each)
        y = top if row == 0 else y
        wrapped = body.boundingRect(QRect(0, 0, words_w, 10_000), Qt.TextFlag.TextWordWrap.value, words).height()
        high, x = max(cap_h, wrapped), pad + column * (column_w + between)
        lefts = accumulate(caps[index], lambda left, wide: left + wide + apart, initial=x)
        keys = tuple(
            QRect(at, y + (high - cap_h) // 2, wide, cap_h) for at, wide in zip(lefts, caps[index], strict=False)
        )
        places.append((keys, QRect(x + widest + gap, y, words_w, high)))
        y += high + row_gap
        bottom = max(bottom, y)
    size = QSize(2 * pad + columns * column_w + (columns - 1) * between, bottom - row_gap + pad)
    title = QRect(pad, pad, heading.horizontalAdvance(text("Keys")) + 2, heading.height())
    return _Fit(scale, size, title, tuple(keys for keys, _ in places), tuple(words for _, words in places))
