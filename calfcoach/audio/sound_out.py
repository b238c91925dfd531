"""Writes sound files piece by piece: WAV with the standard library, FLAC with `soundfile`, both with title and comment.

Knows no session and no place where the file will stand in the end.
"""

import os
import struct
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from calfcoach.audio.pcm import RATE, Pcm
from calfcoach.errors import EnvironmentLacks
from calfcoach.texts import text


@dataclass(frozen=True)
class Tags:
    """What a player shows of a file."""

    title: str
    comment: str


@contextmanager
def sound_writer(file: BinaryIO, flac: bool, tags: Tags) -> Iterator[Callable[[Pcm], None]]:
    """A function that adds frames to a new open file, 16-bit mono at `RATE`. It is whole when the `with` is left.

    Raises:
        OSError: it cannot be written.
        EnvironmentLacks: FLAC was asked for, and `soundfile` cannot be loaded here.
    """
    with (_flac if flac else _wav)(file, tags) as write:
        yield write


@contextmanager
def _wav(file: BinaryIO, tags: Tags) -> Iterator[Callable[[Pcm], None]]:
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        yield lambda pcm: sound.writeframesraw(pcm.astype("<i2", copy=False).data)
    # The tags come last, so that the samples begin where every reader expects them.
    file.seek(0, 2)
    file.write(_info(tags))
    size = file.tell()
    file.seek(4)
    file.write(struct.pack("<I", size - 8))


def _info(tags: Tags) -> bytes:
    """The tags as a RIFF chunk of the kind LIST INFO (Microsoft, Multimedia Programming Interface 1.0)."""
    content = b"INFO"
    for name, tag in ((b"INAM", tags.title), (b"ICMT", tags.comment)):
        data = tag.encode() + b"\0"
        content += name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"LIST" + struct.pack("<I", len(content)) + content


@contextmanager
def _flac(file: BinaryIO, tags: Tags) -> Iterator[Callable[[Pcm], None]]:
    try:
        import soundfile
    except (ImportError, OSError) as error:
        raise EnvironmentLacks(
            text("FLAC cannot be written here ({error}); choose a name that ends in .wav", error=error)
        ) from None
    try:
        # libsndfile takes no descriptor of Python's on Windows; nobody else writes under this name.
        opened = file.name if os.name == "nt" else file.fileno()
        with soundfile.SoundFile(opened, "w", RATE, 1, "PCM_16", format="FLAC", closefd=False) as sound:
            sound.title, sound.comment = tags.title, tags.comment
            yield sound.write
    except soundfile.LibsndfileError as error:
        raise OSError(text("the disk may be full ({lower})", lower=error.error_string.rstrip(".").lower())) from None
