"""The people of a history: who there is, what they may be called, what adds, renames or removes one. Opens nothing."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calfcoach.errors import KnownError
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON, Change, new_id
from calfcoach.texts import printable, text

LONGEST_NAME = 60
"""Signs of a name that are kept."""

ID_SIGNS = 12
"""Signs of an id that are shown: its last ones, which are random; the first ones are the time."""


@dataclass(frozen=True)
class Trainee:
    """Somebody who trains. `name` is empty where nobody was named yet."""

    id: str
    name: str

    @property
    def shown(self) -> str:
        """The name as it is shown; whoever has none beside the one person without a name is told by the id."""
        if self.name or self.id == ONLY_PERSON:
            return self.name or text("No name")
        return text("No name ({id})", id=self.id[-ID_SIGNS:])


def people_in(reader: Reader) -> tuple[Trainee, ...]:
    """Everybody there is, in the order in which they came.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    return tuple(Trainee(key, name) for key, name in reader.people())


def names_in(reader: Reader) -> dict[str, str]:
    """The names of everybody by their ids, as they are shown; none where one person trains alone.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    people = people_in(reader)
    return {each.id: each.shown for each in people} if len(people) > 1 else {}


def who_trains(people: Sequence[Trainee], chosen: str | None) -> str:
    """The id of who trains: the chosen person if there still is such a person; else the one without a name, or the
    first.
    """
    ids = [person.id for person in people]
    return next((each for each in (chosen, ONLY_PERSON) if each in ids), ids[0] if ids else ONLY_PERSON)


def named(people: Sequence[Trainee], asked: str) -> Trainee:
    """The person with that name or that id.

    Raises:
        KnownError: there is none, or more than one.
    """
    found = [each for each in people if asked == each.id or asked.strip().casefold() == each.shown.casefold()]
    if len(found) != 1:
        known = ", ".join(each.shown for each in people)
        raise KnownError(
            text("there is no one person {name}; known: {known}", name=printable(asked), known=known)
            if known
            else text("there is no one person {name} in the history", name=printable(asked))
        )
    return found[0]


def name_for(people: Sequence[Trainee], typed: str, but: str | None = None) -> str:
    """A name that may be given, as it is kept; `but` is the id of who has it already.

    Raises:
        KnownError: it is empty, too long, has signs that cannot be shown, or somebody else has it.
    """
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or printable(name) != name:
        raise KnownError(text("a name has 1 to {most} signs that can be shown", most=LONGEST_NAME))
    taken = {each.shown.casefold() for each in people if each.id != but} | {text("No name").casefold()}
    if name.casefold() in taken:
        raise KnownError(text("there is somebody called {name} already", name=name))
    return name


def added(name: str) -> tuple[str, Iterator[Change]]:
    """A new person: the id, and the change that adds them."""
    now_ms = round(time.time() * 1000)
    key = new_id(now_ms)
    return key, iter([Change("person", {"id": key, "name": name, "created_ms": now_ms})])


def renamed(person_id: str, name: str) -> Iterator[Change]:
    """The changes that give a person another name."""
    yield is_there(person_id)
    yield Change("person", {"id": person_id, "name": name, "created_ms": 0}, only="name")


def removed(person_id: str) -> Iterator[Change]:
    """The change that removes a person with everything they did."""
    yield Change("person", {"id": person_id}, deleted=True)


def is_there(person_id: str) -> Change:
    """The change that adds this person if there is no such person, and otherwise changes nothing."""
    return Change("person", {"id": person_id, "name": "", "created_ms": 0}, only="")
