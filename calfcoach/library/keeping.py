"""Keeps a lift of which nothing is known as an exercise: a valid file in the person's own folder, never over another.

What it may be called is decided here: a name that is or nearly is a known exercise's is that exercise, with its floor.
"""

import re
import tempfile
import unicodedata
from collections.abc import Collection
from pathlib import Path

import yaml

from calfcoach.domain.phases import Phase
from calfcoach.errors import KnownError
from calfcoach.files.reading import reason
from calfcoach.files.writing import new_file
from calfcoach.library.collection import Library
from calfcoach.library.lint import lint_paths
from calfcoach.library.near import near_to
from calfcoach.library.problems import quoted
from calfcoach.settings import UsedLift
from calfcoach.texts import printable, text
from calfcoach.wording.any_lift import ANY_LIFT, lift_data

LONGEST_ID = 64


def may_keep(name: str, library: Library) -> bool:
    """Whether a lift of this name may be kept: it is not, nor nearly is, the name of an exercise there is."""
    return near_to(name, [entry.listing for entry in library.entries.values()]) is None


def keep_lift(name: str, lift: UsedLift, library: Library, folder: Path) -> Path:
    """Write a lift as an exercise into a folder, which is made where it is not there; gives the file.

    Raises:
        KnownError: the name is or nearly is a known exercise's, there is such a file, or it cannot be written.
    """
    near = near_to(name, [entry.listing for entry in library.entries.values()])
    if near is not None:
        raise KnownError(
            text(
                "{name} is, or nearly is, the name of {exercise}; use that one, or copy its file: "
                "a copy keeps its floors and warnings",
                name=quoted(name),
                exercise=near.exercise.name,
            )
        )
    exercise_id = id_for(name, library.entries)
    content = file_content(exercise_id, name, lift)
    path = folder / f"{exercise_id}.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(path.with_suffix(suffix).exists() for suffix in (".yaml", ".yml")):
            raise KnownError(text("there is already a file {path}; nothing was written", path=printable(str(path))))
        _check(path.name, content)
        new_file(path, content)
    except OSError as error:
        raise KnownError(
            text("the exercise {path} cannot be written: {reason}", path=printable(str(path)), reason=reason(error))
        ) from None
    return path


def id_for(name: str, taken: Collection[str]) -> str:
    """The id for a name: its letters and digits in ASCII, or `my-lift` where it has none; with a number if taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[: LONGEST_ID - 4].strip("-")
    whole = words if words and words != ANY_LIFT else "my-lift"
    number = 1
    found = whole
    while found in taken:
        number += 1
        found = f"{whole}-{number}"
    return found


def file_content(exercise_id: str, name: str, lift: UsedLift) -> bytes:
    """The file of a lift, as YAML."""
    data = {**lift_data(name, Phase(lift.start)), "id": exercise_id, "name": name}
    if lift.dose:
        data["prescription"] = lift.dose
        del data["dose_note"]  # it is of the dose that nobody has chosen
    head = {"kind": "exercise", "schema": 1}
    written: str = yaml.safe_dump({**head, **data}, sort_keys=False, allow_unicode=True, width=100)
    return written.encode()


def _check(file_name: str, content: bytes) -> None:
    """Read it as any file of a person's own is read.

    Raises:
        KnownError: it would be refused.
        OSError: it cannot be written to be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_bytes(content)
        report = lint_paths([path])
    if not report.ok:
        raise KnownError(text("it cannot be kept as an exercise: {problem}", problem=report.problems[0].message))
