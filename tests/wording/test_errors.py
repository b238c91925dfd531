"""What the core refuses is said in English by the error itself, and in the language in force by the wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from gettext import NullTranslations

import pytest

from calfcoach import texts
from calfcoach.domain.floors import FloorError, check_floors, phase_lengths
from calfcoach.domain.prescribe import Choices, DoseRefused, prescribe
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Reason, Refusal
from calfcoach.domain.tempo import Tempo, TempoError
from calfcoach.wording.errors import error_text, refusal_text
from tests.stories import CONTROL, exercise
from tests.texts.pseudo import PseudoTranslations, pseudo


class Backwards(NullTranslations):
    """A language in which only a few sentences are said, and those with their places the other way round."""

    def gettext(self, message: str) -> str:
        return {
            Reason.BELOW_FLOOR.value: "{why} ({least} s, {exercise}): {asked} s, {phase}",
            Reason.TEMPO_WORDS.value: "{why} << {tempo!r}",
            Reason.UP_MISSING.value: "pu",
        }.get(message, message)


@pytest.fixture
def backwards() -> Iterator[None]:
    texts.use(Backwards())
    yield
    texts.use(None)


def below_the_floor() -> FloorError:
    with pytest.raises(FloorError) as refused:
        phase_lengths(exercise(), Prescription(tempo=Tempo.parse("1-0-2-0"), sets=1, reps=1, rest_s=Decimal(0)))
    return refused.value


def too_short_a_pause() -> FloorError:
    with pytest.raises(FloorError) as refused:
        check_floors(exercise(), Tempo.parse("3-0.3-2-0"))
    assert str(refused.value).startswith("Stretch 0.3 s was asked for, a pause takes")
    return refused.value


def named_twice() -> str:
    with pytest.raises(TempoError) as refused:
        Tempo.parse("3 s down, 2 s down, 1 s up")
    assert str(refused.value) == "'3 s down, 2 s down, 1 s up': Lower is named twice"
    return error_text(refused.value)


def test_an_error_of_the_domain_says_its_sentence_in_english(backwards: None) -> None:
    sentence = "Lower 1 s was asked for, in Donkey calf raise it is never less than 2 s: Faster means less control"
    assert str(below_the_floor()) == sentence


def test_the_wording_says_it_in_the_language_in_force(backwards: None) -> None:
    sentence = "Faster means less control (2 s, Donkey calf raise): 1 s, Lower"
    assert error_text(below_the_floor()) == sentence
    with pytest.raises(DoseRefused) as refused:
        prescribe(exercise(), Choices(tempo="1-0-2-0"))
    assert error_text(refused.value) == sentence


def test_a_phase_without_a_label_has_its_usual_name_in_the_language_in_force() -> None:
    texts.use(PseudoTranslations())
    try:
        of_floor, too_short, twice = error_text(below_the_floor()), error_text(too_short_a_pause()), named_twice()
    finally:
        texts.use(None)
    assert pseudo("Lower") in of_floor
    assert pseudo("Stretch") in too_short
    assert pseudo("Lower") in twice


def test_an_exercise_s_own_label_is_nobody_s_to_translate() -> None:
    own = exercise(phases={"lower": {"label": "Heels", "short": "Heels", "least_s": 2, "reason": CONTROL}})
    texts.use(PseudoTranslations())
    try:
        with pytest.raises(FloorError) as refused:
            check_floors(own, Tempo.parse("1-0-2-0"))
        sentence = error_text(refused.value)
    finally:
        texts.use(None)
    assert "Heels" in sentence and pseudo("Heels") not in sentence


def test_a_reason_within_a_reason_is_translated_too(backwards: None) -> None:
    with pytest.raises(TempoError) as refused:
        Tempo.parse("3 s down")
    assert str(refused.value) == "'3 s down': the way up is not named"
    assert error_text(refused.value) == "pu << '3 s down'"


def test_what_is_no_refusal_is_said_as_it_stands() -> None:
    assert error_text(OSError("no room")) == refusal_text("no room") == "no room"


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.name)
def test_every_sentence_fills_its_places(reason: Reason) -> None:
    places = re.findall(r"{(\w+)", reason.value)
    sentence = str(Refusal(reason, dict.fromkeys(places, "{odd} value")))
    assert sentence.count("{odd} value") == len(places)
