"""What a YAML parser complains of, in words an exercise's author can act on. Knows no files."""

import yaml

from calfcoach.library.problems import TOP, Spot, quoted
from calfcoach.texts import printable

_NEIGHBOURS = "this line does not fit under the lines above; indent it like its neighbours, with spaces"
_NOT_CLOSED = "the bracket that opens here is not closed, or a comma is missing in it; close it, or use lines with '- '"

_EXPLANATIONS = (
    # The first part that occurs in the parser's words decides; True: the place is where the construct begins.
    (
        "mapping values are not allowed",
        "this ':' cannot stand here; put a text with ': ' in quotes, or mend the indent",
        False,
    ),
    ("did not find expected key", _NEIGHBOURS, False),
    ("did not find expected '-' indicator", _NEIGHBOURS, False),
    ("expected <block end>", _NEIGHBOURS, False),
    ("block sequence entries are not allowed", "a '- ' cannot stand here; begin the list on a line of its own", False),
    ("expected ',' or", _NOT_CLOSED, True),
    ("could not find expected ':'", "a ':' is missing after this key; write 'key: value'", True),
    ("unexpected end of stream", "the quote that opens here is never closed; close it", True),
    ("unexpected document indicator", "the quote that opens here is never closed; close it", True),
    ("unknown escape character", "this backslash means nothing; use single quotes, or write it twice", False),
    ("alphabetic or numeric", "a text that begins with * or & must be in quotes", False),
    ("undefined tag handle", "tags are not read; a text that begins with ! must be in quotes", False),
    ("a tag", "tags are not read; a text that begins with ! must be in quotes", False),
    ("while scanning a directive", "a text that begins with % must be in quotes", False),
    ("found unknown directive", "a text that begins with % must be in quotes", False),
    ("did not find expected node content", "a value was expected here; put a text with , [ ] { or } in quotes", False),
    ("expected <document start>", "this does not belong to what stands above; one file holds one set of keys", False),
    ("block scalar", "the text after | or > begins on the next line, indented with spaces", False),
)


def explain_syntax(error: yaml.YAMLError, text: str) -> tuple[Spot, str]:
    """Where the text stops being YAML, and what to do about it."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return TOP, f"this is not YAML: {quoted(error, 120)}"
    spot = _spot(error.problem_mark or error.context_mark)
    said = f"{error.context or ''} {error.problem or ''}"
    tab = _indenting_tab(text, spot)
    if tab is not None:
        return tab, "a tab indents this line; indent with spaces, two for each level"
    if "cannot start any token" in said:
        return spot, f"a text cannot begin with {quoted(_character(text, spot))}; put it in quotes"
    for part, words, at_beginning in _EXPLANATIONS:
        if part in said:
            return (_spot(error.context_mark) if at_beginning and error.context_mark else spot), words
    return spot, f"this is not YAML: {printable(error.problem or 'it cannot be read')}"


def _spot(mark: yaml.error.Mark | None) -> Spot:
    return TOP if mark is None else Spot(mark.line + 1, mark.column + 1)


def _line(text: str, spot: Spot) -> str:
    lines = text.splitlines()
    return lines[spot.line - 1] if spot.line <= len(lines) else ""


def _indenting_tab(text: str, spot: Spot) -> Spot | None:
    """The first tab in the indent of the line complained of, or of the one before it."""
    for number in (spot.line, spot.line - 1):
        if number < 1:
            continue
        line = _line(text, Spot(number, 1))
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            return Spot(number, indent.index("\t") + 1)
    return None


def _character(text: str, spot: Spot) -> str:
    return _line(text, spot)[spot.column - 1 : spot.column]
