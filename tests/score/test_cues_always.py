"""What holds of the cues of every block."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.cues import CLOSING_GAP_S, COUNTDOWN, CueKind, tail_s
from calfcoach.score.segments import SegmentKind
from calfcoach.score.timeline import BlockSpec, lay_out, planned_spec, restarted, resumed
from tests.score.heard import heard
from tests.stories import plans


@st.composite
def blocks(draw: st.DrawFn) -> tuple[SessionPlan, BlockSpec]:
    """Any block of any plan, as planned, after a pause or started again."""
    session = draw(plans())
    number = draw(st.integers(1, session.total_sets))
    spec = planned_spec(session, number)
    how = draw(st.sampled_from(["planned", "resumed", "restarted"]))
    if how == "resumed":
        block = lay_out(session, spec)
        spec = resumed(spec, block, draw(st.floats(0, block.duration_s, exclude_max=True)))
    elif how == "restarted":
        spec = restarted(session, number, Fraction(draw(st.integers(3, 12))))
    return session, spec


@given(blocks())
def test_cues_are_in_order_and_end_with_the_block_and_its_tail(case):
    session, spec = case
    block, cues = heard(session, spec)
    end = block.duration + tail_s(session, spec)
    assert all(one.at <= other.at for one, other in pairwise(cues))
    for cue in cues:
        assert 0 <= cue.at <= cue.at + cue.slot <= end
        assert cue.slot > 0
        assert isinstance(cue.at, Fraction)
        assert isinstance(cue.slot, Fraction)


@given(blocks())
def test_no_slot_reaches_into_what_is_said_next(case):
    _, cues = heard(*case)
    for cue in cues:
        # A phase holds what counts its seconds down.
        within = (CueKind.LAST_TEN, CueKind.COUNTDOWN, CueKind.WARNING) if cue.kind is CueKind.PHASE else ()
        told = [c for c in cues if c.kind is not CueKind.TICK and not (c.kind in within and c.phase is not None)]
        later = [other.at for other in told if other.at > cue.at]
        assert not later or cue.at + cue.slot <= later[0]


@given(blocks())
def test_every_phase_entered_has_one_cue_and_the_whole_phase_for_it(case):
    block, cues = heard(*case)
    phases = [(c.at, c.slot, c.phase, c.set_number, c.rep, c.side) for c in cues if c.kind is CueKind.PHASE]
    assert phases == [(s.start, s.duration, s.kind.phase, s.set_number, s.rep, s.side) for s in block.segments if s.rep]


@given(blocks())
def test_every_rep_is_told_once_as_it_starts(case):
    session, spec = case
    block, cues = heard(session, spec)
    start = session.block_item(spec.number)[0].exercise.start_phase
    told = [(c.at, c.side, c.rep) for c in cues if c.kind in (CueKind.REP, CueKind.LAST_REP)]
    assert told == [(s.start, s.side, s.rep) for s in block.segments if s.kind.phase is start]


@given(blocks())
def test_the_countdown_is_exactly_three_two_and_one_second_before_the_first_phase(case):
    block, cues = heard(*case)
    wanted: list[tuple[Fraction, int]] = []
    waits = [SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH]
    begun = Fraction(0)
    for before, segment in pairwise((None, *block.segments)):
        if segment.rep and before is not None and before.kind in waits:
            wanted += [(segment.start - n, n) for n in COUNTDOWN if segment.start - n >= begun]
        elif segment.kind in waits and (before is None or before.kind not in waits):
            begun = segment.start
    assert [(c.at, c.number) for c in cues if c.kind is CueKind.COUNTDOWN and c.phase is None] == wanted


@given(blocks())
def test_outside_a_rep_no_cue_has_a_set_or_a_rep(case):
    _, cues = heard(*case)
    inside = {CueKind.PHASE, CueKind.TICK, CueKind.REP, CueKind.LAST_REP}
    either = {CueKind.LAST_TEN, CueKind.COUNTDOWN, CueKind.WARNING}
    for cue in cues:
        numbered = cue.set_number is not None and cue.rep is not None and cue.phase is not None
        assert numbered == (cue.kind in inside) or cue.kind in either


@given(blocks())
def test_the_closing_words_come_once_after_the_last_rep_of_all(case):
    session, spec = case
    block, cues = heard(session, spec)
    closing = [(c.at, c.kind) for c in cues if c.at >= block.duration]
    last = spec.number == session.total_sets
    wanted = [(block.duration, CueKind.SESSION_DONE), (block.duration + CLOSING_GAP_S, CueKind.FINISH)]
    assert closing == (wanted if last else [])
