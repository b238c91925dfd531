"""The text form of a dose: `4x15 @ 3-1-2-0 rest 60 s load 40 kg`, `5x45 s hold rest 2 min`, `12/10/9/8 @ 3-1-2-0`.

One reader and one writer for the command line, files and fields; what is written reads back as the same. What a text
does not say stays open (None), so a text may also be what is to be changed of another dose. Knows no exercise and no
bounds of numbers.
"""

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from calfcoach.domain.amounts import AmountError, Load, plain, read_seconds, written_loads
from calfcoach.domain.dose_fields import OPEN, RepsAsked, loads_from
from calfcoach.domain.refusals import Reason, Refused
from calfcoach.domain.tempo import Tempo

_BETWEEN = " \t\u00a0\u202f,;·"
"""Blanks and signs that may stand between two parts of a dose."""

MAX_TEXT = 400
"""Characters of a dose that are read at all: fifty sets with reps of their own have about 250."""

_BLANKS = r"[ \t\u00a0\u202f]*"
_COUNT = r"[0-9]{1,9}"
_SETS_BY_REPS = rf"(?i:(?P<sets>{_COUNT}){_BLANKS}[x×*]{_BLANKS}(?P<reps>{_COUNT}|max|amrap))"
_SETS_BY_HOLD = (
    rf"(?i:(?P<sets>{_COUNT}){_BLANKS}[x×*]{_BLANKS}"
    rf"(?:(?P<reps>{_COUNT}|max|amrap){_BLANKS}[x×*]{_BLANKS})?(?P<hold>.+))"
)
_EACH = rf"{_COUNT}(?:{_BLANKS}/{_BLANKS}{_COUNT})+"
_HOLD = rf"(?i:(?P<count>.+?){_BLANKS}\bholds?)"
_WORDS = {
    "@": "tempo",
    "tempo": "tempo",
    "rest": "rest_s",
    "load": "load",
    "relax": "relax_s",
    "switch": "switch_s",
    "lead-in": "lead_in_s",
}
_KEYWORD = rf"(?i:(?:^|(?<=[\s@])|(?=@))(?P<word>@|(?:tempo|rest|load|relax|switch|lead-in)\b){_BLANKS}:?{_BLANKS})"
"""Patterns as texts, which `re` compiles once a dose is read."""


@dataclass(frozen=True)
class DoseText:
    """What a text says of a dose; None for what it does not say. Times in exact seconds, loads for all or each set."""

    sets: int | None = None
    reps: RepsAsked | None = None
    tempo: Tempo | None = None
    hold_s: Decimal | None = None
    rest_s: Decimal | None = None
    load: tuple[Load, ...] | None = None
    relax_s: Decimal | None = None
    switch_s: Decimal | None = None
    lead_in_s: Decimal | None = None

    def given(self) -> dict[str, object]:
        """What it says, by name."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}

    def whole(self) -> dict[str, object]:
        """The fields of a complete dose, by name. A rest must be given, because there is no exercise to take it from.

        Raises:
            Refused: sets, tempo or rest are not given.
        """
        if self.sets is None:
            raise Refused(Reason.DOSE_INCOMPLETE, dose=str(self), what="sets")
        if self.rest_s is None:
            raise Refused(Reason.DOSE_INCOMPLETE, dose=str(self), what="rest")
        return self.given()

    def __str__(self) -> str:
        """The canonical form; reading it gives an equal dose."""
        parts = [_counts(self)]
        if self.tempo is not None:
            parts.append(f"@ {self.tempo}")
        for word, seconds in (
            ("rest", self.rest_s),
            ("relax", self.relax_s),
            ("switch", self.switch_s),
            ("lead-in", self.lead_in_s),
        ):
            if seconds is not None:
                parts.append(f"{word} {plain(seconds)} s")
        if self.load is not None:
            parts.append(f"load {written_loads(self.load)}")
        return " ".join(part for part in parts if part)


def read_dose(text: str, *, up_first: bool = False) -> DoseText:
    """Read a dose in its text form; with `up_first` its tempo is written contract, squeeze, lower, stretch.

    Raises:
        Refused: it cannot be read, or says something twice.
    """
    if len(text) > MAX_TEXT:
        raise Refused(Reason.DOSE_TOO_LONG, most=MAX_TEXT)
    body = text.strip().strip(_BETWEEN)
    if not body:
        raise Refused(Reason.DOSE_EMPTY)
    found = list(re.finditer(_KEYWORD, body))
    counts = body[: found[0].start()] if found else body
    given = _read_counts(counts.strip(_BETWEEN))
    for number, keyword in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(body)
        name = _WORDS[keyword["word"].lower()]
        value = body[keyword.end() : end].strip(_BETWEEN)
        if name == "tempo" and not value and number + 1 < len(found) and found[number + 1]["word"].lower() == "tempo":
            continue  # "@ tempo 31X0"
        if name in given:
            raise Refused(Reason.DOSE_TWICE, what=keyword["word"].lower())
        given[name] = _read(name, value, up_first=up_first)
    return DoseText(**given)  # type: ignore[arg-type]


def _read_counts(body: str) -> dict[str, object]:
    """Sets and reps, or sets, reps and seconds of a hold: what comes before the first word."""
    if not body:
        return {}
    if (found := re.fullmatch(_SETS_BY_REPS, body)) is not None:
        return {"sets": int(found["sets"]), "reps": _reps(found["reps"])}
    if re.fullmatch(_EACH, body) is not None:
        return _each(body)
    hold = re.fullmatch(_HOLD, body)
    if hold is None:
        raise Refused(Reason.DOSE_PART, part=body[:40])
    if (found := re.fullmatch(_SETS_BY_HOLD, hold["count"])) is not None:
        reps = _reps(found["reps"]) if found["reps"] else 1
        return {"sets": int(found["sets"]), "reps": reps, "hold_s": _seconds(found["hold"])}
    listed, _, seconds = hold["count"].rpartition("x")
    if re.fullmatch(_EACH, listed.strip()) is not None:
        return {**_each(listed), "hold_s": _seconds(seconds)}
    return {"hold_s": _seconds(hold["count"])}


def _each(body: str) -> dict[str, object]:
    reps = tuple(int(count) for count in body.split("/"))
    return {"sets": len(reps), "reps": reps}


def _reps(word: str) -> int | Literal["max"]:
    return OPEN if word.lower() in ("max", "amrap") else int(word)


def _seconds(body: str) -> Decimal:
    try:
        return read_seconds(body)
    except AmountError:
        raise Refused(Reason.DOSE_PART, part=body[:40]) from None


def _read(name: str, value: str, *, up_first: bool) -> object:
    if name == "tempo":
        return Tempo.parse(value, up_first=up_first)
    return loads_from(value) if name == "load" else _seconds(value)


def _counts(dose: DoseText) -> str:
    hold = f"{plain(dose.hold_s)} s hold" if dose.hold_s is not None else ""
    if isinstance(dose.reps, tuple):
        counts = "/".join(str(count) for count in dose.reps)
        return f"{counts} x {hold}" if hold else counts
    if dose.sets is None or dose.reps is None:
        return hold
    if hold:
        return f"{dose.sets}x{hold}" if dose.reps == 1 else f"{dose.sets}x{dose.reps}x{hold}"
    return f"{dose.sets}x{dose.reps}"
