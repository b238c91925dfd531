"""Judge files and folders as `calfcoach lint` does. Changes nothing; refuses to know how the report is printed."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.library.advice import advice_for
from calfcoach.library.collection import figure_ids
from calfcoach.library.figure_warnings import judged_figure
from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import yaml_files
from calfcoach.library.judging import judged_alone, judged_copy, judged_override
from calfcoach.library.problems import TOP, Problem, quoted
from calfcoach.library.scheme_base import judged_scheme, names_sound_files
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.texts import printable, text


@dataclass(frozen=True)
class LintReport:
    """What was looked at, in order, everything wrong with it, and what would read better, by file and line."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def lines(self) -> list[str]:
        """One `file:line:column: message` for each problem; what is advice says so, after the problems."""
        advised = (replace(one, message=text("advice: {advice}", advice=one.message)) for one in self.advice)
        return [str(problem) for problem in (*self.problems, *advised)]

    def to_json(self) -> str:
        """A JSON list of objects with file, line, column, message; advice has `advice: true`."""
        rows: list[dict[str, str | int]] = [problem.as_json() for problem in self.problems]
        rows += [{**one.as_json(), "advice": True} for one in self.advice]
        return json.dumps(rows, ensure_ascii=False, indent=2)


SoundCheck = Callable[[LoadedFile], Iterable[Problem]]
"""What is wrong with a scheme that names sound files, these included."""


def lint_paths(
    paths: Iterable[Path], shipped_dir: Path | None = None, check_sounds: SoundCheck = lambda file: file.problems
) -> LintReport:
    """Judge files, and all YAML files below folders.

    An exercise that is not in `shipped_dir` (by default the shipped ones) and has the id of one that is there is
    judged as what would override it, a copy as what it was made from. Sound files are judged by `check_sounds`, which
    is asked only where there are any.

    Raises:
        KnownError: a path does not exist, or there is no YAML file below a folder.
    """
    shipped_dir = shipped_dir or exercises_dir()
    figures = figure_ids()
    problems: list[Problem] = []
    advice: list[Problem] = []
    shipped = cache(lambda: _exercises_of(shipped_dir))
    taken: dict[tuple[str, str, bool], Path] = {}  # of thousands of files no more is kept
    shipped_places = tuple(map(os.path.realpath, (shipped_dir, assets_dir())))
    files = list(dict.fromkeys(file for path in paths for file in _below(path, problems)))
    for path in files:
        file = judged_scheme(judged_alone(load_file(path), figures))
        is_shipped = _is_in(path, shipped_places)
        if file.kind == "figure":
            file = judged_figure(file, shipped().values())
        elif file.kind == "exercise" and not is_shipped:
            file = judged_copy(_against_shipped(file, shipped()), _finder(shipped(), path.parent), shipped().values())
        advice += () if is_shipped else _advice(file)
        problems += check_sounds(file) if names_sound_files(file) else file.problems
        if file.kind is not None and file.id is not None:
            first = taken.setdefault((file.kind, file.id, is_shipped), path)
            if first != path:
                spot = file.source.value_spot(("id",))
                where = printable(str(first))
                problems.append(
                    Problem(
                        path,
                        *spot,
                        text("the id {id} is taken by {where}; give it another", id=quoted(file.id), where=where),
                    )
                )
    return LintReport(tuple(files), tuple(sorted(set(problems))), tuple(sorted(set(advice))))


def _advice(file: LoadedFile) -> Iterator[Problem]:
    """The advice for an exercise in which nothing is wrong: first things first."""
    if isinstance(file.content, Exercise):
        for path, said in advice_for(file.content):
            yield Problem(file.path, *file.source.value_spot(path), said)


def _below(path: Path, problems: list[Problem]) -> list[Path]:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        raise KnownError(text("there is no file or folder {path}", path=printable(str(path)))) from None
    except OSError:
        return [path]  # reading it says why it cannot be read
    if not os.path.isdir(path):  # noqa: PTH112 - the other way raises where a link leads to a closed folder
        return [path]
    try:
        found = list(yaml_files(path, below=True))
    except OSError as error:
        problems.append(
            Problem(path, *TOP, text("this folder cannot be read: {reason}", reason=error.strerror or error))
        )
        return []
    if not found:
        raise KnownError(text("there is no .yaml or .yml file in {path}", path=printable(str(path))))
    return found


def _is_in(path: Path, folders: Iterable[str]) -> bool:
    # Unlike `resolve` it takes a link to itself.
    real = os.path.realpath(path)
    return any(real.startswith(os.path.join(folder, "")) for folder in folders)  # noqa: PTH118 - `Path` costs more


def _exercises_of(folder: Path) -> dict[str, Exercise]:
    """The exercises of a folder by id; what has problems is told elsewhere."""
    found = (load_file(path).content for path in yaml_files(folder))
    return {each.id: each for each in found if isinstance(each, Exercise)}


def _finder(shipped: Mapping[str, Exercise], beside: Path) -> Callable[[str], Exercise | None]:
    """An exercise by its id: a shipped one, or one in the folder of the file that is judged."""

    def find(exercise_id: str) -> Exercise | None:
        if exercise_id in shipped:
            return shipped[exercise_id]
        sketch = load_file(beside / f"{exercise_id}.yaml").sketch
        return sketch if isinstance(sketch, Exercise) else None

    return find


def _against_shipped(file: LoadedFile, shipped: Mapping[str, Exercise]) -> LoadedFile:
    if not isinstance(file.sketch, Exercise):
        return file
    for name in {file.sketch.id, file.path.stem} & shipped.keys():
        file = judged_override(file, shipped[name])
    return file
