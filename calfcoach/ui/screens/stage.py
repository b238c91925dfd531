"""The stage as a screen: the painted stage, with its buttons and keys connected to the coach's commands."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Tip
from calfcoach.score.segments import SegmentKind
from calfcoach.session.commands import CommandKind, CommandSource
from calfcoach.session.states import State
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.session import Session
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.stage.canvas import StageAction
from calfcoach.ui.stage.grid import GridBox
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Effects, Theme
from calfcoach.wording.stage import does_now, scene_of

if TYPE_CHECKING:
    from calfcoach.ui.screens.correction import Correction


_BELOW_WORD = 4.0
"""From the baseline of the word to what may lie over the ring below it, u."""


class StageScreen(Screen):
    """One session on the stage; its figure, and the parts shown only in a rest, are missing until `load_figures`."""

    on_stage = True
    keys_wanted = Signal()
    """The list of keys was asked for by mouse or touch."""

    scene_changed = Signal()
    """Another scene has begun, so that `keys_room` has changed."""

    def __init__(self, theme: Theme, session: Session, effects: Effects, keys: Callable[[], KeyMap]) -> None:
        """`keys` tells the keys in force, which may change while it is shown."""
        super().__init__(theme, session.coach.view().exercise.name)
        look(self, "plain")  # the stage paints all of it
        self.session = session
        self._keys_in_force = keys
        self.setProperty("ring", False)  # it has the focus when no part of it has, and needs no focus ring
        self.stage = StageWidget(theme, Extras(keys=keys()))
        self.stage.put_figure_off()
        self.stage.set_effects(effects)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.stage)
        coach = session.coach
        self.stage.pressed.connect(self._press)
        self.stage.on_painted = session.painted
        self.stage.set_view(coach.view())
        session.bridge.viewed.connect(self._show)
        session.bridge.coming.connect(self.stage.prepare)
        self._rest_with_tip: tuple[str, int] | None = None
        """The exercise and the set of the rest for which a tip is shown."""
        self._mentioned = QTimer(self, singleShot=True)
        self._mentioned.timeout.connect(lambda: self._say(""))
        self._correction: Correction | None = None
        self.stage.laid_out.connect(self._place_correction)

    def _press(self, action: StageAction) -> None:
        if action == "keys":
            self.keys_wanted.emit()
        else:
            self.session.command(CommandKind(action), CommandSource.SCREEN)

    def load_figures(self) -> None:
        """Read and paint the figure, and make the parts shown only in a rest: the first frame waits for neither."""
        from calfcoach.ui.screens.correction import Correction

        self.stage.load_figure()
        if not self.session.for_class:
            self._correction = Correction(self.kit.theme, self.session.coach, self)
            self._place_correction()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from the next frame on; the session goes on."""
        super().set_theme(theme)
        self.stage.set_theme(theme)
        if self._correction is not None:
            self._correction.refresh()

    def set_effects(self, effects: Effects) -> None:
        """Show as much motion as wanted from the next frame on; the session goes on."""
        self.stage.set_effects(effects)

    def _place_correction(self) -> None:
        box = self.stage.grid.correction
        if self._correction is not None and box is not None:
            self._correction.place(self.stage.places.rect(box).toRect())

    def _show(self, view: View) -> None:
        if view.kind is SegmentKind.REST and (view.exercise.id, view.set_number) != self._rest_with_tip:
            self._rest_with_tip = (view.exercise.id, view.set_number)
            self._show_tip(view)
        resting = view.state is State.REST
        if self._correction is not None and resting != self._correction.isVisible():
            self._correction.show_last_set(resting)
        before = self.stage.view
        self.stage.set_view(view)
        if before is None or scene_of(before) is not scene_of(view):
            self.scene_changed.emit()

    def show_keys(self, _first_key: Callable[[str], str]) -> None:
        """Show the keys in force now."""
        keys = self._keys_in_force()
        if keys is not self.stage.extras.keys:
            self.stage.set_extras(replace(self.stage.extras, keys=keys))

    def does_now(self, action: str) -> str:
        """What a command does at this moment, where that is something else than usual."""
        view = self.stage.view
        return "" if view is None or action not in list(CommandKind) else does_now(CommandKind(action), view)

    def mention(self, line: str, for_s: float) -> bool:
        """Say it in the place of the exercise's name, where it covers nothing that is counted."""
        self._say(line)
        self._mentioned.start(ceil(for_s * 1000))
        return True

    def _say(self, line: str) -> None:
        self.stage.set_extras(replace(self.stage.extras, mention=line))

    def keys_room(self) -> QRect | None:
        """Where the list of keys may be shown now and hide nothing important, in this widget's pixels."""
        return self.stage.spare_rect()

    def list_room(self) -> QRect | None:
        """Over the ring: it hides neither the word nor the way out, nor the large buttons of a stopped session."""
        grid = self.stage.grid
        beside_ring = grid.card.x > grid.ring.x
        top = grid.header.bottom if grid.heading.x > grid.ring.x else grid.heading.baseline + _BELOW_WORD
        foot = grid.height if beside_ring and grid.standing.x >= grid.card.x else grid.standing.y
        box = GridBox(0.0, top, grid.card.x if beside_ring else grid.width, foot - top)
        return self.stage.places.rect(box).toRect()

    def _show_tip(self, view: View) -> None:
        """Show a tip of the next exercise, a different one in every rest; nothing if it has no tips."""
        tips = [tip for tip in view.exercise.tips if fits_a_rest(tip)]
        if tips:
            tip = tips[(view.set_number - 2) % len(tips)]
            self.stage.set_tip(tip.title, tip.text, tip_badge(tip))
        else:
            self.stage.set_tip("", "")


def fits_a_rest(tip: Tip) -> bool:
    """Whether a tip is short enough for a rest; never a tip that its own evidence contradicts."""
    return tip.shown != "setup" and all(evidence.verdict != "contradicts" for evidence in tip.evidence)


def tip_badge(tip: Tip) -> str:
    """Where the evidence comes from, in a few words."""
    evidence = tip.evidence[0] if tip.evidence else None
    return (
        text("Evidence · {source}", source=evidence.label or evidence.citation)
        if evidence is not None
        else (tip.says or "")
    )
