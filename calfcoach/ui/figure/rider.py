"""A partner who rides on the figure: one body in one pose, painted once for every quarter of a pixel.

Refuses to know the movement it rides on.
"""

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.figure.props import Person
from calfcoach.figure.solver import solve_rider
from calfcoach.ui.figure import paths
from calfcoach.ui.figure.anatomy import Anatomy
from calfcoach.ui.figure.canvas import PHASE, FigureCanvas, Inks, Part
from calfcoach.ui.figure.stills import Stills, pixel_ratio
from calfcoach.ui.figure.view import FigureView

_STEPS = 4  # pictures for each device pixel of height: finer than an eye follows
_KEPT = 3 * 2 * _STEPS  # far and near limbs, on three surfaces


class Rider:
    """The partner, whose far limbs are painted apart from the rest."""

    def __init__(self, figure: FigureFile, person: Person, anatomy: Anatomy, inks: Inks) -> None:
        self._person = person
        self._inks = inks
        self._stills = Stills(_KEPT)
        pose = solve_rider(figure, person)
        size = QTransform.fromScale(person.scale, person.scale)
        far = [_settled(part, size, person) for part in anatomy.far(pose)]
        # A partner's calf does no work here: it keeps the colour of the leg.
        near = [_settled(part, size, person) for part in anatomy.near(pose) if part.role != PHASE]
        self._parts = {True: far, False: [_rim(near, person.edge_width), *near]}
        self._bounds = {key: _bounds(parts) for key, parts in self._parts.items()}

    def paint(self, painter: QPainter, view: FigureView, pose: Pose, *, far: bool) -> None:
        """The far limbs, or everything else, where the ridden joint has them."""
        if not self._parts[far]:
            return
        joint = view.point(pose.joint(self._person.follows).plus(*self._person.seat))
        step = _STEPS * pixel_ratio(painter)
        seat = replace(view, x=joint.x(), y=joint.y()).snapped(step)
        box = seat.transform().mapRect(self._bounds[far])
        part_of_pixel = (round(seat.x * step) % _STEPS, round(seat.y * step) % _STEPS)

        def still(inner: QPainter) -> None:
            FigureCanvas(inner, seat.transform(), self._inks).parts(self._parts[far])

        self._stills.draw(painter, (far, view.scale, view.mirrored, *part_of_pixel), box, still)


def _settled(part: Part, size: QTransform, person: Person) -> Part:
    role = next((said for own, said in person.roles.items() if own == part.role), part.role)
    return Part((part.place * size).map(part.path), QTransform(), role)


def _rim(parts: list[Part], width: float) -> Part:
    """The whole body and a little around it in the surface's colour, painted first: an edge all round."""
    return Part(paths.rimmed((part.path for part in parts), width), QTransform(), "surface")


def _bounds(parts: list[Part]) -> QRectF:
    box = QRectF()
    for part in parts:
        box = box.united(part.path.boundingRect())
    return box
