"""Has the words of a user's own exercises spoken: bakes into the cache what the shipped voice lacks.

For between sessions, in a thread of its own; a set plays what is there. Without the extra `voice` it does nothing.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from calfcoach.audio.voice import VoiceBank, own_voice_dir
from calfcoach.audio.voice_baking import Synthesiser, bake_words, find_synthesiser
from calfcoach.audio.voice_index import read_index
from calfcoach.domain.exercise import Exercise
from calfcoach.library.voice_models import WordSpec

MOST_OWN_WORDS = 200
LONGEST_OWN_TEXT = 80
"""Recordings of a user's own, and characters of each: 20 MB in usual ones, at most 100 MB. A finish step's title may
have as many characters, a warning's spoken text 60."""

OWN_SPEED = 1.15


def exercise_texts(exercise: Exercise) -> tuple[str, ...]:
    """What an exercise in all its variants has said in its own words: phases, warnings, how to get out of it."""
    found: list[str] = []
    for one in (exercise, *(exercise.variant(variant.id) for variant in exercise.variants)):
        found += [one.label(phase) for phase in one.playback]
        found += [warning.say for warning in one.warnings if warning.say is not None]
        found.append(one.finish[0].title)
    return tuple(dict.fromkeys(found))


def missing_texts(texts: Iterable[str], bank: VoiceBank) -> tuple[str, ...]:
    """The texts that could be spoken but for want of a recording, each once, in their order."""
    wanted = {key: text for text in texts if (key := _key(text)) and not bank.forms(text)}
    return tuple(wanted.values())


def bake_own(
    texts: Iterable[str],
    bank: VoiceBank,
    folder: Path | None = None,
    find: Callable[[], Synthesiser | None] = find_synthesiser,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Bakes what the bank lacks of the texts; returns how many recordings there are now that were not there before.

    A word takes about 20 ms. Make a new bank if there are any. A cache that cannot be written stays as it is.
    """
    folder = folder or own_voice_dir()
    room = MOST_OWN_WORDS - len(read_index(folder))
    wanted = missing_texts(texts, bank)[: max(room, 0)]
    synthesiser = find() if wanted else None
    if synthesiser is None:
        return 0
    try:
        return len(bake_words((WordSpec(text=text, speed=OWN_SPEED) for text in wanted), synthesiser, folder, stop))
    except OSError:
        return 0


def _key(text: str) -> str:
    return WordSpec(text=text).key if len(text) <= LONGEST_OWN_TEXT else ""
