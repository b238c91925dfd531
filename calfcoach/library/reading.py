"""A file's text, read safely: bounded in size, never waiting on a pipe or device, UTF-8 only.

Refuses to know what the text means.
"""

import os
import re
import stat
from pathlib import Path

from calfcoach.library.problems import TOP, Spot

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
        data = _read_bytes(path)
    except OSError as error:
        raise Unreadable(f"this file cannot be read: {error.strerror or error}") from None
    except ValueError:  # a zero byte in the name
        raise Unreadable("this file cannot be read: its name is not valid") from None
    return _decode(data)


def _read_bytes(path: Path) -> bytes:
    _check_kind(path.stat())
    # What was a file a moment ago may be a pipe now: do not wait for its other end.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        _check_kind(status)
        data = file.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
    if status.st_size > MAX_BYTES or len(data) > MAX_BYTES:
        raise Unreadable(f"this file is larger than {MAX_BYTES // 1024} KiB; a file of Calfcoach is far smaller")
    return data


def _check_kind(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable("this is a folder; a file was expected")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("this is a pipe or a device; a file was expected")


def _decode(data: bytes) -> str:
    if data.startswith(_UTF16):
        raise Unreadable("this file is written in UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            raise Unreadable("this is no text file; YAML in UTF-8 was expected") from None
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        raise Unreadable("this character is not UTF-8; save the file as UTF-8", _spot_after(before)) from None
    found = _UNREADABLE.search(text)
    if found is None:
        return text
    if found.group() == "\0":
        raise Unreadable("this is no text file; YAML in UTF-8 was expected")
    raise Unreadable(
        f"the control character U+{ord(found.group()):04X} cannot stand in a file; remove it",
        _spot_after(text[: found.start()]),
    )


def _spot_after(text: str) -> Spot:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Spot(len(lines), len(lines[-1]) + 1)
