"""The sentences of a player process: in the language of the program that started it.

The environment's variables name the language, as they do for the program. The catalogue is loaded with the first
sentence, so that no start waits for it.
"""

from __future__ import annotations

from functools import cache

from calfcoach import texts


def sentence(message: str, **values: object) -> str:
    """A marked sentence (`calfcoach.texts.marked`), its named places filled."""
    _load_language()
    return texts.text(message, **values)


@cache
def _load_language() -> None:
    from calfcoach.resources import locale_dir

    texts.load(locale_dir())
