"""`calfcoach render`: what would be heard, sample for sample, as a WAV or FLAC file."""

import argparse
import os

from calfcoach.cli.own_folder import tell_of_own_folder
from calfcoach.cli.own_words import have_words_spoken
from calfcoach.cli.progress import progress
from calfcoach.cli.schemes import checked_scheme
from calfcoach.cli.stderr import write_line
from calfcoach.coach.saving import SUFFIXES
from calfcoach.errors import ExitCode, KnownError
from calfcoach.request import session_from, store_from
from calfcoach.texts import text


def render(options: argparse.Namespace) -> int:
    """Write the session as a sound file and its cues as CSV where asked for; nothing where anything is refused."""
    library, plan = session_from(options)
    tell_of_own_folder(library)
    store = store_from(options)
    if store.problem is not None:
        write_line(store.problem)
    if options.cues is not None and os.path.realpath(options.cues) == os.path.realpath(options.output):
        raise KnownError(text("the sound and the list of cues cannot be the same file; give two names"))
    # A folder or a device of this name is refused later, when it is opened, with a better reason than its ending.
    is_file = os.path.isfile(options.output) or not os.path.lexists(options.output)  # noqa: PTH113 - never raises
    if options.output.suffix.lower() not in SUFFIXES and is_file:
        raise KnownError(
            text("{output}: give a name that ends in .wav or .flac, the two kinds there are", output=options.output)
        )

    from calfcoach.audio.render import render_session
    from calfcoach.coach.sound import make_renderer

    scheme = checked_scheme(options.scheme, store)
    have_words_spoken(plan)
    renderer = make_renderer(scheme, store.settings)()
    with progress(text("Rendering")) as show:
        render_session(plan, renderer, options.output, options.cues, show)
    return ExitCode.DONE
