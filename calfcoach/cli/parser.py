"""The options of every command (docs/design.md, "Command line"). Knows no exercise and starts nothing."""

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn

from calfcoach import __version__
from calfcoach.errors import ExitCode
from calfcoach.setting_values import AUDIO


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without repeating the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(ExitCode.REFUSED, f"{self.prog}: {' '.join(message.split())}; see {self.prog} --help\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line. Wrong usage ends with exit code 2 and one line on stderr."""
    parser = _OneLineParser(
        prog="calfcoach", description="A rep-tempo coach with audio cues. Without a command it opens the window."
    )
    parser.add_argument("--version", action="version", version=f"calfcoach {__version__}")
    parser.set_defaults(command=("calfcoach.cli.run", "run"), exercise=None)
    _add_session_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_render(commands)
    _add_info(commands)
    return parser


def _add_run(commands: "argparse._SubParsersAction[_OneLineParser]") -> None:
    run = commands.add_parser("run", help="coach an exercise")
    run.add_argument("exercise", metavar="ID", help="the exercise, as `calfcoach list` names it")
    _add_dose(run)
    _add_session_options(run)
    run.set_defaults(command=("calfcoach.cli.run", "run"))


def _add_session_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audio", choices=tuple(AUDIO.names), help="what plays the sound (default: the settings' choice)"
    )
    parser.add_argument("--terminal", action="store_true", help="coach in the terminal, with or without a display")
    parser.add_argument("--start", action="store_true", help="skip the set-up screen")
    parser.add_argument("--exit-when-finished", action="store_true", help="end the program after the last set")
    parser.add_argument("--fullscreen", action="store_true", help="fill the screen")
    parser.add_argument("--events", type=_path, metavar="FILE.jsonl", help="write every event to this file")
    parser.add_argument("--force", action="store_true", help="replace the file of --events, whatever is in it")


def _add_render(commands: "argparse._SubParsersAction[_OneLineParser]") -> None:
    render = commands.add_parser("render", help="write what would be heard as a WAV or FLAC file")
    render.add_argument("exercise", metavar="ID")
    render.add_argument("-o", "--output", type=_path, required=True, metavar="OUT.wav|OUT.flac")
    render.add_argument("--cues", type=_path, metavar="OUT.csv", help="list the cues with their times")
    _add_dose(render)
    render.set_defaults(command=("calfcoach.cli.render", "render"))


def _add_dose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tempo", metavar="T", help="seconds down, stretch, up, squeeze: 3-1-2-0")
    parser.add_argument("--sets", type=_whole, metavar="N")
    parser.add_argument("--reps", type=_whole, metavar="N")
    parser.add_argument("--rest", type=_seconds, metavar="S", help="seconds between two sets")
    parser.add_argument("--hold", type=_seconds, metavar="S", help="seconds of a hold")
    parser.add_argument("--lead-in", type=_seconds, metavar="S", help="seconds to get into position")
    parser.add_argument("--scheme", metavar="NAME", help="how the cues sound")
    parser.add_argument("--variant", metavar="ID", help="another way to do the exercise")


def _add_info(commands: "argparse._SubParsersAction[_OneLineParser]") -> None:
    info = "calfcoach.cli.info"
    listing = commands.add_parser("list", help="name the exercises")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(command=(info, "list_exercises"))
    show = commands.add_parser("show", help="tell all about an exercise")
    show.add_argument("exercise", metavar="ID")
    show.set_defaults(command=(info, "show"))
    lint = commands.add_parser("lint", help="check files of your own")
    lint.add_argument("paths", metavar="PATH", nargs="+", type=_path)
    lint.add_argument("--json", action="store_true")
    lint.set_defaults(command=(info, "lint"))
    schema = commands.add_parser("schema", help="print the JSON Schema of a kind of file")
    schema.add_argument("kind", metavar="KIND", nargs="?", default="exercise")
    schema.set_defaults(command=(info, "schema"))
    tempo = commands.add_parser("tempo", help="explain a tempo")
    tempo.add_argument("text", metavar="TEXT")
    tempo.add_argument("--exercise", metavar="ID", help="check it against this exercise's floor")
    tempo.add_argument("--json", action="store_true")
    tempo.set_defaults(command=(info, "tempo"))
    doctor = commands.add_parser("doctor", help="tell about devices, display, versions and folders")
    doctor.set_defaults(command=("calfcoach.cli.doctor", "doctor"))


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the name of a file is empty")
    return Path(text)


def _whole(text: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _seconds(text: str) -> Decimal:
    if not text.isascii():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not value.is_finite() or abs(value.adjusted()) > 10:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value
