"""Begins a file for a new exercise: a copy of the template under a name that nothing has yet."""

import re
from collections.abc import Collection
from itertools import count
from pathlib import Path

from calfcoach.errors import KnownError
from calfcoach.files.reading import reason
from calfcoach.files.writing import new_file
from calfcoach.library.folder import SUFFIXES
from calfcoach.resources import assets_dir
from calfcoach.texts import printable, text

_ID = "my-exercise"
"""The id in the template."""


def new_exercise(folder: Path, taken: Collection[str]) -> Path:
    """Write a new exercise into a folder, which is made where it is not there; nothing is ever written over.

    `taken` are the ids that it must not have. The file is sound: it stands in the library as it is.

    Raises:
        KnownError: it cannot be written.
    """
    said = (assets_dir() / "templates" / "my-exercise.yaml").read_text(encoding="utf-8")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            exercise_id = _ID if number == 1 else f"{_ID}-{number}"
            if exercise_id in taken or any((folder / f"{exercise_id}{suffix}").exists() for suffix in SUFFIXES):
                continue
            path = folder / f"{exercise_id}.yaml"
            try:
                new_file(path, (said if number == 1 else _numbered(said, number)).encode())
            except FileExistsError:  # another window was quicker
                continue
            return path
    except OSError as error:
        raise KnownError(
            text(
                "no exercise can be written in {folder}: {reason}",
                folder=printable(str(folder)),
                reason=reason(error),
            )
        ) from None
    raise AssertionError("there is always another number")


def _numbered(said: str, number: int) -> str:
    """The template with a number behind its id and its name."""
    return re.sub(
        r"^name: .+$", rf"\g<0> {number}", re.sub(r"^id: .+$", rf"\g<0>-{number}", said, flags=re.M), flags=re.M
    )
