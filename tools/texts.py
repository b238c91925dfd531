"""Collects every text a person reads for translators, and checks what they made of it: `make texts`.

1. Extract: `assets/locale/calfcoach.pot` holds each text of the source once, in the order of the alphabet.
2. Update: each language's `LANG/LC_MESSAGES/calfcoach.po` gets the new texts, and keeps the old ones as comments.
3. Check: a translation has the places of its text (`{path}`), nothing is fuzzy, and it is compiled (`.mo`).

`check` alone writes nothing and ends with 1 where step 1 or 2 would change a file or 3 finds something.
"""

import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "calfcoach"
FOLDER = ROOT / "assets" / "locale"
TEMPLATE = FOLDER / "calfcoach.pot"

TEXTS = {"text": 1, "plural": 2, "marked": 1}
"""The functions of `calfcoach.texts` and how many of their arguments are texts; the core has a `marked` of its own,
because it may import none of them."""

# A date of its own would make every extraction a change.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def extracted() -> Catalog:
    """Every text of the source."""
    catalog = Catalog(
        project="Calfcoach",
        copyright_holder="The Calfcoach makers",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        charset="utf-8",
    )
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in texts_in(path.read_text(encoding="utf-8")):
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)])
    return catalog


def texts_in(source: str) -> Iterator[str | tuple[str, ...]]:
    """The texts of one module: the literal arguments of calls by the plain name of a gate.

    Babel's own reader also takes methods of the same name, and Qt has many a `text`.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in TEXTS:
            continue
        taken = node.args[: TEXTS[node.func.id]]
        literals = [each.value for each in taken if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if literals and len(literals) == TEXTS[node.func.id]:
            yield literals[0] if len(literals) == 1 else tuple(literals)


def written(catalog: Catalog) -> bytes:
    """A catalogue as its file has it."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, include_lineno=False)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def problems_of(catalog: Catalog, where: str) -> Iterator[str]:
    """What is wrong with a translation."""
    for message in catalog:
        if not message.id or not any(_as_tuple(message.string)):
            continue
        if message.fuzzy:
            yield f"{where}: {message.id!r} is fuzzy; look at it and take the mark away"
        yield from (f"{where}: {message.id!r}: {problem}" for problem in _places_problems(message))


def places_of(sentence: str) -> set[str]:
    """The named places of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def _places_problems(message: Message) -> Iterator[str]:
    allowed = set().union(*map(places_of, _as_tuple(message.id)))
    for translation in _as_tuple(message.string):
        try:
            found = places_of(translation)
        except ValueError as error:
            yield f"{translation!r} is no sentence with places: {error}"
            continue
        if found - allowed:
            yield f"{translation!r} has the places {sorted(found - allowed)}, the text has {sorted(allowed)}"


def _as_tuple(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, tuple | list) else (str(texts),)


def main(words: list[str]) -> int:
    """Extract, update, check; with `check` only look."""
    only_look = words == ["check"]
    catalog = extracted()
    problems: list[str] = []
    _settle(TEMPLATE, written(catalog), only_look, problems)
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/calfcoach.po")):
        with path.open("rb") as file:
            translated = read_po(file, locale=path.parents[1].name)
        translated.update(catalog, no_fuzzy_matching=True)
        translated.creation_date = _NO_DATE
        _settle(path, written(translated), only_look, problems)
        _settle(path.with_suffix(".mo"), compiled(translated), only_look, problems)
        problems += problems_of(translated, path.relative_to(ROOT).as_posix())
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(catalog)} texts")
    return 1 if problems else 0


def _settle(path: Path, content: bytes, only_look: bool, problems: list[str]) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    if only_look:
        problems.append(f"{path.relative_to(ROOT).as_posix()} is not up to date: run make texts")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
