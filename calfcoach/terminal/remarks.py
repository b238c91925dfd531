"""Asks in the terminal, after a session, how hard it was, how much it hurt, and for a note. Enter skips each.

Where nobody can answer nothing is asked. Knows no session.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from calfcoach.history.editing import MOST_NOTE
from calfcoach.history.past import Remarks
from calfcoach.history.store import History
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.interrupt import raised_interrupts
from calfcoach.terminal.keys import forget_typed
from calfcoach.texts import printable, text
from calfcoach.wording.remarks import EFFORT, PAIN, pain_advice

MOST = 10
"""The end of both scales."""


def ask_remarks(history: History, before: Remarks, pain_limit: int) -> None:
    """Ask, and keep each answer with the session of the history; `before` is what was said of it already.

    `pain_limit` is the person's.

    Raises:
        KeyboardInterrupt, SystemExit: the program is to end. What was answered until then is kept.
    """
    console = PatientConsole()
    if sys.stdin is None or not sys.stdin.isatty() or not console.is_terminal:
        return
    forget_typed()

    def ask(question: str) -> str | None:
        console.print(question, end=" ", soft_wrap=True)
        return _typed_line()

    with raised_interrupts():
        for said in answers(ask, lambda line: console.print(line, soft_wrap=True), before, pain_limit):
            history.annotate(said)


def answers(
    ask: Callable[[str], str | None], say: Callable[[str], object], before: Remarks, pain_limit: int
) -> Iterator[Remarks]:
    """What the person says, after each answer; `ask` gives the line that is typed, None where nothing comes any more.

    What is skipped stays as it was `before`. Pain above `pain_limit` is answered with advice.
    """
    said = before
    values = {"least": text(EFFORT[0]), "most": text(EFFORT[-1])}
    effort = _number(ask, say, text("Effort, 0 ({least}) to 10 ({most})?", **values), said.effort)
    yield (said := replace(said, effort=effort))
    values = {"least": text(PAIN[0]), "most": text(PAIN[-1])}
    pain = _number(ask, say, text("Pain, 0 ({least}) to 10 ({most})?", **values), said.pain)
    yield (said := replace(said, pain=pain))
    if (advice := pain_advice(pain, pain_limit)) is not None:
        say(advice)
    note = printable((ask(f"{text('A note?')} {_what_enter_does(said.note)}") or "").strip())[:MOST_NOTE]
    yield replace(said, note=note or said.note)


def _number(
    ask: Callable[[str], str | None], say: Callable[[str], object], question: str, before: int | None
) -> int | None:
    while True:
        line = ask(f"{question} {_what_enter_does(before)}")
        word = (line or "").strip()
        if not word:
            return before
        if word.isascii() and word.isdigit() and int(word[:4]) <= MOST:
            return int(word)
        say(text("A whole number from 0 to 10, please."))


def _what_enter_does(before: object) -> str:
    if before in (None, ""):
        return text("Enter skips it.")
    return text("Enter keeps {answer}.", answer=before)


def _typed_line() -> str | None:
    try:
        return sys.stdin.readline() or None
    except (OSError, ValueError):  # the terminal has gone, or sends what is no text
        return None
