"""What a copy keeps of the exercise it was made from: its floors and warnings, whatever id or name it has now.

A copy says `origin:`, the id of what it was made from. They may rise and be added to, never fall or go. What has most
set-up steps of a shipped exercise is a copy of it, said or not; what is called so or nearly so, or has its figure,
keeps its floors and says of which it is a copy. Knows no files.
"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.lookalikes import plain_words
from calfcoach.library.near import DONKEY, is_donkey, near_to
from calfcoach.library.overrides import floors_below, override_findings
from calfcoach.library.problems import KeyPath, quoted
from calfcoach.texts import text

Finding = tuple[KeyPath, str]

ORIGIN: KeyPath = ("origin",)

COPIED = 0.5
"""The share of a shipped exercise's set-up steps above which another one is a copy of it: some steps are everywhere."""

SAME_STEP = 0.75
"""The share of its words that a step has in common with one that says nearly the same."""

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
    taken = [each for each in _taken_for(own, shipped, known) if each not in copied]
    if taken and wrong is None and not copied and not any(each.id in known for each in shipped):
        yield (
            ORIGIN,
            text(
                "this has, or nearly has, a name or the figure of {name}; write 'origin: {id}', so that its floors and "
                "warnings stay",
                name=taken[0].name,
                id=taken[0].id,
            ),
        )
    for each in taken:
        yield from floors_below(own, each)


def _taken_for(own: Exercise, shipped: Collection[Exercise], known: Collection[str]) -> list[Exercise]:
    """The shipped exercises that it may be taken for, by a name or a figure; not those in `known` (ids).

    A hold is taken for no movement: it has none that a floor could slow down.
    """
    alike = [each for each in shipped if each.is_hold == own.is_hold]
    origins = {_key(name) for each in shipped if each.id in known for name in _names(each)}
    near = [near_to(name, alike, guess=False) for name in _names(own) if _key(name) not in origins]
    found = {one.exercise.id for one in near if one is not None}
    found |= {each.id for each in shipped if _is_named(own, each)}
    figures = _figures(own).difference(*(_figures(each) for each in shipped if each.id in known))
    found |= {each.id for each in alike if _has_bounds(each) and figures & _figures(each)}
    return [each for each in shipped if each.id in found and each.id not in known]


def _names(exercise: Exercise) -> tuple[str, ...]:
    return exercise.id, exercise.name, *exercise.aliases


def _figures(exercise: Exercise) -> set[str]:
    named = (exercise.figure, *(variant.figure for variant in exercise.variants))
    return {figure for figure in named if figure is not None}


def _has_bounds(exercise: Exercise) -> bool:
    """Whether it has a floor, or a place in a program alone."""
    return exercise.program_phase is not None or any(
        "least_s" in spec.model_fields_set for spec in exercise.phases.values()
    )


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

    One step left out or reworded makes no other exercise of it, nor does a word added to each.
    """
    found: list[Exercise] = []
    for setup in (own.setup, *(variant.setup for variant in own.variants if variant.setup)):
        steps = {_key(step.text) for step in setup}
        shares = [
            (sum(_is_among(_key(step.text), steps) for step in each.setup) / len(each.setup), each) for each in shipped
        ]
        most = max((share for share, _ in shares), default=0.0)
        found += [each for share, each in shares if share == most and share > COPIED]
    return found


def _is_among(step: tuple[str, ...], steps: set[tuple[str, ...]]) -> bool:
    """Whether one of the steps says the same, or nearly so."""
    if step in steps:
        return True
    words = set(step)
    return any(len(words & set(other)) >= SAME_STEP * max(len(words), len(set(other))) for other in steps)


def _is_named(own: Exercise, shipped: Exercise) -> bool:
    """Whether an exercise, or a variant of it, has the name of a shipped one, as it looks and in whatever order.

    For the donkey calf raise what nearly is its name is enough, as it is for any lift.
    """
    names = (*_names(own), *(variant.name for variant in own.variants))
    if shipped.id == DONKEY:
        return any(is_donkey(name) for name in names)
    return not _keys(names).isdisjoint(_keys(_names(shipped)))


@lru_cache(200)
def _keys(names: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_key, names))


@lru_cache(4_000)  # the shipped ones are compared with every file; a file's own are some tens
def _key(words: str) -> tuple[str, ...]:
    return tuple(sorted(plain_words(words)))
