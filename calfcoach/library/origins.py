"""What a copy keeps of the exercise it was made from: its floors and warnings, whatever id or name it has now.

A copy says `origin:`, the id of what it was made from. They may rise and be added to, never fall or go. What has most
set-up steps of a shipped exercise is a copy of it, said or not; what has a name of it alone keeps its floors. Knows no
files.
"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.lookalikes import plain_words
from calfcoach.library.near import DONKEY, is_donkey
from calfcoach.library.overrides import floors_below, override_findings
from calfcoach.library.problems import KeyPath, quoted
from calfcoach.texts import text

Finding = tuple[KeyPath, str]

ORIGIN: KeyPath = ("origin",)

COPIED = 0.5
"""The share of a shipped exercise's set-up steps above which another one is a copy of it: some steps are everywhere."""

MOST_ORIGINS = 20
"""Copies of copies that are followed; beyond that the files are made to be tried."""


def origin_findings(
    own: Exercise, find: Callable[[str], Exercise | None], shipped: Collection[Exercise]
) -> Iterator[Finding]:
    """Every way in which an exercise that is not shipped would be less safe than what it was made from.

    `find` gives an exercise by its id, shipped or own, refused or not.
    """
    chain, wrong = _chain(own, find)
    if wrong is not None:
        yield ORIGIN, wrong
    for ancestor in chain:
        if ancestor.id != own.id:
            yield from override_findings(own, ancestor)
    known = {own.id, *(ancestor.id for ancestor in chain)}
    copied = _copied(own, shipped)
    if copied and not any(each.id in known for each in copied):
        first = copied[0]
        yield (
            ORIGIN,
            text(
                "this is a copy of {name}; write 'origin: {id}', so that its floors and warnings stay",
                name=first.name,
                id=first.id,
            ),
        )
        yield from override_findings(own, first)
    for each in shipped:
        if each.id not in known and each not in copied and _is_named(own, each):
            yield from floors_below(own, each)


def _chain(own: Exercise, find: Callable[[str], Exercise | None]) -> tuple[list[Exercise], str | None]:
    """What an exercise goes back to, the nearest first; and what is wrong with that."""
    chain: list[Exercise] = []
    seen, here = [own.id], own
    while here.origin is not None:
        origin = find(here.origin)
        if origin is None:
            missing = quoted(here.origin)
            return chain, text("no exercise is called {id}; 'origin' names the one this is a copy of", id=missing)
        if origin.origin is None:
            return [*chain, origin], None
        if origin.id in seen or len(seen) > MOST_ORIGINS:
            return chain, text("the origins go round in a circle: {ids}", ids=" → ".join([*seen, origin.id]))
        chain.append(origin)
        seen.append(origin.id)
        here = origin
    return chain, None


def _copied(own: Exercise, shipped: Collection[Exercise]) -> list[Exercise]:
    """The shipped exercises of which it has the most set-up steps, and more than half of them, in a variant too.

    One step left out or reworded makes no other exercise of it.
    """
    found: list[Exercise] = []
    for setup in (own.setup, *(variant.setup for variant in own.variants if variant.setup)):
        steps = {_key(step.text) for step in setup}
        shares = [(sum(_key(step.text) in steps for step in each.setup) / len(each.setup), each) for each in shipped]
        most = max((share for share, _ in shares), default=0.0)
        found += [each for share, each in shares if share == most and share > COPIED]
    return found


def _is_named(own: Exercise, shipped: Exercise) -> bool:
    """Whether an exercise has the name of a shipped one, as it looks and in whatever order.

    For the donkey calf raise what nearly is its name is enough, as it is for any lift.
    """
    if shipped.id == DONKEY:
        return any(is_donkey(name) for name in (own.id, own.name, *own.aliases))
    theirs = {_key(name) for name in (shipped.id, shipped.name, *shipped.aliases)}
    return any(_key(name) in theirs for name in (own.id, own.name, *own.aliases))


@lru_cache(4_000)  # the shipped ones are compared with every file; a file's own are some tens
def _key(words: str) -> tuple[str, ...]:
    return tuple(sorted(plain_words(words)))
