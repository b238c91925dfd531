"""What a YAML parser complains of, in words an exercise's author can act on. Knows no files."""

import yaml

from calfcoach.library.problems import TOP, Spot, quoted
from calfcoach.texts import marked, printable, text

_NEIGHBOURS = marked("this line does not fit under the lines above; indent it like its neighbours, with spaces")
_NOT_CLOSED = marked(
    "the bracket that opens here is not closed, or a comma is missing in it; close it, or use lines with '- '"
)

_EXPLANATIONS = (
    # The first part that occurs in the parser's words decides; True: the place is where the construct begins.
    (
        "mapping values are not allowed",
        marked("this ':' cannot stand here; put a text with ': ' in quotes, or mend the indent"),
        False,
    ),
    ("did not find expected key", _NEIGHBOURS, False),
    ("did not find expected '-' indicator", _NEIGHBOURS, False),
    ("expected <block end>", _NEIGHBOURS, False),
    (
        "block sequence entries are not allowed",
        marked("a '- ' cannot stand here; begin the list on a line of its own"),
        False,
    ),
    ("expected ',' or", _NOT_CLOSED, True),
    ("could not find expected ':'", marked("a ':' is missing after this key; write 'key: value'"), True),
    ("unexpected end of stream", marked("the quote that opens here is never closed; close it"), True),
    ("unexpected document indicator", marked("the quote that opens here is never closed; close it"), True),
    ("unknown escape character", marked("this backslash means nothing; use single quotes, or write it twice"), False),
    ("alphabetic or numeric", marked("a text that begins with * or & must be in quotes"), False),
    ("undefined tag handle", marked("tags are not read; a text that begins with ! must be in quotes"), False),
    ("a tag", marked("tags are not read; a text that begins with ! must be in quotes"), False),
    ("while scanning a directive", marked("a text that begins with % must be in quotes"), False),
    ("found unknown directive", marked("a text that begins with % must be in quotes"), False),
    (
        "did not find expected node content",
        marked("a value was expected here; put a text with , [ ] { or } in quotes"),
        False,
    ),
    (
        "expected <document start>",
        marked("this does not belong to what stands above; one file holds one set of keys"),
        False,
    ),
    ("block scalar", marked("the text after | or > begins on the next line, indented with spaces"), False),
)


def explain_syntax(error: yaml.YAMLError, source: str) -> tuple[Spot, str]:
    """Where the text stops being YAML, and what to do about it."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return TOP, text("this is not YAML: {complaint}", complaint=quoted(error, 120))
    spot = _spot(error.problem_mark or error.context_mark)
    said = f"{error.context or ''} {error.problem or ''}"
    tab = _indenting_tab(source, spot)
    if tab is not None:
        return tab, text("a tab indents this line; indent with spaces, two for each level")
    if "cannot start any token" in said:
        return spot, text("a text cannot begin with {sign}; put it in quotes", sign=quoted(_character(source, spot)))
    for part, words, at_beginning in _EXPLANATIONS:
        if part in said:
            return (_spot(error.context_mark) if at_beginning and error.context_mark else spot), text(words)
    return spot, text("this is not YAML: {complaint}", complaint=printable(error.problem or text("it cannot be read")))


def _spot(mark: yaml.error.Mark | None) -> Spot:
    return TOP if mark is None else Spot(mark.line + 1, mark.column + 1)


def _line(source: str, spot: Spot) -> str:
    lines = source.splitlines()
    return lines[spot.line - 1] if spot.line <= len(lines) else ""


def _indenting_tab(source: str, spot: Spot) -> Spot | None:
    """The first tab in the indent of the line complained of, or of the one before it."""
    for number in (spot.line, spot.line - 1):
        if number < 1:
            continue
        line = _line(source, Spot(number, 1))
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            return Spot(number, indent.index("\t") + 1)
    return None


def _character(source: str, spot: Spot) -> str:
    return _line(source, spot)[spot.column - 1 : spot.column]
