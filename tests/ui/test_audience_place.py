"""Where the audience's window belongs, whatever screens there are: never over the person's own window."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from calfcoach.ui.audience_place import AudiencePlace, PlaceKind, place_for


@dataclass(frozen=True)
class Screen:
    called: str

    def name(self) -> str:
        return self.called


LAPTOP, PROJECTOR, WALL, TWIN = Screen("laptop"), Screen("projector"), Screen("wall"), Screen("laptop")
NO_NAME = Screen("")
"""What Qt invents while there is no screen at all."""


@pytest.mark.parametrize(
    ("screens", "mine", "chosen", "place"),
    [
        ([LAPTOP], LAPTOP, None, AudiencePlace(PlaceKind.WINDOW)),
        ([LAPTOP, PROJECTOR], LAPTOP, None, AudiencePlace(PlaceKind.FILL, PROJECTOR)),
        ([PROJECTOR, LAPTOP], LAPTOP, None, AudiencePlace(PlaceKind.FILL, PROJECTOR)),
        ([LAPTOP, PROJECTOR], PROJECTOR, None, AudiencePlace(PlaceKind.FILL, LAPTOP)),
        ([LAPTOP, PROJECTOR, WALL], LAPTOP, "wall", AudiencePlace(PlaceKind.FILL, WALL)),
        ([LAPTOP, PROJECTOR], LAPTOP, "wall", AudiencePlace(PlaceKind.NONE)),
        ([LAPTOP, PROJECTOR], LAPTOP, "laptop", AudiencePlace(PlaceKind.NONE)),
        ([LAPTOP], LAPTOP, "wall", AudiencePlace(PlaceKind.WINDOW)),
        ([NO_NAME], NO_NAME, None, AudiencePlace(PlaceKind.WINDOW)),
        ([], NO_NAME, None, AudiencePlace(PlaceKind.WINDOW)),
    ],
)
def test_the_place_when_it_is_opened(screens, mine, chosen, place):
    assert place_for(screens, mine, "screen", chosen, has_filled=False) == place


def test_two_screens_of_one_name_are_told_apart():
    assert place_for([LAPTOP, TWIN], LAPTOP, "screen", None, has_filled=False).screen is TWIN


@pytest.mark.parametrize("screens", [[LAPTOP], [NO_NAME], []], ids=["one", "none with a stand-in", "none"])
def test_what_has_filled_a_screen_waits_for_one_and_comes_up_over_nothing(screens):
    assert place_for(screens, LAPTOP, "screen", None, has_filled=True) == AudiencePlace(PlaceKind.NONE)


@pytest.mark.parametrize("screens", [[LAPTOP], [LAPTOP, PROJECTOR]])
def test_a_window_stays_a_window_where_that_was_chosen(screens):
    assert place_for(screens, LAPTOP, "window", None, has_filled=True) == AudiencePlace(PlaceKind.WINDOW)
