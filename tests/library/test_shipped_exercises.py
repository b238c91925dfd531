"""The shipped exercises say everything they must, by meaning and not by wording."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml

from calfcoach.domain.exercise import Exercise, SafetyWarning, Step, Tip
from calfcoach.domain.floors import FloorError, check_floors
from calfcoach.domain.phases import Phase
from calfcoach.domain.tempo import Tempo
from calfcoach.figure.files import load_figure
from calfcoach.figure.solver import solve
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir, exercises_dir

LIBRARY = Library.load(exercises_dir(), None)
ALL = list(LIBRARY.exercises.values())
PERFORMED = [exercise.variant(variant.id) for exercise in ALL for variant in exercise.variants] + ALL


@pytest.fixture(name="raise_")
def donkey_exercise() -> Exercise:
    return LIBRARY.find("donkey-calf-raise").exercise


def _tip(exercise: Exercise, tip_id: str) -> Tip:
    return next(tip for tip in exercise.tips if tip.id == tip_id)


def _warning(exercise: Exercise, warning_id: str) -> SafetyWarning:
    return next(warning for warning in exercise.warnings if warning.id == warning_id)


def _said(*texts: str | None) -> str:
    return " ".join(text for text in texts if text).casefold()


def _steps(steps: tuple[Step, ...]) -> list[str]:
    return [_said(step.title, step.text) for step in steps]


def test_set_up_has_the_articles_order(raise_: Exercise) -> None:
    grip, hinge, under, up = _steps(raise_.setup)
    assert [step.marker for step in raise_.setup] == ["grip", "hip", "pad", "knee"]
    assert all(word in grip for word in ("rail", "bar", "rack", "waist"))
    assert all(word in hinge for word in ("90°", "hips", "back straight"))
    assert all(word in under for word in ("bend the knees", "waist", "pad"))
    assert all(word in up for word in ("straighten the legs", "little soft"))


def test_the_movement_is_described(raise_: Exercise) -> None:
    lower = raise_.spec(Phase.LOWER)
    assert all(word in _said(lower.how) for word in ("heels", "two to three seconds", "comfortable stretch"))
    assert "contract the calves" in _said(raise_.spec(Phase.CONTRACT).how)
    assert "but the ankles" in _said(raise_.spec(Phase.CONTRACT).how)
    assert "comfortable stretch" in _said(raise_.spec(Phase.STRETCH).how)
    assert (raise_.start_phase, str(raise_.prescription.tempo)) == (Phase.LOWER, "3-1-2-0")


def test_the_floor_is_two_seconds_and_three_is_advice(raise_: Exercise) -> None:
    spec = raise_.spec(Phase.LOWER)
    assert (spec.least_s, spec.advised_s) == (2, (2, 3))
    assert "control" in _said(spec.reason)
    assert "risk" in _said(spec.reason)
    for allowed in ("2-1-2-0", "3-1-2-0", "6-0-1-0", "A-0-2-0"):
        check_floors(raise_, Tempo.parse(allowed))
    with pytest.raises(
        FloorError, match=r"^Lower 1\.9 s was asked for, in Donkey calf raise it is never less than 2 s: "
    ):
        check_floors(raise_, Tempo.parse("1.9-1-2-0"))


def test_all_of_the_articles_warnings_are_there(raise_: Exercise) -> None:
    back = _warning(raise_, "flat-back")
    assert all(word in _said(back.text) for word in ("round", "over-arch", "badly hurt"))
    assert back.phases == tuple(Phase)
    bounce = _warning(raise_, "no-bounce")
    assert all(word in _said(bounce.title, bounce.text) for word in ("bounc", "stretch", "seriously hurt", "calf"))
    assert bounce.phases == (Phase.STRETCH,)
    slow = _warning(raise_, "slow-lowering")
    assert all(word in _said(slow.title, slow.text) for word in ("2–3 s", "never faster", "control throughout", "risk"))
    assert slow.phases == (Phase.LOWER,)
    assert "sharp pain" in _said(_warning(raise_, "sharp-pain").text)
    assert [warning.short for warning in raise_.warnings_in(Phase.LOWER)] == [slow.short, back.short]
    assert slow.short == "Slow and in control: 2–3 s down"
    assert bounce.short == "Keep still. Never bounce here."
    assert [warning.severity for warning in raise_.warnings] == ["danger"] * 4


def test_the_four_tips_of_the_article_are_its_authors(raise_: Exercise) -> None:
    tips = [tip for tip in raise_.tips if tip.says == "Robert Bovee, NFPT"]
    assert [tip.id for tip in tips] == ["toes", "machine", "partner"]
    toes, machine, partner = (_said(tip.text) for tip in tips)
    assert "toes in for the inner calf" in toes
    assert "toes out for the outer calf" in toes
    assert "machines for this very exercise" in machine
    assert all(
        word in partner for word in ("rail", "bar", "waist", "90°", "back straight", "lower back", "hips", "sit")
    )


def test_the_toe_advice_is_never_without_its_measurement(raise_: Exercise) -> None:
    toes = _tip(raise_, "toes")
    growth, activity, turn = toes.evidence
    for figure in ("8.4 %", "3.8 %", "9.1 %", "5.5 %", "22 men", "9 weeks"):
        assert figure in growth.finding
    assert "Inner: 8.4 % toes out, 3.8 % in. Outer: 9.1 % toes in, 5.5 % out" in growth.finding
    assert "Nunes 2020" in growth.citation
    assert "Riemann 2011" in activity.citation
    assert [growth.verdict, activity.verdict] == ["contradicts", "contradicts"]
    assert "hips" in _said(turn.finding)
    assert "ankle" in _said(turn.finding)
    assert "Riemann 2010" in turn.citation
    assert "from the hips" in _said(toes.note)
    for other in ALL:
        for tip in other.tips:
            if "toes in" in _said(tip.title, tip.text) or "toes out" in _said(tip.title, tip.text):
                assert tip.evidence


def test_the_limits_are_told_honestly(raise_: Exercise) -> None:
    pause = _tip(raise_, "pause")
    assert "0.85 s" in pause.text
    assert all(word in _said(pause.evidence[0].finding) for word in ("bench press", "nobody has measured it on calves"))
    rule = _tip(raise_, "control-rule")
    assert "no proven limit" in _said(rule.text)
    assert "one second" in _said(rule.evidence[0].finding)
    hinge = _tip(raise_, "hip-hinge")
    assert all(figure in hinge.evidence[0].finding for figure in ("17.7°", "9 people", "90°"))
    nerve = _tip(raise_, "nerve")
    assert nerve.says == "Common practice"
    assert all(word in _said(nerve.text) for word in ("tingling", "nerve", "hinge less"))


def test_the_three_ways_of_doing_it(raise_: Exercise) -> None:
    assert [variant.name for variant in raise_.variants] == ["Machine", "Rail + partner", "Rail + belt"]
    assert raise_.variant("machine").setup == raise_.setup
    partner = raise_.variant("rail-partner")
    assert "stop word" in _said(_warning(partner, "stop-word").title)
    seat = _said(_tip(partner, "seat").text)
    assert all(word in seat for word in ("lower back and hips", "pelvis", "never the middle of the back"))
    assert "partner off first" in _steps(partner.finish)[0]
    belt = next(variant for variant in raise_.variants if variant.id == "rail-belt")
    assert belt.says == "Common practice"
    for variant in raise_.variants:
        performed = raise_.variant(variant.id)
        assert performed.spec(Phase.LOWER).least_s == Decimal(2)
        assert set(raise_.warnings) <= set(performed.warnings)


def test_the_credit_is_given(raise_: Exercise) -> None:
    first = raise_.sources[0]
    assert first.author == "Robert Bovee"
    assert "NFPT" in (first.publisher or "")
    cited = _said(*(source.author for source in raise_.sources))
    assert all(name in cited for name in ("nunes", "riemann", "wilson", "hasani", "andrade"))


def test_standing_starts_with_the_contraction() -> None:
    standing = LIBRARY.find("standing-calf-raise-machine").exercise
    assert standing.playback == (Phase.CONTRACT, Phase.SQUEEZE, Phase.LOWER, Phase.STRETCH)
    dose = standing.prescription
    assert (str(dose.tempo), dose.sets, dose.reps) == ("3-1-2-1", 5, 10)
    assert "70 %" in (standing.dose_note or "")
    figures = _said(*(evidence.finding for tip in standing.tips for evidence in tip.evidence))
    for figure in ("12.4", "1.7", "9.2", "0.6", "2.1", "2.9", "15.2", "6.7", "3.4"):
        assert figure in figures


def test_the_step_is_for_one_leg() -> None:
    step = LIBRARY.find("step-calf-raise-single").exercise
    assert step.one_side_at_a_time
    assert (step.start_phase, str(step.prescription.tempo)) == (Phase.CONTRACT, "3-1-2-1")
    assert any("hips level" in said for said in _steps(step.setup))


def test_the_hold_has_no_tempo_and_promises_nothing() -> None:
    hold = LIBRARY.find("iso-hold-calf").exercise
    assert hold.is_hold
    dose = hold.prescription
    assert (dose.tempo, dose.hold_s, dose.sets, dose.reps, dose.rest_s) == (None, 45, 5, 1, 120)
    assert "nobody can promise" in _said(_tip(hold, "no-promise").text)


@pytest.mark.parametrize("exercise", PERFORMED, ids=lambda one: one.id)
def test_everyone_is_told_to_stop_at_pain_and_not_to_bounce(exercise: Exercise) -> None:
    assert "sharp pain" in _said(_warning(exercise, "sharp-pain").title)
    # Who is to rebound is not told never to; it says instead when it has its place.
    warned = {warning.id for warning in exercise.warnings}
    assert ("no-bounce" in warned) is not exercise.intended_rebound
    assert ("later" in warned) is exercise.intended_rebound


@pytest.mark.parametrize("exercise", PERFORMED, ids=lambda one: one.id)
def test_texts_fit_their_places(exercise: Exercise) -> None:
    for step in (*exercise.setup, *exercise.finish):
        assert len(step.text) <= 90, step.text
        assert len(step.title) <= 26, step.title
    for warning in exercise.warnings:
        assert len(warning.text) <= 75, warning.text
        assert len(warning.short) <= 40, warning.short
        assert len((warning.say or "").split()) <= 4, warning.say
    assert len(exercise.summary) <= 40


@pytest.mark.parametrize("exercise", PERFORMED, ids=lambda one: one.id)
def test_every_marker_is_on_the_figure(exercise: Exercise) -> None:
    assert exercise.figure is not None
    text = (assets_dir() / "figures" / f"{exercise.figure}.yaml").read_text(encoding="utf-8")
    assert {step.marker for step in exercise.setup if step.marker} <= set(yaml.safe_load(text)["markers"])


BENT = {"well bent": (35, 90), "right angle": (70, 105), "soft": (1, 15), "straight": (0, 22)}
"""How far a knee is bent, degrees, by the first of these words in its step. On a roll a straight leg gives."""


@pytest.mark.parametrize("exercise", PERFORMED, ids=lambda one: f"{one.id} {one.figure}")
def test_the_knees_are_drawn_as_bent_as_they_are_described(exercise: Exercise) -> None:
    (said,) = (_said(step.title, step.text) for step in exercise.setup if step.marker == "knee")
    how = next(words for words in BENT if words in said)
    assert exercise.figure is not None
    figure = load_figure(exercise.figure).file
    for lift in (0.0, 0.5, 1.0):
        leg = solve(figure, lift).near_leg
        assert BENT[how][0] <= leg.thigh_deg - leg.shank_deg <= BENT[how][1], (said, lift)
