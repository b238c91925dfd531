"""`calfcoach render`: what would be heard, sample for sample, as a WAV file."""

import argparse

from calfcoach.cli.exercises import plan_from
from calfcoach.errors import ExitCode, KnownError
from calfcoach.settings import SettingsStore


def render(options: argparse.Namespace) -> int:
    """Write the session as a WAV and its cues as CSV where asked for; nothing where anything is refused."""
    plan = plan_from(options)
    settings = SettingsStore().settings
    if options.cues is not None and options.cues.resolve() == options.output.resolve():
        raise KnownError("the sound and the list of cues cannot be the same file; give two names")

    from calfcoach.audio.render import render_session
    from calfcoach.coach.sound import make_renderer

    render_session(
        plan, make_renderer(options.scheme or settings.scheme, settings.volumes)(), options.output, options.cues
    )
    return ExitCode.DONE
