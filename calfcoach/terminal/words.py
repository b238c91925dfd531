"""What the terminal prints before, between and after: set-up steps, warnings, tips, summary. Plain text only.

Texts of an exercise are printed as they stand: nothing in them is markup.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from calfcoach.domain.exercise import Exercise, SafetyWarning, Step, Tip
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.tension import session_length, session_tension, set_tension
from calfcoach.session.outcome import SetOutcome, Stopped, outcomes
from calfcoach.session.results import Ledger
from calfcoach.texts import plural, printable, text
from calfcoach.wording import summary as wording
from calfcoach.wording.doses import counts_words, loads_text, reps_text
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.tempos import spelled_out


def dose_line(item: PlannedExercise) -> str:
    """The dose in one line: `3-1-2-0 · 4 sets × 15 reps · 60 s rest · 40 kg`."""
    dose = item.dose
    hold = whole_seconds(float(dose.hold_s or 0))
    how = str(dose.tempo) if dose.tempo is not None else text("hold {length}", length=hold)
    counts = counts_words(dose, by_side=item.exercise.one_side_at_a_time)
    rest, loads = whole_seconds(float(dose.rest_s)), loads_text(dose)
    if loads is None:
        return text("{how} · {counts} · {rest} rest", how=how, counts=counts, rest=rest)
    return text("{how} · {counts} · {rest} rest · {loads}", how=how, counts=counts, rest=rest, loads=loads)


def print_dose(console: Console, item: PlannedExercise) -> None:
    """Print the dose in a line, and below it what its tempo means."""
    console.print(Text(dose_line(item)))
    if item.dose.tempo is not None:
        console.print(Text(spelled_out(item.dose.tempo, item.exercise)))


def print_setup(console: Console, plan: SessionPlan) -> None:
    """Print all that has to be known before the first set, exercise by exercise, and what the session comes to."""
    for item in plan.items:
        _print_exercise(console, item)
    length = whole_seconds(float(session_length(plan)))
    tension = session_tension(plan)
    values = {"length": length, "tension": whole_seconds(float(tension.total))}
    exact = text("The session takes {length}, {tension} of it under tension.", **values)
    estimated = text("The session takes {length}, about {tension} of it under tension.", **values)
    told = estimated if tension.estimated else exact
    if plan.is_open:
        told = text("How long the session takes is yours to say: an open set goes on until you end it with E.")
    console.print(Text(told, style="dim"))
    console.print()


def print_going_on(console: Console, item: PlannedExercise, set_number: int) -> None:
    """Print what a session that was cut off goes on with; its set-up is known, its warnings are said again."""
    line = text(
        "Going on with {exercise}, set {set_number} of {sets}.",
        exercise=item.exercise.name,
        set_number=set_number,
        sets=item.dose.sets,
    )
    console.print(Text(line, style="bold"))
    print_dose(console, item)
    console.print()
    print_warnings(console, text("Before the set"), item.exercise.warnings)


def print_past(console: Console, lines: Sequence[str]) -> None:
    """Print what was last time, nothing where there was none."""
    for line in lines:
        console.print(Text(printable(line)))
    if lines:
        console.print()


def _print_exercise(console: Console, item: PlannedExercise) -> None:
    exercise = item.exercise
    title = Text(exercise.name, style="bold")
    if item.variant_name is not None:
        title.append(f"  {item.variant_name}", style="dim")
    console.print(title)
    print_dose(console, item)
    console.print(Text(_length_line(item), style="dim"))
    console.print()
    console.print(steps(text("Set-up"), exercise.setup))
    print_warnings(console, text("Before the first set"), exercise.warnings)
    for tip in exercise.tips:
        console.print(Padding(Group(*_tip(tip)), (0, 0, 1, 0), expand=False))


def _length_line(item: PlannedExercise) -> str:
    tension = set_tension(item)
    if item.dose.is_open:
        most, rep = item.most_reps, whole_seconds(float(item.rep_s))
        return text("One rep takes {rep}; a set ends when you say so, after {most} reps at most.", rep=rep, most=most)
    rep, of_set = whole_seconds(float(item.rep_s)), whole_seconds(float(tension.total))
    if item.exercise.is_hold:
        return text("One hold takes {hold}; a set has {tension} under tension.", hold=rep, tension=of_set)
    if tension.estimated:
        return text("One rep takes {rep}; a set has about {tension} under tension.", rep=rep, tension=of_set)
    return text("One rep takes {rep}; a set has {tension} under tension.", rep=rep, tension=of_set)


def steps(title: str, what: tuple[Step, ...]) -> RenderableType:
    """Numbered steps under a title."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold")
    table.add_column()
    for number, step in enumerate(what, 1):
        line = Text(step.title, style="bold")
        line.append(f"  {step.text}", style="not bold")
        table.add_row(str(number), line)
    return Padding(Group(Text(title, style="bold underline"), table), (0, 0, 1, 0), expand=False)


def print_warnings(console: Console, title: str, warnings: tuple[SafetyWarning, ...]) -> None:
    """Print warnings in a frame, none where there are none; danger is a sign and words, never colour alone."""
    if not warnings:
        return
    lines = []
    for warning in warnings:
        line = Text("⚠ ", style="bold red")
        line.append(warning.title, style="bold")
        line.append(f"  {warning.text}")
        lines.append(line)
    panel = Panel(Group(*lines), title=Text(f"⚠ {title}"), border_style="red", expand=False)
    console.print(Padding(panel, (0, 0, 1, 0), expand=False))


def _tip(tip: Tip) -> Iterator[Text]:
    yield Text(text("Tip: {title}", title=tip.title), style="bold")
    yield Text(f"  {tip.says}: {tip.text}" if tip.says else f"  {tip.text}")
    for evidence in tip.evidence:
        finding, source = evidence.finding, evidence.citation
        yield Text("  " + text("Measured: {finding} ({source})", finding=finding, source=source))
    if tip.note is not None:
        yield Text(f"  {tip.note}", style="dim")


def print_summary(
    console: Console, plan: SessionPlan, ledger: Ledger, pauses: int, stopped: Stopped | None = None
) -> None:
    """Print what happened and every set, planned and done; of a set that was started again, the last attempt counts."""
    sets = outcomes(plan, ledger.records, stopped)
    several = len(plan.items) > 1
    # Not the table's title: that wraps as soon as the table is narrow.
    console.print(Text(wording.headline(sets, stopped), style="italic"))
    table = Table(box=None, pad_edge=False)
    if several:
        table.add_column(text("Exercise"))
    for heading in (text("Set"), text("Planned"), text("Done"), text("Tension")):
        table.add_column(heading, justify="right")
    table.add_column()
    for one in sets:
        name = [Text(one.item.exercise.name)] if several else []
        planned, done = wording.planned_text(one), wording.done_text(one)
        row = (str(one.set_number), planned, done, whole_seconds(one.tension_s), wording.set_note(one))
        table.add_row(*name, *map(Text, row))
    console.print(table)
    console.print(Text(_total_line(sets, pauses)))


def _total_line(sets: Sequence[SetOutcome], pauses: int) -> str:
    holds = all(one.item.exercise.is_hold for one in sets)
    reps = reps_text(sum(one.done_reps for one in sets), holds=holds)
    tension = whole_seconds(sum(one.tension_s for one in sets))
    if not pauses:
        return text("{reps}, {tension} under tension", reps=reps, tension=tension)
    paused = plural("{number} pause", "{number} pauses", pauses)
    return text("{reps}, {tension} under tension, {pauses}", reps=reps, tension=tension, pauses=paused)


def print_finish(console: Console, exercise: Exercise) -> None:
    """Print how to get out safely."""
    console.print(steps(text("To finish"), exercise.finish))
