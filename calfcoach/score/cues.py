"""What is to be heard in a block, and when: a list of cues read off the same segments the screen is read off.

Every cue has its place whatever the scheme; a scheme decides how it sounds, or that it does not. Times are exact
seconds from the start of the block. Knows no sounds, no frames and no words: what is to be said is a key with values
(`calfcoach.score.spoken`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from calfcoach.domain.exercise import Exercise, Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.prescription import Prescription
from calfcoach.score.segments import Block, Segment, SegmentKind
from calfcoach.score.spoken import (
    Spoken,
    SpokenKey,
    spoken_exercise,
    spoken_next,
    spoken_next_dose,
    spoken_number,
    spoken_phase,
    spoken_ready,
    spoken_side,
    spoken_switch,
    spoken_time_left,
    spoken_words,
)
from calfcoach.score.timeline import BlockSpec, Opening, SidePart
from calfcoach.score.warning_times import due_at_set_up, due_before_set, places_in

COUNTDOWN = (3, 2, 1)
LAST_TEN_S = 10
SETTLED_S = 5
"""Seconds at the beginning of a rest or a lead-in in which no "ten seconds left" is told: there the end of the set
before, or the lead-in itself, is being told."""

AFTER_TEN_S = 2
"""Seconds from "ten seconds left" to "get ready", where both would come at the same moment."""

SIDE_NAMED_S = Fraction(13, 10)
"""Seconds before the 3-2-1 that the leg's name takes with the signal before it. In a shorter lead-in the first count
gives way to it."""

LONG_REST_S = 60
"""Seconds of a rest from which on it tells what is left of it. Our default: nobody feels how far a minute has come."""

MOST_MINUTES_TOLD = 10
"""A longer rest is silent until this many minutes are left; then each minute is announced."""

HALVES_TOLD_S = 180
"""Seconds left of a rest from which on the half minutes are told, too: nobody who rests for two minutes is to wonder
for one of them whether the sound is still there. Our default."""

RELAX_SAID_S = 1
"""Seconds of the relaxing between two holds that its own word takes, before the next hold is counted in."""

LONG_PHASE_S = 15
"""Seconds from which on a phase is counted down at its end, and a scheme may tick it more softly. Our default: nobody
feels how far 45 s have come, and 59 equal ticks are a torment."""

TAIL_S = 6
"""Seconds kept after the last rep of a session for the closing cues, where one step leads out of it."""

STEP_EVERY_S = 4
"""From one step of the way out to the next: time to do it. Our default."""

MOST_STEPS_TOLD = 5
"""Steps of the way out that are told; of more the rest is only shown."""

CLOSING_GAP_S = Fraction(3, 2)
"""From the signal that the session is done to the words on how to get out."""


class CueKind(StrEnum):
    """What a cue tells."""

    PHASE = "phase"
    TICK = "tick"
    REP = "rep"
    LAST_REP = "last-rep"
    WARNING = "warning"
    READY = "ready"
    COUNTDOWN = "countdown"
    REST = "rest"
    NEXT = "next"
    TIME_LEFT = "time-left"
    LAST_TEN = "last-ten"
    SWITCH = "switch"
    SET_DONE = "set-done"
    RESUME = "resume"
    FINISH = "finish"
    SESSION_DONE = "session-done"


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to be heard `at` (exact seconds from the block's start) that may take up to `slot` seconds.

    `slot` is at most the time to the next cue that is no tick: what does not fit it has to be shorter. For a phase
    it is the whole phase. `spoken` is what a voice would say, None where there is nothing to say; `number` is the count
    of a countdown (seconds to go), of a tick (seconds done in the phase; none near the end of a long one) or of a rep.
    Outside a rep `phase`, `set_number` and `rep` are None.
    """

    at: Fraction
    kind: CueKind
    slot: Fraction
    phase: Phase | None = None
    set_number: int | None = None
    rep: int | None = None
    side: Side | None = None
    spoken: Spoken | None = None
    number: int | None = None


def block_cues(plan: SessionPlan, spec: BlockSpec, block: Block) -> tuple[Cue, ...]:
    """The cues of a block in order of time; several may share a time, then the one that matters most is first."""
    item, _ = plan.block_item(spec.number)
    cues = [*_opening(plan, spec, block)]
    for segment in block.segments:
        if segment.kind.phase is not None:
            cues += _in_rep(item, spec, segment)
        else:
            cues += _around_reps(plan, spec, block, segment)
            if _warns_before(spec) and spec.number == 1 and segment.kind is SegmentKind.READY:
                cues += _set_up(item.exercise, segment)
    if _warns_before(spec) and spec.number > 1:
        cues += _before_set(plan, spec, block, cues)
    if spec.number == plan.total_sets:
        cues += _closing(item.exercise, block)
    return _fitted(sorted(cues, key=lambda cue: cue.at))


def _warns_before(spec: BlockSpec) -> bool:
    """Whether the set is still to begin, however long the wait for it stood still or was changed meanwhile."""
    return spec.opening not in (Opening.GO_ON, Opening.RESTART)


def tail_s(plan: SessionPlan, spec: BlockSpec) -> int:
    """Seconds of sound after the end of the block: only the last one has any."""
    if spec.number != plan.total_sets:
        return 0
    item, _ = plan.block_item(spec.number)
    return TAIL_S + STEP_EVERY_S * (len(steps_told(item.exercise)) - 1)


def steps_told(exercise: Exercise) -> tuple[str, ...]:
    """The steps of the way out that are told one after the other; at least one."""
    return tuple(step.title for step in exercise.finish[:MOST_STEPS_TOLD])


def _fitted(cues: list[Cue]) -> tuple[Cue, ...]:
    """The cues in order of time; each `slot` ends where the next cue that is not a tick begins, or before."""
    fitted: list[Cue] = []
    here = later = None
    for cue in reversed(cues):
        if here is not None and here > cue.at:
            here, later = None, here
        is_phase = cue.kind is CueKind.PHASE  # what counts its seconds down lies within it
        room = cue.slot if later is None or is_phase else later - cue.at
        fitted.append(cue if cue.slot <= room else replace(cue, slot=room))
        if cue.kind is not CueKind.TICK:
            here = cue.at
    return tuple(reversed(fitted))


def _opening(plan: SessionPlan, spec: BlockSpec, block: Block) -> Iterator[Cue]:
    start = Fraction(0)
    first = block.segments[0].duration
    if spec.opening in (Opening.RESUME, Opening.GO_ON):
        # Where the 3-2-1 begins at once, the tone alone tells it; the word would come between the numbers.
        spoken = Spoken(SpokenKey.RESUME) if first > COUNTDOWN[0] else None
        yield Cue(start, CueKind.RESUME, first, spoken=spoken)
    elif spec.opening is Opening.AFTER_SET:
        yield Cue(start, CueKind.SET_DONE, min(CLOSING_GAP_S, first), spoken=Spoken(SpokenKey.SET_DONE))
        before, _ = plan.block_item(spec.number - 1)
        here, set_number = plan.block_item(spec.number)
        if set_number == 1 and before is not here:
            yield from _steps_before(before.exercise, here.exercise, block)


def _steps_before(exercise: Exercise, coming: Exercise, block: Block) -> Iterator[Cue]:
    """The way out of the exercise before, so far as there is time, and then which exercise comes."""
    reps_at = _time_to_reps(block, Fraction(0))
    ready = (segment.start for segment in block.segments if segment.kind is SegmentKind.READY)
    until = min(reps_at - LAST_TEN_S, next(ready, reps_at))
    steps = [CueKind.FINISH] * len(steps_told(exercise))
    spoken = [*map(spoken_words, steps_told(exercise)), spoken_exercise(coming)]
    for number, (kind, said) in enumerate(zip([*steps, CueKind.NEXT], spoken, strict=True)):
        at = CLOSING_GAP_S + number * STEP_EVERY_S
        if number == 0 or at + STEP_EVERY_S <= until:
            yield Cue(at, kind, reps_at - at, spoken=said)


def _in_rep(item: PlannedExercise, spec: BlockSpec, segment: Segment) -> Iterator[Cue]:
    exercise, phase = item.exercise, segment.kind.phase
    assert phase is not None
    part = next(part for part in spec.parts if part.side is segment.side)
    where = (phase, segment.set_number, segment.rep, segment.side)
    yield Cue(segment.start, CueKind.PHASE, segment.duration, *where, spoken_phase(exercise, phase))
    if phase is exercise.start_phase:
        kind = CueKind.LAST_REP if segment.rep == part.last_rep > 1 and not part.open else CueKind.REP
        spoken = _spoken_rep(item, kind, part, segment.rep)
        yield Cue(segment.start, kind, segment.duration, *where, spoken, segment.rep)
    for at, texts in places_in(item, segment, _free_s(segment)):
        for text in texts:
            yield Cue(at, CueKind.WARNING, segment.end - at, *where, spoken_words(text))
    yield from _seconds(segment, where)


def _spoken_rep(item: PlannedExercise, kind: CueKind, part: SidePart, rep: int) -> Spoken | None:
    """The rep's number; nothing for the only one of a set, where it would sound like the beginning of a count.

    That of a hold says that it is one: the hold's seconds are counted after it.
    """
    is_hold = item.exercise.is_hold
    if kind is CueKind.LAST_REP:
        return Spoken(SpokenKey.LAST_HOLD if is_hold else SpokenKey.LAST_REP)
    if rep == 1 == part.last_rep:
        return None
    return Spoken(SpokenKey.HOLD_NUMBER, rep) if is_hold else spoken_number(rep)


def _free_s(segment: Segment) -> Fraction | None:
    """For how many seconds a long phase has ticks alone; None for a shorter phase."""
    if segment.duration < LONG_PHASE_S:
        return None
    return segment.duration - (LAST_TEN_S if segment.duration >= 2 * LAST_TEN_S else COUNTDOWN[0])


def _seconds(segment: Segment, where: tuple[Phase, int, int, Side | None]) -> Iterator[Cue]:
    """The ticks of a phase; a long one also tells when ten seconds are left, and counts down the last three."""
    whole = segment.duration
    is_long, tells_ten = whole >= LONG_PHASE_S, whole >= 2 * LAST_TEN_S
    if tells_ten:
        yield Cue(segment.end - LAST_TEN_S, CueKind.LAST_TEN, Fraction(LAST_TEN_S), *where, Spoken(SpokenKey.LAST_TEN))
    last = _counted_down(segment)
    # Where the end is being counted down to, nothing counts up.
    from_s = LAST_TEN_S if tells_ten else whole if last and not is_long else 0
    for second in range(1, -(-whole // 1)):
        left = whole - second
        if (last and left <= last[0]) or (tells_ten and left == LAST_TEN_S):
            continue
        counted = (None, None) if left < from_s else (spoken_number(second), second)
        yield Cue(segment.start + second, CueKind.TICK, min(left, Fraction(1)), *where, *counted)
    for number in last:
        yield Cue(segment.end - number, CueKind.COUNTDOWN, Fraction(1), *where, spoken_number(number), number)


def _counted_down(segment: Segment) -> tuple[int, ...]:
    """The last seconds of a phase that are counted down: of a long one, and of the relaxing that leads to a hold."""
    if segment.duration >= LONG_PHASE_S:
        return COUNTDOWN
    if segment.kind.phase is not Phase.RELAX:
        return ()
    return tuple(number for number in COUNTDOWN if segment.duration - number >= RELAX_SAID_S)


def _around_reps(plan: SessionPlan, spec: BlockSpec, block: Block, segment: Segment) -> Iterator[Cue]:
    _, set_number = plan.block_item(spec.number)
    reps_at = segment.start + _time_to_reps(block, segment.start)
    last_ten = reps_at - LAST_TEN_S
    tells_ten = segment.kind is not SegmentKind.SWITCH and last_ten >= SETTLED_S
    if segment.kind is SegmentKind.REST:
        spoken = Spoken(SpokenKey.REST, round(_time_to_reps(block, segment.start)))
        yield Cue(segment.start, CueKind.REST, segment.duration, spoken=spoken)
        yield from _next_set(plan, spec, segment)
        yield from _time_left(segment, reps_at)
    elif segment.kind is SegmentKind.SWITCH:
        spoken = spoken_switch(segment.side)
        yield Cue(segment.start, CueKind.SWITCH, segment.duration, side=segment.side, spoken=spoken)
    elif segment.duration > COUNTDOWN[0]:
        named = None if _named_by_count(spec, segment) else segment.side
        at = segment.start
        if tells_ten and abs(at - last_ten) < AFTER_TEN_S:
            at = last_ten + AFTER_TEN_S
        left = segment.end - COUNTDOWN[0] - at
        yield Cue(at, CueKind.READY, left, side=segment.side, spoken=spoken_ready(set_number, named))
    if tells_ten and segment.start <= last_ten < segment.end:
        yield Cue(last_ten, CueKind.LAST_TEN, segment.end - last_ten, spoken=Spoken(SpokenKey.LAST_TEN))
    yield from _countdown(spec, segment, reps_at)


def _countdown(spec: BlockSpec, segment: Segment, reps_at: Fraction) -> Iterator[Cue]:
    """The 3-2-1, as far as it falls into the segment. Where there is no other room for it the first names the leg."""
    numbers = [number for number in COUNTDOWN if segment.start <= reps_at - number < segment.end]
    for number in numbers:
        side = segment.side if number == numbers[0] and _named_by_count(spec, segment) else None
        spoken = spoken_number(number) if side is None else spoken_side(side)
        yield Cue(reps_at - number, CueKind.COUNTDOWN, Fraction(1), side=side, spoken=spoken, number=number)


def _named_by_count(spec: BlockSpec, segment: Segment) -> bool:
    """Whether a lead-in is too short to name the leg before its 3-2-1. Who goes on knows the leg."""
    begins = segment.kind is SegmentKind.READY and spec.opening not in (Opening.RESUME, Opening.GO_ON)
    return begins and segment.side is not None and segment.duration < COUNTDOWN[0] + SIDE_NAMED_S


def _next_set(plan: SessionPlan, spec: BlockSpec, rest: Segment) -> Iterator[Cue]:
    """At the beginning of a rest: what differs from the set before, the leg first, then the reps and the load."""
    if spec.opening is not Opening.AFTER_SET:
        return
    before, set_before = plan.block_item(spec.number - 1)
    here, set_number = plan.block_item(spec.number)
    if before is not here:
        return
    at = rest.start
    if rest.side is not None and rest.side is not before.sides[-1]:
        yield Cue(at, CueKind.NEXT, rest.duration, side=rest.side, spoken=spoken_next(rest.side))
        at += SETTLED_S
    spoken = _other_dose(here.dose, set_before, set_number)
    if spoken is not None and at < rest.end:
        yield Cue(at, CueKind.NEXT, rest.end - at, side=rest.side, spoken=spoken)


def _other_dose(dose: Prescription, before: int, here: int) -> Spoken | None:
    """What is to be said of a set's reps and load where they are others than in the set before."""
    reps, load = dose.reps_in(here), dose.load_in(here)
    return spoken_next_dose(
        None if reps == dose.reps_in(before) else reps, None if load == dose.load_in(before) else load
    )


def _time_left(rest: Segment, reps_at: Fraction) -> Iterator[Cue]:
    """Within a long rest: each whole minute that is left, of the last ones the halves too."""
    if reps_at - rest.start < LONG_REST_S:
        return
    for left in (*range(60 * MOST_MINUTES_TOLD, HALVES_TOLD_S, -60), *range(HALVES_TOLD_S, 0, -30)):
        at = reps_at - left
        if rest.start + SETTLED_S <= at < rest.end:
            yield Cue(at, CueKind.TIME_LEFT, rest.end - at, spoken=spoken_time_left(left))


def _set_up(exercise: Exercise, lead_in: Segment) -> Iterator[Cue]:
    """The warnings of the first lead-in."""
    last_ten = lead_in.end - LAST_TEN_S
    until = lead_in.end - COUNTDOWN[0]
    for at, text in due_at_set_up(exercise, lead_in.start, until, last_ten if last_ten >= SETTLED_S else None):
        yield Cue(at, CueKind.WARNING, until - at, spoken=spoken_words(text))


def _before_set(plan: SessionPlan, spec: BlockSpec, block: Block, cues: Sequence[Cue]) -> Iterator[Cue]:
    """What is warned of before a set that follows another; `cues` are the others of the block."""
    item, set_number = plan.block_item(spec.number)
    until = _time_to_reps(block, Fraction(0)) - COUNTDOWN[0]
    taken = [cue.at for cue in cues if cue.at < until]
    for at, text in due_before_set(item.exercise, set_number == 1, Fraction(SETTLED_S), until, taken):
        yield Cue(at, CueKind.WARNING, until - at, spoken=spoken_words(text))


def _closing(exercise: Exercise, block: Block) -> Iterator[Cue]:
    end = block.duration
    yield Cue(end, CueKind.SESSION_DONE, CLOSING_GAP_S, spoken=Spoken(SpokenKey.SESSION_DONE))
    titles = steps_told(exercise)
    for number, title in enumerate(titles):
        at = CLOSING_GAP_S + number * STEP_EVERY_S
        slot = TAIL_S - CLOSING_GAP_S if number == len(titles) - 1 else Fraction(STEP_EVERY_S)
        yield Cue(end + at, CueKind.FINISH, slot, spoken=spoken_words(title))


def _time_to_reps(block: Block, start: Fraction) -> Fraction:
    return next(s.start for s in block.segments if s.kind.phase is not None and s.start >= start) - start
