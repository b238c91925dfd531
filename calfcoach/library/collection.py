"""All exercises: the shipped ones and the user's own, which may override them within the safety rules.

A file with problems never hides another: it is left out, its problems are told, and where it would have
overridden a shipped exercise the shipped one stays in force. Refuses to know how any of it is shown.
"""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.library.entries import Entry, Origin
from calfcoach.library.folder import MAX_FILES, Stamp, stamp, yaml_files
from calfcoach.library.index import FROM_FILES, read_index, write_index
from calfcoach.library.problems import TOP, Problem, did_you_mean, quoted
from calfcoach.library.shipped import ShippedFiles, judge_shipped
from calfcoach.library.verdict import MOST_KEPT, OwnFiles, Verdict
from calfcoach.resources import assets_dir, exercises_dir, user_exercises_dir
from calfcoach.texts import text
from calfcoach.wording.any_lift import ANY_LIFT, any_lift

if TYPE_CHECKING:
    from calfcoach.library.judging import Judge

INDEX = "exercises-index.json"


class NoSuchExercise(KnownError):
    """No exercise is called so, and no file of that name is refused."""


@dataclass(frozen=True)
class _LastReading:
    """What was read of the folders the last time; a verdict on an own file holds while `basis` is the same."""

    shipped: Mapping[Path, Verdict] = field(default_factory=dict)
    own: Mapping[str, Verdict] = field(default_factory=dict)
    basis: object = None
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Library:
    """The exercises in force by id, in the order of their names, and every problem of every file.

    `any_lift` is the lift of which nothing is known, as it is called now; it is found by its id and stands in no list.
    `unread` are the ids of the own files that were not read yet: of each nothing is said until it is.
    """

    shipped_dir: Path
    user_dir: Path | None
    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...]
    any_lift: Exercise | None = None
    unread: frozenset[str] = frozenset()
    _seen: _LastReading = field(default_factory=_LastReading, repr=False, compare=False)

    @classmethod
    def load(
        cls,
        shipped_dir: Path | None = None,
        user_dir: Path | None = None,
        only: str | None = None,
        *,
        at_once: bool = False,
    ) -> "Library":
        """Read both folders; by default those of `calfcoach.resources`. A user folder need not exist. Never raises.

        `only` is the id of the one exercise that is wanted at once: no other file is read before `reload`. With
        `at_once` a crowd of own files that nobody has read yet is left `unread`.
        """
        folders = shipped_dir or exercises_dir(), user_dir or user_exercises_dir()
        return _load(*folders, _LastReading(), only, (lambda name: name == only) if at_once else _every)

    def reload(self, *, at_once: bool = False) -> "Library":
        """The library as the folders are now: only changed files are read; the same object where nothing changed.

        With `at_once` a crowd of own files that nobody has read yet is left `unread`.
        """
        return self._again((lambda _name: False) if at_once else _every)

    def read_on(self, is_enough: Callable[[], bool]) -> "Library":
        """The library with the files that were left unread, or with some of them where it `is_enough` before.

        For a thread of its own: it may take seconds.
        """
        return self._again(lambda _name: not is_enough())

    def _again(self, wants: Callable[[str], bool]) -> "Library":
        loaded = _load(self.shipped_dir, self.user_dir, self._seen, wants=wants)
        fresh = replace(loaded, any_lift=self.any_lift)
        return self if fresh == self else fresh

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """The exercises in force by id, each read where it was not: of many own ones that takes time."""
        return {name: entry.exercise for name, entry in self.entries.items()}

    @property
    def listed(self) -> tuple[Entry, ...]:
        """What a list of exercises shows: all but those that only have a place within a program."""
        return tuple(entry for entry in self.entries.values() if entry.listing.program_phase is None)

    def find(self, exercise_id: str) -> Entry:
        """The entry of that id.

        Raises:
            KnownError: there is none; with a suggestion, or the problem that keeps its file out.
        """
        if exercise_id in self.entries:
            return self.entries[exercise_id]
        if exercise_id == ANY_LIFT:
            return Entry.of(self.any_lift or any_lift(), self.shipped_dir, Origin.ANY_LIFT)
        for problem in self.problems:
            if problem.file.stem == exercise_id:
                raise KnownError(
                    text(
                        "the exercise {exercise_id} cannot be used: {problem}",
                        exercise_id=quoted(exercise_id),
                        problem=problem,
                    )
                )
        if exercise_id in self.unread:
            return self._again(lambda name: name == exercise_id).find(exercise_id)
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


def figure_ids() -> frozenset[str]:
    """The ids of the shipped figures, by their files' names; empty where the folder has none."""
    try:
        return frozenset(path.stem for path in yaml_files(assets_dir() / "figures"))
    except OSError:
        return frozenset()


def _every(_name: str) -> bool:
    return True


def _load(
    shipped_dir: Path,
    user_dir: Path | None,
    old: _LastReading,
    only: str | None = None,
    wants: Callable[[str], bool] = _every,
) -> Library:
    """Read both folders. Of a crowd of own files of which nothing is known, those that `wants` (ids) lets through."""
    looked_ns = time.time_ns()
    problems: list[Problem] = []
    shipped_paths, own_paths = _paths(shipped_dir, problems), _paths(user_dir, problems)
    if only is not None and all(path.stem != only for path in own_paths):
        # What a person's own file was made from may be any file; of a shipped one nothing else is wanted.
        shipped_paths, own_paths = [path for path in shipped_paths if path.stem == only], []
    figures = figure_ids()
    judged = judge_shipped(
        shipped_dir, shipped_paths, figures, old.shipped if old.figures == figures else {}, looked_ns
    )
    in_force = _of_one_id(((path, verdict.kind) for path, verdict in judged.items()), problems)
    shipped = ShippedFiles({path.stem: (path, judged[path]) for path in in_force}, figures)
    own: dict[str, tuple[Path, Stamp | None]] = {}
    for path in own_paths:
        if (name := path.stem) not in own:
            own[name] = (path, stamp(path))
    basis = (tuple((str(path), verdict.stamp) for path, verdict in judged.items()), tuple(sorted(figures)))
    entries: dict[str, Entry] = {}
    for name, (path, verdict) in shipped.files.items():
        problems += verdict.problems
        if verdict.listing is not None:
            entries[name] = Entry(verdict.listing, path, Origin.SHIPPED, verdict.stamp, shipped.exercise)
    verdicts: dict[str, Verdict] = {}
    if own:
        judge = cache(lambda: _judge(shipped, own, figures))
        known = old.own if old.basis == basis else {}
        verdicts = _verdicts(
            judge, own, known, user_dir, basis, looked_ns, lambda name: name in shipped.files or wants(name)
        )
        entries |= _own_entries(
            own, verdicts, entries.keys(), lru_cache(MOST_KEPT)(lambda name: judge().exercise(name))
        )
        problems += (problem for verdict in verdicts.values() for problem in verdict.problems)
    _of_one_id(((path, verdicts[path.name].kind if path.name in verdicts else None) for path in own_paths), problems)
    ordered = sorted(entries.items(), key=lambda item: item[1].listing.name.casefold())
    return Library(
        shipped_dir,
        user_dir,
        dict(ordered),
        tuple(sorted(set(problems))),
        unread=frozenset(name for name, (path, _) in own.items() if path.name not in verdicts),
        _seen=_LastReading(judged, verdicts, basis, figures),
    )


def _judge(shipped: ShippedFiles, own: OwnFiles, figures: frozenset[str]) -> "Judge":
    # Loaded here: where every verdict is known, nothing of what reads files is needed.
    from calfcoach.library.judging import Judge

    return Judge(shipped, own, figures)


def _own_entries(
    own: OwnFiles,
    verdicts: Mapping[str, Verdict],
    shipped: Collection[str],
    read_again: Callable[[str], Exercise],
) -> dict[str, Entry]:
    """The entries of the own files that were judged and are in force; `shipped` are the ids of shipped exercises."""
    entries = {}
    for name, (path, at) in own.items():
        verdict = verdicts.get(path.name)
        if verdict is not None and verdict.listing is not None:
            origin = Origin.OVERRIDE if name in shipped else Origin.OWN
            entries[name] = Entry(verdict.listing, path, origin, at, _kept(verdict) or read_again)
    return entries


def _paths(folder: Path | None, problems: list[Problem]) -> list[Path]:
    """The YAML files of a folder; what is wrong with the folder itself goes to the problems."""
    if folder is None:
        return []
    try:
        paths = list(islice(yaml_files(folder), MAX_FILES + 1))
    except FileNotFoundError:
        return []
    except OSError as error:
        told = text("this folder cannot be read: {reason}", reason=error.strerror or error)
        problems.append(Problem(folder, *TOP, told))
        return []
    if len(paths) > MAX_FILES:
        told = text("this folder has more than {max_files} files; only the first are read", max_files=MAX_FILES)
        problems.append(Problem(folder, *TOP, told))
    return paths[:MAX_FILES]


def _of_one_id(kinds: Iterable[tuple[Path, str | None]], problems: list[Problem]) -> list[Path]:
    """The files that are exercises, the first of each id; what the others are goes to the problems."""
    found: dict[str, Path] = {}
    for path, kind in kinds:
        if kind is not None and kind != "exercise":
            told = text("this is a file of the kind '{kind}'; an exercise was expected here", kind=kind)
            problems.append(Problem(path, *TOP, told))
        elif (stem := path.stem) in found:
            name = found[stem].name
            told = text("the id {stem} is taken by {name}; keep one", stem=quoted(stem), name=name)
            problems.append(Problem(path, *TOP, told))
        else:
            found[stem] = path
    return list(found.values())


def _verdicts(
    judge: Callable[[], "Judge"],
    own: OwnFiles,
    known: Mapping[str, Verdict],
    folder: Path | None,
    basis: object,
    looked_ns: int,
    wants: Callable[[str], bool],
) -> dict[str, Verdict]:
    """The verdict on every own file, by file name: a known one where it holds. The `judge` is made where one does not.

    Of a crowd of files that have none, only those that are wanted are judged.
    """
    # A folder of which nothing is known yet may have an index.
    indexed = folder is not None and not known and len(own) >= FROM_FILES
    if folder is not None and indexed:
        known = read_index(folder, basis, INDEX)
    verdicts = {}
    missing = []
    for name, (path, _) in own.items():
        before = known.get(path.name)
        if before is not None and before.holds(name, own):
            verdicts[path.name] = before
        else:
            missing.append(name)
    if len(missing) < FROM_FILES:  # so few are read in no time
        wants = _every
    fresh = 0
    for name in missing:
        if wants(name):
            verdicts[own[name][0].name] = judge().verdict(name, keep=len(own) <= MOST_KEPT)
            fresh += 1
    if folder is not None and len(own) >= FROM_FILES and (fresh >= FROM_FILES or (indexed and fresh)):
        write_index(folder, basis, verdicts, looked_ns, INDEX)
    return verdicts


def _kept(verdict: Verdict) -> Callable[[str], Exercise] | None:
    """What gives the exercise that was kept with a verdict; None where it is to be read again."""
    kept = verdict.exercise
    return None if kept is None else lambda _id: kept
