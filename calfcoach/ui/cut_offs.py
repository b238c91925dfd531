"""Offers sessions that were cut off at the next start; a person who asked for another exercise is told in one line.

Looks for them on a worker, once, when the first frame has been shown: the history may have to be written first.
"""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from calfcoach.errors import KnownError
from calfcoach.history.going_on import find_cut_off, going_on, now
from calfcoach.history.past import Unfinished
from calfcoach.history.words import kept_as_it_is, line_of_cut_off
from calfcoach.texts import text
from calfcoach.ui.looked_up import LookedUp
from calfcoach.ui.screens.cut_off_card import CutOffCard
from calfcoach.ui.screens.screen import Screen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program

MOST_S = 10.0
"""How long to wait until the history is ready; after that, what it has is offered."""


class CutOffs(QObject):
    """The sessions that were cut off and neither continued nor kept as they are, newest first.

    `looked` is True when the search for them is over.
    """

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self.looked = False
        self.found: tuple[Unfinished, ...] = ()
        self._program = program
        history = program.backstage.history
        self._looked_up = LookedUp(
            self, "unfinished", lambda given_up: find_cut_off(history, MOST_S, given_up), self._take
        )

    def close(self) -> None:
        """Stop the search."""
        self._looked_up.close()

    def show_on(self, screen: Screen) -> None:
        """Offer them on a screen that has a place for it."""
        if screen.has_offers:
            screen.offer(self._card(screen) if self.found else None)

    def go_on(self, cut_off: Unfinished) -> None:
        """Continue one of them at once; if that is impossible, say why."""
        program = self._program
        try:
            ready = going_on(cut_off, program.library)
        except KnownError as error:
            program.window.tell(f"{error}.")
            return
        self._drop(cut_off)
        program.start_session(ready.plan, program.backstage.scheme(), ready)

    def keep(self, cut_off: Unfinished) -> None:
        """Keep one of them as it is; this can be undone for a while."""
        history = self._program.backstage.history
        history.leave(cut_off)
        before = self.found
        self._drop(cut_off)

        def undo() -> None:
            history.offer_again(cut_off)
            self.found = before
            self._show()

        self._program.window.tell(kept_as_it_is(cut_off), undo)

    def _take(self, found: tuple[Unfinished, ...]) -> None:
        self.looked, self.found = True, found
        screen = self._program.screen_now
        if not self.found or screen is None:
            return
        self.show_on(screen)
        if not screen.has_offers:
            self._tell(screen)

    def _tell(self, screen: Screen) -> None:
        """Say in a line what is offered in the library; in the terminal where a session runs already."""
        line = text("Cut off: {session}. The library offers to go on.", session=line_of_cut_off(self.found[0], now()))
        if not screen.on_stage:
            self._program.window.tell(line)
        elif sys.stderr is not None:
            sys.stderr.write(f"{line}\n")

    def _drop(self, cut_off: Unfinished) -> None:
        self.found = tuple(each for each in self.found if each.session.id != cut_off.session.id)
        self._show()

    def _show(self) -> None:
        if self._program.screen_now is not None:
            self.show_on(self._program.screen_now)

    def _card(self, screen: Screen) -> CutOffCard:
        card = CutOffCard(screen.kit, [line_of_cut_off(each, now()) for each in self.found])
        found = self.found
        card.wanted.connect(lambda place: self.go_on(found[place]))
        card.kept.connect(lambda place: self.keep(found[place]))
        return card
