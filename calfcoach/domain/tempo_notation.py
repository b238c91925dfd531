"""The tokens of a tempo in numbers: `3-1-2-0`, `30X0`, `3/1/2`, `2,5-1-2,5-0`, `3s-1s-1s-0s`.

Says what stands between the separators, and refuses what could be read in two ways. Knows no phases: which token is
which is the tempo's business (`calfcoach.domain.tempo`).
"""

import re

from calfcoach.domain.refusals import Reason, Refused

UNITS = "S|SECS?|SECONDS?|SEK|SEKUNDEN?|SEGS?|SEGUNDOS?"
"""What seconds are called behind a number, in capitals, as a regular expression."""

_COMPACT = re.compile(r"[0-9XA]{3,4}")
_RUN_TOGETHER = re.compile(r"[0-9XA]{2}|[0-9XA]{5,}")
_ALIKE = str.maketrans(dict.fromkeys("–—−‐‑", "-") | {"×": "X"})
_BLANKS = " \t\u00a0\u202f"
_PREFIX = re.compile(rf"^(@|TEMPO\b)[{_BLANKS}]*:?[{_BLANKS}]*")
_SUFFIX = re.compile(rf"[{_BLANKS}]+TEMPO$")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_UNIT = re.compile(rf"(?<=[0-9])[{_BLANKS}]*(?:{UNITS})\b\.?")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_COMMA_BEFORE_UNIT = re.compile(rf"(?<=[0-9]),(?=[0-9]+[{_BLANKS}]*(?:{UNITS})\b)")
_SEPARATORS = "-/:|"


def bare(text: str) -> str:
    """The tempo without what stands around it, in capitals: the word tempo, an @, brackets, a full stop or comma.

    Dashes of every kind are hyphens in it, × is X, and a comma before a number with a unit is a decimal point.
    """
    body = text.strip().upper().translate(_ALIKE)
    before = None
    while body != before:
        before = body
        body = _SUFFIX.sub("", _PREFIX.sub("", body))
        if len(body) > 1 and _BRACKETS.get(body[0]) == body[-1]:
            body = body[1:-1].strip()
    if body.endswith(".") and not _dotted(body[:-1]):
        body = body[:-1]
    if body.endswith(",") and not _listed(body[:-1]):
        body = body[:-1].rstrip()
    return _COMMA_BEFORE_UNIT.sub(".", body)


def _dotted(body: str) -> bool:
    """Whether points are the only thing that separates."""
    return "." in body and re.search(rf"[-/:|,{_BLANKS}]", body) is None


def _listed(body: str) -> bool:
    """Whether commas separate the numbers; then a comma at the end may stand for a number that was left out."""
    return "," in body and re.fullmatch(rf"[0-9XA.,{_BLANKS}]*", _UNIT.sub("", body)) is not None


def tokens(body: str, text: str) -> list[str]:
    """The 3 or 4 tokens of a bare tempo; `text` is what was written, for the sentence.

    Raises:
        Refused: it has another number of them, or could be read in two ways.
    """
    if _COMPACT.fullmatch(body):
        return list(body)
    shown = text.strip()
    if _RUN_TOGETHER.fullmatch(body):
        raise Refused(Reason.RUN_TOGETHER, tempo=shown, found=len(body))
    squeezed = re.sub(rf"[{_BLANKS}]*([-/:|,])[{_BLANKS}]*", _squeezed, _UNIT.sub("", body))
    if squeezed.startswith("-"):
        raise Refused(Reason.MINUS_SIGN, tempo=shown)
    squeezed = _with_decimal_points(squeezed, shown)
    found = {sign for sign in squeezed if sign in f"{_SEPARATORS},"}
    if set(squeezed) & set(_BLANKS):
        found.add(" ")
    if len(found) > 1:
        raise Refused(Reason.SEPARATORS_MIXED, tempo=shown)
    split = _split(squeezed, found.pop() if found else "")
    if any(not token for token in split):
        raise Refused(Reason.EMPTY_PLACE, tempo=shown)
    if len(split) not in (3, 4):
        raise Refused(Reason.WRONG_COUNT, tempo=shown, found=len(split))
    return split


def _squeezed(found: re.Match[str]) -> str:
    """A separator without its blanks; a comma that had one is told apart, because it is no decimal point."""
    return ", " if found[1] == "," and found[0] != "," else found[1]


def _split(body: str, separator: str) -> list[str]:
    if separator == " ":
        return re.split(rf"[{_BLANKS}]+", body)
    if separator:
        return body.split(separator)
    return body.split(".") if body.count(".") >= 2 else [body]


def _with_decimal_points(body: str, shown: str) -> str:
    """The body with points for its decimal commas; a comma that separates stays, without a blank.

    Raises:
        Refused: its commas could be either.
    """
    tight = _DECIMAL_COMMA.search(body) is not None
    if any(sign in body for sign in _SEPARATORS):
        return _DECIMAL_COMMA.sub(".", body).replace(", ", ",")
    listed = body.replace(", ", ",")
    if tight and set(listed) & set(_BLANKS):
        raise _two_readings(shown, re.split(rf"[,{_BLANKS}]+", listed), re.split(rf"[{_BLANKS}]+", listed))
    split = listed.split(",")
    if tight and "." not in listed and len(split) == 5 and all(split):
        raise _two_readings(shown, split, [f"{split[0]},{split[1]}", *split[2:]])
    return listed


def _two_readings(shown: str, one: list[str], other: list[str]) -> Refused:
    readings = ("-".join(token.replace(",", ".") for token in reading) for reading in (one, other))
    return Refused(Reason.TWO_READINGS, tempo=shown, one=next(readings), other=next(readings))
