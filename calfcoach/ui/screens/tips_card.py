"""The tips of the set-up, one at a time, each with its first measured finding; a separate panel shows all of it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Evidence, Tip
from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.evidence_panel import finding_text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import Paragraph, on_click
from calfcoach.ui.screens.scrolling import scrolled
from calfcoach.ui.stylesheet import look

SIDES_APART = 16
"""The gap between the tip's text and its finding, pixels of the design."""

MOST_SOURCE = 29
"""The most characters of a source that a button shows."""

SAID, MEASURED = 2, 3
"""The shares of the width for the tip's text and its finding."""


class TipsCard(QFrame):
    """One tip, with the first finding measured about it beside it; `›` shows the next tip.

    With little room, only the title is shown. `opened` asks to show the full tip, or to close it.
    """

    opened = Signal(bool)

    def __init__(self, kit: Kit, tips: tuple[Tip, ...]) -> None:
        """Show the first tip; there must be at least one."""
        super().__init__()
        look(self, "card")
        self._kit, self._tips = kit, tips
        self._shown = 0
        self._folded = self._open = False
        lines = QVBoxLayout(self)
        kit.space(lines, 6, (20, 11, 20, 11))
        self._title = kit.elided("", "heading")
        self._note = kit.elided("", "body", "muted")
        self._evidence = on_click(kit.button("", "label", "pill"), lambda: self.set_open(not self._open))
        self._next = on_click(kit.button("", "label", "pill"), self.show_next)
        self._next.setAccessibleName(text("Next tip"))
        head = QHBoxLayout()
        kit.space(head, 10, (0, 0, 0, 0))
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self._evidence)
        head.addWidget(self._next)
        lines.addLayout(head)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        kit.space(self._columns, SIDES_APART, (0, 0, 0, 0))
        self._area = scrolled(self._body, text("Tips"))
        lines.addWidget(self._area, 1)
        kit.follow(self, lambda _scale: self._show())

    @property
    def is_open(self) -> bool:
        """Whether the full tip is shown in the panel."""
        return self._open

    @property
    def tip(self) -> Tip:
        """The tip shown now."""
        return self._tips[self._shown]

    def show_next(self) -> None:
        """Show the next tip (after the last, the first); if the panel is open, show the full tip there."""
        self._shown = (self._shown + 1) % len(self._tips)
        self._show()
        if self._open:
            self.opened.emit(True)

    def set_open(self, is_open: bool) -> None:
        """Open or close the full tip; after closing, the keyboard is on the button that opened it."""
        self._open = is_open
        self.opened.emit(is_open)
        if not is_open:
            self._evidence.setFocus()

    def set_folded(self, folded: bool) -> None:
        """Show only the title until the tip is opened."""
        if folded != self._folded:
            self._folded = folded
            self._show()

    def line_height(self) -> int:
        """The height of the title alone, pixels."""
        return 2 * (self._kit.px(11) + 1) + max(
            self._next.sizeHint().height(), self._title.fontMetrics().height(), self._note.fontMetrics().height()
        )

    def needed(self, width: int) -> int:
        """The height that shows the highest tip in full at a width, with one finding; pixels."""
        return self.line_height() + self._kit.px(6) + max(self._body_height(tip, width) for tip in self._tips)

    def _body_height(self, tip: Tip, width: int) -> int:
        room = width - 2 * self._kit.px(20)
        small, body = (QFontMetrics(font(role, self._kit.scale)) for role in ("small", "body"))
        texts = [(tip.text, room)]
        if tip.evidence:
            room -= self._kit.px(SIDES_APART)
            shares = [room * share // (SAID + MEASURED) for share in (SAID, MEASURED)]
            texts = [(tip.text, shares[0]), (finding_text(tip.evidence[0]), shares[1])]
        highest = max(
            body.boundingRect(QRect(0, 0, wide - 2, 100_000), Qt.TextFlag.TextWordWrap.value, words).height()
            for words, wide in texts
        )
        return small.lineSpacing() + 4 + highest + 2

    def _show(self) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        tip = self._tips[self._shown]
        self._title.set_whole(text("Tip: {title}", title=tip.title))
        self._note.set_whole(tip.note or "")
        self._next.setText(text("{shown} of {tips}  ›", shown=self._shown + 1, tips=len(self._tips)))
        self._next.setVisible(len(self._tips) > 1)
        self._name_evidence(tip)
        self._area.setVisible(not self._folded)
        self._columns.addWidget(self._side(tip.says or text("The tip"), [tip.text]), SAID)
        if tip.evidence:
            measured = [finding_text(each) for each in tip.evidence[:1]]
            self._columns.addWidget(self._side(text("What was measured"), measured), MEASURED)

    def _name_evidence(self, tip: Tip) -> None:
        """Name the source of the evidence; the button is shown only if there is more to read."""
        shown = _evidence_text(tip.evidence)
        self._evidence.setText(shown.replace("&", "&&"))
        self._evidence.setToolTip(text("Show all of the tip"))
        self._evidence.setAccessibleName(text("{shown}: show all of the tip", shown=shown))
        self._evidence.setVisible(self._folded or bool(tip.evidence))

    def _side(self, heading: str, texts: list[str]) -> QWidget:
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for made in [_still(heading, self._kit, "small", "muted")] + [
            _still(words, self._kit, "body", None) for words in texts
        ]:
            lines.addWidget(made)
        lines.addStretch(1)
        return whole


def _evidence_text(evidence: Sequence[Evidence]) -> str:
    """The button's text: the source of the first finding, and the number of further findings."""
    if not evidence:
        return text("Show")
    source = evidence[0].label or evidence[0].citation
    source = source if len(source) <= MOST_SOURCE else f"{source[: MOST_SOURCE - 1]}…"
    if len(evidence) == 1:
        return text("Evidence · {source}", source=source)
    return text("Evidence · {source}  +{more}", source=source, more=len(evidence) - 1)


def _still(words: str, kit: Kit, role: str, style: str | None) -> QLabel:
    """A paragraph that is deleted with its tip, so it is scaled only once, when it is made."""
    made = Paragraph(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role, kit.scale))
    if style is not None:
        look(made, style)
    return made
