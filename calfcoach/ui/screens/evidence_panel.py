"""One tip in full: its text, and everything that was measured about it. It covers the steps until it is closed.

Refuses to know where it lies; `closed` says that the person has read enough.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Evidence, Tip
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.scrolling import scrolled
from calfcoach.ui.stylesheet import look


class EvidencePanel(QFrame):
    """One tip in full."""

    closed = Signal()

    def __init__(self, kit: Kit, tip: Tip) -> None:
        super().__init__()
        look(self, "panel")
        self.setAccessibleName(text("Tip: {title}", title=tip.title))
        lines = QVBoxLayout(self)
        kit.space(lines, 10, (20, 14, 20, 14))
        head = QHBoxLayout()
        kit.space(head, 12, (0, 0, 0, 0))
        head.addWidget(kit.elided(text("Tip: {title}", title=tip.title), "heading"))
        head.addWidget(kit.elided(tip.note or "", "body", "muted"), 1)
        self.close_button: QPushButton = on_click(kit.button(text("Close"), "label", "pill"), self.closed.emit)
        self.close_button.setAccessibleName(text("Close the tip"))
        head.addWidget(self.close_button)
        lines.addLayout(head)
        inside = QWidget()
        parts = QVBoxLayout(inside)
        kit.space(parts, 6, (0, 0, 0, 0))
        parts.addWidget(kit.label(tip.says or text("The tip"), "small", "muted", wrap=True))
        parts.addWidget(kit.label(tip.text, "body", wrap=True))
        if tip.evidence:
            measured = kit.label(text("What was measured"), "small", "muted", wrap=True)
            kit.follow(measured, lambda scale: measured.setContentsMargins(0, round(8 * scale), 0, 0))
            parts.addWidget(measured)
        for each in tip.evidence:
            parts.addWidget(kit.label(finding_text(each), "body", wrap=True))
        parts.addStretch(1)
        lines.addWidget(scrolled(inside, text("Evidence")), 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def finding_text(evidence: Evidence) -> str:
    """What was measured, and by whom."""
    return f"{evidence.finding} ({evidence.citation})"
