"""Has the words of a user's own exercises spoken: bakes into the cache what the shipped voice lacks.

A program of its own (`main`), started outside a set by `coach.own_words`; a set plays what is there. Without the extra
`voice` it does nothing.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from calfcoach.audio.voice import VoiceBank, own_voice_dir
from calfcoach.audio.voice_baking import Synthesiser, bake_words, find_synthesiser
from calfcoach.audio.voice_index import read_index
from calfcoach.library.voice_models import WordSpec

MOST_OWN_WORDS = 200
LONGEST_OWN_TEXT = 80
"""Recordings of a user's own, and characters of each: 20 MB in usual ones, at most 100 MB. A finish step's title may
have as many characters, a warning's spoken text 60."""

OWN_SPEED = 1.15

LAST_LATIN = "\u024f"
"""The last letter the English voice can be asked for: of other scripts it says nothing, or half of a text."""

NICE = 10
"""The program's `nice` value on POSIX, so that the window and the player run first."""


def missing_texts(texts: Iterable[str], bank: VoiceBank) -> tuple[str, ...]:
    """The texts that could be spoken but have no recording yet, each once, in their order."""
    wanted = {key: text for text in texts if (key := _key(text)) and not bank.forms(text)}
    return tuple(wanted.values())


def wanted_texts(texts: Iterable[str], bank: VoiceBank, folder: Path | None = None) -> tuple[str, ...]:
    """What of the texts the bank lacks and the cache has room for."""
    room = MOST_OWN_WORDS - len(read_index(folder or own_voice_dir()))
    return missing_texts(texts, bank)[: max(room, 0)]


def bake_own(
    texts: Iterable[str],
    bank: VoiceBank,
    folder: Path | None = None,
    find: Callable[[], Synthesiser | None] = find_synthesiser,
) -> int:
    """Bakes what the bank lacks of the texts; returns how many recordings there are now that were not there before.

    A word takes about 20 ms, and is listed as soon as it is there: the program may be ended at any moment. Make a new
    bank if there are any. A cache that cannot be written stays as it is.
    """
    folder = folder or own_voice_dir()
    wanted = wanted_texts(texts, bank, folder)
    synthesiser = find() if wanted else None
    if synthesiser is None:
        return 0
    baked = 0
    for text in wanted:
        try:
            baked += len(bake_words([WordSpec(text=text, speed=OWN_SPEED)], synthesiser, folder))
        except OSError:
            break
        except Exception:  # a native library may raise anything at a word, and the next one is another
            continue
    return baked


def main(_words: list[str]) -> int:
    """Bake the texts that stand on standard input as a JSON list, as a process that lets others run first."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    bake_own(json.load(sys.stdin.buffer), VoiceBank.standard())
    return 0


def _key(text: str) -> str:
    key = WordSpec(text=text).key if len(text) <= LONGEST_OWN_TEXT else ""
    return key if all(letter <= LAST_LATIN for letter in key) else ""
