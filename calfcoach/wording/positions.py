"""The words for how the body is while an exercise is done. Knows no screen."""

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
    """Every position by its key in a file, as it is shown."""
    return {key: text(name) for key, name in _NAMES.items()}
