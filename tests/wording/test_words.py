"""The words for what the core tells by keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase
from calfcoach.score.segments import SegmentKind
from calfcoach.score.spoken import (
    Spoken,
    SpokenKey,
    spoken_exercise,
    spoken_next,
    spoken_next_dose,
    spoken_number,
    spoken_phase,
    spoken_ready,
    spoken_switch,
    spoken_time_left,
    spoken_words,
)
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.wording.cues import spoken_text
from calfcoach.wording.doses import counts_words
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.events import event_text, notice_text
from calfcoach.wording.phases import PHASE_NAMES, phase_label, segment_label, short_phase_label, short_segment_label
from tests.stories import CONTROL, exercise, iso_hold, planned

OWN = exercise(phases={"lower": {"label": "Lower the heels", "short": "Heels", "least_s": 2, "reason": CONTROL}})


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (48, "48 s"), (90, "90 s"), (99.5, "1 min 40 s"), (120, "2 min"), (550, "9 min 10 s")],
)
def test_seconds_are_told_as_a_person_reads_them(seconds: float, text: str) -> None:
    assert whole_seconds(seconds) == text


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        (None, ""),
        (spoken_number(7), "7"),
        (spoken_words("Let go"), "Let go"),
        (spoken_words("{number} %s"), "{number} %s"),
        (spoken_phase(exercise(), Phase.STRETCH), "Stretch"),
        (spoken_phase(OWN, Phase.LOWER), "Lower the heels"),
        (spoken_ready(2, None), "Get ready for set 2"),
        (spoken_ready(2, Side.LEFT), "Left side, get ready for set 2"),
        (spoken_next(Side.RIGHT), "Right side next"),
        (spoken_exercise(exercise()), "Next: Donkey calf raise"),
        (spoken_next_dose(1, None), "Next: 1 rep"),
        (spoken_next_dose(3, None), "Next: 3 reps"),
        (spoken_next_dose(None, Load(Decimal("42.5"))), "Next: 42.5 kg"),
        (spoken_next_dose(3, Load(Decimal(45))), "Next: 3 reps, 45 kg"),
        (spoken_time_left(30), "Half a minute left"),
        (spoken_time_left(60), "One minute left"),
        (spoken_time_left(180), "3 minutes left"),
        (Spoken(SpokenKey.REST, 1), "Rest 1 second"),
        (Spoken(SpokenKey.REST, 45), "Rest 45 seconds"),
        (spoken_switch(None), "Other side"),
        (spoken_switch(Side.RIGHT), "Other side, right side"),
    ],
)
def test_what_is_said_is_written(spoken: Spoken | None, text: str) -> None:
    assert spoken_text(spoken) == text


@pytest.mark.parametrize("key", sorted(set(SpokenKey) - {SpokenKey.OWN_WORDS}))
def test_every_key_has_words(key: SpokenKey) -> None:
    words = spoken_text(Spoken(key, 3))
    assert words and "{" not in words


def test_an_exercises_own_names_come_before_ours() -> None:
    assert (phase_label(OWN, Phase.LOWER), short_phase_label(OWN, Phase.LOWER)) == ("Lower the heels", "Heels")
    assert (segment_label(OWN, SegmentKind.LOWER), short_segment_label(OWN, SegmentKind.LOWER)) == (
        "Lower the heels",
        "Heels",
    )
    assert [short_segment_label(OWN, kind) for kind in (SegmentKind.STRETCH, SegmentKind.REST)] == ["Stretch", "Rest"]
    assert {phase: phase_label(exercise(), phase) for phase in Phase} == PHASE_NAMES


VALUES = {
    "minutes": 60,
    "reps": 200,
    "set_number": 1,
    "performed": 2,
    "counted": 3,
    "left": 3,
    "right": 2,
    "left_counted": 4,
    "right_counted": 1,
    "problem": "No sound.",
}


@pytest.mark.parametrize("key", NoticeKey)
def test_every_notice_is_a_sentence(key: NoticeKey) -> None:
    words = notice_text(Notice(key, VALUES))
    assert words and "{" not in words


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (Event(EventKind.SESSION, 1, 0.0, names=("Raise", "Hold", "Raise")), "Raise, Hold"),
        (Event(EventKind.SET, 1, 9.0, set_number=1, rep=1), "1 rep"),
        (Event(EventKind.SET, 1, 9.0, set_number=1, rep=0), "0 reps"),
        (Event(EventKind.SWITCH, 1, 9.0, side=Side.LEFT), "left side"),
        (Event(EventKind.NOTICE, 1, 9.0, side=Side.LEFT, notice=Notice(NoticeKey.MOST_REPS, {"reps": 200})), None),
        (Event(EventKind.FINISHED, 1, 9.0), ""),
    ],
)
def test_an_event_says_what_the_log_has_as_its_text(event: Event, text: str | None) -> None:
    assert event_text(event) == (text if text is not None else "A set has at most 200 reps")


@pytest.mark.parametrize(
    ("of", "dose", "by_side", "told"),
    [
        (None, {"reps": 15, "sets": 4}, False, "4 sets × 15 reps"),
        (None, {"reps": 1, "sets": 1}, True, "1 set × 1 rep a side"),
        (None, {"reps": (12, 8)}, False, "2 sets of 12, 8 reps"),
        (iso_hold(), {"reps": 1, "sets": 5}, False, "5 sets × 1 hold"),
        (iso_hold(), {"reps": 3, "sets": 5}, True, "5 sets × 3 holds a side"),
        (iso_hold(), {"reps": (3, 2)}, True, "2 sets of 3, 2 holds a side"),
    ],
)
def test_a_dose_counts_reps_or_holds(of: Any, dose: dict[str, Any], by_side: bool, told: str) -> None:
    assert counts_words(planned(of, **dose).dose, by_side=by_side) == told
