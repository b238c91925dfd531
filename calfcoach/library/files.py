"""One file: read, understood and judged by itself. Never raises for what a file holds.

Refuses to know of other files.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from calfcoach.library.explain import explain, placed
from calfcoach.library.kinds import KIND, SCHEMA, FileKind, read_head
from calfcoach.library.problems import TOP, KeyPath, Problem, Spot
from calfcoach.library.reading import Unreadable, read_text
from calfcoach.library.salvage import concerns, mend
from calfcoach.library.yaml_source import YamlSource, read_yaml
from calfcoach.texts import text
from calfcoach.wording.errors import refusal_text

MAX_PROBLEMS = 100
"""Problems told of one file; beyond that it is the wrong file, and the list helps nobody."""

Content = TypeVar("Content", bound=BaseModel)


@dataclass(frozen=True)
class LoadedFile:
    """A file as it was read: its kind and content where it has any, and everything wrong with it.

    `content` is None as soon as there is one problem. `sketch` is what could be understood in spite of problems:
    good for further checks, never for training; `unsure` are the paths that were mended for it.
    """

    path: Path
    kind: str | None
    content: BaseModel | None
    problems: tuple[Problem, ...]
    source: YamlSource
    sketch: BaseModel | None = None
    unsure: frozenset[KeyPath] = frozenset()

    def judged(self, model: type[Content], rule: Callable[[Content], Iterable[tuple[KeyPath, str]]]) -> "LoadedFile":
        """The same with one more rule applied, if it holds a `model`; a rule gives paths in the file, and sentences."""
        if not isinstance(self.sketch, model):
            return self
        told = {(problem.line, problem.column) for problem in self.problems}
        found = []
        for path, message in rule(self.sketch):
            _, spot, _ = placed(path, self.source, message)
            if not concerns(path, set(self.unsure)) and spot not in told:
                found.append(Problem(self.path, *spot, message))
        if not found:
            return self
        problems = _bounded(sorted({*self.problems, *found}))
        return replace(self, content=None, problems=problems)

    def refused(self, message: str) -> "LoadedFile":
        """The same with a problem of the whole file."""
        problems = tuple(sorted({*self.problems, Problem(self.path, *TOP, message)}))
        return replace(self, content=None, problems=problems)

    @property
    def id(self) -> str | None:
        """The id that the file gives, even where something else is wrong with it."""
        data = self.source.data
        said = data.get("id") if isinstance(data, dict) else None
        return said if isinstance(said, str) else None


def load_file(path: Path) -> LoadedFile:
    """Read one file of any kind; what is wrong is in its `problems`."""
    try:
        text = read_text(path)
    except Unreadable as error:
        return LoadedFile(path, None, None, (Problem(path, *error.spot, error.message),), YamlSource(broken=True))
    source = read_yaml(text)
    kind = None if source.broken else read_head(source)
    if kind is None:
        return LoadedFile(path, None, None, _problems(path, source.findings), source)
    return _validated(path, source, kind)


def _validated(path: Path, source: YamlSource, kind: FileKind) -> LoadedFile:
    data = source.data
    assert isinstance(data, dict)
    if not kind.has_head:
        data = {key: value for key, value in data.items() if key not in (KIND, SCHEMA)}
    # The reader's own findings stand; what the model says of the same place is only their echo.
    told = {spot for spot, _ in source.findings}
    unsure = {where for where, spot in source.values.items() if spot in told}
    findings = list(source.findings)
    content: BaseModel | None = None
    sketch: BaseModel | None
    try:
        content = sketch = kind.model.model_validate(data)
    except ValidationError as error:
        found = explain(error, source, kind.model)
        mended = mend(kind.model, data, error)
        found += [placed(where, source, refusal_text(wrong)) for where, wrong in mended.findings]
        findings += [(spot, message) for _, spot, message in found if spot not in told]
        sketch = mended.model
        unsure |= mended.touched
    problems = _problems(path, findings)
    return LoadedFile(path, kind.name, None if problems else content, problems, source, sketch, frozenset(unsure))


def _problems(path: Path, findings: Iterable[tuple[Spot, str]]) -> tuple[Problem, ...]:
    return _bounded(sorted({Problem(path, *spot, message) for spot, message in findings}))


def _bounded(problems: list[Problem]) -> tuple[Problem, ...]:
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    last = problems[MAX_PROBLEMS - 1]
    return (*problems[:MAX_PROBLEMS], replace(last, message=text("… and more problems follow; mend these first")))
