"""What the terminal asks after a session: Enter skips, what is no answer is asked again, what was said before stays."""

from __future__ import annotations

import pytest

from calfcoach.history.past import Remarks
from calfcoach.terminal.remarks import answers
from calfcoach.wording.remarks import pain_advice

Asked = tuple[list[Remarks], list[str]]


def asked(*typed: str, before: Remarks | None = None) -> Asked:
    """What is kept after each answer, and all that was asked and said; after the last line nothing comes any more."""
    lines, shown = list(typed), list[str]()

    def ask(question: str) -> str | None:
        shown.append(question)
        return f"{lines.pop(0)}\n" if lines else None

    return list(answers(ask, shown.append, before or Remarks(), 2)), shown


def test_three_questions_and_what_was_answered_is_kept_after_each() -> None:
    kept, shown = asked("7", "2", "left calf tight ")
    assert kept == [Remarks("", 7, None), Remarks("", 7, 2), Remarks("left calf tight", 7, 2)]
    assert shown == [
        "Effort, 0 (nothing at all) to 10 (all I had)? Enter skips it.",
        "Pain, 0 (none) to 10 (worst imaginable)? Enter skips it.",
        "A note? Enter skips it.",
    ]


@pytest.mark.parametrize("typed", [("", "", ""), (), ("", " ")])
def test_enter_skips_and_so_does_a_terminal_that_has_gone(typed: tuple[str, ...]) -> None:
    assert asked(*typed)[0] == [Remarks()] * 3


@pytest.mark.parametrize("wrong", ["11", "-1", "7.5", "hard", "99999999999999999999", "\u0664"])
def test_what_is_no_number_of_the_scale_is_asked_again(wrong: str) -> None:
    kept, shown = asked(wrong, "10", "0", "")
    assert kept[-1] == Remarks("", 10, 0)
    assert shown[1] == "A whole number from 0 to 10, please."


def test_what_was_said_before_it_was_cut_off_stays() -> None:
    kept, shown = asked("", "6", "", before=Remarks("tight", 5, 1))
    assert kept[-1] == Remarks("tight", 5, 6)
    assert [line.partition("? ")[2] for line in shown if "?" in line] == [
        "Enter keeps 5.",
        "Enter keeps 1.",
        "Enter keeps tight.",
    ]
    assert "More than 2, or still there in the morning: add no load next time." in shown


@pytest.mark.parametrize(("pain", "limit", "told"), [(3, 2, 2), (2, 2, None), (6, 8, 5), (5, 8, None), (None, 2, None)])
def test_pain_above_the_persons_own_limit_is_answered(pain: int | None, limit: int, told: int | None) -> None:
    advice = None if told is None else f"More than {told}, or still there in the morning: add no load next time."
    assert pain_advice(pain, limit) == advice


def test_a_note_is_one_line_that_every_terminal_can_show() -> None:
    assert asked("", "", "a\x1b[31mb" + "x" * 3000)[0][-1].note == ("a\\x1b[31mb" + "x" * 3000)[:2000]
