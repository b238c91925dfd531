"""What is to be seen at a position: one frozen picture of the session, made afresh from the score.

Both front ends show this and nothing else, so they cannot disagree. It decides nothing and knows no screen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Exercise, SafetyWarning, Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.segments import Block, Segment, SegmentKind
from calfcoach.score.timeline import Opening
from calfcoach.session.commands import CommandSource
from calfcoach.session.machine import Playing, Question, UndoKind
from calfcoach.session.states import ENDED, STANDING, State
from calfcoach.texts import text
from calfcoach.wording.phases import segment_label, short_phase_label, short_segment_label

EDGE_S = 1e-6
"""A position this close to a boundary is on it: positions are floats, boundaries are exact."""


@dataclass(frozen=True)
class StripPhase:
    """One bar of the rep strip: a phase and its seconds."""

    phase: Phase
    label: str
    seconds: float


@dataclass(frozen=True)
class Coming:
    """What comes next: a phase or something around the reps, its name and its seconds."""

    kind: SegmentKind
    label: str
    seconds: float


@dataclass(frozen=True)
class Moment:
    """A place in a session: seconds of a block (clamped to it), the block that follows it by itself, the state there.

    Before the start there is no block.
    """

    state: State
    playing: Playing | None
    upcoming: Playing | None
    position_s: float


@dataclass(frozen=True)
class OpenQuestion:
    """What is asked in place, and by what (key, clicker, …) the command that led to the question was given."""

    question: Question
    source: CommandSource


@dataclass(frozen=True)
class Offers:
    """What the session offers a person now: a question, something to undo, and an end by itself.

    `undo_left_s` are the seconds in which `undo` can be done, `end_left_s` those until a session that is stopped in
    place ends; 0 where there is none.
    """

    asked: OpenQuestion | None = None
    undo: UndoKind | None = None
    undo_left_s: float = 0.0
    end_left_s: float = 0.0


NO_OFFERS = Offers()


@dataclass(frozen=True)
class View:
    """The session at one moment.

    `state` is that of the moment, `kind` the segment's (None before the start); they differ where no time passes.
    `fraction` runs from 0 to 1 through the segment; `seconds_left` to its end, `count` is what a countdown shows
    (seconds left, rounded up, at least 1). In a rest and the lead-in after it both run to the first rep.
    `rep` is the rep under way (0 outside), `reps` of this side, None in an open set; `set_number` of `sets` in the
    exercise; `load` is the set's, None where nothing is said of it.
    `sets_done` are the sets completed in the exercise. `problem` is what is wrong with the sound now, if anything.
    `goes_on_with` is the rep that a lead-in or a change of sides goes on with after it stood still, where the set was
    begun; None everywhere else. `offers` is what a person can answer or undo now. `for_class`: a class trains;
    `countdown`: this is the countdown on which it starts, running or standing still; `starts_at_min` is the time of day
    at which that ends, minutes after midnight, None where no such time was chosen or it does not hold any more.
    """

    state: State
    item: PlannedExercise
    kind: SegmentKind | None
    label: str
    short_label: str
    seconds_left: float
    count: int
    fraction: float
    rep: int
    reps: int | None
    set_number: int
    sets: int
    sets_done: int
    side: Side | None
    coming: Coming | None
    warnings: tuple[SafetyWarning, ...]
    strip: tuple[StripPhase, ...]
    block_id: int
    position_s: float
    problem: str | None = None
    load: Load | None = None
    goes_on_with: int | None = None
    offers: Offers = NO_OFFERS
    for_class: bool = False
    countdown: bool = False
    starts_at_min: int | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise under way."""
        return self.item.exercise

    @property
    def phase(self) -> Phase | None:
        """The phase of the rep, None outside a rep."""
        return self.kind.phase if self.kind is not None else None


def next_of(moment: Moment) -> Moment | None:
    """The beginning of what comes after a moment by itself; None where nothing runs or nothing more comes."""
    playing, upcoming = moment.playing, moment.upcoming
    if playing is None or moment.state in STANDING or moment.state in ENDED:
        return None
    segments = playing.block.segments
    index = playing.block.index_at(moment.position_s + EDGE_S) + 1
    if index < len(segments):
        return replace(moment, state=State(segments[index].kind.value), position_s=float(segments[index].start))
    if upcoming is None:
        return None
    return Moment(State(upcoming.block.segments[0].kind.value), upcoming, None, 0.0)


def view_at(
    plan: SessionPlan,
    moment: Moment,
    problem: str | None = None,
    offers: Offers = NO_OFFERS,
    has_reps: Callable[[int], bool] = lambda _block: True,
) -> View:
    """The picture of a moment. `has_reps` tells by a block's number whether a rep of its set counts: a set that was
    ended before its first rep is not done.
    """
    playing, position_s = moment.playing, moment.position_s
    if playing is None:
        return _before_start(plan, moment.state, problem)
    item, set_number = plan.block_item(playing.spec.number)
    index = playing.block.index_at(position_s + EDGE_S)
    segment = playing.block.segments[index]
    exercise = item.exercise
    part = next(part for part in playing.spec.parts if part.side is segment.side)
    end_s, start_s = _span(playing.block, index)
    left = min(max(end_s - position_s, 0.0), end_s - start_s)
    counting = playing.spec.countdown and segment.kind is SegmentKind.READY
    return View(
        state=moment.state,
        item=item,
        kind=segment.kind,
        label=segment_label(exercise, segment.kind),
        short_label=short_segment_label(exercise, segment.kind),
        seconds_left=left,
        count=max(ceil(left - EDGE_S), 1),
        fraction=1.0 - left / (end_s - start_s),
        rep=segment.rep,
        reps=None if part.open else part.last_rep,
        set_number=set_number,
        sets=item.dose.sets,
        sets_done=sum(map(has_reps, _blocks_past(moment.state, playing.spec.number, set_number, item.dose.sets))),
        side=segment.side,
        coming=_coming(plan, moment.upcoming, playing.block, index, exercise),
        warnings=exercise.warnings if segment.kind.phase is None else item.warnings_in(segment.kind.phase),
        strip=_strip(item),
        block_id=playing.block_id,
        position_s=position_s,
        problem=problem,
        load=item.dose.load_in(set_number),
        goes_on_with=_goes_on_with(playing, segment),
        offers=offers,
        for_class=plan.for_class,
        countdown=counting,
        starts_at_min=plan.starts_at_min if counting and _as_planned(moment, playing) else None,
    )


def _as_planned(moment: Moment, playing: Playing) -> bool:
    """Whether a countdown runs as it was begun: nothing has paused it, cut it or made it longer."""
    return moment.state is State.READY and playing.spec.opening is Opening.START


def _blocks_past(state: State, block: int, set_number: int, sets: int) -> range:
    """The numbers of the blocks of this exercise whose sets are over."""
    first = block - set_number + 1
    return range(first, first + sets if state is State.FINISHED else block)


def _goes_on_with(playing: Playing, segment: Segment) -> int | None:
    """The rep that follows a segment before the first rep of a block, if the set was begun already; else None."""
    first = playing.spec.parts[0]
    before = segment.kind in (SegmentKind.READY, SegmentKind.SWITCH) and segment.side is first.side
    return first.first_rep if before and playing.spec.opening is Opening.GO_ON else None


def _before_start(plan: SessionPlan, state: State, problem: str | None) -> View:
    item, _ = plan.block_item(1)
    return View(
        state=state,
        item=item,
        kind=None,
        label=text("Set-up"),
        short_label=text("Set-up"),
        seconds_left=0.0,
        count=0,
        fraction=0.0,
        rep=0,
        reps=item.dose.reps_in(1),
        set_number=1,
        sets=item.dose.sets,
        sets_done=0,
        side=item.sides[0],
        coming=None,
        warnings=item.exercise.warnings,
        strip=_strip(item),
        block_id=0,
        position_s=0.0,
        problem=problem,
        load=item.dose.load_in(1),
        for_class=plan.for_class,
    )


def _span(block: Block, index: int) -> tuple[float, float]:
    """End and start of what the countdown counts: the segment, or the rest together with its lead-in."""
    segment = block.segments[index]
    if segment.kind is SegmentKind.REST:
        last = index
        while last + 1 < len(block.segments) and block.segments[last + 1].kind is SegmentKind.READY:
            last += 1
        return float(block.segments[last].end), float(segment.start)
    return float(segment.end), float(segment.start)


def _coming(plan: SessionPlan, upcoming: Playing | None, block: Block, index: int, exercise: Exercise) -> Coming | None:
    if index + 1 < len(block.segments):
        index += 1
    elif upcoming is not None:
        block, index = upcoming.block, 0
        exercise = plan.block_item(upcoming.spec.number)[0].exercise
    else:
        return None
    kind = block.segments[index].kind
    end_s, start_s = _span(block, index)
    return Coming(kind, short_segment_label(exercise, kind), end_s - start_s)


def _strip(item: PlannedExercise) -> tuple[StripPhase, ...]:
    return tuple(
        StripPhase(length.phase, short_phase_label(item.exercise, length.phase), float(length.seconds))
        for length in item.rep
    )
