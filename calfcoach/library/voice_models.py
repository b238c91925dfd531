"""What a voice's word list may say (`kind: voice`): which texts are to be spoken, how, and what may stand in for them.

Refuses to know how they are spoken and what plays them.
"""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, model_validator

from calfcoach.domain.base import Flag, Model, Slug, report
from calfcoach.library.problems import quoted
from calfcoach.library.scheme_models import real_number
from calfcoach.library.voice_text import MAX_TEXT, spoken_words
from calfcoach.score.spoken import SpokenKey
from calfcoach.texts import text

SLOWEST, FASTEST = 0.8, 1.3
"""Bounds of `speed`. At 1.3 a recogniser understood 93 of 100 words, at 1.35 only 70: the voice swallows sounds."""

Said = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
Speed = Annotated[float, Field(ge=SLOWEST, le=FASTEST), BeforeValidator(real_number)]


class Manner(Model):
    """How a word is spoken.

    `say` is what is given to the synthesiser instead of the text; `phonemes`, in the synthesiser's alphabet, go before
    it; `ending` is put after either. `speed` 1 is the voice's own pace. `short` is the text of a shorter word of the
    same list. `number`: said whole or not at all.
    """

    say: Said = ""
    ending: Annotated[str, StringConstraints(max_length=10)] = ""
    phonemes: Said = ""
    short: Said = ""
    speed: Speed = 1.15
    seed: Annotated[int, Field(ge=0, lt=2**31, strict=True)] = 7
    number: Flag = False


class WordSpec(Manner):
    """A text to be spoken, and how."""

    text: str

    @property
    def key(self) -> str:
        """Its words in plain form, by which it is looked up; empty if it is not to be spoken."""
        return " ".join(spoken_words(self.text))


class WordGroup(Manner):
    """Words by their text, with what is special about each; what the group gives is theirs where they say nothing."""

    words: dict[str, Manner | None] = Field(min_length=1, max_length=5_000)


class VoiceFile(Model):
    """A whole word list, and the texts that are said for the program's keys.

    `{number}` in a text stands for the number that comes with the key. A key without a text is told by its tone.
    """

    texts: dict[SpokenKey, Said] = Field(default_factory=dict)
    groups: dict[Slug, WordGroup] = Field(min_length=1, max_length=100)

    @property
    def specs(self) -> tuple[WordSpec, ...]:
        """Every word with its manner, in the file's order."""
        made = []
        for group in self.groups.values():
            common = group.model_dump(exclude={"words"}, exclude_unset=True)
            for said, special in group.words.items():
                own = {} if special is None else special.model_dump(exclude_unset=True)
                made.append(WordSpec(text=said, **{**common, **own}))
        return tuple(made)

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Self:
        report(list(self._findings()), info)
        return self

    def _findings(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for key, said in self.texts.items():
            if not spoken_words(said.replace("{number}", "1")):
                yield ("texts", key.value), text("{said} is nothing that can be said", said=quoted(said))
        known: set[tuple[str, ...]] = set()
        places = [(name, said) for name, group in self.groups.items() for said in group.words]
        for name, said in places:
            plain = spoken_words(said)
            if not plain:
                yield ("groups", name, "words", said), text("{said} is nothing that can be said", said=quoted(said))
            elif plain in known:
                yield ("groups", name, "words", said), text("{said} is there already", said=quoted(said))
            known.add(plain)
        for name, said in places:
            short = getattr(self.groups[name].words[said], "short", "")
            if short and spoken_words(short) not in known:
                message = text(
                    "{short}, the short form of {said}, is not in the list", short=quoted(short), said=quoted(said)
                )
                yield ("groups", name, "words", said, "short"), message
