"""A file's text, read safely: bounded in size, never waiting on a pipe or device, UTF-8 only.

Refuses to know what the text means.
"""

import re
from pathlib import Path

from calfcoach.files.reading import NotRegular, TooLarge, read_bounded, reason
from calfcoach.library.problems import TOP, Spot
from calfcoach.texts import text

MAX_BYTES = 1 << 20
"""A file may have at most 1 MiB; the largest shipped one is smaller than a twentieth of that."""

_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """The file gives no text: where in it, and why, in one sentence without the file's name."""

    def __init__(self, message: str, spot: Spot = TOP) -> None:
        super().__init__(message)
        self.message = message
        self.spot = spot


def read_text(path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        Unreadable: no regular file, not allowed to be read, over `MAX_BYTES`, binary, or not UTF-8.
    """
    try:
        data = read_bounded(path, MAX_BYTES)
    except NotRegular as error:
        raise Unreadable(text("this is {what}; a file was expected", what=error.what)) from None
    except TooLarge:
        raise Unreadable(
            text("this file is larger than {size} KiB; a file of Calfcoach is far smaller", size=MAX_BYTES // 1024)
        ) from None
    except OSError as error:
        raise Unreadable(text("this file cannot be read: {reason}", reason=reason(error))) from None
    return _decode(data)


def _decode(data: bytes) -> str:
    if data.startswith(_UTF16):
        raise Unreadable(text("this file is written in UTF-16; save it as UTF-8"))
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            raise Unreadable(text("this is no text file; YAML in UTF-8 was expected")) from None
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        raise Unreadable(text("this character is not UTF-8; save the file as UTF-8"), _spot_after(before)) from None
    found = _UNREADABLE.search(decoded)
    if found is None:
        return decoded
    if found.group() == "\0":
        raise Unreadable(text("this is no text file; YAML in UTF-8 was expected"))
    raise Unreadable(
        text("the control character U+{code:04X} cannot stand in a file; remove it", code=ord(found.group())),
        _spot_after(decoded[: found.start()]),
    )


def _spot_after(before: str) -> Spot:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Spot(len(lines), len(lines[-1]) + 1)
