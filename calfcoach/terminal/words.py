"""What the terminal prints before, between and after: set-up steps, warnings, tips, summary. Plain text only.

Texts of an exercise are printed as they stand: nothing in them is markup.
"""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from calfcoach.domain.exercise import Exercise, SafetyWarning, Step, Tip
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.tension import session_length, set_tension
from calfcoach.session.results import SetRecord
from calfcoach.texts import text
from calfcoach.wording.durations import whole_seconds


def dose_line(item: PlannedExercise) -> str:
    """The dose in one line: `3-1-2-0 · 4 sets × 15 reps · 60 s rest`."""
    dose = item.dose
    how = str(dose.tempo) if dose.tempo is not None else f"hold {whole_seconds(float(dose.hold_s or 0))}"
    side = " a side" if item.exercise.one_side_at_a_time else ""
    rest = whole_seconds(float(dose.rest_s))
    return f"{how} · {counted(dose.sets, 'set')} × {counted(dose.reps, 'rep')}{side} · {rest} rest"


def counted(number: int, thing: str) -> str:
    """A number with its thing: `1 set`, `4 sets`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def print_setup(console: Console, plan: SessionPlan) -> None:
    """Print all that has to be known before the first set, exercise by exercise, and what the session comes to."""
    for item in plan.items:
        _print_exercise(console, item)
    length = whole_seconds(float(session_length(plan)))
    console.print(Text(text("The session takes {length}.", length=length), style="dim"))
    console.print()


def _print_exercise(console: Console, item: PlannedExercise) -> None:
    exercise = item.exercise
    title = Text(exercise.name, style="bold")
    if item.variant_name is not None:
        title.append(f"  {item.variant_name}", style="dim")
    console.print(title)
    console.print(Text(dose_line(item)))
    tension = set_tension(item)
    values = {"rep": whole_seconds(float(item.rep_s)), "tension": whole_seconds(float(tension.total))}
    estimated = text("One rep {rep}, about {tension} of tension a set", **values)
    exact = text("One rep {rep}, {tension} of tension a set", **values)
    console.print(Text(estimated if tension.estimated else exact, style="dim"))
    console.print()
    console.print(steps("Set-up", exercise.setup))
    print_warnings(console, text("Before the first set"), exercise.warnings)
    for tip in exercise.tips:
        console.print(Padding(Group(*_tip(tip)), (0, 0, 1, 0), expand=False))


def steps(title: str, them: tuple[Step, ...]) -> RenderableType:
    """Numbered steps under a title."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold")
    table.add_column()
    for number, step in enumerate(them, 1):
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
    line = Text("Tip: ", style="bold")
    line.append(tip.title, style="bold")
    yield line
    yield Text(f"  {tip.says}: {tip.text}" if tip.says else f"  {tip.text}")
    for evidence in tip.evidence:
        yield Text(f"  Measured: {evidence.finding} ({evidence.citation})")
    if tip.note is not None:
        yield Text(f"  {tip.note}", style="dim")


def print_summary(console: Console, plan: SessionPlan, records: tuple[SetRecord, ...], pauses: int) -> None:
    """Print what was done, set by set; of a set that was started again, the last attempt counts."""
    last_attempts = [record for record in records if not record.repeated]
    table = Table(title="Summary", title_justify="left", box=None, pad_edge=False)
    several = len(plan.items) > 1
    if several:
        table.add_column("Exercise")
    for heading in ("Set", "Reps", "Tension"):
        table.add_column(heading, justify="right")
    total = 0.0
    for record in last_attempts:
        item, _ = plan.block_item(record.block_number)
        name = [Text(item.exercise.name)] if several else []
        tension = float(item.rep_s) * record.reps
        total += tension
        planned = "" if record.reps == record.planned_reps else f" of {record.planned_reps}"
        table.add_row(*name, str(record.set_number), f"{record.reps}{planned}", whole_seconds(tension))
    console.print(table)
    reps = sum(record.reps for record in last_attempts)
    paused = f", {counted(pauses, 'pause')}" if pauses else ""
    done = f"{counted(len(last_attempts), 'set')}, {counted(reps, 'rep')}"
    console.print(Text(f"{done}, {whole_seconds(total)} under tension{paused}"))


def print_finish(console: Console, exercise: Exercise) -> None:
    """Print how to get out safely."""
    console.print(steps("To finish", exercise.finish))
