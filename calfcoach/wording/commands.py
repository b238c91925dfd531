"""The words for a session's commands: in the list of keys, on the stage, in the terminal's help line."""

from dataclasses import dataclass

from calfcoach.session.commands import CommandKind
from calfcoach.texts import marked


@dataclass(frozen=True)
class CommandWords:
    """The names of a command in English; they are translated where they are shown.

    `text` says what it does in the list of keys, `hint` at the top of the stage, `short` in the terminal's help line;
    if one of them is empty, the command is not shown there; neighbours with the same words are shown together.
    """

    text: str
    hint: str = ""
    short: str = ""


WORDS = {
    CommandKind.START: CommandWords(marked("Start (on the set-up screen)")),
    CommandKind.TOGGLE_PAUSE: CommandWords(marked("Pause, go on"), hint=marked("Pause")),
    CommandKind.PAUSE: CommandWords(marked("Pause"), short=marked("pause")),
    CommandKind.RESUME: CommandWords(marked("Go on"), short=marked("go on")),
    CommandKind.BACK: CommandWords(
        marked("Set from the start, in a rest the last one again"), hint=marked("Set"), short=marked("back")
    ),
    CommandKind.SKIP: CommandWords(marked("Skip the rest, end the set"), hint=marked("Set"), short=marked("skip")),
    CommandKind.MORE_REST: CommandWords(marked("15 s more rest"), hint=marked("+15 s"), short=marked("more rest")),
    CommandKind.ADD_REP: CommandWords(marked("One rep or hold more"), short=marked("one rep more")),
    CommandKind.END_AFTER_REP: CommandWords(marked("End after this rep or hold"), short=marked("end after this rep")),
    CommandKind.ONE_DONE_LESS: CommandWords(
        marked("One rep or hold fewer was done in the last set"), short=marked("reps of the last set")
    ),
    CommandKind.ONE_DONE_MORE: CommandWords(
        marked("One rep or hold more was done in the last set"), short=marked("reps of the last set")
    ),
    CommandKind.STOP: CommandWords(marked("Stop here, then end"), short=marked("stop")),
    CommandKind.HALT: CommandWords(marked("Stop here"), short=marked("stop")),
    CommandKind.END: CommandWords(marked("End the session"), short=marked("end")),
    CommandKind.UNDO: CommandWords(marked("Undo"), hint=marked("Undo"), short=marked("undo")),
    CommandKind.LEAVE: CommandWords(
        marked("When it is done: to the summary"), hint=marked("Summary"), short=marked("summary")
    ),
}

IN_COUNTDOWN = {
    CommandKind.SKIP: marked("All start now; it asks first"),
    CommandKind.BACK: marked("The countdown from its start; it asks first"),
    CommandKind.MORE_REST: marked("1 minute more"),
}
"""What commands do in the countdown on which a class starts, where that is something else than in a rest or a set."""

GO_ON_AGAIN = CommandWords(marked("Go on"), hint=marked("Go on"))
"""What a key that pauses does where the session has been stopped."""

LEAVE_CLASS = CommandWords(marked("Back to the set-up"), hint=marked("Back"), short=marked("back"))
"""The same as `LEAVE` after a class, of which there is no summary."""
