"""Problems in the files of exercises: a list under the cards, grouped by file, at most a few lines high."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from calfcoach.library.problems import Problem
from calfcoach.texts import plural, printable, text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import breakable, column
from calfcoach.ui.screens.scrolling import Bounded

MOST_PX = 180
"""The largest height of the list, pixels of the design; a longer list scrolls."""


MOST_TOLD = 60
"""Problems that are told here: each is a line of its own, and hundreds of them would take the window seconds."""


def problems_card(kit: Kit, notices: Sequence[str], problems: Sequence[Problem]) -> QFrame:
    """Notices first, then the problems by file, and how many more there are. The texts can be copied."""
    frame = kit.card("outline", (16, 8, 16, 8))
    inside = QWidget()
    lines = QVBoxLayout(inside)
    kit.space(lines, 3, (0, 0, 0, 0))
    for notice in notices:
        lines.addWidget(_line(kit, notice, "label", "danger"))
    for file, theirs in groupby(problems[:MOST_TOLD], key=lambda problem: problem.file):
        found = list(theirs)
        lines.addWidget(_line(kit, _heading(file, len(found)), "label", "danger"))
        for problem in found:
            lines.addWidget(_line(kit, _said(problem), "small", None))
    if more := len(problems[MOST_TOLD:]):
        told = plural(
            "… and {number} problem more; “calfcoach lint” tells them all",
            "… and {number} problems more; “calfcoach lint” tells them all",
            more,
        )
        lines.addWidget(_line(kit, told, "label", "danger"))
    column(frame).addWidget(Bounded(kit, inside, MOST_PX, text("Problems")))
    return frame


def _heading(file: Path, problems: int) -> str:
    """The file's name, with the number of problems if there are several."""
    path = printable(str(file))
    return (
        path if problems == 1 else plural("{path}, {number} problem", "{path}, {number} problems", problems, path=path)
    )


def _said(problem: Problem) -> str:
    """Line, column and the whole problem."""
    return f"{problem.line}:{problem.column}: {printable(problem.message)}"


def _line(kit: Kit, text: str, role: str, style: str | None) -> QLabel:
    made = kit.label(breakable(text), role, style, wrap=True)
    made.setAccessibleName(text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
