"""Writes the table of keys and states into the user guide: `python -m tools.key_table`.

Rows and keys come from `calfcoach.session.commands`; what a key does in a state is seen by pressing it: each cell is a
session that was brought into the state and asked. `check` alone writes nothing and ends with 1 where the page differs.
"""

import sys
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

from calfcoach.coach.conductor import OBEYED_BY
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.session.commands import COMMANDS, CommandKind, CommandSource, CommandSpec, allowed, meant
from calfcoach.session.machine import Question, SessionMachine, UndoKind
from calfcoach.session.states import State
from calfcoach.ui.keys import ALL_ACTIONS, KeyMap
from calfcoach.wording.commands import WORDS
from tools.stage_states import played_to

PAGE = Path(__file__).resolve().parents[1] / "docs" / "user-guide.md"
BEGIN, END = "<!-- keys: python -m tools.key_table -->", "<!-- end of keys -->"

LEAD_IN_S, REST_S, REP_S = 5, 20, 6
READY_FROM_S, SET_FROM_S = REST_S - LEAD_IN_S, REST_S
"""In the block of a set that follows another: the rest, the lead-in that is a part of it, and the set."""

NOT_WHAT_THE_LIST_SAYS = {
    CommandKind.END: "end",
    CommandKind.LEAVE: "to the summary",
    CommandKind.UNDO: "undo, for 10 s",
    CommandKind.ONE_DONE_LESS: "last set: one rep fewer",
    CommandKind.ONE_DONE_MORE: "last set: one rep more",
    CommandKind.HALT: "stop in place",
}
"""Shorter than in the list of keys."""

Columns = dict[str, Callable[[], SessionMachine]]


def main(words: list[str]) -> int:
    """Write it, or with `check` only look."""
    page = PAGE.read_text(encoding="utf-8")
    wanted = with_table(page)
    if words == ["check"]:
        if page != wanted:
            print("docs/user-guide.md: the table of keys is not up to date: run python -m tools.key_table")
        return int(page != wanted)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


def with_table(page: str) -> str:
    """The page with the table as it is now, between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def table() -> str:
    """Every key of a session and what it does in every state, in Markdown."""
    columns = states()
    heads = ("keyboard", "clicker", "music keys", "terminal", *columns)
    rows = [_row(spec, columns) for spec in COMMANDS if spec.kind is not CommandKind.START and _has_keys(spec)]
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def states() -> Columns:
    """What each column is, by its heading: makes a session that has come there."""
    in_set = partial(_at, 2, SET_FROM_S + REP_S + 1)
    return {
        "get ready": partial(_at, 2, READY_FROM_S + 1),
        "in a set": in_set,
        "rest": partial(_at, 3, 1),
        "paused": lambda: _after(in_set(), SessionMachine.pause),
        "asked “again?”": lambda: _after(in_set(), SessionMachine.back),
        "asked “end?”": lambda: _after(in_set(), SessionMachine.skip),
        "stopped in place": lambda: _after(in_set(), SessionMachine.halt),
        "done": partial(_at, 4, 1e6),
    }


@cache
def _plan() -> SessionPlan:
    seconds = {"rest_s": Decimal(REST_S), "lead_in_s": Decimal(LEAD_IN_S)}
    exercise = Library.load().find("donkey-calf-raise").exercise
    return plan_of(exercise, Choices(tempo="3-1-2-0", sets=4, reps=3, **seconds))


def _at(block: int, position_s: float) -> SessionMachine:
    return played_to(_plan(), block, position_s)


def _after(machine: SessionMachine, command: Callable[[SessionMachine], object]) -> SessionMachine:
    command(machine)
    return machine


def _has_keys(spec: CommandSpec) -> bool:
    return bool(spec.window_keys or spec.clicker_keys or spec.media_keys or spec.terminal_keys)


def _row(spec: CommandSpec, columns: Columns) -> tuple[str, ...]:
    keys = KeyMap({})
    action = next((action for action in ALL_ACTIONS if action.name == spec.kind), None)
    of_window = [
        keys.names_of(action, source) if action is not None else []
        for source in (CommandSource.KEY, CommandSource.CLICKER)
    ]
    music = [key.removeprefix("Toggle ").removeprefix("Media ") for key in spec.media_keys]
    terminal = [key if len(key) > 1 else key.lower() for key in spec.terminal_keys]
    keys_of = (", ".join(f"`{key}`" for key in each) for each in (*of_window, music, terminal))
    return (*keys_of, *(_cell(spec.kind, make()) for make in columns.values()))


def _cell(kind: CommandKind, machine: SessionMachine) -> str:
    """What a press does there: it is pressed. Empty where it does nothing."""
    was, question, number = machine.state, machine.question, machine.playing.spec.number if machine.playing else 0
    means = meant(kind, was)
    if not allowed(kind, was):
        return ""
    if means in OBEYED_BY and means is not CommandKind.UNDO:
        OBEYED_BY[means](machine)
    if machine.question is not None and machine.question is not question:
        return {Question.AGAIN: "pause, ask “again?”", Question.END: "pause, ask “end?”"}[machine.question]
    if means is CommandKind.BACK:
        again = machine.playing is not None and machine.playing.spec.number == number
        return "the set again" if again else "the last set again"
    if means is CommandKind.SKIP:
        ended = machine.undoable is not None and machine.undoable.what is UndoKind.SET_ENDED
        return "end the set" if ended else "skip the rest" if was is State.REST else "3-2-1"
    return NOT_WHAT_THE_LIST_SAYS.get(means, WORDS[means].text.lower())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
