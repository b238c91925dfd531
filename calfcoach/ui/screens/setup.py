"""The set-up screen: steps into position, warnings, the dose, and one big Start button.

Chooses and starts nothing by itself; `started` and `left` say what the person wants.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.library.scheme_files import scheme_id
from calfcoach.setting_values import SCHEME_AT_FIRST
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.controls import Choice, ListenButton
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.flow import FlowRow
from calfcoach.ui.screens.gate_card import GateCard
from calfcoach.ui.screens.glyphs import PhaseDisc
from calfcoach.ui.screens.last_time import LastTimeLine, LastTimePanel
from calfcoach.ui.screens.open_panel import OpenPanel, Panel
from calfcoach.ui.screens.parts import ElidedButton, on_click
from calfcoach.ui.screens.prescription import DoseCard
from calfcoach.ui.screens.save_row import SaveRow
from calfcoach.ui.screens.screen import Beside, Screen
from calfcoach.ui.screens.scrolling import Page
from calfcoach.ui.screens.setup_left import LeftColumn
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.setup_right import APART, RightColumn, StartButton, origin_of
from calfcoach.ui.screens.sound_check_row import SoundCheckRow
from calfcoach.ui.screens.variants import VariantRow
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.coach.saving import SaveProgress
    from calfcoach.history.last_time import LastTime
    from calfcoach.player.protocol import Report


class SoundUser(Protocol):
    """Makes sound for a screen, and needs the reports of the sound meanwhile."""

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Handle the reports since the last call; there may be none."""

    def fall_silent(self) -> None:
        """Stop all sound."""


class SetupScreen(Screen):
    """One exercise before its first set. `started`: Start was pressed; `left` asks for the library."""

    started = Signal()
    left = Signal()
    listen = Signal()
    """The person wants to hear one rep with the current choices, or to stop it."""
    person_chosen = Signal(str)
    """Another person trains now; carries the person's id."""
    variant_chosen = Signal()
    """Another variant is chosen: its own last time is to be looked up."""
    renamed = Signal()
    """The exercise has another name now, so its last time is another one."""
    calibrate = Signal()
    check_sound = Signal()
    sound_heard = Signal()
    sound_louder = Signal()
    """The person's answers to the sound check, which is offered for a new device."""
    show_it = Signal()
    """The lift is to be shown with the chosen tempo, and not trained."""
    class_started = Signal(object)
    """A class is to start; carries the seconds of its countdown."""
    save = Signal()
    """The person wants to save the sets as a sound file."""
    cancel_save = Signal()
    given_up = Signal()
    """The program ends while this screen is shown."""

    def __init__(
        self,
        theme: Theme,
        model: SetupModel,
        scheme: str,
        problem: str | None = None,
        schemes: Mapping[str, str] | None = None,
        *,
        still: bool = False,
    ) -> None:
        """`still` keeps the figure from moving, for a person who wants less motion."""
        super().__init__(theme, model.exercise.name)
        self.model = model
        self.exercise_id = model.exercise.id
        self.sound: SoundUser | None = None
        """The objects that make sound for this screen; set once the first frame has been shown."""
        self.looked_up: Beside | None = None
        """Reads the last session; also set after the first frame."""
        self.desk_actions |= {"start": self.started.emit, "leave_screen": self._escape}
        outside, inside = QVBoxLayout(self), QWidget()
        self.kit.space(outside, APART, (32, 20, 32, 28))
        self._page = Page(self.kit, inside, self.title)
        outside.addWidget(self._page, 1)
        self._outside = outside
        self._foot_is_below = False
        self._whole = QHBoxLayout(inside)
        self.kit.space(self._whole, 28, (0, 0, 0, 0))
        self.kit.stack(self._whole)
        self._schemes = dict(schemes or {})
        self._scheme = scheme
        self._problem, self._still = problem, still
        self._progress: SaveProgress | None = None
        self._figures_loaded = False
        self._people: tuple[tuple[str, str], ...] = ()
        self._who: Choice | None = None
        self._person = ""
        self._last: LastTime | None = None
        self._panel = OpenPanel(self)
        self._build()

    @property
    def scheme(self) -> str:
        """The id of the chosen cue scheme."""
        return self._scheme

    def load_figures(self) -> None:
        """Read and paint the figure and the phases' shapes, now and whenever the variant changes."""
        self._figures_loaded = True
        for figure in self.findChildren(FigureCard):
            figure.load()
        for disc in self.findChildren(PhaseDisc):
            disc.load()

    def focus_first(self) -> None:
        """Put the keyboard on Start."""
        self.start_button.setFocus()

    def take_reports(self, reports: "Sequence[Report]") -> None:
        """Pass the reports of the sound on to the objects that make sound for this screen."""
        if self.sound is not None:
            self.sound.take_reports(reports)

    def keep_draft(self) -> None:
        """Announce that the screen closes with its choices not yet used."""
        self.given_up.emit()

    def fall_silent(self) -> None:
        """Stop the sounds, the saving of a file and the reading that this screen has started."""
        if self.looked_up is not None:
            self.looked_up.close()
        if self.sound is not None:
            self.sound.fall_silent()

    def note_over(self) -> QWidget:
        """A line covers neither a warning nor Start nor the way back; where the page scrolls it is at its foot."""
        return self._page.viewport() if self.kit.is_narrow else self._left.note_over()

    def show_name(self, name: str) -> None:
        """Show another exercise name in the title."""
        self.title = name
        self._name_line.set_whole(name)
        self._name_line.updateGeometry()

    def show_schemes(self, schemes: Mapping[str, str]) -> None:
        """Offer these schemes: ids and names. If the chosen one no longer exists, the default scheme is chosen."""
        self._schemes = dict(schemes)
        if self._scheme not in self._schemes:
            named = scheme_id(self._scheme)
            self._scheme = named if named in self._schemes else SCHEME_AT_FIRST
        self._fill_schemes()

    def show_problem(self, problem: str | None) -> None:
        """Show a problem of the sound or the sound file at a place the person looks at; None removes it."""
        if problem != self._problem:
            self._problem = problem
            if problem is not None:
                announce(self, problem)
            self._right.show_problem(problem)

    def show_listening(self, under_way: bool) -> None:
        """Show whether a rep is being heard."""
        self._listen.show_listening(under_way)

    def show_saving(self, progress: "SaveProgress | None") -> None:
        """Show the progress of the sound file."""
        self._progress = progress
        self._save_row.show_progress(progress)

    def offer_calibration(self, device: str | None) -> None:
        """Offer to calibrate a device that was never calibrated; None offers nothing."""
        if device is not None:
            name = device if len(device) <= 40 else f"{device[:39]}…"
            self._offer.set_whole(text("{device} is new: measure its delay  ›", device=name))
        self._offer.setVisible(device is not None)

    def show_people(self, people: Sequence[tuple[str, str]], who: str) -> None:
        """Offer the people (ids and names) if there are several; `who` is the id of the one who trains now."""
        self._people, self._person = tuple(people), who
        self._show_who()

    def _show_who(self) -> None:
        if len(self._people) < 2:
            return
        if self._who is None:
            self._who = Choice(self.kit, text("Who?"))
            self._who.activated.connect(lambda index: self.person_chosen.emit(self._people[index][0]))
            self.kit.size(self._who, width=150, height=28)
            self._above.add(self._who, at=1)
            self._who.show()
        self._who.clear()
        self._who.addItems([name for _, name in self._people])
        self._who.setCurrentIndex([person for person, _ in self._people].index(self._person))

    def show_last_time(self, last: "LastTime | None") -> None:
        """Show the last session of this exercise in a line that opens. Its load is the default, see `offer_load`."""
        if self._panel.is_of(self._last_line):
            self._panel.close()
        self._last = last
        self._last_line.show_last(last)
        if last is not None and self.model.offer_load(last):
            self._show_dose()

    def show_sound_check(self, device: str | None, *, asks: bool, at_full: bool) -> None:
        """Offer a sound check on a device (None offers nothing), or ask whether the sound was heard."""
        self._sound_check.show_check(device, asks=asks, at_full=at_full)

    def take_typed(self) -> bool:
        """Take typed but not yet entered texts; False if one is refused: the reason is shown and nothing may start."""
        taken = self._dose.take_typed()
        if not taken:
            self._right.show_advice()
        return taken

    def _escape(self) -> None:
        """Close an open panel; if none is open, leave the screen."""
        if not self._panel.close() and not self._left.close_tip():
            self.left.emit()

    def set_theme(self, theme: Theme) -> None:
        """Look right in another theme and text size; an open panel is closed."""
        super().set_theme(theme)
        self._panel.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale the screen, and close an open panel."""
        super().resizeEvent(event)
        self._panel.close()

    def _toggle_last_time(self) -> None:
        if self._last is not None:
            self._panel.toggle(self._last_line, partial(self._last_time_panel, self._last))

    def _last_time_panel(self, last: "LastTime") -> Panel:
        made = LastTimePanel(self.kit, last, self)
        made.taken.connect(self._take_proposal)
        return made

    def _class_panel(self) -> Panel:
        from calfcoach.ui.screens.class_panel import ClassPanel  # most people train alone

        made = ClassPanel(self.kit, datetime.now, self)
        made.chosen.connect(self._start_class)
        return made

    def _start_class(self, countdown_s: Decimal) -> None:
        self._panel.close()
        self.class_started.emit(countdown_s)

    def _take_proposal(self) -> None:
        self._panel.close()
        if self._last is not None and self.model.do_more(self._last.more_load, self._last.more_reps):
            self._show_dose()

    def _show_dose(self) -> None:
        self._dose.show_model()
        self.start_button.show_what_follows(self.model.item)

    def _build(self) -> None:
        kit, model = self.kit, self.model
        self._gate = self._make_gate()
        self.start_button = StartButton(kit)
        self.start_button.clicked.connect(self.started)
        self._dose = DoseCard(kit, model, self._show_item)
        self._dose.add(self._sound_row())
        self._right = RightColumn(
            kit, self.make_ways(), self._gate, origin_of(model.chosen_variant), self._dose, self.start_button
        )
        self._left = LeftColumn(kit, model.item.exercise, self._head(), still=self._still)
        self._whole.addWidget(self._left, 1)
        self._whole.addWidget(self._right)
        self._right.show_problem(self._problem)
        kit.follow(self._right, lambda _scale: self._place_foot())
        self._show_item()

    def _place_foot(self) -> None:
        """Start is always in sight: below the dose, or below the page where that scrolls."""
        if self._foot_is_below is self.kit.is_narrow:
            return
        self._foot_is_below = self.kit.is_narrow
        if self._foot_is_below:
            self._outside.addWidget(self._right.foot)
        else:
            self._right.take_foot()
        self.kit.refresh()  # what comes to another place loses its fonts

    def _show_item(self) -> None:
        """Show what Start will begin, and move the figure at that tempo."""
        self.start_button.show_what_follows(self.model.item)
        self._left.show_item(self.model.item)

    def make_ways(self) -> QWidget | None:
        """The choice above the dose: the variants of the exercise, if there are several."""
        self._variants: VariantRow | None = None
        variants = self.model.exercise.variants
        if len(variants) > 1:
            self._variants = VariantRow(self.kit, variants, self.model.variant, self._choose_variant)
        return self._variants

    def _make_gate(self) -> GateCard | None:
        """What Start waits for where the exercise has its place in a program alone."""
        phase = self.model.exercise.program_phase
        if phase is None:
            return None
        made = GateCard(self.kit, self.model.exercise.name, phase, is_open=self.model.waits_for_phase is None)
        made.answered.connect(lambda yes: self._answer(phase if yes else 0))
        return made

    def _answer(self, phase_reached: int) -> None:
        self.model.phase_reached = phase_reached
        if phase_reached:
            self.start_button.setFocus()

    def is_gate_open(self) -> bool:
        """Whether the exercise may be begun; else what it waits for is said, and has the keyboard."""
        if self._gate is None or self.model.waits_for_phase is None:
            return True
        self._gate.ask()
        return False

    def focus_ways(self) -> None:
        """Put the keyboard on the chosen variant."""
        if self._variants is not None:
            self._variants.focus_chosen()

    def rebuild(self) -> None:
        """Build the screen again for another variant: its steps, its figure and maybe its dose differ."""
        self._panel.close()
        self._right.take_foot()
        self._foot_is_below = False
        while (item := self._whole.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._build()
        self._last_line.show_last(self._last)
        self.kit.refresh()
        if self._figures_loaded:
            self.load_figures()
        self.focus_ways()

    def _head(self) -> QWidget:
        exercise, kit = self.model.item.exercise, self.kit
        whole = QWidget()
        head = QVBoxLayout(whole)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        back = on_click(kit.button(text("‹  Library"), "label", "link"), self.left.emit)
        self._offer = ElidedButton(kit, "link")
        on_click(self._offer, self.calibrate.emit)
        self._offer.hide()
        above = FlowRow()
        kit.space(above, 20, (0, 0, 0, 0))
        above.add(back)
        self._above, self._who = above, None
        self._show_who()
        self._last_line = LastTimeLine(kit)
        self._last_line.clicked.connect(self._toggle_last_time)
        above.add(self._last_line, 4)
        above.add(QWidget(), 1)
        self._sound_check = SoundCheckRow(kit)
        self._sound_check.wanted.connect(self.check_sound)
        self._sound_check.heard.connect(self.sound_heard)
        self._sound_check.louder.connect(self.sound_louder)
        above.add(self._sound_check)
        above.add(self._offer)
        head.addLayout(above)
        titles = QHBoxLayout()
        kit.space(titles, 16, (0, 0, 0, 0))
        kit.stack(titles)
        self._name_line = kit.elided(exercise.name, "title")
        titles.addWidget(self._name_line)
        summary = kit.elided(exercise.summary, "body", "muted")
        kit.follow(
            summary, lambda scale: summary.setContentsMargins(0, 0, 0, round(5 * scale))
        )  # on the base line of the name
        titles.addWidget(summary, 1, Qt.AlignmentFlag.AlignBottom)
        self._class = kit.button(text("Class…"), "label", "outline")
        on_click(self._class, lambda: self._panel.toggle(self._class, self._class_panel))
        self._class.setToolTip(text("All start on one countdown and go by one clock. Nothing is kept."))
        ways = QHBoxLayout()
        kit.space(ways, 16, (0, 0, 0, 0))
        ways.addWidget(self._class)
        show = on_click(kit.button(text("Show it"), "label", "outline"), self.show_it.emit)
        show.setToolTip(text("Show the lift slowly or phase by phase, to others or to yourself. Nothing is counted."))
        ways.addWidget(show)
        titles.addLayout(ways)
        head.addLayout(titles)
        return whole

    def _sound_row(self) -> QWidget:
        whole = QWidget()
        lines = QVBoxLayout(whole)
        self.kit.space(lines, 2, (0, 0, 0, 0))
        row = QHBoxLayout()
        self.kit.space(row, 6, (0, 0, 0, 0))
        lines.addLayout(row)
        label = self.kit.label(text("Sound"), "label")
        row.addWidget(label, 1)
        self._scheme_box = Choice(self.kit, text("Sound scheme"))
        label.setBuddy(self._scheme_box)
        self._scheme_box.activated.connect(self._choose_scheme)
        if self._schemes:  # an id must not be shown; the names come right after the first frame
            self._fill_schemes()
        row.addWidget(self._scheme_box, 2)
        self._listen = ListenButton(self.kit)
        self._listen.clicked.connect(self.listen)
        row.addWidget(self._listen)
        self._save_row = SaveRow(self.kit, self._progress)
        self._save_row.wanted.connect(self._save)
        self._save_row.cancelled.connect(self.cancel_save)
        lines.addWidget(self._save_row)
        return whole

    def _save(self) -> None:
        if self.is_gate_open():
            self.save.emit()

    def _fill_schemes(self) -> None:
        self._scheme_box.clear()
        self._scheme_box.addItems(list(self._schemes.values()) or [self._scheme])
        if self._scheme in self._schemes:
            self._scheme_box.setCurrentIndex(list(self._schemes).index(self._scheme))

    def _choose_scheme(self, index: int) -> None:
        if index < len(self._schemes):
            self._scheme = list(self._schemes)[index]

    def _choose_variant(self, variant: str) -> None:
        before = self.model.variant
        changed = self.model.choose_variant(variant)
        if self.model.variant != before:
            self._last = None  # of the variant before
            self.variant_chosen.emit()
        self.rebuild()
        if changed is not None:
            self._dose.say(changed)
            self._right.show_advice()
