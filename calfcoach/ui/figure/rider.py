"""A partner who rides on the figure: one body in one pose, built once and only shifted.

Refuses to know the movement it rides on.
"""

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

from calfcoach.library.figure_models import FigureFile
from calfcoach.library.figure_props import Person
from calfcoach.ui.figure.anatomy import PHASE, Anatomy, Part
from calfcoach.ui.figure.pose import Pose
from calfcoach.ui.figure.solver import solve_rider


class Rider:
    """The partner's parts, ready to be painted."""

    def __init__(self, figure: FigureFile, person: Person, anatomy: Anatomy) -> None:
        self._person = person
        pose = solve_rider(figure, person)
        size = QTransform.fromScale(person.scale, person.scale)
        far, near = ([_settled(p, size, person) for p in parts] for parts in _layers(anatomy, pose))
        self._far = [*_rims(far, person.edge_width), *far]
        self._near = [*_rims(near, person.edge_width), *near]

    def parts(self, pose: Pose, *, far: bool) -> list[Part]:
        """The far limbs, or everything else, where the ridden joint has them."""
        joint = pose.joint(self._person.follows).plus(*self._person.seat)
        shift = QTransform.fromTranslate(*joint)
        return [part._replace(place=shift) for part in (self._far if far else self._near)]


def _layers(anatomy: Anatomy, pose: Pose) -> tuple[list[Part], list[Part]]:
    # A partner's calf does no work here: it keeps the colour of the leg.
    return anatomy.far(pose), [part for part in anatomy.near(pose) if part.role != PHASE]


def _settled(part: Part, size: QTransform, person: Person) -> Part:
    role = next((said for own, said in person.roles.items() if own == part.role), part.role)
    return Part((part.place * size).map(part.path), QTransform(), role)


def _rims(parts: list[Part], width: float) -> list[Part]:
    """A rim round the whole body: the outline of all parts in the surface's colour, painted first."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    whole = QPainterPath()
    for path in chain.from_iterable((part.path, stroker.createStroke(part.path)) for part in parts):
        whole = whole.united(path)
    return [Part(whole, QTransform(), "surface")]
