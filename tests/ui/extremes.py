"""Exercises whose texts are as long as they may be, or look like markup, or are read from right to left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMainWindow, QStackedWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry, Origin
from calfcoach.ui.window_place import LEAST_SIZE

LONG_NAME = ("Single-leg standing calf raise with a very long name " * 6)[:300]
MARKUP = "<b>Heels</b> & <a href='x'>toes</a>"
HEBREW = "הרמת עקבים בעמידה על מדרגה עם משקולת ביד אחת"
SENTENCE = "Move the feet until the balls of both feet stand on the edge, and let the heels hang free below it. "


def longest(**changes) -> Exercise:
    """An exercise in which every text is as long as it may be, or nearly."""
    steps = [{"title": LONG_NAME[:80], "text": (SENTENCE * 20)[:2000]} for _ in range(40)]
    parts = {
        "id": "longest",
        "name": LONG_NAME,
        "summary": (SENTENCE * 4)[:300],
        "muscles": [{"name": LONG_NAME}, {"name": MARKUP}],
        "equipment": [LONG_NAME, MARKUP],
        "setup": steps,
        "finish": steps[:8],
        "start_phase": "lower",
        "phases": {"lower": {"least_s": 2, "reason": LONG_NAME}},
        "warnings": [{"id": f"w{n}", "title": MARKUP, "text": SENTENCE * 2, "short": MARKUP} for n in range(5)],
        "tips": [
            {"id": "one", "title": LONG_NAME, "text": SENTENCE * 6},
            {"id": "two", "title": MARKUP, "text": MARKUP},
        ],
        "prescription": {"tempo": "3-1-2-0", "sets": 12, "reps": 200, "rest_s": 3600, "lead_in_s": 60},
        "sources": [{"title": "A book"}],
    }
    return Exercise.model_validate({**parts, **changes})


def named(text: str) -> Exercise:
    """An exercise that is called something, all through."""
    steps = [{"title": text, "text": text}]
    return longest(
        name=text,
        summary=text,
        muscles=[{"name": text}],
        equipment=[text],
        setup=steps,
        finish=steps,
        warnings=[{"id": "warning", "title": text, "text": text, "short": text}],
        tips=[{"id": "tip", "title": text, "text": text}],
    )


def library_of(tmp_path: Path, exercises) -> Library:
    """A library of these exercises, and one file that is bad in many places."""
    (tmp_path / "bad.yaml").write_text("kind: exercise\nschema: 1\n" + "".join(f"wrong{n}: 1\n" for n in range(20)))
    problems = Library.load(user_dir=tmp_path).problems
    assert len(problems) > 20
    entries = {
        str(number): Entry.of(exercise, tmp_path / f"{number}.yaml", Origin.OVERRIDE)
        for number, exercise in enumerate(exercises)
    }
    return Library(tmp_path, None, entries, problems)


def framed(qtbot, screen) -> QMainWindow:
    """A screen in a window as the program has it; nothing of it is painted."""
    window, screens = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(*LEAST_SIZE)
    window.setUpdatesEnabled(False)
    window.setCentralWidget(screens)
    screens.addWidget(screen)
    window.show()
    return window
