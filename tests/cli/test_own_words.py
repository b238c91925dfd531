"""The words of an exercise of one's own: recorded before a command lets it be heard; without the extra, tones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from calfcoach.audio.voice import own_voice_dir
from tests.cli.conftest import Calf, program
from tests.speaking import Extra, extra, no_extra, own_exercise, spoken

__all__ = ["extra", "no_extra"]

SHORT = ("--scheme", "voice", "--sets", 1, "--reps", 1, "--lead-in", 0)
LINE = "Keep breathing: 1 of its own words is recorded first, this once.\n"


def warnings_heard(path: Path) -> list[tuple[str, str]]:
    """The warnings in a list of cues, with their frames."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["frame"], row["text"]) for row in csv.DictReader(file) if row["kind"] == "warning"]


def test_they_are_recorded_before_the_first_render(calf: Calf, extra: Extra, tmp_path: Path) -> None:
    own_exercise()
    answer = calf("render", "my-push", *SHORT, "-o", tmp_path / "a.wav")
    assert (answer.code, answer.out, answer.err) == (0, "", LINE)
    assert spoken(["Tabletop spine"]) == ["Tabletop spine"]
    again = calf("render", "my-push", *SHORT, "-o", tmp_path / "b.wav")
    assert (again.code, again.err) == (0, "")
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    assert extra.asked == ["Tabletop spine"]


def test_the_word_is_heard_where_the_tone_was(
    calf: Calf, extra: Extra, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_exercise()
    with monkeypatch.context() as without:
        without.setattr("calfcoach.cli.own_words.can_speak", lambda: False)
        assert calf("render", "my-push", *SHORT, "-o", tmp_path / "a.wav", "--cues", tmp_path / "a.csv").err == ""
    assert calf("render", "my-push", *SHORT, "-o", tmp_path / "b.wav", "--cues", tmp_path / "b.csv").err == LINE
    assert (tmp_path / "a.wav").stat().st_size == (tmp_path / "b.wav").stat().st_size
    assert (tmp_path / "a.wav").read_bytes() != (tmp_path / "b.wav").read_bytes()
    assert "Tabletop spine" in [text for _, text in warnings_heard(tmp_path / "b.csv")]
    # Its sign was heard in its place.
    assert [text for _, text in warnings_heard(tmp_path / "a.csv")] == [
        text for _, text in warnings_heard(tmp_path / "b.csv")
    ]


def test_shipped_exercises_have_none(calf: Calf, extra: Extra, tmp_path: Path) -> None:
    assert calf("render", "donkey-calf-raise", *SHORT, "-o", tmp_path / "a.wav").err == ""
    assert extra.asked == []


def test_the_terminal_coach_has_them_too(extra: Extra) -> None:
    own_exercise()
    words = ("run", "my-push", "--terminal", "--audio", "silent", "--start", *SHORT)
    answer = program(*words)
    assert (answer.code, answer.err) == (0, LINE)
    assert spoken(["Tabletop spine"]) == ["Tabletop spine"]


def test_what_takes_too_long_is_told_by_its_tone(
    calf: Calf, extra: Extra, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_exercise()
    extra.wait_at("Tabletop spine")
    monkeypatch.setattr("calfcoach.cli.own_words.MOST_WAIT_S", 0.1)
    assert calf("render", "my-push", *SHORT, "-o", tmp_path / "a.wav").code == 0
    assert spoken(["Tabletop spine"]) == []


def test_texts_of_any_kind_are_bounded_and_harmless(calf: Calf, extra: Extra, tmp_path: Path) -> None:
    path = own_exercise(("say: Don't bounce", f"say: {'x' * 10_000}"))
    assert f"{path}:" in calf("render", "my-push", *SHORT, "-o", tmp_path / "a.wav").refusal
    assert list(tmp_path.iterdir()) == []
    own_exercise(
        ("say: Don't bounce", "say: 🔥🔥🔥"),
        ("say: Slow, in control", "say: יציבה ואיטית"),
        ("say: Stop if it hurts", f"say: {'Wwww ' * 12}"),
        ("title: Let the weight down", f"title: {'let go ' * 11}"),
    )
    assert calf("render", "my-push", *SHORT, "-o", tmp_path / "a.wav").code == 0
    assert extra.asked == ["Tabletop spine", ("Wwww " * 12).strip(), ("let go " * 11).strip()]
    assert (tmp_path / "a.wav").stat().st_size > 5 * 48_000


def test_without_the_extra_not_a_word_is_said_of_it(
    calf: Calf, no_extra: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calfcoach.cli.own_words.can_speak", lambda: False)
    own_exercise()
    answer = calf("render", "my-push", *SHORT, "-o", tmp_path / "a.wav")
    assert (answer.code, answer.err) == (0, "")
    assert not own_voice_dir().exists()
