"""A figure's poses, and sketches of them in body heights, which all windows that show the figure share.

Refuses to know windows, colours and pixels.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from weakref import WeakValueDictionary

from calfcoach.figure.files import Figure
from calfcoach.figure.geometry import ORIGIN
from calfcoach.figure.limbs import PlantedLeg
from calfcoach.figure.pose import Pose
from calfcoach.figure.props import Person, Prop
from calfcoach.figure.solver import solve
from calfcoach.figure.steps import LiftSteps
from calfcoach.ui.figure import things
from calfcoach.ui.figure.anatomy import Anatomy
from calfcoach.ui.figure.elements import Rigid
from calfcoach.ui.figure.rider import Rider
from calfcoach.ui.figure.sketch import Sketch

_KEPT = 4
"""The newest poses, and of each kind of sketch: a stage and the audience's window may be of different sizes."""


class MovingParts:
    """One figure's. A sketch belongs to the pose that it was asked for, not to an equal one."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        file = figure.file
        self._anatomy = Anatomy(file.segments, figure.body, file.works)
        self._arc = things.Arc.of(file)
        props = file.props
        self._things = {**props.behind, **props.between, **props.front}
        self._ground_moves = file.rule.hip is not None and file.rule.hip_x is not None
        # A leg that only stands there would fill the lens and tells nothing.
        self._lens_shows_far_leg = not isinstance(file.far_side.leg, PlantedLeg)
        self._still_things: dict[str, Rigid] = {}
        of_riders = figure.riders or figure
        self._riders = {
            name: Rider(of_riders.file, thing, Anatomy(of_riders.file.segments, of_riders.body))
            for name, thing in self._things.items()
            if isinstance(thing, Person)
        }
        self._poses: dict[tuple[float, float], Pose] = {}
        self._whole: deque[tuple[Pose, bool, Sketch]] = deque(maxlen=_KEPT)
        self._lens: deque[tuple[Pose, Sketch]] = deque(maxlen=_KEPT)

    @cached_property
    def steps(self) -> LiftSteps:
        """How finely the movement is divided."""
        return LiftSteps(self.figure.file)

    def pose(self, lift: float, helping: float) -> Pose:
        """The pose, solved once for all who ask for it one after the other."""
        pose = self._poses.get((lift, helping))
        if pose is None:
            pose = self._poses[lift, helping] = solve(self.figure.file, lift, helping)
            while len(self._poses) > _KEPT:
                del self._poses[next(iter(self._poses))]
        return pose

    def of_figure(self, pose: Pose, *, guide: bool) -> Sketch:
        """All that moves, from the back to the front; with a `guide`, block level and heel arc."""
        for kept, guided, whole in self._whole:
            if kept is pose and guided is guide:
                return whole
        made = self._sketch_figure(pose, guide=guide)
        self._whole.append((pose, guide, made))
        return made

    def of_lens(self, pose: Pose) -> Sketch:
        """What of it the lens shows."""
        for kept, sketch in self._lens:
            if kept is pose:
                return sketch
        made = self._sketch_lens(pose)
        self._lens.append((pose, made))
        return made

    def behind(self, pose: Pose, *, guide: bool) -> Iterator[Sketch]:
        """What stands still behind all that moves, each thing apart, from the back to the front."""
        file = self.figure.file
        yield _sketched(partial(things.paint_floor, floor=file.props.floor))
        for thing in file.props.behind.values():
            if things.stands_still(thing):
                yield _sketched(partial(things.paint_thing, thing=thing, pose=pose, things=self._things))
        if guide and not self._ground_moves:
            yield _sketched(partial(things.paint_arc, figure=file, arc=self._arc, ground=pose.ground))
        if file.props.block:
            yield _sketched(partial(things.paint_block, block=file.props.block))

    def behind_lens(self, pose: Pose) -> Iterator[Sketch]:
        """What of it the lens shows, and the arc."""
        file = self.figure.file
        yield _sketched(partial(things.paint_floor, floor=file.props.floor))
        yield _sketched(partial(things.paint_arc, figure=file, arc=self._arc, ground=pose.ground))
        if file.props.block:
            yield _sketched(partial(things.paint_block, block=file.props.block))

    def _sketch_figure(self, pose: Pose, *, guide: bool) -> Sketch:
        props, sketch = self.figure.file.props, Sketch()
        moving = {name: thing for name, thing in props.behind.items() if not things.stands_still(thing)}
        self._add_things(sketch, moving, pose)
        for rider in self._riders.values():
            sketch.place(rider.far, rider.seat(pose))
        sketch.elements(self._anatomy.far(pose))
        self._add_things(sketch, props.between, pose)
        sketch.elements(self._anatomy.near(pose))
        self._add_things(sketch, props.front, pose)
        if guide:
            if self._ground_moves:
                things.paint_arc(sketch, self.figure.file, self._arc, pose.ground)
            things.paint_heel(sketch, self.figure.file, self._arc, pose)
        return sketch

    def _add_things(self, sketch: Sketch, of: Mapping[str, Prop], pose: Pose) -> None:
        for name, thing in of.items():
            if isinstance(thing, Person):
                sketch.place(self._riders[name].near, self._riders[name].seat(pose))
            elif things.stands_still(thing):
                sketch.place(self._still_thing(name, pose), ORIGIN)
            else:
                things.paint_thing(sketch, thing, pose, self._things)

    def _still_thing(self, name: str, pose: Pose) -> Rigid:
        """A thing that stands still in front of the body, sketched once."""
        if name not in self._still_things:
            paint = partial(things.paint_thing, thing=self._things[name], pose=pose, things=self._things)
            self._still_things[name] = _sketched(paint).rigid()
        return self._still_things[name]

    def _sketch_lens(self, pose: Pose) -> Sketch:
        sketch, file = Sketch(), self.figure.file
        if self._lens_shows_far_leg:
            sketch.elements(self._anatomy.far_leg(pose))
        sketch.elements(self._anatomy.near_leg(pose))
        for name in file.lens.shows:
            things.paint_thing(sketch, self._things[name], pose, self._things)
        things.paint_heel(sketch, file, self._arc, pose)
        return sketch


def _sketched(paint: Callable[[Sketch], None]) -> Sketch:
    sketch = Sketch()
    paint(sketch)
    return sketch


_of_figures: WeakValueDictionary[int, MovingParts] = WeakValueDictionary()
"""By the identity of their figures, which they keep."""


def moving_parts(figure: Figure) -> MovingParts:
    """The moving parts of a figure: the same as long as anybody uses them."""
    found = _of_figures.get(id(figure))
    if found is None:
        found = _of_figures[id(figure)] = MovingParts(figure)
    return found
