"""Makes the figure of a wrong pose, its movement, and what is impossible in it.

A fault is shown in a demonstration, beside the right way; nothing that shows a session may import this module (a test
says so). Pure: refuses to know Qt, time and exercises.
"""

from collections.abc import Collection, Iterator
from math import cos, pi

from calfcoach.figure.files import Figure
from calfcoach.figure.geometry import Point, mix
from calfcoach.figure.limbs import HelpingLeg
from calfcoach.figure.models import FigureFile, Frame
from calfcoach.figure.motion import moment_at
from calfcoach.figure.pose import POINTS, Pose
from calfcoach.figure.props import Box, Cushion, Disc, Line, Person, Prop, Props
from calfcoach.figure.solver import solve
from calfcoach.figure.spine import bent_trunk, chord
from calfcoach.figure.wrong import MOST_THROUGH_DEG, WrongPose
from calfcoach.library.problems import KeyPath, quoted
from calfcoach.texts import text

BOUNCES_A_SECOND = 2.0
"""About what a body under a load does. Our own default."""

AROUND = 0.075
"""Body heights that what is drawn reaches beyond its joint at most: the head."""

_LIFTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MOST_KNEE_DEG = 125.0
_ELBOW_DEG = (-8.0, 200.0)  # past 160 it is seen in an arm that is held out to the side


def wrong_figure(figure: Figure, wrong: WrongPose) -> Figure:
    """The figure in that fault, to be solved and painted as any other; its frame has room for the right way too."""
    file = wrong_file(figure.file, wrong)
    outlines = figure.body.outlines
    trunk = bent_trunk(outlines.trunk, figure.file.segments.trunk, wrong.bend_deg)
    body = figure.body.model_copy(update={"outlines": outlines.model_copy(update={"trunk": trunk})})
    room = _room(figure.file, file)
    return Figure(file.model_copy(update={"frame": room}), body, riders=figure)


def beside(figure: Figure, wrong: Figure) -> Figure:
    """The right figure with as much room around it as the wrong one has, so that both are as large and stand alike."""
    return figure._replace(file=figure.file.model_copy(update={"frame": wrong.file.frame}))


def wrong_file(file: FigureFile, wrong: WrongPose) -> FigureFile:
    """The figure's file with what the fault changes."""
    change = wrong.rule
    rule = file.rule.model_copy(update={name: getattr(change, name) for name in change.model_fields_set})
    trunk = chord(file.segments.trunk, wrong.bend_deg)
    return file.model_copy(
        update={
            "rule": rule,
            "segments": file.segments.model_copy(update={"trunk": trunk}),
            "far_side": wrong.far_side or file.far_side,
            "props": _moved(file.props, wrong),
        }
    )


def wrong_moment(
    file: FigureFile,
    wrong: WrongPose,
    phases: Collection[str],
    phase: str,
    fraction: float,
    seconds: float,
    *,
    reduced_motion: bool = False,
) -> tuple[float, float]:
    """Lift and help of the fault after `fraction` of a phase that takes `seconds`; see `motion.moment_at`.

    A bounce ends at its far end, so that it is seen where the demonstration stands still.
    """
    lift, helping = moment_at(file, phases, phase, fraction, reduced_motion=reduced_motion)
    if wrong.lift is not None:
        return wrong.lift, helping
    if wrong.bounce is not None:
        turns = max(round(BOUNCES_A_SECOND * seconds), 2) + 0.5
        swing = 1.0 if reduced_motion else 0.5 - 0.5 * cos(2 * pi * turns * min(max(fraction, 0.0), 1.0))
        return mix(*wrong.bounce, swing), helping
    if wrong.within is not None:
        share = min(fraction / wrong.within, 1.0)
        return moment_at(file, phases, phase, share, reduced_motion=reduced_motion)
    return lift, helping


def findings(file: FigureFile) -> Iterator[tuple[KeyPath, str]]:
    """What is impossible in the wrong poses of a figure: places in its file, and sentences."""
    things = {**file.props.behind, **file.props.between, **file.props.front}
    for number, wrong in enumerate(file.wrong):
        unmovable = [name for name in wrong.moved if not isinstance(things.get(name), _MOVABLE)]
        for name in unmovable:
            yield ("wrong", number, "moved", name), text("{name} is nothing here that can be moved", name=quoted(name))
        if not unmovable and (problem := _impossible(file, wrong)):
            yield ("wrong", number), problem


def _impossible(file: FigureFile, wrong: WrongPose) -> str:
    changed = wrong_file(file, wrong)
    try:
        poses = list(_poses(changed))
    except ValueError:
        return text("nobody can take this pose: an arm or a leg would have to be longer")
    for pose in poses:
        for leg in (pose.near_leg, pose.far_leg):
            if leg is not None and _bend(leg.thigh_deg - leg.shank_deg, -MOST_THROUGH_DEG) > _MOST_KNEE_DEG:
                return text("nobody can take this pose: a knee would bend the wrong way, or too far")
        for arm in (pose.near_arm, pose.far_arm):
            if arm is not None and _bend(arm.forearm_deg - arm.upper_arm_deg, _ELBOW_DEG[0]) > _ELBOW_DEG[1]:
                return text("nobody can take this pose: an elbow would bend the wrong way")
    return ""


def _bend(angle_deg: float, least_deg: float) -> float:
    """The same angle from `least_deg` up to a whole turn more."""
    return (angle_deg - least_deg + 1e-6) % 360.0 + least_deg


def _poses(file: FigureFile) -> Iterator[Pose]:
    for lift in _LIFTS:
        for helping in (0.0, 1.0) if isinstance(file.far_side.leg, HelpingLeg) else (0.0,):
            yield solve(file, lift, helping)


def _room(right: FigureFile, wrong: FigureFile) -> Frame:
    """The right figure's frame, wider where the wrong one goes beyond it."""
    joints = [joint for pose in _poses(wrong) for joint in _joints(pose)]
    frame = right.frame
    return Frame(
        x=(
            min(frame.x[0], *(joint.x - AROUND for joint in joints)),
            max(frame.x[1], *(joint.x + AROUND for joint in joints)),
        ),
        y=(frame.y[0], max(frame.y[1], *(joint.y + AROUND for joint in joints))),
    )


def _joints(pose: Pose) -> list[Point]:
    legs = [getattr(leg, name) for leg in (pose.near_leg, pose.far_leg) if leg is not None for name in POINTS[3:]]
    arms = [each for arm in (pose.near_arm, pose.far_arm) if arm is not None for each in (arm.elbow, arm.grip)]
    return [*legs, *arms, pose.torso.shoulder, pose.torso.head]


_MOVABLE = (Box, Cushion, Disc, Line, Person)


def _moved(props: Props, wrong: WrongPose) -> Props:
    return props.model_copy(
        update={
            layer: {
                name: _shifted(thing, *wrong.moved[name]) if name in wrong.moved else thing
                for name, thing in getattr(props, layer).items()
            }
            for layer in ("behind", "between", "front")
        }
    )


def _shifted(thing: Prop, dx: float, dy: float) -> Prop:
    if isinstance(thing, Cushion):
        return thing.model_copy(update={"offset": Point(*thing.offset).plus(dx, dy)})
    if isinstance(thing, Person):
        return thing.model_copy(update={"seat": Point(*thing.seat).plus(dx, dy)})
    if isinstance(thing, Disc):
        return thing.model_copy(update={"centre": Point(*thing.centre).plus(dx, dy)})
    if isinstance(thing, Line):
        return thing.model_copy(update={"points": tuple(Point(*each).plus(dx, dy) for each in thing.points)})
    if isinstance(thing, Box):
        left, bottom, right, top = thing.rect
        return thing.model_copy(update={"rect": (left + dx, bottom + dy, right + dx, top + dy)})
    return thing
