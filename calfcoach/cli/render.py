"""`calfcoach render`: what would be heard, sample for sample, as a WAV or FLAC file."""

import argparse

from calfcoach.cli.exercises import plan_from
from calfcoach.cli.saying import say
from calfcoach.cli.schemes import scheme_from
from calfcoach.errors import ExitCode, KnownError
from calfcoach.settings import SettingsStore

SUFFIXES = (".wav", ".flac")


def render(options: argparse.Namespace) -> int:
    """Write the session as a sound file and its cues as CSV where asked for; nothing where anything is refused."""
    plan = plan_from(options)
    store = SettingsStore()
    if store.problem is not None:
        say(store.problem)
    if options.cues is not None and options.cues.resolve() == options.output.resolve():
        raise KnownError("the sound and the list of cues cannot be the same file; give two names")
    # What is there and no file is refused as such, with the words for it, where it is written.
    if options.output.suffix.lower() not in SUFFIXES and (options.output.is_file() or not options.output.exists()):
        raise KnownError(f"{options.output}: give a name that ends in .wav or .flac, the two kinds there are")

    from calfcoach.audio.render import render_session
    from calfcoach.coach.sound import make_renderer

    render_session(
        plan,
        make_renderer(scheme_from(options.scheme, store), store.settings.volumes)(),
        options.output,
        options.cues,
    )
    return ExitCode.DONE
