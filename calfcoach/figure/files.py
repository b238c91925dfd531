"""Reads the shipped figures with the library's checking reader: the only module of this package that opens files.

Refuses to know what the models allow and who calls it.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from calfcoach.errors import KnownError
from calfcoach.figure.body import BodyFile
from calfcoach.figure.models import FigureFile
from calfcoach.library.files import load_file
from calfcoach.resources import assets_dir
from calfcoach.texts import text

_M = TypeVar("_M", bound=BaseModel)


class Figure(NamedTuple):
    """A figure file with the body file it names. `riders` is whose shape a partner has; None: the figure's own."""

    file: FigureFile
    body: BodyFile
    riders: "Figure | None" = None


@cache
def load_figure(figure_id: str) -> Figure:
    """The shipped figure of that id, read once.

    Raises:
        KnownError: no such figure, or its file or its body's file is bad; names the place of the first problem.
    """
    return read_figure(assets_dir() / "figures" / f"{figure_id}.yaml")


def read_figure(path: Path) -> Figure:
    """The figure in `path`, with its body from the folder `bodies` beside it; KnownError as `load_figure`."""
    file = _read(path, FigureFile)
    return Figure(file, _read(path.parent / "bodies" / f"{file.body}.yaml", BodyFile))


def _read(path: Path, model: type[_M]) -> _M:
    loaded = load_file(path)
    if isinstance(loaded.content, model):
        return loaded.content
    if loaded.problems:
        raise KnownError(str(loaded.problems[0]))
    raise KnownError(text("{path}: this is a file of the kind '{kind}', not a picture's", path=path, kind=loaded.kind))
