"""What is said of a history that cannot be written, or that was damaged: one clear sentence each. Opens nothing."""

from enum import StrEnum
from pathlib import Path

from calfcoach.files.reading import reason
from calfcoach.history.backup import folder_of
from calfcoach.history.salvage import Salvage
from calfcoach.texts import text


class Kept(StrEnum):
    """Where what was handed over is."""

    WRITTEN = "written"
    """In the history, or about to be written, and nothing prevents that."""
    BESIDE = "beside"
    """In the journal beside it."""
    NOWHERE = "nowhere"
    """Only in this program's memory."""


def of_newer(path: Path) -> str:
    """That the history is of a newer program."""
    return text("The history {path} is of a newer Calfcoach and is left alone; update to keep it up.", path=path)


def of_fault(path: Path, error: Exception, kept: Kept) -> str:
    """Why the history cannot be written, and where what is done meanwhile is kept."""
    why = reason(error)
    if kept is Kept.NOWHERE:
        return text(
            "The history {path} cannot be written: {reason}. Nothing can be kept beside it either: make room, or allow"
            " it to be written, or what you do now is lost when the program ends.",
            path=path,
            reason=why,
        )
    return text(
        "The history {path} cannot be written: {reason}. What you do is kept beside it and written as soon as it can"
        " be, at the next start at the latest.",
        path=path,
        reason=why,
    )


def of_damage(found: Salvage) -> str:
    """That the history was damaged, and what became of it."""
    if found.is_empty:
        return text(
            "The history was damaged; it is kept as {aside}, and a new one was begun. Copies of it are in {copies}.",
            aside=found.aside,
            copies=folder_of(found.aside),
        )
    return text(
        "The history was damaged; it is kept as {aside}, and all that could still be read is in a new one.",
        aside=found.aside,
    )
