"""Each shipped exercise against the table of facts that it was written from, copied here as data.

Seconds of a tempo are down, stretch, up, top. A dose is sets and reps, or sets and seconds of a hold; ranges are
what the source gives, and the exercise's own numbers lie in them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError, check_floors, phase_lengths
from calfcoach.domain.phases import MOVEMENTS, Phase
from calfcoach.domain.tempo import Tempo, TempoError
from calfcoach.figure.files import load_figure
from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir

CALF = {"Gastrocnemius", "Soleus"}
TENDON = CALF | {"Achilles tendon"}
UP, DOWN, HOLD = Phase.CONTRACT, Phase.LOWER, Phase.HOLD


class Fact(NamedTuple):
    """A row: what works, what comes first, tempo or seconds of hold, sets, reps, floor, sources, sides."""

    muscles: set[str]
    first: Phase
    tempo: str | tuple[int, int]
    sets: tuple[int, int]
    reps: tuple[int, int]
    floor: int | None
    sources: tuple[str, ...]
    one_leg: bool = False
    figure: str = ""


FACTS = {
    "donkey-calf-raise": Fact(CALF, DOWN, "3-1-2-0", (3, 4), (10, 15), 2, ("Bovee", "Common practice")),
    "standing-calf-raise-machine": Fact(CALF, UP, "3-1-2-1", (5, 5), (10, 10), 2, ("Kinoshita", "Hasani")),
    "step-calf-raise-double": Fact(CALF, UP, "2-1-2-1", (3, 3), (10, 15), 1, ("Common practice",)),
    "step-calf-raise-single": Fact(CALF, UP, "3-1-2-1", (3, 3), (8, 15), 1, ("Common practice",), one_leg=True),
    "smith-calf-raise": Fact(CALF, UP, "3-0-3-0", (4, 4), (6, 18), 2, ("Hasani",)),
    "dumbbell-calf-raise": Fact(CALF, UP, "2-1-2-1", (3, 3), (12, 15), 2, ("Common practice", "Hasani")),
    "leg-press-calf-raise": Fact(CALF, UP, "3-1-2-1", (3, 3), (15, 20), 2, ("Kassiano", "Hasani")),
    "seated-calf-raise-machine": Fact({"Soleus"}, DOWN, "3-1-2-1", (5, 5), (10, 10), 2, ("Kinoshita", "Hasani")),
    "seated-calf-raise-dumbbell": Fact(
        {"Soleus"}, UP, "3-1-2-1", (3, 3), (12, 15), 2, ("Common practice", "Hasani"), one_leg=True
    ),
    "heel-drop-straight": Fact(
        TENDON, DOWN, "3-0-A-0", (3, 3), (15, 15), 2, ("Alfredson", "Habets", "Fahlström"), one_leg=True
    ),
    "heel-drop-bent": Fact(
        {"Soleus", "Achilles tendon"},
        DOWN,
        "3-0-A-0",
        (3, 3),
        (15, 15),
        2,
        ("Alfredson", "Weinert-Aplin"),
        one_leg=True,
    ),
    "heel-drop-floor": Fact(TENDON, DOWN, "3-0-A-0", (3, 3), (15, 15), 2, ("Common practice",), one_leg=True),
    "toe-towel-raise": Fact(CALF | {"Plantar fascia"}, UP, "3-0-3-2", (3, 3), (12, 12), 2, ("Rathleff",), one_leg=True),
    "quick-rebound": Fact(TENDON, UP, "X-0-X-0", (3, 3), (20, 20), None, ("Silbernagel",)),
    "iso-hold-calf": Fact(CALF, HOLD, (45, 45), (5, 5), (1, 1), None, ("O'Neill",)),
    "soleus-wall-sit": Fact({"Soleus", "Quadriceps"}, HOLD, (20, 45), (3, 5), (1, 1), None, ("Common practice",)),
    "tibialis-raise": Fact({"Tibialis anterior"}, UP, "2-0-1-2", (2, 2), (25, 25), 1, ("Common practice",)),
    "band-dorsiflexion": Fact(
        {"Tibialis anterior"}, UP, "2-0-1-1", (3, 3), (15, 20), 1, ("Common practice",), one_leg=True
    ),
    "band-plantarflexion": Fact(CALF, UP, "2-0-2-1", (3, 3), (15, 20), 1, ("Common practice",), one_leg=True),
    "lengthened-partial": Fact({"Gastrocnemius"}, DOWN, "2-1-2-0", (3, 3), (15, 20), 2, ("Kassiano", "Hasani")),
    "stretch-gastrocnemius-wall": Fact(
        {"Gastrocnemius"}, HOLD, (30, 30), (5, 5), (1, 1), None, ("PMC3590825",), one_leg=True
    ),
    "stretch-soleus": Fact({"Soleus"}, HOLD, (30, 30), (4, 4), (1, 1), None, ("Merck",), one_leg=True),
    "stretch-towel": Fact({"Gastrocnemius"}, HOLD, (30, 30), (3, 3), (1, 1), None, ("heelpain101",), one_leg=True),
}

RESTS = {"donkey-calf-raise": (60, 90), "smith-calf-raise": (120, 120), "iso-hold-calf": (120, 120)}
WEEKS = {
    "standing-calf-raise-machine": ("70 %", "twice a week"),
    "seated-calf-raise-machine": ("70 %", "twice a week"),
    "leg-press-calf-raise": ("15–20", "three times a week"),
    "lengthened-partial": ("15–20", "three times a week", "8 weeks"),
    "heel-drop-straight": ("twice a day",),
    "heel-drop-bent": ("twice a day",),
    "heel-drop-floor": ("twice a day", "no source"),
    "toe-towel-raise": ("every second day",),
    "soleus-wall-sit": ("no trial",),
    "stretch-gastrocnemius-wall": ("twice a day", "5 days a week"),
    "stretch-soleus": ("three times a day",),
    "iso-hold-calf": ("70 %",),
}

LIBRARY = Library.load(exercises_dir(), exercises_dir() / "nowhere")
EACH = pytest.mark.parametrize("name", FACTS)


def shipped(name: str) -> Exercise:
    return LIBRARY.find(name).exercise


def test_all_of_the_table_is_shipped_and_nothing_else() -> None:
    assert LIBRARY.problems == ()
    assert set(LIBRARY.entries) == set(FACTS)


def test_the_rebound_alone_is_kept_for_programs() -> None:
    assert set(FACTS) - {entry.exercise.id for entry in LIBRARY.listed} == {"quick-rebound"}
    assert shipped("quick-rebound").program_phase == 2


@EACH
def test_muscles(name: str) -> None:
    assert {muscle.name for muscle in shipped(name).muscles} == FACTS[name].muscles


@EACH
def test_what_comes_first_and_how_fast(name: str) -> None:
    exercise, fact = shipped(name), FACTS[name]
    assert exercise.start_phase is fact.first
    dose = exercise.prescription
    if isinstance(fact.tempo, str):
        assert str(dose.tempo) == fact.tempo
    else:
        assert dose.hold_s is not None
        assert fact.tempo[0] <= dose.hold_s <= fact.tempo[1]


@EACH
def test_the_dose(name: str) -> None:
    exercise, fact = shipped(name), FACTS[name]
    dose = exercise.prescription
    assert fact.sets[0] <= dose.sets <= fact.sets[1]
    assert fact.reps[0] <= dose.reps <= fact.reps[1]
    low, high = RESTS.get(name, (0, 120))
    assert low <= dose.rest_s <= high
    assert exercise.one_side_at_a_time is fact.one_leg
    for words in WEEKS.get(name, ()):
        assert words in (exercise.dose_note or "")


@EACH
def test_the_floor_and_its_reason(name: str) -> None:
    exercise, fact = shipped(name), FACTS[name]
    floors = {phase: spec.least_s for phase, spec in exercise.phases.items() if spec.least_s}
    assert floors == ({} if fact.floor is None else {Phase.LOWER: Decimal(fact.floor)})
    for variant in exercise.variants:
        assert exercise.variant(variant.id).spec(Phase.LOWER).least_s == (fact.floor or 0)
    if fact.floor is None:
        return
    quicker = f"{fact.floor - Decimal('0.1')}-0-2-0"
    with pytest.raises(FloorError, match=f"in {exercise.name} it is never less than {fact.floor} s: "):
        check_floors(exercise, Tempo.parse(quicker))
    if "Hasani" in fact.sources and name != "smith-calf-raise":
        reason = exercise.spec(Phase.LOWER).reason or ""
        assert all(words in reason for words in ("our rule", "no proven limit", "a trial lowered in 1 s"))


@EACH
def test_only_the_rebound_may_be_lowered_as_fast_as_can_be(name: str) -> None:
    exercise = shipped(name)
    assert exercise.intended_rebound is (name == "quick-rebound")
    if exercise.is_hold:
        return
    if name == "quick-rebound":
        lengths = {length.phase: float(length.seconds) for length in phase_lengths(exercise, exercise.prescription)}
        assert lengths == dict.fromkeys(MOVEMENTS, 1.0)
        return
    with pytest.raises(TempoError):
        check_floors(exercise, Tempo.parse("X-0-X-0"))


@EACH
def test_at_least_two_warnings_are_told_in_a_phase(name: str) -> None:
    exercise = shipped(name)
    bound = [warning for warning in exercise.warnings if warning.phases]
    assert len(bound) >= 2
    assert {phase for warning in bound for phase in warning.phases} & set(exercise.playback)


@EACH
def test_sources_are_named_and_what_is_common_practice_says_so(name: str) -> None:
    sources = shipped(name).sources
    cited = " ".join(filter(None, (text for s in sources for text in (s.title, s.author, s.publisher))))
    assert all(author in cited for author in FACTS[name].sources)
    assert sources[-1].title == "Common practice among trainers"
    assert all(source.covers for source in sources)


@EACH
def test_every_citation_of_a_tip_is_among_the_sources(name: str) -> None:
    exercise = shipped(name)
    known = " ".join(
        str(text) for s in exercise.sources for text in (s.title, s.author, s.publisher, s.doi, s.url, s.year) if text
    )
    for tip in exercise.tips:
        for evidence in tip.evidence:
            assert evidence.citation.split()[0].rstrip(",") in known, evidence.citation


@EACH
def test_it_is_complete_and_its_figure_has_its_markers(name: str) -> None:
    exercise = shipped(name)
    assert exercise.setup and exercise.finish and exercise.equipment and exercise.position and exercise.dose_note
    assert exercise.phases.keys() >= {length.phase for length in phase_lengths(exercise, exercise.prescription)}
    assert all(spec.how for spec in exercise.phases.values())
    assert exercise.figure is not None
    markers = load_figure(exercise.figure).file.markers
    assert {step.marker for step in exercise.setup if step.marker} <= markers.keys()
    assert sum(step.marker is not None for step in exercise.setup) >= 3


@EACH
def test_the_figure_shows_the_muscle_that_works_most(name: str) -> None:
    exercise = shipped(name)
    assert exercise.figure is not None
    works = load_figure(exercise.figure).file.works
    if "Tibialis anterior" in FACTS[name].muscles:
        assert works == "tibialis"
    elif "Gastrocnemius" in FACTS[name].muscles:
        assert works == "calf"
    else:
        assert works == "soleus"


def test_the_shin_is_lifted_toes_first() -> None:
    for name in ("tibialis-raise", "band-dorsiflexion"):
        exercise = shipped(name)
        assert [exercise.spec(phase).label for phase in (Phase.CONTRACT, Phase.LOWER)] == ["Toes up", "Toes down"]


def test_what_the_facts_say_of_single_exercises() -> None:
    def told(name: str) -> str:
        exercise = shipped(name)
        texts = [step.text for step in (*exercise.setup, *exercise.finish)]
        texts += [text for warning in exercise.warnings for text in (warning.title, warning.text)]
        texts += [tip.text for tip in exercise.tips]
        texts += [evidence.finding for tip in exercise.tips for evidence in tip.evidence]
        return " ".join(texts)

    for name, facts in {
        "smith-calf-raise": ("safeties", "within reach", "6 to 18"),
        "leg-press-calf-raise": ("lock the knees", "slips", "safety stops", "heels off", "15.2 %", "6.7 %", "3.4 %"),
        "lengthened-partial": ("heel bone", "15.2 %", "no clear difference"),
        "seated-calf-raise-machine": ("swing the stop away", "swing the stop back", "2.9 %", "2.1 %", "14 people"),
        "seated-calf-raise-dumbbell": ("above the knee",),
        "heel-drop-straight": ("89 %", "32 %", "180 reps a day", "first two weeks", "heel bone"),
        "heel-drop-bent": ("the same with the knee bent", "Well bent"),
        "heel-drop-floor": ("flat floor", "32 %"),
        "toe-towel-raise": ("both legs", "4 × 10", "5 × 8", "after two weeks"),
        "quick-rebound": ("phase 2", "3 × 20", "body weight only"),
        "soleus-wall-sit": ("No trial",),
        "tibialis-raise": ("15–30 cm",),
        "band-plantarflexion": ("Early after an injury",),
        "stretch-gastrocnemius-wall": ("5 × 30 s twice a day on 5 days a week",),
    }.items():
        assert [fact for fact in facts if fact not in told(name)] == [], name
