"""Shows on stderr how far a long piece of work is, and has a signal end it between two steps. Knows no work."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from calfcoach.cli.stderr import write_line
from calfcoach.terminal.interrupt import noted_interrupts
from calfcoach.texts import text


@contextmanager
def progress(label: str) -> Iterator[Callable[[float], None]]:
    """Show a bar with this label until the end; gives a function to call with the share (0 to 1) that is done.

    Raises, from that function:
        KeyboardInterrupt, SystemExit: the work is to be given up. After a KeyboardInterrupt a line says so.
    """
    try:
        with noted_interrupts() as interrupts, _bar(label) as show:

            def tell(share: float) -> None:
                interrupts.check()
                show(share)

            yield tell
    except KeyboardInterrupt:
        write_line(text("Given up. Nothing was changed."))
        raise


@contextmanager
def _bar(label: str) -> Iterator[Callable[[float], None]]:
    """Nothing is shown where stderr is no terminal."""
    if sys.stderr is None or sys.stderr.closed or not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.progress import Progress

    from calfcoach.terminal.console import PatientConsole

    console = PatientConsole(sys.stderr)
    with Progress(console=console, transient=True, auto_refresh=False, disable=not console.shows_pictures) as bar:
        task = bar.add_task(label, total=100)
        shown = 0

        def show(share: float) -> None:
            nonlocal shown
            percent = int(share * 100)
            if percent > shown:
                shown = percent
                bar.update(task, completed=percent, refresh=True)

        yield show
