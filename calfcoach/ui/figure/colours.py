"""The colours a figure is painted with, by role. Refuses to know any theme's values."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtGui import QColor


class FigureColours(NamedTuple):
    """One colour for each role the painter uses, as `#rrggbb`; the phase's colour comes with each frame.

    Hashable, so that it can be part of a cache's key.
    """

    body: str
    body_far: str
    shirt: str
    shorts: str
    shoe: str
    machine: str
    machine_part: str
    pad: str
    block_edge: str
    surface: str
    raised: str
    border: str
    border_strong: str
    text: str

    @classmethod
    def from_roles(cls, roles: Mapping[str, str]) -> "FigureColours":
        """From a theme's roles and figure roles in one mapping; other names in it are left alone."""
        missing = [name for name in cls._fields if name not in roles]
        if missing:
            raise ValueError(f"a theme lacks the colours {', '.join(missing)}")
        return cls(**{name: roles[name] for name in cls._fields})

    def colour(self, role: str) -> QColor:
        """The role's colour; AttributeError for a role there is none of."""
        return QColor(str(getattr(self, role)))
