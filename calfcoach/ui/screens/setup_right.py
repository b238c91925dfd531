"""The right side of the set-up screen: variant, dose, problems of the sound, and Start.

A problem is shown between the dose and Start. Start and the gaps of the dose shrink for it, so that nothing of the
dose is pushed out of its card. Where that is not enough, because an input was refused in many words, the totals go.
"""

from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Variant
from calfcoach.domain.plan import PlannedExercise
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import breakable
from calfcoach.ui.screens.prescription import DoseCard
from calfcoach.ui.screens.scrolling import Bounded, scrolled
from calfcoach.ui.stylesheet import look
from calfcoach.wording.tempos import spelled_out

HEIGHTS = ((14, 122), (11, 122), (9, 122), (9, 104), (8, 88), (6, 88), (4, 82), (2, 72))
"""The gaps of the dose and the height of Start, pixels of the design: from much room to little room."""

MOST_ORIGIN_PX = 48
"""The largest height of the text on a variant, pixels of the design: two lines; a longer text scrolls."""

NARROW_START_PX = 76
"""The height of Start in one column, pixels of the design: it has two lines, and most of the room is for the rest."""

WIDTH_PX = 466
"""The width of the column, pixels of the design."""

MOST_PX = (1 << 24) - 1
"""The largest width that Qt gives a widget."""

APART = 16
"""The gap between the cards, pixels of the design."""


class RightColumn(QWidget):
    """All parts of the right side.

    `ways` is None if the exercise has no variants, `gate` if Start waits for nothing.
    """

    def __init__(
        self,
        kit: Kit,
        ways: QWidget | None,
        gate: QWidget | None,
        origin: str,
        dose: DoseCard,
        start: QPushButton,
    ) -> None:
        super().__init__()
        self._kit, self._dose, self._start = kit, dose, start
        lines = QVBoxLayout(self)
        kit.space(lines, APART, (0, 24, 0, 0))
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        kit.space(above, 4, (0, 0, 0, 0))
        for part in (gate, ways):
            if part is not None:
                above.addWidget(part)
        if origin:
            said = QWidget()
            inside = QVBoxLayout(said)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(kit.label(origin, "small", "muted", wrap=True))
            above.addWidget(Bounded(kit, said, MOST_ORIGIN_PX, text("Where it comes from")))
        if gate is None and ways is None and not origin:
            self._above.hide()
        self._area = scrolled(dose, text("Dose"))
        self._problem = kit.label("", "body", "danger", wrap=True)
        lines.addWidget(self._above)
        lines.addWidget(self._area, 1)
        self.foot = QWidget()
        """Problems and Start, which are always in sight: in one column the screen keeps them below what scrolls."""
        foot = QVBoxLayout(self.foot)
        kit.space(foot, APART, (0, 0, 0, 0))
        foot.addWidget(self._problem)
        foot.addWidget(start)
        lines.addWidget(self.foot)
        self._lines = lines
        self._area.changed.connect(self._fit)
        kit.follow(self, lambda scale: self._take_width(scale))

    def take_foot(self) -> None:
        """Have problems and Start below the dose again."""
        self._lines.addWidget(self.foot)

    def _take_width(self, scale: float) -> None:
        """A column beside the steps, or as wide as the page."""
        width = round(WIDTH_PX * scale)
        self.setMinimumWidth(0 if self._kit.is_narrow else width)
        self.setMaximumWidth(MOST_PX if self._kit.is_narrow else width)
        self._fit()

    def show_problem(self, problem: str | None) -> None:
        """Show a problem at a place the person looks at; None removes it."""
        self._problem.setText(breakable(problem or ""))
        self._problem.setAccessibleName(problem or "")
        self._problem.setVisible(problem is not None)
        self._fit()

    def show_advice(self) -> None:
        """Scroll to the text that says why an input of the dose was refused."""
        self._area.ensureWidgetVisible(self._dose.advice)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the height again."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Share out the height again when a text has become longer."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        px, width = self._kit.px, self.width()
        if self._kit.is_narrow:
            self._give(px(HEIGHTS[0][0]), px(NARROW_START_PX), totals=True)
            return
        room = self.height() - px(24)
        for part in (self._above, self._problem):
            if not part.isHidden():
                room -= max(part.heightForWidth(width), part.minimumSizeHint().height()) + px(APART)
        room -= px(APART)
        shared = ((gap, start, totals) for totals in (True, False) for gap, start in HEIGHTS)
        for gap, start, totals in shared:
            if self._dose.needed(width, px(gap), totals=totals) + px(start) <= room:
                break
        self._give(px(gap), px(start), totals=totals)

    def _give(self, gap: int, start: int, *, totals: bool) -> None:
        """Lay the dose out with a gap, with or without its totals, and give Start its height; pixels."""
        self._dose.show_totals(totals)
        self._dose.set_gap(gap)
        if self._start.minimumHeight() != start:
            self._start.setFixedHeight(start)


def origin_of(variant: Variant | None) -> str:
    """The source of a variant, in one line; empty if its file does not say."""
    if variant is None:
        return ""
    note, says = " ".join((variant.note or "").split()), variant.says or ""
    if note and note.casefold().startswith(says.casefold()):
        return note
    if not says:
        return note
    source = text("Source: {source}", source=says)
    return f"{note} {source}" if note else source


class StartButton(QPushButton):
    """The one filled button of the screen; it also says what happens when it is pressed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        look(self, "primary")
        self.setProperty("ring_radius", 18.0)
        self.setAccessibleName(text("Start"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.setSpacing(0)
        inside.addStretch(1)
        self._then = kit.elided("", "body", "on_accent_muted")
        for line in (kit.label(text("Start"), "start", "on_accent"), self._then):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(line)
        inside.addStretch(1)
        self.setDefault(True)
        self.setAutoDefault(True)
        kit.size(self, height=HEIGHTS[0][1])

    def show_what_follows(self, item: PlannedExercise) -> None:
        """Show on the button what begins: the time to get ready, and the tempo or the hold."""
        ready, dose = plain(item.dose.lead_in_s), item.dose
        if dose.tempo is not None:
            # If there is no room for both, the meaning of the tempo matters more.
            tempo = spelled_out(dose.tempo, item.exercise)
            then = text("{seconds} s to get ready, then {tempo}", seconds=ready, tempo=tempo)
            self._then.set_whole(then, tempo)
        else:
            hold = plain(dose.hold_s or Decimal(0))
            then = text("{seconds} s to get ready, then hold for {hold} s", seconds=ready, hold=hold)
            self._then.set_whole(then)
        self.setToolTip(then)
        self.setAccessibleDescription(then)
