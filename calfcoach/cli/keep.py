"""`calfcoach keep NAME`: a lift that was done twice becomes an exercise of the person's own, in one step."""

import argparse

from calfcoach.cli.stderr import write_line
from calfcoach.errors import ExitCode, KnownError
from calfcoach.library.collection import Library
from calfcoach.library.keeping import keep_lift
from calfcoach.library.lifts import USES_TO_KEEP, by_use, forget_lift
from calfcoach.library.problems import quoted
from calfcoach.resources import user_exercises_dir
from calfcoach.settings import SettingsStore
from calfcoach.terminal.console import PlainConsole
from calfcoach.texts import text
from calfcoach.wording.any_lift import lift_name


def keep(options: argparse.Namespace) -> int:
    """Keep a lift as an exercise, and say where its file is."""
    store = SettingsStore()
    name = _remembered(store, options.name)
    path = keep_lift(name, store.settings.lifts_now[name], Library.load(), user_exercises_dir())
    forget_lift(store, name)
    if store.problem is not None:
        write_line(store.problem)
    PlainConsole().print(
        text("{name} is an exercise of yours now: {path}", name=name, path=path), soft_wrap=True, highlight=False
    )
    PlainConsole().print(text("Begin it with: calfcoach run {id}", id=path.stem), soft_wrap=True)
    return ExitCode.DONE


def _remembered(store: SettingsStore, typed: str) -> str:
    """The name under which a lift is remembered.

    Raises:
        KnownError: there is none, or it was not used often enough.
    """
    lifts, wanted = store.settings.lifts_now, lift_name(typed).casefold()
    found = next((name for name in by_use(lifts) if name and name.casefold() == wanted), None)
    if found is None:
        known = ", ".join(name for name in by_use(lifts) if name)
        if known:
            raise KnownError(
                text("no lift is remembered as {name}; there are: {known}", name=quoted(typed), known=known)
            )
        raise KnownError(
            text("no lift is remembered as {name}; begin it with 'calfcoach run --name'", name=quoted(typed))
        )
    if lifts[found].uses < USES_TO_KEEP:
        raise KnownError(
            text("{name} was begun once; what is done twice may be kept as an exercise", name=quoted(found))
        )
    return found
