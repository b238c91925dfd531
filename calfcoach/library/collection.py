"""All exercises: the shipped ones and the user's own, which may override them within the safety rules.

A file with problems never hides another: it is left out, its problems are told, and where it would have
overridden a shipped exercise the shipped one stays in force. Refuses to know how any of it is shown.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.library.files import LoadedFile, load_file
from calfcoach.library.folder import MAX_FILES, Stamp, stamp, yaml_files
from calfcoach.library.origins import origin_findings
from calfcoach.library.overrides import override_findings, with_shipped_how
from calfcoach.library.problems import TOP, Problem, did_you_mean, quoted
from calfcoach.library.rules import exercise_findings
from calfcoach.resources import assets_dir, exercises_dir, user_exercises_dir
from calfcoach.texts import marked, text
from calfcoach.wording.any_lift import ANY_LIFT, any_lift


class NoSuchExercise(KnownError):
    """No exercise is called so, and no file of that name is refused."""


class Origin(StrEnum):
    """Where an exercise comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    ANY_LIFT = marked("any lift")
    OVERRIDE = marked("own, in place of the shipped one")


@dataclass(frozen=True)
class Entry:
    """An exercise in force, the file it was read from, and where that comes from."""

    exercise: Exercise
    path: Path
    origin: Origin


_Cache = dict[Path, tuple[Stamp | None, LoadedFile]]


@dataclass(frozen=True)
class Library:
    """The exercises in force by id, in the order of their names, and every problem of every file.

    `any_lift` is the lift of which nothing is known, as it is called now; it is found by its id and stands in no list.
    """

    shipped_dir: Path
    user_dir: Path | None
    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...]
    any_lift: Exercise | None = None
    _cache: _Cache = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, shipped_dir: Path | None = None, user_dir: Path | None = None, only: str | None = None) -> "Library":
        """Read both folders; by default those of `calfcoach.resources`. A user folder need not exist. Never raises.

        `only` is the id of the one exercise that is wanted at once: no other file is read before `reload`.
        """
        return _load(shipped_dir or exercises_dir(), user_dir or user_exercises_dir(), {}, only)

    def reload(self) -> "Library":
        """The library as the folders are now: only changed files are read; the same object where nothing changed."""
        fresh = replace(_load(self.shipped_dir, self.user_dir, self._cache), any_lift=self.any_lift)
        return self if fresh == self else fresh

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """The exercises in force by id."""
        return {name: entry.exercise for name, entry in self.entries.items()}

    @property
    def listed(self) -> tuple[Entry, ...]:
        """What a list of exercises shows: all but those that only have a place within a program."""
        return tuple(entry for entry in self.entries.values() if entry.exercise.program_phase is None)

    def find(self, exercise_id: str) -> Entry:
        """The entry of that id.

        Raises:
            KnownError: there is none; with a suggestion, or the problem that keeps its file out.
        """
        if exercise_id in self.entries:
            return self.entries[exercise_id]
        if exercise_id == ANY_LIFT:
            return Entry(self.any_lift or any_lift(), self.shipped_dir, Origin.ANY_LIFT)
        for problem in self.problems:
            if problem.file.stem == exercise_id:
                raise KnownError(
                    text(
                        "the exercise {exercise_id} cannot be used: {problem}",
                        exercise_id=quoted(exercise_id),
                        problem=problem,
                    )
                )
        hint = did_you_mean(exercise_id, self.entries) or text("; 'calfcoach list' shows all")
        raise NoSuchExercise(
            text("no exercise is called {exercise_id}{hint}", exercise_id=quoted(exercise_id), hint=hint)
        )

    def asked_for(self, exercise_id: str) -> Exercise:
        """The exercise somebody asked for by its id.

        Who has a file of their own for it means that one: where it is refused, the shipped one is not quietly taken
        in its place.

        Raises:
            KnownError: there is none, or the person's own file for it is refused.
        """
        entry = self.find(exercise_id)
        for problem in self.problems:
            if problem.file.stem == exercise_id and problem.file != entry.path:
                raise KnownError(
                    text(
                        "your own {exercise_id} is refused: {problem}; correct or remove that file",
                        exercise_id=exercise_id,
                        problem=problem,
                    )
                )
        return entry.exercise


def figure_ids(folder: Path | None = None) -> frozenset[str]:
    """The ids of the figures there are, by their files' names; empty where the folder has none."""
    try:
        return frozenset(path.stem for path in yaml_files(folder or assets_dir() / "figures"))
    except OSError:
        return frozenset()


def _load(shipped_dir: Path, user_dir: Path | None, old: _Cache, only: str | None = None) -> Library:
    cache: _Cache = {}
    problems: list[Problem] = []
    figures = figure_ids()
    shipped: dict[str, LoadedFile] = {}
    own: dict[str, LoadedFile] = {}
    for folder, found in ((shipped_dir, shipped), (user_dir, own)):
        if folder is not None:
            problems += _read_folder(folder, found, figures, old, cache, only)
    if only is not None and own:
        # What a person's own file was made from may be any of them.
        return _load(shipped_dir, user_dir, old, None)
    entries = {name: _entry(file, Origin.SHIPPED) for name, file in shipped.items() if file.content is not None}
    shipped_exercises = [entry.exercise for entry in entries.values()]
    sketches = {name: file.sketch for name, file in own.items() if isinstance(file.sketch, Exercise)}
    sketches |= {name: entry.exercise for name, entry in entries.items()}
    for name, file in own.items():
        over = entries.get(name)
        if over is not None:
            judged = judged_override(file, over.exercise)
        elif name in shipped:
            judged = file.refused(
                text("the shipped {name} has problems, so this cannot be compared with it", name=quoted(name))
            )
        else:
            judged = file
        judged = judged_copy(judged, sketches.get, shipped_exercises)
        problems += judged.problems
        if judged.content is not None:
            entry = _entry(judged, Origin.OWN if over is None else Origin.OVERRIDE)
            if over is not None:
                entry = replace(entry, exercise=with_shipped_how(entry.exercise, over.exercise))
            entries[name] = entry
    problems += [problem for file in shipped.values() for problem in file.problems]
    ordered = sorted(entries.items(), key=lambda item: item[1].exercise.name.casefold())
    return Library(shipped_dir, user_dir, dict(ordered), tuple(sorted(set(problems))), _cache=cache)


def judged_override(file: LoadedFile, shipped: Exercise) -> LoadedFile:
    """The file once it was compared with the shipped exercise that it would override."""
    return file.judged(Exercise, lambda exercise: override_findings(exercise, shipped))


def judged_copy(file: LoadedFile, find: Callable[[str], Exercise | None], shipped: Collection[Exercise]) -> LoadedFile:
    """The file once it was compared with what it is a copy of."""
    return file.judged(Exercise, lambda exercise: origin_findings(exercise, find, shipped))


def judged_alone(file: LoadedFile, figures: Collection[str]) -> LoadedFile:
    """The file once the rules of one exercise were applied."""
    return file.judged(Exercise, lambda exercise: exercise_findings(exercise, file.path, figures))


def _entry(file: LoadedFile, origin: Origin) -> Entry:
    assert isinstance(file.content, Exercise)
    return Entry(file.content, file.path, origin)


def _read_folder(
    folder: Path,
    found: dict[str, LoadedFile],
    figures: Collection[str],
    old: _Cache,
    cache: _Cache,
    only: str | None,
) -> Iterator[Problem]:
    """Read the exercises of a folder into `found`, by file name; yields the problems of the folder itself."""
    try:
        paths = list(islice(yaml_files(folder), MAX_FILES + 1))
    except FileNotFoundError:
        return
    except OSError as error:
        yield Problem(folder, *TOP, text("this folder cannot be read: {reason}", reason=error.strerror or error))
        return
    if len(paths) > MAX_FILES:
        yield Problem(
            folder,
            *TOP,
            text("this folder has more than {max_files} files; only the first are read", max_files=MAX_FILES),
        )
    for path in paths[:MAX_FILES]:
        if only is not None and path.stem != only:
            continue
        now = stamp(path)
        if path not in old or old[path][0] != now:
            cache[path] = (now, judged_alone(load_file(path), figures))
        else:
            cache[path] = old[path]
        file = cache[path][1]
        if file.kind is not None and file.kind != "exercise":
            yield Problem(
                path, *TOP, text("this is a file of the kind '{kind}'; an exercise was expected here", kind=file.kind)
            )
        elif path.stem in found:
            yield Problem(
                path,
                *TOP,
                text(
                    "the id {stem} is taken by {name}; keep one",
                    stem=quoted(path.stem),
                    name=found[path.stem].path.name,
                ),
            )
        else:
            found[path.stem] = file
