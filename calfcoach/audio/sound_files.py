"""Reads the sound files of a user's scheme: any WAV, as mono samples at the mixer's rate.

Read with `soundfile` (libsndfile: 8 to 32 bits and float, hardened against bad files, wheels for all our systems);
the standard library's `wave` reads no float. It is loaded only when a scheme names a file. Knows no scheme.
"""

from math import gcd, log10
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.pcm import RATE, Samples
from calfcoach.files.reading import NotRegular, open_to_read
from calfcoach.library.problems import quoted
from calfcoach.library.scheme_models import MAX_SAMPLE_S, QUIETEST_DB, SHORTEST_S
from calfcoach.texts import text

RATES = (4_000, 384_000)
"""The lowest and the highest rate (frames per second) that a file may have."""

MOST_CHANNELS = 8
"""The most channels of a file: with the rate and the length they bound the memory that it takes."""

MOST_BYTES = 1 << 32
"""The largest a WAV file can be. Of a file that is too long its head alone is read."""

HALF_WIDTH = 24
"""Zero crossings of the resampler's kernel on each side: flat to 0.9 of the band, aliases below −80 dB."""

MOST_KERNELS = 1 << 12
"""Places between two of a file's frames that have a kernel of their own. A rate that would need more (such as 47 999)
takes the nearest: noise below −75 dB, and bounded memory."""

CANCELLED = 0.25
"""A mix of the channels that is fainter than this share of the loudest one has lost what it should carry."""

_KAISER_BETA = 8.0
_CHUNK = 1 << 11


class BadSoundFile(Exception):
    """A sound file that cannot be used: one sentence, with its name."""


def read_sound(path: Path) -> Samples:
    """The samples of a sound file.

    Raises:
        BadSoundFile: it is not there, no sound, nothing that anyone would hear, longer than `MAX_SAMPLE_S`, or of an
            unusual rate or form.
    """
    name = quoted(path.name)
    try:
        # Opened here: the sound library waits for a pipe, and does not say why it cannot open a file.
        with open_to_read(path, MOST_BYTES) as file:
            data, rate = _decoded(file, name)
    except FileNotFoundError:
        raise BadSoundFile(text("there is no sound file {name}", name=name)) from None
    except NotRegular:
        raise BadSoundFile(text("{name} is no file; a sound file was expected", name=name)) from None
    except (OSError, ImportError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadSoundFile(text("{name} cannot be read: {reason}", name=name, reason=reason)) from None
    if not np.isfinite(data).all():
        raise BadSoundFile(text("{name} has values that are no numbers, and so no sound", name=name))
    samples = resampled(_mono(data.clip(-1, 1)), rate)
    if peak_db(samples) < QUIETEST_DB:
        raise BadSoundFile(text("{name} is silent", name=name))
    return samples


def peak_db(samples: Samples) -> float:
    """The peak of some samples in dB of full scale; minus infinity where all are 0 or there are none."""
    peak = float(np.abs(samples).max(initial=0.0))
    return 20 * log10(peak) if peak else float("-inf")


def _mono(data: NDArray[Any]) -> Samples:
    """The mean of the channels, or the loudest one where they cancel each other, as two in opposite phase do."""
    mixed: Samples = data.mean(axis=1)
    power = (data.astype(np.float64) ** 2).mean(axis=0)
    if np.sqrt((mixed.astype(np.float64) ** 2).mean()) < CANCELLED * np.sqrt(power.max()):
        loudest: Samples = data[:, power.argmax()]
        return loudest
    return mixed


def _decoded(content: BinaryIO, name: str) -> tuple[NDArray[Any], int]:
    """The frames of every channel, and how many there are in a second."""
    import soundfile

    try:
        with soundfile.SoundFile(content) as file:
            rate = file.samplerate
            if file.frames > MAX_SAMPLE_S * rate:
                raise BadSoundFile(
                    text(
                        "{name} lasts {seconds:.0f} s; a sound has at most {max_sample_s} s",
                        name=name,
                        seconds=file.frames / rate,
                        max_sample_s=MAX_SAMPLE_S,
                    )
                )
            if not RATES[0] <= rate <= RATES[1]:
                raise BadSoundFile(
                    text(
                        "{name} has {rate} frames a second; {least} to {most} can be played",
                        name=name,
                        rate=rate,
                        least=RATES[0],
                        most=RATES[1],
                    )
                )
            if file.channels > MOST_CHANNELS:
                raise BadSoundFile(
                    text(
                        "{name} has {channels} channels; at most {most_channels} can be played",
                        name=name,
                        channels=file.channels,
                        most_channels=MOST_CHANNELS,
                    )
                )
            # Count the frames that are really there: the head of a file that was cut off promises more.
            data = file.read(dtype="float32", always_2d=True)
            if not len(data):
                raise BadSoundFile(text("{name} holds no sound", name=name))
            if len(data) < SHORTEST_S * rate:
                lasts, least = 1000 * len(data) / rate, 1000 * SHORTEST_S
                raise BadSoundFile(
                    text(
                        "{name} lasts {lasts:.1f} ms; a sound has at least {least:.0f} ms",
                        name=name,
                        lasts=lasts,
                        least=least,
                    )
                )
            return data, rate
    except soundfile.SoundFileError as error:
        reason = str(getattr(error, "error_string", error)).rstrip(".")
        raise BadSoundFile(text("{name} cannot be read as a sound: {reason}", name=name, reason=reason)) from None


def resampled(samples: Samples, rate: int) -> Samples:
    """The samples at the mixer's rate: a windowed sinc, its band that of the lower of the two rates."""
    if rate == RATE:
        return samples.astype(np.float32)
    common = gcd(rate, RATE)
    up, down = RATE // common, rate // common
    band = min(1.0, up / down) * 0.95
    reach = int(np.ceil(HALF_WIDTH / band))
    padded = np.pad(samples, reach)
    count = -(-samples.size * up // down)
    taps = np.arange(-reach + 1, reach + 1)
    # Frames fall on `up` different places between two of the file's.
    places = min(up, MOST_KERNELS)
    distance = taps[None, :] - np.arange(places)[:, None] / places
    window = np.i0(_KAISER_BETA * np.sqrt(np.clip(1 - (distance / reach) ** 2, 0, None))) / np.i0(_KAISER_BETA)
    kernels = band * np.sinc(band * distance) * window
    out = np.empty(count, np.float32)
    for start in range(0, count, _CHUNK):
        number = np.arange(start, min(start + _CHUNK, count), dtype=np.int64)
        whole, place = np.divmod((number * down * places + up // 2) // up, places)
        pieces = padded[np.minimum(whole, samples.size - 1)[:, None] + taps[None, :] + reach]
        out[start : start + number.size] = np.einsum("ij,ij->i", pieces, kernels[place])
    return out
