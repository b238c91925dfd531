"""YAML text → plain values, with the place of every key and value. A small, unsurprising part of YAML.

How it works: the parser's events are put together here, on a stack of our own, so that no input can exhaust
Python's. Read are mappings with text keys, lists, and scalars: plain `true`, `false`, `null`, decimal whole
numbers and decimal fractions (as exact `Decimal`); everything else is text: no dates, no `yes`, no octal, no
`3:1:2` in base sixty. Refused: tags, anchors and aliases, a second document, double keys, more than
`MAX_DEPTH` levels or `MAX_NODES` values.

Refuses to know what the values mean.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

from calfcoach.library.problems import TOP, KeyPath, Spot, quoted
from calfcoach.library.yaml_words import explain_syntax
from calfcoach.texts import text

MAX_DEPTH = 50
"""Levels of nesting; the shipped files use 7."""

MAX_NODES = 20_000
"""Keys and values of one file; the largest shipped one has about 1 000."""

MAX_FINDINGS = 200
"""Problems that are noted while reading; who has more begins with these."""

MAX_DIGITS = 20
"""Characters of a number."""

_BEGINS_A_NUMBER = frozenset("+-.0123456789")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_FRACTION = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class YamlSource:
    """What a text holds: `data` (None where it could not be read), and where its parts stand.

    `keys` gives the place of a key by its path, `values` that of a value; the top is the empty path. `findings`
    are the problems met while reading, in order.
    """

    data: object = None
    keys: dict[KeyPath, Spot] = field(default_factory=dict)
    values: dict[KeyPath, Spot] = field(default_factory=dict)
    findings: list[tuple[Spot, str]] = field(default_factory=list)
    broken: bool = False

    def value_spot(self, path: KeyPath) -> Spot:
        """Where the value stands, or the nearest part that holds it."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, TOP)

    def key_spot(self, path: KeyPath) -> Spot:
        """Where the key stands, or the value where it has none (a list's item)."""
        return self.keys[path] if path in self.keys else self.value_spot(path)


def read_yaml(source: str) -> YamlSource:
    """Read one document. Never raises: what is wrong is in `findings`, and `broken` where reading had to stop."""
    builder = _Builder()
    try:
        builder.feed_all(source)
    except yaml.YAMLError as error:
        # The parser looks ahead of the events it gives, so it may stop at something that stands behind what this
        # reader would have refused: a limit of its own on nesting, for example. The first problem is the one told.
        before = _Builder()
        if before.reaches(source, error):
            builder.stop(*explain_syntax(error, source))
        else:
            builder = before
    if builder.source.values.get(()) is None and not builder.source.broken:
        builder.stop(TOP, text("this file is empty; it begins with 'kind: exercise' and 'schema: 1'"))
    return builder.source


class _Stop(Exception):
    def __init__(self, spot: Spot, message: str) -> None:
        super().__init__(message)
        self.spot = spot
        self.message = message


_NO_KEY = object()


@dataclass
class _Level:
    """A list or mapping being filled; `key` is the mapping's key whose value comes next."""

    container: list[object] | dict[str, object]
    path: KeyPath
    key: object = _NO_KEY
    twice: bool = False


class _Builder:
    def __init__(self) -> None:
        self.source = YamlSource()
        self._levels: list[_Level] = []
        self._nodes = 0
        self._documents = 0

    def feed_all(self, source: str) -> None:
        """Read a text to its end, or to what is refused; raises yaml.YAMLError where the parser cannot go on."""
        try:
            events = _LOADER(source)
            while (event := events.get_event()) is not None:
                self.feed(event)
        except _Stop as stop:
            self.stop(stop.spot, stop.message)

    def reaches(self, source: str, error: yaml.YAMLError) -> bool:
        """Whether nothing is refused in front of the place where the parser stopped."""
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            return True
        try:
            self.feed_all(source[: mark.index])
        except yaml.YAMLError:
            return True
        return not self.source.broken

    def stop(self, spot: Spot, message: str) -> None:
        self.source.data = None
        self.source.broken = True
        self.source.findings.append((spot, message))

    def feed(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, self._node(event))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(self._node(event), {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(self._node(event), [])
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._levels.pop()
        elif isinstance(event, yaml.AliasEvent):
            spot = _spot(event)
            self._count(spot)
            self._refuse_reference(spot, f"*{event.anchor}")
            self._place(None, spot)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _Stop(_spot(event), text("a second document begins here; one file holds one, remove the '---'"))

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Spot:
        """The place of a new value, once it is known to be of the part of YAML that is read."""
        spot = _spot(event)
        self._count(spot)
        if (tag := event.tag) is not None:
            shown = quoted(str(tag).replace("tag:yaml.org,2002:", "!!"))
            self._find(
                spot,
                text("the tag {shown} is not read; write a plain value, or put a text with ! in quotes", shown=shown),
            )
        if event.anchor is not None:
            self._refuse_reference(spot, f"&{event.anchor}")
        return spot

    def _count(self, spot: Spot) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Stop(
                spot,
                text(
                    "this file has more than {max_nodes} keys and values; a file of Calfcoach has far fewer",
                    max_nodes=MAX_NODES,
                ),
            )

    def _refuse_reference(self, spot: Spot, shown: str) -> None:
        self._find(
            spot,
            text(
                "the reference {shown} is not read; write it out, or put a text with & or * in quotes",
                shown=quoted(shown),
            ),
        )

    def _find(self, spot: Spot, message: str) -> None:
        if len(self.source.findings) < MAX_FINDINGS:
            self.source.findings.append((spot, message))

    def _open(self, spot: Spot, container: list[object] | dict[str, object]) -> None:
        level = self._levels[-1] if self._levels else None
        if level is not None and isinstance(level.container, dict) and level.key is _NO_KEY:
            raise _Stop(spot, text("a key is one word, not a list or a group; put a text with { or [ in quotes"))
        if len(self._levels) >= MAX_DEPTH:
            raise _Stop(
                spot,
                text(
                    "this is nested more than {max_depth} levels deep; a file of Calfcoach is far flatter",
                    max_depth=MAX_DEPTH,
                ),
            )
        path = self._place(container, spot)
        self._levels.append(_Level(container, path))

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot) -> None:
        level = self._levels[-1] if self._levels else None
        if level is None or isinstance(level.container, list) or level.key is not _NO_KEY:
            self._place(self._typed(event, spot), spot)
            return
        key = str(event.value)
        level.key = key
        level.twice = key in level.container
        if level.twice:
            first = self.source.keys[(*level.path, key)]
            self._find(
                spot,
                text(
                    "the key {key} stands twice; it is on line {line} already, keep one of them",
                    key=quoted(key),
                    line=first.line,
                ),
            )
        else:
            self.source.keys[(*level.path, key)] = spot

    def _place(self, value: object, spot: Spot) -> KeyPath:
        """Put a value where it belongs and note its place; of a double key the first value stays."""
        if not self._levels:
            self.source.data = value
            self.source.values[()] = spot
            return ()
        level = self._levels[-1]
        if isinstance(level.container, list):
            path: KeyPath = (*level.path, len(level.container))
            level.container.append(value)
            self.source.values[path] = spot
            return path
        if level.key is _NO_KEY:
            raise _Stop(spot, text("a key is one word; write it out"))
        path = (*level.path, str(level.key))
        if not level.twice:
            level.container[str(level.key)] = value
            self.source.values[path] = spot
        level.key = _NO_KEY
        return (*path, "twice") if level.twice else path

    def _typed(self, event: yaml.ScalarEvent, spot: Spot) -> object:
        written = str(event.value)
        if event.style is not None and event.style != "":
            return written
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        if written[0] not in _BEGINS_A_NUMBER:
            return written
        if _NOT_FINITE.fullmatch(written):
            self._find(
                spot,
                text("{number} is no number to work with; write a plain one, such as 2 or 1.5", number=quoted(written)),
            )
            return None
        whole = _INTEGER.fullmatch(written)
        if whole is None and _FRACTION.fullmatch(written) is None:
            return written
        if len(written) > MAX_DIGITS:
            self._find(
                spot,
                text(
                    "the number {number} is too long; at most {max_digits} characters are read",
                    number=quoted(written, 12),
                    max_digits=MAX_DIGITS,
                ),
            )
            return None
        return int(written) if whole else Decimal(written)


def _spot(event: yaml.Event) -> Spot:
    mark = event.start_mark
    return TOP if mark is None else Spot(mark.line + 1, mark.column + 1)
