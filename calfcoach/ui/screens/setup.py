"""The set-up screen: steps into position, warnings, the dose, and one big Start button.

Chooses and starts nothing by itself; `started` and `left` say what the person wants.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.gate_card import GateCard
from calfcoach.ui.screens.glyphs import PhaseDisc
from calfcoach.ui.screens.prescription import DoseCard
from calfcoach.ui.screens.screen import Beside, Screen, SoundUser
from calfcoach.ui.screens.setup_head import SetupHead
from calfcoach.ui.screens.setup_left import LeftColumn
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.screens.setup_panels import SetupPanels
from calfcoach.ui.screens.setup_places import SetupPlaces
from calfcoach.ui.screens.setup_right import RightColumn, StartButton, origin_of
from calfcoach.ui.screens.sound_row import ChosenScheme, SoundRow
from calfcoach.ui.screens.variants import VariantRow
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.coach.saving import SaveProgress
    from calfcoach.history.last_time import LastTime
    from calfcoach.player.protocol import Report


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
    """A class is to start; carries the `ClassStart`."""
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
        self._places = SetupPlaces(self.kit, self, self.title)
        self._scheme = ChosenScheme(scheme, schemes or {})
        self._problem, self._still = problem, still
        self._progress: SaveProgress | None = None
        self._figures_loaded = False
        self._people: tuple[tuple[str, str], ...] = ()
        self._person = ""
        self._last: LastTime | None = None
        self._panels = SetupPanels(self.kit, self)
        self._panels.class_chosen.connect(self.class_started)
        self._panels.proposal_taken.connect(self._take_proposal)
        self._build()

    @property
    def scheme(self) -> str:
        """The id of the chosen cue scheme."""
        return self._scheme.id

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
        """What a line about what was done may cover; see `SetupPlaces.note_over`."""
        return self._places.note_over()

    def show_name(self, name: str) -> None:
        """Show another exercise name in the title."""
        self.title = name
        self.head.show_name(name)

    def show_schemes(self, schemes: Mapping[str, str]) -> None:
        """Offer these schemes: ids and names. If the chosen one no longer exists, the default scheme is chosen."""
        self._scheme.offer(schemes)
        self._sound_row.show_schemes()

    def show_problem(self, problem: str | None) -> None:
        """Show a problem of the sound or the sound file at a place the person looks at; None removes it."""
        if problem != self._problem:
            self._problem = problem
            if problem is not None:
                announce(self, problem)
            self._right.show_problem(problem)

    def show_listening(self, under_way: bool) -> None:
        """Show whether a rep is being heard."""
        self._sound_row.show_listening(under_way)

    def show_saving(self, progress: "SaveProgress | None") -> None:
        """Show the progress of the sound file."""
        self._progress = progress
        self._sound_row.show_progress(progress)

    def offer_calibration(self, device: str | None) -> None:
        """Offer to calibrate a device that was never calibrated; None offers nothing."""
        self.head.offer_calibration(device)

    def show_people(self, people: Sequence[tuple[str, str]], who: str) -> None:
        """Offer the people (ids and names) if there are several; `who` is the id of the one who trains now."""
        self._people, self._person = tuple(people), who
        self.head.show_people(people, who)

    def show_last_time(self, last: "LastTime | None") -> None:
        """Show the last session of this exercise in a line that opens. Its load is the default, see `offer_load`."""
        if self._panels.is_of(self.head.last_line):
            self._panels.close()
        self._last = last
        self.head.last_line.show_last(last)
        if last is not None and self.model.offer_load(last):
            self._show_dose()

    def show_sound_check(self, device: str | None, *, asks: bool, at_full: bool) -> None:
        """Offer a sound check on a device (None offers nothing), or ask whether the sound was heard."""
        self.head.sound_check.show_check(device, asks=asks, at_full=at_full)

    def take_typed(self) -> bool:
        """Take typed but not yet entered texts; False if one is refused: the reason is shown and nothing may start."""
        taken = self._dose.take_typed()
        if not taken:
            self._right.show_advice()
        return taken

    def _escape(self) -> None:
        """Close an open panel; if none is open, leave the screen."""
        if not self._panels.close() and not self._left.close_tip():
            self.left.emit()

    def set_theme(self, theme: Theme) -> None:
        """Look right in another theme and text size; an open panel is closed."""
        super().set_theme(theme)
        self._panels.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale the screen, and close an open panel."""
        super().resizeEvent(event)
        self._panels.close()

    def _toggle_last_time(self) -> None:
        if self._last is not None:
            self._panels.toggle_last_time(self.head.last_line, self._last)

    def _take_proposal(self, last: "LastTime") -> None:
        if self.model.do_more(last.more_load, last.more_reps):
            self._show_dose()

    def _show_dose(self) -> None:
        self._dose.show_model()
        self.start_button.show_what_follows(self.model.item)

    def _build(self) -> None:
        kit, model = self.kit, self.model
        self.start_button = StartButton(kit)
        self.start_button.clicked.connect(self.started)
        self._gate = GateCard(kit, model) if model.exercise.program_phase is not None else None
        if self._gate is not None:
            self._gate.opened.connect(self.focus_first)
        self._dose = DoseCard(kit, model, self._show_item)
        self._dose.add(self._make_sound_row())
        self._right = RightColumn(
            kit, self.make_ways(), self._gate, origin_of(model.chosen_variant), self._dose, self.start_button
        )
        self._left = LeftColumn(kit, model.item.exercise, self._make_head(), still=self._still)
        self._places.fill(self._left, self._right)
        self._right.show_problem(self._problem)
        self._show_item()

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

    def is_gate_open(self) -> bool:
        """Whether the exercise may be begun; else what it waits for is said, and has the keyboard."""
        return self._gate is None or self._gate.is_passed()

    def focus_ways(self) -> None:
        """Put the keyboard on the chosen variant."""
        if self._variants is not None:
            self._variants.focus_chosen()

    def rebuild(self) -> None:
        """Build the screen again for another variant: its steps, its figure and maybe its dose differ."""
        self._panels.close()
        self._places.clear()
        self._build()
        self.head.last_line.show_last(self._last)
        self.kit.refresh()
        if self._figures_loaded:
            self.load_figures()
        self.focus_ways()
        QTimer.singleShot(0, self, self._keep_keyboard)

    def _keep_keyboard(self) -> None:
        """Qt gives the keyboard to the button that an arrow key has chosen; by then that has been made anew."""
        at = QApplication.focusWidget()
        if self.isVisible() and (at is None or not at.isVisible()):
            self.focus_ways()

    def _make_head(self) -> QWidget:
        self.head = made = SetupHead(self.kit, self.model.item.exercise, self._people, self._person)
        """What is above the steps; made anew for every variant."""
        made.left.connect(self.left)
        made.person_chosen.connect(self.person_chosen)
        made.calibrate.connect(self.calibrate)
        made.show_it.connect(self.show_it)
        made.sound_check.wanted.connect(self.check_sound)
        made.sound_check.heard.connect(self.sound_heard)
        made.sound_check.louder.connect(self.sound_louder)
        made.last_line.clicked.connect(self._toggle_last_time)
        made.class_button.clicked.connect(lambda: self._panels.toggle_class(made.class_button))
        return made

    def _make_sound_row(self) -> QWidget:
        self._sound_row = made = SoundRow(self.kit, self._scheme, self._progress)
        made.listen.connect(self.listen)
        made.save.connect(self._save)
        made.cancel_save.connect(self.cancel_save)
        return made

    def _save(self) -> None:
        if self.is_gate_open():
            self.save.emit()

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
