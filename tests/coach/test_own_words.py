"""The words of an own exercise: spoken while no set runs, in a process that is ended at once when one begins."""

from __future__ import annotations

import sys
import time

import pytest

from calfcoach.audio.voice import VoiceBank, own_voice_dir
from calfcoach.audio.voice_index import read_index
from calfcoach.coach.own_words import OwnWords, can_speak, exercise_texts
from calfcoach.domain.exercise import Exercise
from calfcoach.score.spoken import spoken_words
from tests.speaking import Extra, extra, no_extra, spoken
from tests.stories import exercise

__all__ = ["extra", "no_extra"]

MOST_S = 120.0


def saying(*texts: str) -> Exercise:
    """An exercise that wants these said."""
    warnings = [
        {"id": f"w{n}", "title": "Mind", "text": "Mind it", "short": "Mind it", "say": text, "phases": ["lower"]}
        for n, text in enumerate(texts)
    ]
    return exercise(warnings=warnings, finish=[{"title": "Let the weight down", "text": "Slowly."}])


@pytest.fixture
def words():
    made = OwnWords()
    yield made
    made.close()


def until(true) -> None:
    deadline_s = time.monotonic() + MOST_S
    while not true():
        assert time.monotonic() < deadline_s, "it never happened"
        time.sleep(0.01)  # what is waited for happens in another process


def test_they_are_spoken_in_another_process_and_once(words: OwnWords, extra: Extra) -> None:
    wanted = saying("Tabletop spine", "Slow, in control")
    words.begin(wanted)
    words.wait(MOST_S)
    assert spoken(["Tabletop spine"]) == ["Tabletop spine"]
    assert extra.asked == ["Tabletop spine"], "the shipped voice has the rest"
    assert "hibari" not in sys.modules
    words.begin(wanted)
    words.wait(MOST_S)
    again = OwnWords()
    again.begin(wanted)
    again.wait(MOST_S)
    again.close()
    assert extra.asked == ["Tabletop spine"]


def test_a_session_stops_it_at_once_and_it_goes_on_afterwards(words: OwnWords, extra: Extra) -> None:
    wanted = saying("Tabletop spine", "Dangle heels", "Unload backwards")
    extra.wait_at("Dangle heels")
    words.begin(wanted)
    until(lambda: extra.asked[-1:] == ["Dangle heels"])
    words.halt()
    words.wait(MOST_S)
    assert spoken(["Tabletop spine", "Dangle heels", "Unload backwards"]) == ["Tabletop spine"]
    extra.go_on()
    words.begin(wanted)
    words.wait(MOST_S)
    assert len(spoken(["Tabletop spine", "Dangle heels", "Unload backwards"])) == 3
    assert extra.asked.count("Tabletop spine") == 1


def test_another_exercise_takes_its_place(words: OwnWords, extra: Extra) -> None:
    extra.wait_at("Tabletop spine")
    words.begin(saying("Tabletop spine"))
    until(lambda: extra.asked == ["Tabletop spine"])
    words.begin(saying("Dangle heels"))
    words.wait(MOST_S)
    assert spoken(["Tabletop spine", "Dangle heels"]) == ["Dangle heels"]


def test_to_close_ends_it(extra: Extra) -> None:
    extra.wait_at("Tabletop spine")
    words = OwnWords()
    words.begin(saying("Tabletop spine"))
    until(lambda: extra.asked == ["Tabletop spine"])
    words.close()
    assert spoken(["Tabletop spine"]) == []


@pytest.mark.parametrize("text", ["It raises here", "It dies here"])
def test_a_word_that_cannot_be_said_harms_nobody(words: OwnWords, extra: Extra, text: str) -> None:
    words.begin(saying("Tabletop spine", text, "Dangle heels"))
    words.wait(MOST_S)
    assert spoken(["Tabletop spine", text]) == ["Tabletop spine"]
    assert spoken(["Dangle heels"]) == ([] if "dies" in text else ["Dangle heels"])


def test_a_cache_that_cannot_be_written_is_left_alone(words: OwnWords, extra: Extra) -> None:
    own_voice_dir().parent.mkdir(parents=True)
    own_voice_dir().write_text("a file")
    words.begin(saying("Tabletop spine"))
    words.wait(MOST_S)
    assert spoken(["Tabletop spine"]) == []
    assert own_voice_dir().read_text() == "a file"


def test_odd_texts_are_passed_over(words: OwnWords, extra: Extra) -> None:
    words.begin(saying("🔥🔥", "יציבה", "יציבה heels", "Fersen hoch", "Élève les talons", "80 %"))
    words.wait(MOST_S)
    assert extra.asked == ["Fersen hoch", "Élève les talons"]
    assert set(read_index(own_voice_dir())) == {"fersen hoch", "élève les talons"}


def test_without_the_extra_nothing_happens(words: OwnWords, no_extra: None) -> None:
    words.begin(saying("Tabletop spine"))
    words.wait(MOST_S)
    assert not words._worker.used
    assert not own_voice_dir().exists()


def test_the_extra_is_found_without_being_loaded(extra: Extra) -> None:
    assert can_speak()
    assert "hibari" not in sys.modules


@pytest.mark.skipif(not can_speak(), reason="the extra `voice` is not installed")
def test_the_real_voice_speaks_them(words: OwnWords) -> None:
    words.begin(saying("Tabletop spine", "Élève les talons", "Www " * 15))
    words.wait(MOST_S)
    bank = VoiceBank.standard()
    word = bank.word_for(spoken_words("Tabletop spine"), 2.0)
    assert word is not None
    assert 0.4 * 48_000 < word.size < 1.5 * 48_000
    assert abs(word).max() > 0.1
    assert spoken(["Élève les talons"]) == ["Élève les talons"]


def test_an_exercises_own_words_are_those_of_all_its_variants() -> None:
    flat = {"id": "flat", "title": "Flat", "text": "Flat", "short": "Flat", "say": "Stay flat", "phases": ["lower"]}
    one = exercise(
        warnings=[flat],
        phases={"lower": {"label": "Heels down", "least_s": 2, "reason": "control"}},
        variants=[
            {"id": "a", "name": "A"},
            {"id": "b", "name": "B", "finish": [{"title": "Let go", "text": "Let go of the rail."}]},
        ],
    )
    assert {"Heels down", "Stay flat", "Step out", "Let go"} <= set(exercise_texts(one))
