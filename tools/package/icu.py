"""Shortens the data of ICU, which Qt on Linux brings whole: 31 MB of names of units, currencies and regions.

Qt asks ICU how letters are sorted, what a time zone is called, and how old 8-bit texts are read; dates and numbers it
has itself. The program asks none of that; a file dialog sorts. So the rules of sorting stay (without the tables of all
Chinese, Japanese and Korean signs), with what ICU needs to start. ICU's own tool `icupkg` does it, as its makers mean
it to be done; the library is then built anew around the shorter data.
"""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

KEPT = (
    *("coll/*.res", "coll/*.icu", "*.nrm", "cnvalias.icu", "ulayout.icu", "uemoji.icu", "icu*.res", "res_index.res"),
    *("pool.res", "root.res", "supplementalData.res", "likelySubtags.res", "numberingSystems.res", "plurals.res"),
    *("keyTypeData.res", "timezoneTypes.res", "zoneinfo64.res", "windowsZones.res", "metaZones.res", "metadata.res"),
)
LEFT_OUT = ("coll/zh*.res", "coll/ja.res", "coll/ko.res")
NEEDED = ("icupkg", "gcc", "readelf")

ASSEMBLER = """
    .section .rodata
    .globl {symbol}
    .type {symbol}, @object
    .balign 16
{symbol}:
    .incbin "{data}"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", @progbits
"""


def is_kept(item: str) -> bool:
    """Whether an item of ICU's data stays, by its name there."""
    return any(fnmatch.fnmatchcase(item, each) for each in KEPT) and not any(
        fnmatch.fnmatchcase(item, each) for each in LEFT_OUT
    )


def shorten(library: Path) -> tuple[int, int]:
    """Replace `libicudata.so.N` by one with less in it; returns the bytes before and after.

    Raises:
        FileNotFoundError: a tool is missing.
        subprocess.CalledProcessError: a tool refused, with what it said.
        ValueError: this is no library of ICU's data.
    """
    for tool in NEEDED:
        if shutil.which(tool) is None:
            raise FileNotFoundError(f"{tool} is missing: sudo apt install icu-devtools gcc binutils")
    before = library.stat().st_size
    symbol, start, size = _place(library)
    version = re.sub(r"\D", "", symbol)
    with tempfile.TemporaryDirectory() as folder:
        whole, short = Path(folder, f"icudt{version}l.dat"), Path(folder, "out", f"icudt{version}l.dat")
        short.parent.mkdir()
        whole.write_bytes(library.read_bytes()[start : start + size])
        items = _said("icupkg", "-l", str(whole)).split()
        removed = Path(folder, "removed.txt")
        removed.write_text("\n".join(each for each in items if not is_kept(each)) + "\n", encoding="ascii")
        _said("icupkg", "--ignore-deps", "-r", str(removed), str(whole), str(short))
        source, made = Path(folder, "data.S"), Path(folder, "made.so")
        source.write_text(ASSEMBLER.format(symbol=symbol, data=short), encoding="ascii")
        options = ("-shared", "-nostdlib", "-Wl,-s", "-Wl,--hash-style=gnu", "-Wl,-z,max-page-size=4096")
        _said("gcc", *options, f"-Wl,-soname,{library.name}", "-o", str(made), str(source))
        shutil.copyfile(made, library)
    return before, library.stat().st_size


def _place(library: Path) -> tuple[str, int, int]:
    """The name of the data in the library, where in the file it begins, and how many bytes it has."""
    symbols = _said("readelf", "-W", "--dyn-syms", str(library))
    found = re.search(r"\s([0-9a-f]{16})\s+(0x[0-9a-f]+|\d+)\s+OBJECT\s.*\s(icudt\d+_dat)$", symbols, re.MULTILINE)
    section = re.search(
        r"\.rodata\s+PROGBITS\s+([0-9a-f]{16})\s+([0-9a-f]+)", _said("readelf", "-W", "-S", str(library))
    )
    if found is None or section is None:
        raise ValueError(f"{library} has no data of ICU")
    start = int(found[1], 16) - int(section[1], 16) + int(section[2], 16)
    return found[3], start, int(found[2], 0)


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout
