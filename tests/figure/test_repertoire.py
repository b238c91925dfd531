"""Every shipped figure at ten lifts: what stands on something, what holds something, what goes through nothing."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, radians, sin

import pytest

from calfcoach.figure.body import BodyFile
from calfcoach.figure.files import load_figure
from calfcoach.figure.geometry import Point, distance
from calfcoach.figure.limbs import HelpingLeg, LimbOffset, Reach
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Arm, Leg, Pose
from calfcoach.figure.props import Box, Cushion, Disc, Line, Painted, Person, Strap
from calfcoach.figure.solver import solve
from tests.figure.test_solver import EXACT, lengths
from tests.ui.figure.shared import IDS

TEN = [step / 9 for step in range(10)]
SOLE = 0.0035
"""Body heights a drawn sole may be inside what it stands on: half the thickness of a floor's line."""

EACH = pytest.mark.parametrize("figure_id", IDS)


def moments(figure: FigureFile) -> Iterator[Pose]:
    """Ten lifts, and where another leg helps, each of them with and without it."""
    helps = (0.0, 0.5, 1.0) if isinstance(figure.far_side.leg, HelpingLeg) else (0.0,)
    for lift in TEN:
        for helping in helps:
            yield solve(figure, lift, helping)


def turned_about(leg: Leg, outline: tuple[tuple[float, float], ...], turn_deg: float) -> list[Point]:
    """The points of a foot's outline where they are drawn."""
    c, s = cos(radians(turn_deg)), sin(radians(turn_deg))
    return [leg.ball.plus(x * c - y * s, x * s + y * c) for x, y in outline]


def sole_points(leg: Leg, body: BodyFile) -> list[Point]:
    rear = turned_about(leg, body.outlines.foot_rear, leg.ground_deg - leg.foot_deg)
    return rear + turned_about(leg, body.outlines.foot_toe, leg.ground_deg - leg.toe_deg)


def top_under(figure: FigureFile, x: float) -> float:
    """How high what one stands on is at `x`: the block, or the floor's upper edge."""
    floor = figure.props.floor
    block = figure.props.block
    if block is not None and block.rect[0] <= x <= block.rect[2]:
        return block.rect[3]
    return floor.y + floor.width / 2


@EACH
def test_every_limb_of_both_sides_keeps_its_length_while_the_other_leg_helps(figure_id: str) -> None:
    figure = load_figure(figure_id).file
    for pose in moments(figure):
        for name, (measured, said) in lengths(pose, figure.segments).items():
            assert measured == pytest.approx(said, abs=EXACT), (name, pose.lift, pose.help)


@EACH
def test_knees_and_elbows_bend_the_way_they_can(figure_id: str) -> None:
    figure = load_figure(figure_id).file
    for pose in moments(figure):
        for leg in (pose.near_leg, pose.far_leg):
            if leg is not None:
                assert -1e-6 <= (leg.thigh_deg - leg.shank_deg + 1e-6) % 360.0 <= 125.0
        for arm in (pose.near_arm, pose.far_arm):
            if arm is not None:
                # Past 160 it is seen in an arm that is held out to the side, hand at the shoulder.
                bend = (arm.forearm_deg - arm.upper_arm_deg + 8.0) % 360.0 - 8.0
                assert -8.0 <= bend <= 200.0, "an elbow bends forward"


@EACH
def test_no_foot_is_in_the_ground(figure_id: str) -> None:
    loaded = load_figure(figure_id)
    figure = loaded.file
    for pose in moments(figure):
        if figure.rule.ground_deg:
            low = min(
                point.y for leg in (pose.near_leg, pose.far_leg) if leg for point in sole_points(leg, loaded.body)
            )
            assert low > figure.props.floor.y
            continue
        for point in sole_points(pose.near_leg, loaded.body):
            edge = figure.props.block is not None and abs(point.x - figure.props.block.rect[0]) < 0.012
            assert edge or point.y > top_under(figure, point.x) - SOLE, (pose.lift, point)
        if pose.far_leg is not None and not isinstance(figure.far_side.leg, LimbOffset):
            low = min(point.y for point in sole_points(pose.far_leg, loaded.body))
            assert low > figure.props.floor.y - SOLE


@EACH
def test_nobody_floats(figure_id: str) -> None:
    """Something of the near side is on the ground, on the plate, on the seat or on a roll in every pose."""
    loaded = load_figure(figure_id)
    figure = loaded.file
    for pose in moments(figure):
        leg = pose.near_leg
        if figure.rule.pivot == "ball":
            under = Point(leg.ball.x - pose.ground.x, leg.ball.y - pose.ground.y)
            assert hypot(*under) < EXACT, "the ball of the foot is where the ground's origin is"
            if not figure.rule.ground_deg:
                assert abs(top_under(figure, 0.0)) <= 0.0005
            continue
        if figure.rule.pivot == "heel":
            assert abs(leg.heel.y - top_under(figure, leg.heel.x)) <= SOLE
            continue
        seat = leg.hip.y - loaded.body.outlines.seat_radius
        assert abs(seat - (figure.props.floor.y + figure.props.floor.width / 2)) <= SOLE
        roll = figure.props.behind["roll"]
        assert isinstance(roll, Disc)
        along = (roll.centre[0] - leg.ankle.x) / (leg.knee.x - leg.ankle.x)
        bone = leg.ankle.y + along * (leg.knee.y - leg.ankle.y)
        assert 0.010 <= bone - (roll.centre[1] + roll.radius) <= 0.030, "the leg lies on the roll"


@EACH
def test_a_planted_foot_stands_flat_or_on_its_ball(figure_id: str) -> None:
    loaded = load_figure(figure_id)
    figure = loaded.file
    if isinstance(figure.far_side.leg, HelpingLeg):
        for lift in TEN:
            leg = solve(figure, lift, 1.0).far_leg
            assert leg is not None
            assert abs(leg.ball.y - top_under(figure, leg.ball.x)) <= SOLE
            assert leg.foot_deg >= 0.0


def _things(figure: FigureFile) -> dict[str, object]:
    return {**figure.props.behind, **figure.props.between, **figure.props.front}


def held_places(figure: FigureFile, pose: Pose) -> list[Point]:
    """Where there is something to hold: what is drawn in a hand's reach of its grip."""
    places: list[Point] = []
    for thing in _things(figure).values():
        if isinstance(thing, Disc):
            places.append(pose.place(thing.centre, thing.follows))
        elif isinstance(thing, Line):
            places += [pose.place(point, thing.follows) for point in thing.points]
            a, b = pose.place(thing.points[0], thing.follows), pose.place(thing.points[-1], thing.follows)
            places.append(Point((a.x + b.x) / 2, (a.y + b.y) / 2))
        elif isinstance(thing, Strap):
            places += [pose.place(point.at, point.rides) for point in thing.points]
        elif isinstance(thing, Cushion):
            places.append(pose.place(thing.offset, thing.follows))
        elif isinstance(thing, Box):
            left, bottom, right, top = thing.rect
            x, y = pose.near_arm.grip
            places.append(Point(min(max(x, left), right), min(max(y, bottom), top)))
    places.append(Point(pose.near_arm.grip.x, figure.props.floor.y))
    # A thigh or a hip is held as well.
    thigh = [(pose.near_leg.hip, pose.near_leg.knee)]
    for a, b in thigh:
        places += [Point(a.x + (b.x - a.x) * n / 10, a.y + (b.y - a.y) * n / 10) for n in range(11)]
    return places


@EACH
def test_a_hand_that_reaches_is_on_something(figure_id: str) -> None:
    figure = load_figure(figure_id).file
    if not isinstance(figure.rule.arm, Reach):
        return
    for pose in moments(figure):
        near = min(distance(pose.near_arm.grip, place) for place in held_places(figure, pose))
        assert near <= 0.075, pose.lift


def limbs(pose: Pose) -> list[tuple[str, Point, Point]]:
    leg, arm = pose.near_leg, pose.near_arm
    return [
        ("shank", leg.ankle, leg.knee),
        ("thigh", leg.knee, leg.hip),
        ("trunk", pose.torso.hip, pose.torso.shoulder),
        ("upper arm", arm.shoulder, arm.elbow),
        ("forearm", arm.elbow, arm.grip),
    ]


def inside(point: Point, rect: tuple[float, float, float, float], margin: float) -> bool:
    left, bottom, right, top = rect
    return left + margin < point.x < right - margin and bottom + margin < point.y < top - margin


SOLID = {"wall", "block", "seat"}
"""What stands in the plane of the body. Posts, columns and rails stand beside it."""


@EACH
def test_no_solid_thing_goes_through_a_limb(figure_id: str) -> None:
    figure = load_figure(figure_id).file
    solid = {name: thing.rect for name, thing in _things(figure).items() if isinstance(thing, Box) and name in SOLID}
    if figure.props.block is not None:
        solid["block"] = figure.props.block.rect
    for pose in moments(figure):
        for limb, a, b in limbs(pose):
            for step in range(21):
                point = Point(a.x + (b.x - a.x) * step / 20, a.y + (b.y - a.y) * step / 20)
                for name, rect in solid.items():
                    assert not inside(point, rect, 0.002), (limb, name, pose.lift)


def drawn_points(figure: FigureFile, body: BodyFile, pose: Pose) -> Iterator[tuple[str, Point, float]]:
    """Points of what is drawn, each with what is drawn around it (body heights)."""
    legs: list[Leg] = [leg for leg in (pose.near_leg, pose.far_leg) if leg is not None]
    for leg in legs:
        yield "knee", leg.knee, 0.040
        yield from (("foot", point, 0.0) for point in sole_points(leg, body))
    arms: list[Arm] = [arm for arm in (pose.near_arm, pose.far_arm) if arm is not None]
    for arm in arms:
        yield "elbow", arm.elbow, body.outlines.forearm_radius[0]
        yield "hand", arm.grip, body.outlines.hand_radius
    yield "head", pose.torso.head, max(body.outlines.head_radii)
    yield "hip", pose.torso.hip, body.outlines.seat_radius
    for name, thing in _things(figure).items():
        half = thing.edge_width / 2 if isinstance(thing, Painted) and thing.edge else 0.0
        if isinstance(thing, Box):
            left, bottom, right, top = thing.rect
            yield name, Point(left, bottom), half
            yield name, Point(right, top), half
        elif isinstance(thing, Disc):
            yield name, pose.place(thing.centre, thing.follows), thing.radius + half
        elif isinstance(thing, Line):
            ends = thing.width / 2 if thing.round_ends else 0.0
            yield from ((name, pose.place(point, thing.follows), ends) for point in thing.points)
        elif isinstance(thing, Strap):
            yield from ((name, pose.place(point.at, point.rides), thing.width / 2) for point in thing.points)
        elif isinstance(thing, Cushion):
            x, y = pose.place(thing.offset, thing.follows)
            yield name, Point(x, y), max(thing.size) / 2


@EACH
def test_nothing_is_outside_the_frame(figure_id: str) -> None:
    loaded = load_figure(figure_id)
    (left, right), (bottom, top) = loaded.file.frame.x, loaded.file.frame.y
    for pose in moments(loaded.file):
        for name, point, reach in drawn_points(loaded.file, loaded.body, pose):
            assert left <= point.x - reach, (name, pose.lift)
            assert point.x + reach <= right, (name, pose.lift)
            assert bottom <= point.y - reach, (name, pose.lift)
            assert point.y + reach <= top, (name, pose.lift)


@EACH
def test_the_figure_fills_its_frame(figure_id: str) -> None:
    """A frame far larger than what is in it makes a figure tiny."""
    loaded = load_figure(figure_id)
    (left, right), (bottom, top) = loaded.file.frame.x, loaded.file.frame.y
    if any(isinstance(thing, Person) for thing in _things(loaded.file).values()):
        return  # the partner, who is higher than all, is solved apart
    points = [(p, r) for pose in moments(loaded.file) for _, p, r in drawn_points(loaded.file, loaded.body, pose)]
    floor = loaded.file.props.floor
    xs = [p.x - r for p, r in points] + [p.x + r for p, r in points] + [floor.from_x, floor.to_x]
    ys = [p.y + r for p, r in points]
    assert max(xs) - min(xs) >= 0.85 * (right - left)
    assert max(ys) - floor.y >= 0.85 * (top - bottom)


def test_a_helping_leg_is_away_on_the_way_down_and_stands_on_the_way_up() -> None:
    for figure_id in ("heel-drop-straight", "heel-drop-bent", "heel-drop-floor"):
        figure = load_figure(figure_id).file
        away, stands = solve(figure, 0.5, 0.0).far_leg, solve(figure, 0.5, 1.0).far_leg
        assert away is not None
        assert stands is not None
        assert away.ankle.y > 0.15, "well off the ground"
        assert stands.ball.y == pytest.approx(0.0, abs=EXACT)
        assert stands.ball.x > 0.04, "in front of the near leg, so that it is seen"
