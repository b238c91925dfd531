"""The options of every command (docs/design.md, "Command line"). Knows no exercise and starts nothing."""

import argparse
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from calfcoach.build import version_told
from calfcoach.domain.dose_fields import loads_from, reps_from, seconds_from, whole_from
from calfcoach.domain.refusals import Refused
from calfcoach.errors import ExitCode
from calfcoach.setting_values import AUDIO, ROOM, SAID
from calfcoach.texts import marked, text

ARGPARSE_TEXTS = (
    marked("usage: "),
    marked("options"),
    marked("positional arguments"),
    marked("show this help message and exit"),
    marked("show program's version number and exit"),
    marked("the following arguments are required: %s"),
    marked("unrecognized arguments: %s"),
    marked("argument %(argument_name)s: %(message)s"),
    marked("invalid choice: %(value)r (choose from %(choices)s)"),
    marked("expected one argument"),
    marked("expected at least one argument"),
    marked("ambiguous option: %(option)s could match %(matches)s"),
)
"""Sentences of the standard library's own, which asks the same catalogue (`texts.load`): they are translated too."""

Value = TypeVar("Value")

_AS_BEFORE: dict[str, Any] = {"default": argparse.SUPPRESS}
"""Default of an option that the main parser has too: if it is missing after the command, the value given before the
command stays."""

SESSION_OPTIONS = (
    "--audio",
    "--terminal",
    "--start",
    "--person",
    "--exit-when-finished",
    "--fullscreen",
    "--audience",
    "--events",
    "--force",
)
"""The main parser has them for the window and for `run`; another command says which of them it takes."""

DOSE_EXAMPLE = "4x15 @ 3-1-2-0 rest 60 s load 40 kg"


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without repeating the usage.

    With `takes_mixed`, ID and DOSE may stand anywhere among the options: `run ID --start "4x12 @ 3-1-2-0"`. By
    itself argparse believes that there is no DOSE as soon as it has the ID, and refuses one that comes later.

    `adds` gives it its options, once it is to read any: each start makes the parsers of all commands, and uses one.
    """

    takes_mixed = False

    def __init__(self, adds: "Callable[[_OneLineParser], None] | None" = None, **options: Any) -> None:
        super().__init__(**options)
        self._adds = adds
        # What begins with a minus sign and a figure is a value: a tempo so written is refused with its own reason.
        self._negative_number_matcher = re.compile(r"-[0-9.,]")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The options first, then what is left, in its order."""
        adds, self._adds = self._adds, None
        if adds is not None:
            adds(self)
        if not self.takes_mixed:
            return super().parse_known_args(args, namespace)
        self.takes_mixed = False  # argparse calls this method again from there
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.takes_mixed = True

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does it; an option of a session is refused for a command that would not use it."""
        options = super().parse_args(args, namespace)
        for option in SESSION_OPTIONS:
            if (
                getattr(options, option.removeprefix("--").replace("-", "_"), None) not in (None, False)
                and option not in options.takes
            ):
                self.error(
                    text(
                        "{command} does not use {option}, which is for a session", command=options.title, option=option
                    )
                )
        return options

    def error(self, message: str) -> NoReturn:
        says = text("{program}: {problem}; see {program} --help", program=self.prog, problem=" ".join(message.split()))
        self.exit(ExitCode.REFUSED, f"{says}\n")


class _ShowVersion(argparse.Action):
    """Tells version and build, which is read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        if sys.stdout is not None:
            sys.stdout.write(f"{parser.prog} {version_told()}\n")
        parser.exit()


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line. Wrong usage ends with exit code 2 and one line on stderr."""
    parser = _OneLineParser(
        prog="calfcoach", description=text("A rep-tempo coach with audio cues. Without a command it opens the window.")
    )
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help=text("show program's version number and exit"))
    parser.set_defaults(exercise=None)
    _leads(parser, "calfcoach.cli.run", "run", *SESSION_OPTIONS)
    _add_session_options(parser)
    commands = parser.add_subparsers(title=text("commands"), metavar="COMMAND")
    commands.add_parser("run", adds=_add_to_run, help=text("coach an exercise"))
    demonstrates = text("show an exercise in the window; nothing is counted")
    commands.add_parser("demo", adds=_add_to_demo, help=demonstrates)
    writes = text("write what would be heard as a WAV or FLAC file")
    commands.add_parser("render", adds=_add_to_render, help=writes)
    _add_info(commands)
    looks = text("look at what you did, take it away, bring it in")
    commands.add_parser("history", adds=_add_to_history, help=looks)
    return parser


def _leads(parser: argparse.ArgumentParser, module: str, function: str, *takes: str) -> None:
    """Note which function a command runs, and which session options it takes (they may stand before it or after it)."""
    parser.set_defaults(command=(module, function), takes=takes, title=parser.prog)


def _add_to_run(run: _OneLineParser) -> None:
    run.add_argument("exercise", nargs="?", metavar="ID", help=text("the exercise, as `calfcoach list` names it"))
    run.add_argument("dose", nargs="?", metavar="DOSE", help=text("a dose as one text: {dose}", dose=DOSE_EXAMPLE))
    _add_dose(run)
    _add_session_options(run, **_AS_BEFORE)
    _leads(run, "calfcoach.cli.run", "run", *SESSION_OPTIONS)
    run.takes_mixed = True


def _add_to_demo(demo: _OneLineParser) -> None:
    demo.add_argument("exercise", metavar="ID", help=text("the exercise, as `calfcoach list` names it"))
    demo.add_argument("dose", nargs="?", metavar="DOSE", help=text("a dose as one text: {dose}", dose=DOSE_EXAMPLE))
    _add_dose(demo)
    options = ("--audio", "--fullscreen", "--audience")
    demo.add_argument("--audio", choices=tuple(AUDIO.names), help=text("what plays the sound"), **_AS_BEFORE)
    demo.add_argument("--fullscreen", action="store_true", help=text("fill the screen"), **_AS_BEFORE)
    demo.add_argument("--audience", action="store_true", help=text("open the audience's window too"), **_AS_BEFORE)
    _leads(demo, "calfcoach.cli.run", "demo", *options)
    demo.takes_mixed = True


def _add_session_options(parser: argparse.ArgumentParser, **unsaid: Any) -> None:
    """`unsaid` is empty for the main parser and `_AS_BEFORE` for a command's."""
    add = partial(parser.add_argument, **unsaid)
    add("--audio", choices=tuple(AUDIO.names), help=text("what plays the sound (default: the settings' choice)"))
    add("--terminal", action="store_true", help=text("coach in the terminal, with or without a display"))
    add("--start", action="store_true", help=text("skip the set-up screen"))
    add("--person", metavar="NAME", help=text("who trains; `calfcoach history people` names them"))
    add("--exit-when-finished", action="store_true", help=text("end the program after the last set"))
    add("--fullscreen", action="store_true", help=text("fill the screen"))
    add("--audience", action="store_true", help=text("open the audience's window, on the other screen"))
    add("--events", type=_path, metavar="FILE.jsonl", help=text("write every event to this file"))
    add("--force", action="store_true", help=text("replace the file of --events, whatever is in it"))


def _add_to_render(render: _OneLineParser) -> None:
    render.add_argument("exercise", nargs="?", metavar="ID")
    render.add_argument("-o", "--output", type=_path, required=True, metavar="OUT.wav|OUT.flac")
    render.add_argument("--cues", type=_path, metavar="OUT.csv", help=text("list the cues with their times"))
    render.add_argument("dose", nargs="?", metavar="DOSE", help=text("a dose as one text: {dose}", dose=DOSE_EXAMPLE))
    _add_dose(render)
    _leads(render, "calfcoach.cli.render", "render")
    render.takes_mixed = True


def _add_dose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tempo", metavar="T", help=text("seconds down, stretch, up, squeeze: 3-1-2-0"))
    _add_up_first(parser)
    parser.add_argument("--sets", type=_whole, metavar="N")
    parser.add_argument("--reps", type=_reps, metavar="N", help=text("reps of a set; 12/10/8 set by set; max: open"))
    parser.add_argument("--load", type=_loads, metavar="KG", help=text("the load: 40 kg, 90 lb, or set by set 40/45"))
    parser.add_argument("--rest", type=_seconds, metavar="S", help=text("seconds between two sets"))
    parser.add_argument("--hold", type=_seconds, metavar="S", help=text("seconds of a hold"))
    parser.add_argument("--relax", type=_seconds, metavar="S", help=text("seconds between two holds"))
    parser.add_argument("--switch", type=_seconds, metavar="S", help=text("seconds to change sides"))
    parser.add_argument("--lead-in", type=_seconds, metavar="S", help=text("seconds to get into position"))
    _add_lift(parser)
    parser.add_argument(
        "--program-phase", type=_whole, metavar="N", help=text("the phase of a program that you have come to")
    )
    parser.add_argument("--scheme", metavar="NAME", help=text("how the cues sound"))
    parser.add_argument("--said", choices=tuple(SAID.names), help=text("how much a scheme that speaks says"))
    parser.add_argument("--room", choices=tuple(ROOM.names), help=text("in a loud room what is soft is lifted"))
    parser.add_argument("--variant", metavar="ID", help=text("another way to do the exercise"))


def _add_lift(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="TEXT", help=text("any lift: what it is called"))
    parser.add_argument("--starts", choices=("down", "up"), help=text("any lift: what comes first (default: down)"))
    parser.add_argument("--as-any-lift", action="store_true", help=text("coach it without what is known of it"))


def _add_up_first(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--up-first", action="store_true", help=text("the numbers of the tempo are written up, squeeze, down, stretch")
    )


def _add_info(commands: "argparse._SubParsersAction[_OneLineParser]") -> None:
    info = "calfcoach.cli.info"
    listing = commands.add_parser("list", help=text("name the exercises"))
    listing.add_argument("--json", action="store_true")
    _leads(listing, info, "list_exercises")
    show = commands.add_parser("show", help=text("tell all about an exercise"))
    show.add_argument("exercise", metavar="ID")
    _leads(show, info, "show")
    lint = commands.add_parser("lint", help=text("check files of your own"))
    lint.add_argument("paths", metavar="PATH", nargs="+", type=_path)
    lint.add_argument("--json", action="store_true")
    _leads(lint, info, "lint")
    schema = commands.add_parser("schema", help=text("print the JSON Schema of a kind of file"))
    schema.add_argument("kind", metavar="KIND", nargs="?", default="exercise")
    _leads(schema, info, "schema")
    tempo = commands.add_parser("tempo", help=text("explain a tempo"))
    tempo.add_argument("text", metavar="TEXT")
    tempo.add_argument("--exercise", metavar="ID", help=text("check it against this exercise's floor"))
    _add_lift(tempo)
    _add_up_first(tempo)
    tempo.add_argument("--json", action="store_true")
    _leads(tempo, info, "tempo")
    check = commands.add_parser("sound-check", help=text("play a phase, a word and a tick"))
    check.add_argument("--audio", choices=tuple(AUDIO.names), help=text("what plays the sound"), **_AS_BEFORE)
    check.add_argument("--scheme", metavar="NAME", help=text("how the cues sound"))
    _leads(check, "calfcoach.cli.sound_check", "sound_check", "--audio")
    keep = commands.add_parser("keep", help=text("keep a lift that was done twice as an exercise of your own"))
    keep.add_argument("name", metavar="NAME", help=text("what the lift was called: --name of `calfcoach run`"))
    _leads(keep, "calfcoach.cli.keep", "keep")
    doctor = commands.add_parser("doctor", help=text("tell about devices, display, versions and folders"))
    _leads(doctor, "calfcoach.cli.doctor", "doctor")


def _add_to_history(history: _OneLineParser) -> None:
    module = "calfcoach.cli.history"
    ways = history.add_subparsers(title=text("commands"), metavar="COMMAND", required=True)
    listing = ways.add_parser("list", help=text("name the sessions week by week, newest first"))
    listing.add_argument("--exercise", metavar="ID")
    listing.add_argument("--person", metavar="NAME", help=text("the name of who trained"), **_AS_BEFORE)
    listing.add_argument("--search", metavar="WORDS", help=text("in notes and names"))
    listing.add_argument("--limit", type=_whole, metavar="N", default=50)
    listing.add_argument("--json", action="store_true")
    _leads(listing, module, "list_sessions", "--person")
    show = ways.add_parser("show", help=text("tell all about a session"))
    show.add_argument("session", metavar="SESSION", nargs="?", help=text("its id or how it begins (default: the last)"))
    _leads(show, module, "show")
    export = ways.add_parser("export", help=text("write all of it into a file"))
    export.add_argument("output", type=_path, metavar="OUT.json|OUT.csv")
    export.add_argument(
        "--layout", choices=("own", "strong", "fitnotes"), default="own", help=text("whose table (default: our own)")
    )
    export.add_argument("--person", metavar="NAME", help=text("what this person did alone"), **_AS_BEFORE)
    export.add_argument("--force", action="store_true", help=text("replace the file, whatever is in it"), **_AS_BEFORE)
    _leads(export, module, "export_file", "--person", "--force")
    for name, metavar, told in (
        ("import", "FILE", text("take in a file that was exported")),
        ("merge", "FILE.sqlite", text("take in the history of another machine")),
    ):
        taking_in = ways.add_parser(name, help=told)
        taking_in.add_argument("file", type=_path, metavar=metavar)
        whose = text("whose the sessions of a person without a name are; who is not known is added")
        taking_in.add_argument("--as", dest="unnamed_as", metavar="NAME", help=whose)
        _add_yes(taking_in)
        _leads(taking_in, module, "import_file")
    _add_people(ways)
    undo = ways.add_parser("undo-import", help=text("take the last import or merge back"))
    _leads(undo, module, "undo_import")
    backup = ways.add_parser("backup", help=text("make a copy now"))
    _leads(backup, module, "make_backup")
    restore = ways.add_parser("restore", help=text("put a copy back"))
    restore.add_argument("file", type=_path, metavar="FILE")
    _add_yes(restore)
    _leads(restore, module, "restore_copy")


def _add_people(ways: "argparse._SubParsersAction[_OneLineParser]") -> None:
    module = "calfcoach.cli.people"
    people = ways.add_parser("people", help=text("name who trains"))
    people.add_argument("--add", metavar="NAME", help=text("somebody new"))
    people.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help=text("give somebody another name"))
    _leads(people, module, "people")
    delete = ways.add_parser("delete-person", help=text("delete a person with all they did"))
    delete.add_argument("name", metavar="NAME")
    _add_yes(delete)
    _leads(delete, module, "delete_person")


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help=text("do it without asking"))


def _path(name: str) -> Path:
    if not name:
        raise argparse.ArgumentTypeError(text("the name of a file is empty"))
    return Path(name)


def _read(reader: Callable[[str], Value]) -> Callable[[str], Value]:
    """An option's reader: what it refuses is wrong usage, with the refusal's own sentence."""

    def read(word: str) -> Value:
        try:
            return reader(word)
        except Refused as error:
            # Loaded here: only what is refused needs the domain's sentences.
            from calfcoach.wording.errors import error_text

            raise argparse.ArgumentTypeError(error_text(error)) from None

    return read


_whole, _reps = _read(whole_from), _read(reps_from)
_loads, _seconds = _read(loads_from), _read(seconds_from)
