"""The words for the position of the body during an exercise. Knows no screen."""

from collections.abc import Mapping
from types import MappingProxyType

from calfcoach.domain.parts import Position
from calfcoach.texts import marked, text

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        Position.STANDING.value: marked("Standing"),
        Position.BENT_OVER.value: marked("Bent over"),
        Position.SEATED.value: marked("Seated"),
        Position.ON_THE_FLOOR.value: marked("On the floor"),
    }
)


def position_names() -> dict[str, str]:
    """All positions' names, by their keys in exercise files."""
    return {key: text(name) for key, name in _NAMES.items()}
