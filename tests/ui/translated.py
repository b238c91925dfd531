"""What is not translated, on a screen in the language nobody speaks: every text of ours is in brackets there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton, QWidget

from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.library_filters import PROGRAM
from calfcoach.ui.screens.parts import ElidedLabel
from tests.ui.layout import seen

WITHOUT_WORDS = re.compile(r"[\W\d_]*")
"""Numbers and signs alone: a tempo, `120`, `−`."""

KEYS = {"F1", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "Ctrl", "Z", "Return", "Del", *"ABDEFHMNRSUWX"}
OF_THE_STATES = {"Kitchen", "Speaker", "DATA", "Anna", "Bo", "Back", "squat", "Iso", "ms", "kg", "zzz"}
"""Names of devices, people and files in the states that are walked."""


def untranslated(root: QWidget) -> list[str]:
    """The texts and accessible names that are in no brackets, except where they are data of files and devices."""
    data = file_data()
    return [
        words
        for words in said_by(root)
        if not words.startswith("/")  # a folder is called what it is
        and not WITHOUT_WORDS.fullmatch(words)
        and _outside(words) - data
    ]


def said_by(root: QWidget) -> Iterator[str]:
    """Every text that is seen or said by a screen reader."""
    for widget in seen(root):
        if isinstance(widget, ElidedLabel) or isinstance(widget.parentWidget(), NavButton):
            yield widget.accessibleName()
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            yield (widget.toolTip() or widget.text()) if isinstance(widget, QPushButton) else widget.text()
        if isinstance(widget, QComboBox):
            yield widget.currentText()
        yield widget.accessibleName()


def _outside(words: str) -> set[str]:
    """The words that are in no brackets."""
    while words != (words := re.sub(r"\[[^\[\]]*\]", " ", words)):
        pass
    # What ends in … may have lost its closing bracket.
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\[.*", " ", words, flags=re.DOTALL)))


@cache
def file_data() -> set[str]:
    """Every word of the files of exercises, which are translated elsewhere."""
    words = {*KEYS, *OF_THE_STATES, PROGRAM}
    words |= {word for name in scheme_names().values() for word in re.findall(r"[^\W\d_]+", name)}
    for entry in Library.load().entries.values():
        words |= set(re.findall(r"[^\W\d_]+", str(entry.exercise.model_dump())))
        words |= set(re.findall(r"[^\W\d_]+", entry.exercise.model_dump_json()))
    return words
