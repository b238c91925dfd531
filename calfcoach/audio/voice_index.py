"""The list of a voice's recordings: which words there are, how long each is, and what stands in for it when short.

One `index.json` beside the WAVs, written by the baking, so that a start reads one small file and no sound. Raises
no error: a list that cannot be read counts as empty, and a faulty entry is left out.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from calfcoach.files.reading import read_bounded
from calfcoach.files.writing import replace_file
from calfcoach.score.spoken import SpokenKey

INDEX_NAME = "index.json"
SCHEMA = 1
MAX_BYTES = 4_000_000
"""The largest list that is read: some thirty thousand words."""

MAX_FRAMES = 48_000 * 10
"""The longest recording that is played, in frames: 10 s at 48 kHz."""


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A recording. `key` is its words in plain form, `frames` its length at 48 kHz, `short` the key of a shorter one.

    `number` tells that it is a number: those are said whole or not at all. `says` are the words that are heard, where
    they are others than the key's: "Rest, two minutes" for "rest one hundred twenty seconds".
    """

    key: str
    file: str
    frames: int
    short: str | None = None
    number: bool = False
    says: str | None = None


def read_index(folder: Path) -> dict[str, VoiceEntry]:
    """The recordings of a folder by their key."""
    listed = _content(folder).get("words")
    return {entry.key: entry for entry in _entries(listed if isinstance(listed, list) else [])}


def read_texts(folder: Path) -> dict[SpokenKey, str]:
    """What the voice of a folder says for each key; `{number}` in it stands for the number that comes with the key.

    Empty for a folder that has only recordings, such as that of a user's own words.
    """
    listed = _content(folder).get("texts")
    known = listed.items() if isinstance(listed, dict) else ()
    return {SpokenKey(key): text for key, text in known if key in set(SpokenKey) and isinstance(text, str)}


def write_index(
    folder: Path, entries: Mapping[str, VoiceEntry], made_with: str, texts: Mapping[SpokenKey, str] | None = None
) -> None:
    """Lists the recordings, in order of their keys, and what is said for which key.

    `made_with` says in a line what spoke them. Without `texts` those that are there stay.
    """
    words = [{k: v for k, v in asdict(entries[key]).items() if v} for key in sorted(entries)]
    lines = ",\n  ".join(json.dumps(word, ensure_ascii=False) for word in words)
    about: dict[str, Any] = {"kind": "voice-index", "schema": SCHEMA, "made_with": made_with}
    if texts := read_texts(folder) if texts is None else texts:
        about["texts"] = dict(texts)
    head = json.dumps(about, ensure_ascii=False)
    replace_file(folder / INDEX_NAME, f'{head[:-1]}, "words": [\n  {lines}\n]}}\n'.encode())


def _content(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads(read_bounded(folder / INDEX_NAME, MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict) or content.get("kind") != "voice-index" or content.get("schema") != SCHEMA:
        return {}
    return content


def _entries(listed: list[Any]) -> Iterator[VoiceEntry]:
    for word in listed:
        try:
            entry = VoiceEntry(**word)
        except TypeError:
            continue
        if _sound(entry):
            yield entry


def _sound(entry: VoiceEntry) -> bool:
    texts = (entry.key, entry.file, entry.short or "", entry.says or "")
    return (
        all(isinstance(text, str) for text in texts)
        and bool(entry.key)
        and PurePath(entry.file).name == entry.file
        and entry.file.endswith(".wav")
        and type(entry.frames) is int
        and 0 < entry.frames <= MAX_FRAMES
    )
