"""The order in which the library shows its exercises.

Refuses to know cards and what is searched for.
"""

from collections.abc import Collection, Sequence

from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry
from calfcoach.wording.any_lift import ANY_LIFT

FIRST = "donkey-calf-raise"
"""The exercise that the program was first made for: shown before the others until one was used."""

LIFT_AT_MOST = 2
"""The most cards in front of the one for any other lift, so that it is seen without scrolling."""


def in_order(library: Library, favourites: Collection[str], used: Sequence[str]) -> list[Entry]:
    """Favourites first, then the last used, then the exercise the program was made for, any other lift, the others
    by name. Any other lift is always among the first: nobody looks for it by a name.

    `favourites` and `used` (the latest at the end) are ids.
    """
    places = {name: place for place, name in enumerate(reversed(used))}
    for name in (FIRST, ANY_LIFT):
        places.setdefault(name, len(places))
    last = len(places)
    lift = Entry.of_any_lift(library.shipped_dir)
    early = {*favourites, *places}
    first: list[Entry] = [lift]
    others: list[Entry] = []
    for entry in library.listed:  # of thousands only some are compared
        (first if entry.listing.id in early else others).append(entry)
    first.sort(key=lambda entry: ((name := entry.listing.id) not in favourites, places.get(name, last)))
    at = first.index(lift)
    first.insert(min(at, LIFT_AT_MOST), first.pop(at))
    return first + others
