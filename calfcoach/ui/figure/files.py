"""Reads the shipped figures: the only module here that touches a file.

Refuses to know what the models allow and who asks.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from calfcoach.library.figure_body import BodyFile
from calfcoach.library.figure_models import FigureFile
from calfcoach.resources import assets_dir


class Figure(NamedTuple):
    """A figure file with the body file it names."""

    file: FigureFile
    body: BodyFile


def _read(path: Path) -> Mapping[str, Any]:
    """The one place to swap for the library's linting reader."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"{path.name} is not a mapping")
    return loaded


def figure_ids() -> list[str]:
    """The ids of the shipped figures, sorted."""
    return sorted(path.stem for path in (assets_dir() / "figures").glob("*.yaml"))


@cache
def load_figure(figure_id: str) -> Figure:
    """The shipped figure of that id, read once; pydantic's ValidationError if its file is bad."""
    folder = assets_dir() / "figures"
    file = FigureFile.model_validate(_read(folder / f"{figure_id}.yaml"))
    return Figure(file, BodyFile.model_validate(_read(folder / "bodies" / f"{file.body}.yaml")))
