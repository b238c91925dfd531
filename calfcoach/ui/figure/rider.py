"""A partner who rides on the figure: one body in one pose, in the figure's body heights.

Refuses to know the movement it rides on, and pixels.
"""

from PySide6.QtGui import QTransform

from calfcoach.figure.geometry import Point
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.figure.props import Person
from calfcoach.figure.solver import solve_rider
from calfcoach.ui.figure import paths
from calfcoach.ui.figure.anatomy import Anatomy
from calfcoach.ui.figure.elements import HERE, PHASE, Part, Rigid, flat


class Rider:
    """The partner: `far` are the limbs that lie behind the figure, `near` is everything else."""

    def __init__(self, figure: FigureFile, person: Person, anatomy: Anatomy) -> None:
        self._person = person
        pose = solve_rider(figure, person)
        size = QTransform.fromScale(person.scale, person.scale)
        self.far = Rigid(_settled(part, size, person) for part in flat(anatomy.far(pose)))
        # A partner's calf does no work here: it keeps the colour of the leg.
        near = [_settled(part, size, person) for part in flat(anatomy.near(pose)) if part.role != PHASE]
        self.near = Rigid([_rim(near, person.edge_width), *near])

    def seat(self, pose: Pose) -> Point:
        """Where its hip is."""
        return pose.joint(self._person.follows).plus(*self._person.seat)


def _settled(part: Part, size: QTransform, person: Person) -> Part:
    role = next((said for own, said in person.roles.items() if own == part.role), part.role)
    return Part((part.place * size).map(part.path), HERE, role)


def _rim(parts: list[Part], width: float) -> Part:
    """The whole body and a little around it in the surface's colour, painted first: an edge all round."""
    return Part(paths.rimmed((part.path for part in parts), width), HERE, "surface")
