"""Writes a session as a WAV or FLAC file and its cues as CSV: what would be heard, sample for sample.

Files are written beside their place and renamed when they are complete, so nothing half-made is ever left.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from calfcoach.audio.mixer import Renderer, total_frames
from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import HeardCue
from calfcoach.audio.sound_out import Tags, sound_writer
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.errors import ExitCode, KnownError
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import NotRegular, reason
from calfcoach.files.writing import whole_file
from calfcoach.score.timeline import lay_out_session, planned_spec
from calfcoach.texts import text
from calfcoach.wording.cues import spoken_text
from calfcoach.wording.doses import counts_text

MOST_FRAMES = (1 << 32) // 2 - 1024
"""Frames a WAV file can hold (4 GiB): twelve hours."""

COLUMNS = ("time_s", "frame", "kind", "phase", "set", "rep", "side", "text", "told")


class Cancelled(KnownError):
    """Writing was given up because someone asked for it; nothing is left of it."""

    exit_code = ExitCode.INTERRUPTED


def render_session(
    plan: SessionPlan,
    renderer: Renderer,
    wav_path: Path,
    cues_path: Path | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a session, as FLAC where the name ends in .flac; returns its frames.

    `progress` is told the share (0 to 1) that is done; `cancelled` is asked before every piece of some seconds, and
    once more before the file gets its name. What either of them raises ends the writing, and nothing is left.

    Raises:
        KnownError: a file cannot be written, or the session is too long for a WAV file; nothing is left behind.
        Cancelled: `cancelled` said so.
    """
    if plan.is_open:
        raise KnownError(text("an open set ends when you say so, so it has no sound file; give the number of reps"))
    timeline = lay_out_session(plan)
    wanted = sum(total_frames(plan, planned_spec(plan, block.number), block) for block in timeline.blocks)
    if wanted > MOST_FRAMES:
        raise KnownError(text("the session is longer than the 12 hours a WAV file can hold; take fewer sets or reps"))
    rows: list[tuple[int, HeardCue]] = []
    done = 0
    flac = wav_path.suffix.lower() == ".flac"

    def go_on() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled(text("nothing was written: it was cancelled"))

    with _to_be_whole(wav_path) as file:
        with sound_writer(file, flac, _tags(plan)) as write:
            for block in timeline.blocks:
                heard, pieces = renderer.stream_block(plan, planned_spec(plan, block.number), block)
                rows += [(done + cue.frame, cue) for cue in heard]
                for pcm in pieces:
                    go_on()
                    write(pcm)
                    done += pcm.size
                    if progress is not None:
                        progress(done / wanted)
        # The last moment to cancel: no file has its final name yet.
        go_on()
        if cues_path is not None:
            # Before the sound gets its name: either both are there in the end or none.
            write_cues(rows, cues_path)
    return done


def _tags(plan: SessionPlan) -> Tags:
    names = ", ".join(dict.fromkeys(item.exercise.name for item in plan.items))
    doses = "; ".join(f"{counts_text(item.dose)}, {_pace(item)}" for item in plan.items)
    return Tags(names, f"Calfcoach: {doses}")


def _pace(item: PlannedExercise) -> str:
    if item.dose.tempo is None:
        return text("hold {seconds} s", seconds=item.dose.hold_s)
    return text("tempo {tempo}", tempo=item.dose.tempo)


def write_cues(rows: list[tuple[int, HeardCue]], path: Path) -> None:
    """Write the cues of a session with their frames, counted from the sound's first.

    `text` is what is spoken, word for word; of a cue that is toned or left out, what it stands for.

    Raises:
        KnownError: the file cannot be written.
    """
    with _to_be_whole(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for frame, cue in rows:
            where = ("" if value is None else value for value in (cue.phase, cue.set_number, cue.rep, cue.side))
            words = cue.words or spoken_text(cue.spoken)
            table.writerow((f"{frame / RATE:.6f}", frame, cue.kind, *where, words, cue.told))
        text.detach()


@contextmanager
def _to_be_whole(path: Path) -> Iterator[BinaryIO]:
    """A new file that appears at `path` when it is complete, or not at all."""
    try:
        refuse_own(path)
        with whole_file(path) as file:
            yield file
    except NotRegular:
        raise KnownError(text("{path} cannot be written: it is no file", path=path)) from None
    except OSError as error:
        raise KnownError(text("{path} cannot be written: {reason}", path=path, reason=reason(error))) from None
