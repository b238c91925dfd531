"""Turns what a terminal sends into keys, however its bytes are cut into pieces.

A key that has no letter (an arrow, Page ↓, F1) comes as several bytes that begin with that of Esc, and a slow line may
deliver them one by one. So an Esc that may still be the beginning of such a sequence is waited with: how long is
`KeyReader.wait_s`, and `time_out` says that this time has passed and nothing has come.

Knows no clock, no terminal and no command.
"""

import codecs
import re

ESC_ALONE_S = 0.05
"""If nothing comes for this time after an Esc, the key Esc was pressed. Programs wait 10 to 500 ms here; the next key
of a person comes later than this."""

SEQUENCE_S = 0.5
"""The longest wait for the next byte of a sequence that has begun, as in GNU readline (`keyseq-timeout`)."""

LONGEST = 32
"""Characters kept of a sequence; none that has a name is as long."""

_ESC = "\x1b"

_NAMED = {" ": "Space", "\r": "Enter", "\n": "Enter", "\t": "Tab", "\x7f": "Backspace", "\b": "Backspace"}

_WHOLE = re.compile(r"\x1b(?:\[(?:\[.|[0-?]*[ -/]*[@-Z\\-~])|O[0-9;]*[@-~])")
"""A sequence (ECMA-48, 5.4; `Esc O` as xterm sends it; `Esc [ [ A` is F1 on the Linux console)."""

_BEGUN = re.compile(r"\x1b(?:\[\[?|\[[0-?]*[ -/]*|O[0-9;]*)")
"""The beginning of one, from its second character on."""

_SEQUENCES = {
    "A": "Up",
    "B": "Down",
    "C": "Right",
    "D": "Left",
    "H": "Home",
    "F": "End",
    "5~": "PgUp",
    "6~": "PgDown",
    "15~": "F5",
}
"""What follows `Esc [` or `Esc O`. All other sequences (most function keys, keys with Ctrl or Alt) are read and have no
name: nothing asks for them."""


def key_name(character: str) -> str:
    """The name of the key that types a character, as in `calfcoach.session.commands`; empty for no key."""
    if character in _NAMED:
        return _NAMED[character]
    if len(character) == 1 and character < " ":
        return f"Ctrl+{chr(ord(character) + 64)}"
    return character.upper() if character.isprintable() else ""


class KeyReader:
    """Bytes in, keys out. A key is named once it is whole; of a sequence without a name nothing comes out."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._begun = ""
        self._esc_told = False

    @property
    def wait_s(self) -> float | None:
        """Seconds to wait for more before `time_out` is called; None where nothing is waited for."""
        if not self._begun:
            return None
        return ESC_ALONE_S if self._begun == _ESC and not self._esc_told else SEQUENCE_S

    def feed(self, data: bytes) -> list[str]:
        """Take bytes in; the keys that are whole with them, in order."""
        return [key for character in self._decoder.decode(data) if (key := self._take(character))]

    def time_out(self) -> list[str]:
        """Nothing has come for `wait_s`. An Esc was the key Esc; what comes late may still go on from it."""
        if self._begun == _ESC and not self._esc_told:
            self._esc_told = True
            return ["Esc"]
        self._forget()
        return []

    def _take(self, character: str) -> str:
        if character == _ESC:
            # Another sequence begins; an Esc that is still waiting was pressed by itself.
            alone = self._begun == _ESC and not self._esc_told
            self._begun, self._esc_told = _ESC, False
            return "Esc" if alone else ""
        if not self._begun:
            return key_name(character)
        sequence = self._begun + character
        if _BEGUN.fullmatch(sequence):
            self._begun = sequence[:LONGEST]
            return ""
        # With Alt a key sends an Esc and, at once, its character. What comes later is a key of its own.
        with_alt = self._begun == _ESC and not self._esc_told
        self._forget()
        if _WHOLE.fullmatch(sequence):
            return _SEQUENCES.get(sequence[2:], "")
        return "" if with_alt else key_name(character)

    def _forget(self) -> None:
        self._begun, self._esc_told = "", False
