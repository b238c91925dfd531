"""Every text a person reads passes through here: gettext with whole sentences and named places.

`text("The file {path} cannot be read.", path=path)` gives the sentence in the language in force; `plural` chooses the
form a number asks for; `marked` only marks a text that is translated later, where it is shown. One catalogue serves
window, terminal and command line. Knows no settings and no screens: who starts the program says which language.
"""

import gettext
from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path

DOMAIN = "calfcoach"
"""The name of the catalogue's files."""

_SOURCE = NullTranslations()
_in_force: NullTranslations = _SOURCE


def use(translations: NullTranslations | None) -> None:
    """Speak the language of a catalogue from now on; None is the English of the source."""
    global _in_force
    _in_force = translations if translations is not None else _SOURCE


def load(folder: Path, languages: Sequence[str] | None = None) -> None:
    """Speak the first of the languages that has a catalogue in `folder` (`LANG/LC_MESSAGES/calfcoach.mo`).

    Not said which, the environment decides (LANGUAGE, LC_ALL, LC_MESSAGES, LANG). Without a catalogue it is the English
    of the source. The same catalogue serves the standard library's own texts of the command line.
    """
    use(gettext.translation(DOMAIN, folder, languages, fallback=True))
    gettext.bindtextdomain(DOMAIN, folder)
    gettext.textdomain(DOMAIN)


def text(message: str, **values: object) -> str:
    """A whole sentence in the language in force, its named places filled."""
    return _filled(_in_force.gettext(message), message, values)


def plural(one: str, many: str, number: int, **values: object) -> str:
    """The sentence for a number of things; `{number}` stands for it in both."""
    chosen = _in_force.ngettext(one, many, number)
    return _filled(chosen, one if number == 1 else many, {"number": number, **values})


def marked(message: str) -> str:
    """The same text, marked to be found by the extraction; `text` translates it where it is shown."""
    return message


def _filled(translated: str, source: str, values: dict[str, object]) -> str:
    if not values:
        return translated
    try:
        return translated.format(**values)
    except (KeyError, IndexError, ValueError):  # a translation with other places: the English is right
        return source.format(**values)


def printable(words: str) -> str:
    """The words in one line that any terminal can take: what cannot be printed is escaped."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in words)
