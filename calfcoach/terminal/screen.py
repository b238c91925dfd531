"""One live picture of the session as text: phase, bar, seconds, rep and set, warnings, what is next.

Draws a `View` and decides nothing. Fits itself to the terminal at each draw.
"""

from collections.abc import Iterator

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from calfcoach.coach.view import View
from calfcoach.domain.exercise import SafetyWarning
from calfcoach.score.segments import SegmentKind
from calfcoach.session.commands import CommandKind
from calfcoach.session.states import State
from calfcoach.terminal.help_line import help_entries, key_label
from calfcoach.texts import text
from calfcoach.wording import stage as wording
from calfcoach.wording.doses import load_text
from calfcoach.wording.sides import side_text

SIGNS = {
    SegmentKind.READY: "▶",
    SegmentKind.LOWER: "↓",
    SegmentKind.STRETCH: "⏸",
    SegmentKind.CONTRACT: "↑",
    SegmentKind.SQUEEZE: "■",
    SegmentKind.HOLD: "⏸",
    SegmentKind.RELAX: "~",
    SegmentKind.REST: "☾",
    SegmentKind.SWITCH: "⇄",
}
"""A shape for each kind, so that it is never told by colour alone."""

STYLES = {
    SegmentKind.READY: "bright_white",
    SegmentKind.LOWER: "bright_blue",
    SegmentKind.STRETCH: "bright_yellow",
    SegmentKind.CONTRACT: "bright_green",
    SegmentKind.SQUEEZE: "red3",
    SegmentKind.HOLD: "orchid",
    SegmentKind.RELAX: "bright_white",
    SegmentKind.REST: "light_slate_blue",
    SegmentKind.SWITCH: "tan",
}


def draw(view: View) -> RenderableType:
    """The picture of one moment."""
    kind = view.kind
    if kind is None:
        return Text(view.label)
    style = STYLES[kind]
    head = Text(f"{SIGNS[kind]}  {view.label}", style=f"bold {style}")
    if view.side is not None:
        head.append(f"   {side_text(view.exercise, view.side)}", style="bold white")
    if view.goes_on_with is not None and view.kind is SegmentKind.READY:
        head = Text(f"{SIGNS[kind]}  {wording.go_on_text(view)}", style=f"bold {style}")
    if view.state is State.PAUSED:
        where, how = wording.paused_text(view)
        head = Text(text("Paused"), style="bold reverse")
        head.append(f"  {where}. {how}", style="not bold not reverse")
    elif view.state is State.HALTED:
        keys = key_label(CommandKind.TOGGLE_PAUSE), key_label(CommandKind.STOP)
        head = Text(wording.stopped_text(view, *keys), style="bold reverse")
    if view.state in (State.STOPPED, State.FINISHED):
        head = Text(wording.word(view), style="bold reverse")
    row = Table.grid(expand=True, padding=(0, 1))
    row.add_column(ratio=1)
    row.add_column(justify="right", min_width=8)
    row.add_row(head, Text(text("{seconds} s", seconds=view.count), style="bold"))
    bar = ProgressBar(total=1.0, completed=view.fraction, complete_style=style, finished_style=style)
    # Without colours the bar draws what is done alone, and ends no line by itself: the padding does.
    lines: list[RenderableType] = [row, Padding(bar, 0), Text(_counters(view)), Text(_next(view), style="dim")]
    if view.state in (State.STOPPED, State.FINISHED):  # nothing runs any more that could come next or hurt
        lines = [head, Text(_counters(view))]
    lines += _what_is_offered(view)
    lines += [Text(f"⚠ {warning.short}", style="bold red") for warning in _warnings(view)]
    if view.problem is not None:
        lines.append(Text(f"! {view.problem}", style="bold"))
    entries = help_entries(view.state, undo=view.offers.undo is not None)
    lines.append(Columns([Text(entry, style="dim") for entry in entries], padding=(0, 2)))
    title = f"{view.exercise.name} · {view.item.variant_name}" if view.item.variant_name else view.exercise.name
    return Panel(Group(*lines), title=Text(title), border_style=style)


def _warnings(view: View) -> tuple[SafetyWarning, ...]:
    """What is to be minded now: before a set two at a time, after the end nothing."""
    if view.state in (State.STOPPED, State.FINISHED):
        return ()
    return wording.shown_warnings(view) if view.kind in (SegmentKind.READY, SegmentKind.SWITCH) else view.warnings


def _what_is_offered(view: View) -> Iterator[RenderableType]:
    """A question that is asked in place, and the way out where it was stopped in place."""
    asked = view.offers.asked
    if asked is not None:
        yes, go_on = key_label(wording.ANSWERED_BY[asked.question]), key_label(CommandKind.TOGGLE_PAUSE)
        yield Text(wording.question_text(view, yes, go_on), style="bold reverse")
    if view.state in (State.HALTED, State.STOPPED):
        for number, (title, step) in enumerate(wording.finish_steps(view), 1):
            yield Text(f"{number}  {title}  {step}")


def _counters(view: View) -> str:
    if view.rep:
        where = wording.where_text(view)
    else:
        where = text("Set {set_number} of {sets}", set_number=view.set_number, sets=view.sets)
    return where if view.load is None else text("{where} · {load}", where=where, load=load_text(view.load))


def _next(view: View) -> str:
    if view.coming is None:
        return text("Next: done")
    return text("Next: {what} {time}", what=view.coming.label, time=wording.seconds(view.coming.seconds))
