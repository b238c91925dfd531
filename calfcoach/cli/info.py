"""Commands that tell and start nothing: list, show, lint, schema, tempo."""

import argparse
import json
from decimal import Decimal

from rich.text import Text

from calfcoach.cli.own_folder import tell_of_own_folder
from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError, check_floors, nominal_seconds
from calfcoach.domain.phases import NOTATION_ORDER, Phase
from calfcoach.domain.prescribe import Choices, plan_of, prescribe
from calfcoach.domain.tempo import Kind, Tempo, TempoError
from calfcoach.errors import ExitCode, KnownError
from calfcoach.history.last_time import last_lines
from calfcoach.history.setup_reading import read_for_setup
from calfcoach.history.store import default_path
from calfcoach.library.collection import Library
from calfcoach.library.entries import Origin
from calfcoach.library.files import LoadedFile
from calfcoach.library.problems import Problem
from calfcoach.requested_lift import lift_asked_for, refuse_any_lift_options
from calfcoach.settings import SettingsStore
from calfcoach.terminal.console import PlainConsole
from calfcoach.terminal.words import dose_line, print_finish, print_past, print_setup
from calfcoach.texts import marked, text
from calfcoach.wording.any_lift import ANY_LIFT, any_lift
from calfcoach.wording.errors import error_text
from calfcoach.wording.phases import PHASE_NAMES, phase_label
from calfcoach.wording.tempos import spelled_out, up_first_line

ESTIMATES = {Kind.EXPLOSIVE: marked("explosive, estimated"), Kind.ASSISTED: marked("assisted, estimated")}
"""What is said of a phase whose length no count gives."""


def list_exercises(options: argparse.Namespace) -> int:
    """Name every exercise but those for programs alone; problems of files follow, and do not hide the good ones."""
    library = Library.load()
    console = PlainConsole()
    if options.json:
        rows = [
            {
                "id": entry.exercise.id,
                "name": entry.exercise.name,
                "summary": entry.exercise.summary,
                "origin": entry.origin.value,
                "file": str(entry.path),
            }
            for entry in library.listed
        ]
        problems = [problem.as_json() for problem in library.problems]
        console.print(json.dumps({"exercises": rows, "problems": problems}, ensure_ascii=False), soft_wrap=True)
        return ExitCode.DONE
    for entry in library.listed:
        origin = "" if entry.origin is Origin.SHIPPED else f"  [{text(entry.origin.value)}]"
        console.print(f"{entry.listing.id:<32} {entry.listing.name}{origin}", soft_wrap=True)
    for problem in library.problems:
        console.print(str(problem), soft_wrap=True)
    return ExitCode.DONE


def show(options: argparse.Namespace) -> int:
    """Tell all about one exercise."""
    library = Library.load()
    exercise = library.asked_for(options.exercise)
    tell_of_own_folder(library)
    console = PlainConsole()
    print_setup(console, plan_of(exercise, Choices()))
    settings = SettingsStore().settings
    print_past(console, last_lines(read_for_setup(default_path(), exercise, settings, exercise.kept_as(None)).last))
    print_finish(console, exercise)
    for phase, spec in exercise.phases.items():
        if spec.least_s:
            console.print(
                text(
                    "{label}: never less than {least_s} s: {reason}.",
                    label=phase_label(exercise, phase),
                    least_s=plain(spec.least_s),
                    reason=spec.reason,
                )
            )
    for variant in exercise.variants:
        console.print(text("Variant {id}: {name}", id=variant.id, name=variant.name), soft_wrap=True)
        console.print(f"  {dose_line(prescribe(exercise, Choices(variant=variant.id)))}")
    for source in exercise.sources:
        parts = (source.author, source.title, source.publisher, source.year, source.url or source.doi)
        named = ", ".join(str(part) for part in parts if part)
        console.print(Text(text("Source: {source}", source=named)), soft_wrap=True)
    return ExitCode.DONE


def lint(options: argparse.Namespace) -> int:
    """Check files and folders; exit code 1 where anything is wrong."""
    from calfcoach.library.lint import lint_paths

    report = lint_paths(options.paths, check_sounds=_sound_problems)
    console = PlainConsole()
    if options.json:
        console.print(report.to_json(), soft_wrap=True)
    else:
        for line in report.lines():
            console.print(line, soft_wrap=True)
    return ExitCode.DONE if report.ok else ExitCode.WRONG_CONTENT


def _sound_problems(scheme: LoadedFile) -> tuple[Problem, ...]:
    # Loaded here: only schemes with sound files of their own need numpy.
    from calfcoach.audio.schemes import scheme_of

    return scheme_of(scheme).problems


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of file."""
    from calfcoach.library.kinds import schema_for

    PlainConsole().print(json.dumps(schema_for(options.kind), indent=2, ensure_ascii=False), soft_wrap=True)
    return ExitCode.DONE


def tempo(options: argparse.Namespace) -> int:
    """Explain a tempo, checked against an exercise where one is named, or as it is for any lift."""
    exercise = _exercise_of_tempo(options)
    try:
        parsed = Tempo.parse(options.text, up_first=options.up_first)
        seconds = {phase: nominal_seconds(parsed, phase, exercise) for phase in NOTATION_ORDER}
        _check(exercise or any_lift(), parsed)  # even without an exercise no phase may be shorter than half a second
    except (TempoError, FloorError) as error:
        line = up_first_line(exercise, options.text) if exercise is not None and not options.up_first else None
        raise KnownError(f"{error_text(error)}. {line}" if line else error_text(error)) from None
    console = PlainConsole()
    if options.json:
        console.print(json.dumps(_tempo_row(parsed, seconds), ensure_ascii=False), soft_wrap=True)
        return ExitCode.DONE
    console.print(str(parsed), style="bold")
    console.print(spelled_out(parsed, exercise), soft_wrap=True)
    for phase in NOTATION_ORDER:
        label = phase_label(exercise, phase) if exercise is not None else text(PHASE_NAMES[phase])
        how = ESTIMATES.get(parsed[phase].kind)
        console.print(f"  {label:<12} {plain(seconds[phase])} s{'' if how is None else f'  ({text(how)})'}")
    if exercise is not None and not options.up_first and (line := up_first_line(exercise, options.text)) is not None:
        console.print(line, soft_wrap=True)
    whole = plain(sum(seconds.values(), Decimal(0)))
    if parsed.estimated:
        console.print(text("One rep takes about {seconds} s.", seconds=whole))
    else:
        console.print(text("One rep takes {seconds} s.", seconds=whole))
    if exercise is not None and exercise.id == ANY_LIFT:
        console.print(f"{exercise.name}: {exercise.summary}.", markup=False, soft_wrap=True)
    return ExitCode.DONE


def _exercise_of_tempo(options: argparse.Namespace) -> Exercise | None:
    """The exercise that is named, or any lift where that is asked for; None where a tempo alone is explained."""
    is_any_lift = options.name is not None or options.starts is not None or options.as_any_lift
    if not options.exercise and not is_any_lift:
        return None
    library = Library.load()
    if not options.exercise:
        return lift_asked_for(library, options)
    exercise = library.asked_for(options.exercise)
    refuse_any_lift_options(options, exercise)
    tell_of_own_folder(library)
    return exercise


def _check(exercise: Exercise, parsed: Tempo) -> None:
    if exercise.is_hold:
        raise KnownError(text("{name} is a hold and has no tempo", name=exercise.name))
    check_floors(exercise, parsed)


def _tempo_row(parsed: Tempo, seconds: dict[Phase, Decimal]) -> dict[str, object]:
    def of(kind: Kind) -> list[str]:
        return [phase.value for phase in NOTATION_ORDER if parsed[phase].kind is kind]

    return {
        "notation": str(parsed),
        **{phase.value: float(seconds[phase]) for phase in NOTATION_ORDER},
        "explosive": of(Kind.EXPLOSIVE),
        "assisted": of(Kind.ASSISTED),
        "implied": [phase.value for phase in NOTATION_ORDER if phase in parsed.implied],
        "rep_seconds": float(sum(seconds.values(), Decimal(0))),
        "estimated": parsed.estimated,
    }
