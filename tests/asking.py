"""Asks a coach for something, as a hand on a key does."""

from calfcoach.coach.conductor import Coach
from calfcoach.session.commands import Command, CommandKind, CommandSource


def ask(coach: Coach, kind: CommandKind, source: CommandSource = CommandSource.KEY) -> bool:
    """Whether it was possible."""
    return coach.obey(command(coach, kind, source))


def command(coach: Coach, kind: CommandKind, source: CommandSource = CommandSource.KEY) -> Command:
    """A command given now."""
    return Command(kind, source, coach.now_s)
