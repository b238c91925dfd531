"""The word list of a voice: which texts are to be spoken, how, and what may stand in for them.

A `words.yaml` is written by hand and read by the baking only; what plays knows the `index.json` made from it. Knows
no sound.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from calfcoach.audio.voice_text import spoken_words
from calfcoach.errors import KnownError

WORDS_NAME = "words.yaml"
SLOWEST, FASTEST = 0.8, 1.3
"""Bounds of `speed`. At 1.3 a recogniser understood 93 of 100 words, at 1.35 only 70: the voice swallows sounds."""


@dataclass(frozen=True, slots=True)
class WordSpec:
    """A text to be baked.

    `say` is what is given to the synthesiser, the text itself if empty; `phonemes`, in the synthesiser's alphabet, go
    before it; `ending` is put after either. `speed` 1 is the voice's own pace. `short` is the text of a shorter word
    of the same list. `number`: said whole or not at all.
    """

    text: str
    say: str = ""
    ending: str = ""
    phonemes: str = ""
    short: str = ""
    speed: float = 1.15
    seed: int = 7
    number: bool = False

    @property
    def key(self) -> str:
        """Its words in plain form, by which it is looked up."""
        return " ".join(spoken_words(self.text))


def read_words(path: Path) -> tuple[WordSpec, ...]:
    """The word list of a file, in its order.

    Raises:
        KnownError: the file cannot be read or used; the message names the file and every word that is wrong.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnownError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or content.get("kind") != "voice" or content.get("schema") != 1:
        raise KnownError(f"{path}: a word list begins with `kind: voice` and `schema: 1`")
    groups = content.get("groups")
    if not isinstance(groups, dict) or not all(isinstance(group, dict) for group in groups.values()):
        raise KnownError(f"{path}: `groups` names the groups of words")
    problems: list[str] = []
    specs = [spec for name, group in groups.items() for spec in _group(str(name), group, problems)]
    by_key = {spec.key: spec for spec in specs}
    problems += [f"{spec.text!r} is there twice" for spec in specs if by_key[spec.key] is not spec]
    problems += [
        f"{spec.text!r}: its short form {spec.short!r} is not in the list"
        for spec in specs
        if spec.short and " ".join(spoken_words(spec.short)) not in by_key
    ]
    if problems:
        raise KnownError(f"{path}: {'; '.join(problems)}")
    return tuple(specs)


def _group(name: str, group: Mapping[str, Any], problems: list[str]) -> list[WordSpec]:
    known = {field.name for field in fields(WordSpec)} - {"text"}
    common = {key: value for key, value in group.items() if key != "words"}
    words = group.get("words")
    if not isinstance(words, dict):
        problems.append(f"group {name}: `words` maps each text to what is special about it, or to nothing")
        return []
    specs = []
    for text, special in words.items():
        given = {**common, **(special or {})} if isinstance(special, dict | None) else {"?": special}
        if unknown := given.keys() - known:
            problems.append(f"{text!r} has {', '.join(sorted(unknown))}, which is not known")
            continue
        spec = WordSpec(str(text), **given)
        if not spec.key or len(spec.say or spec.text) > 120:
            problems.append(f"{text!r} is nothing that can be said")
        elif not (isinstance(spec.speed, int | float) and SLOWEST <= spec.speed <= FASTEST):
            problems.append(f"{text!r} has speed {spec.speed}; {SLOWEST} to {FASTEST} is possible")
        else:
            specs.append(spec)
    return specs
