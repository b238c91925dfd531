"""Finds texts that a person reads and that do not pass `calfcoach.texts`. It reads the source, and runs nothing.

A text is a string that looks like words: two words with a blank between them, one capitalised word, or a piece of a
sentence: a word that a blank or a place joins to something else. What only a programmer meets is let through:
docstrings, log lines, the messages of errors that are bugs, names given to Qt.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "calfcoach"

WORDS = re.compile(r"[A-Za-z’']{2,}[,.:;!?…]? +(?:a +)?[A-Za-z’']{2,}|^an? [a-z]{2,}$|^[A-Z][a-z]{2,}[.…!?:]?$")

JOINED = re.compile(r"^ *[A-Za-z’']{2,}[,.:;!?…]? +$|^ +[A-Za-z’']{2,}[,.:;!?…]? *$")
"""A string alone that begins or ends with a blank: something is put before or behind it."""

BESIDE_A_PLACE = re.compile(r"(?<![\w-])[A-Za-z’']{2,}[,.:;!?…]? | [A-Za-z’']{2,}(?![\w-])")
"""A word with a blank, in what stands between the places of an f-string."""

SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|WHERE) ")

GATES = frozenset({"text", "plural", "marked"})
"""The functions of `calfcoach.texts`, and the core's own `marked`."""

FOR_PROGRAMMERS = frozenset(
    {
        # Errors that are bugs; those of the user's world are made from texts.
        *(
            "ValueError",
            "TypeError",
            "KeyError",
            "RuntimeError",
            "AssertionError",
            "PositionError",
            "IllegalEvent",
            "NotPossible",
        ),
        *("debug", "info", "warning", "error", "exception", "critical", "getLogger"),
        *("compile", "fullmatch", "match", "search", "sub", "split", "finditer", "findall"),
        *("setObjectName", "setProperty", "execute", "executescript", "executemany", "import_module", "Literal"),
        *("Thread", "TypeVar", "NewType", "setattr", "getattr", "hasattr", "setFamily", "setFamilies", "isEnabledFor"),
    }
)
"""Calls whose strings no person reads."""


PLACE = "{}"
"""What stands here for a place of an f-string."""

NAMES = frozenset(
    {
        *("Calfcoach", "Python", "Inter"),
        # Keys, by the names that Qt and the terminal's reader give them; what a person reads is made of them.
        *("Del", "Space", "Enter", "Return", "Esc", "Tab", "Backspace", "Left", "Right", "Up", "Down", "Home", "End"),
        *("Toggle Media Play/Pause", "Media Pause", "Media Play", "Media Previous", "Media Next", "Media Stop"),
        # Methods of D-Bus.
        *("Get", "Ping"),
        "left out",  # a value in the list of cues
        # A dose has a notation of its own.
        *("5x45 s hold rest 2 min", "load {}", "{} s hold"),
        *("calfcoach: {}", "Calfcoach: {}"),  # the program's name before what it says
        "{}{} ms",  # a unit
        # What an edit changes, so that one of the same kind takes its place: never shown.
        *("reps {} {}", "load {}"),
    }
)
"""Words that are the same in every language, or are no words at all."""


@dataclass(frozen=True)
class Found:
    """A string that went past the gate."""

    module: str
    line: int
    string: str

    def __str__(self) -> str:
        return f"calfcoach/{self.module}:{self.line}: {self.string!r}"


def found_in(path: Path, root: Path = PACKAGE) -> list[Found]:
    """The texts of one module that no gate was asked for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = path.relative_to(root).as_posix()
    return [Found(module, line, string) for line, string in _texts(tree) if _is_text(string)]


def found_in_source(source: str) -> list[str]:
    """The same for a piece of source."""
    return [string for _, string in _texts(ast.parse(source)) if _is_text(string)]


def _is_text(string: str) -> bool:
    if string in NAMES or SQL.match(string) is not None:
        return False
    pieces = string.split(PLACE)
    beside = len(pieces) > 1 and any(BESIDE_A_PLACE.search(piece) for piece in pieces)
    return beside or WORDS.search(string) is not None or JOINED.search(string) is not None


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in _places_for_texts(node):
        if isinstance(child, ast.JoinedStr):
            yield child.lineno, _joined(child)
        elif isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield child.lineno, child.value
        else:
            yield from _texts(child)


def _places_for_texts(node: ast.AST) -> Iterable[ast.AST]:
    """The parts of a piece of source in which a text may stand."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.arg():
            return ()  # a docstring; what only a bug shows; an annotation
        case ast.FunctionDef() if any(_name(each).endswith("_validator") for each in _called(node.decorator_list)):
            return [_UserErrors().visit(each) for each in node.body]  # lint shows what a model refuses
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return (*node.decorator_list, node.args, *node.body)
        case ast.AnnAssign():
            return () if node.value is None else (node.value,)
        case ast.Compare():
            return [each for each in (node.left, *node.comparators) if not isinstance(each, ast.Constant)]
        case ast.keyword(arg="style"):
            return ()  # rich's colours
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return ()
        case ast.Call() if _passes(node.func):
            arguments = (*node.args, *(keyword.value for keyword in node.keywords))
            return [each for each in arguments if not _is_literal(each, node.func)]
    return ast.iter_child_nodes(node)


class _UserErrors(ast.NodeTransformer):
    """Renames the error by which a model refuses a file, so that its string does not pass as a programmer's."""

    def visit_Name(self, name: ast.Name) -> ast.Name:
        return ast.Name("UserError", name.ctx) if name.id == "ValueError" else name


def _called(decorators: list[ast.expr]) -> list[ast.expr]:
    return [each.func if isinstance(each, ast.Call) else each for each in decorators]


def _passes(function: ast.expr) -> bool:
    return _is_gate(function) or _name(function) in FOR_PROGRAMMERS


def _is_gate(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in GATES  # a widget's own `text` is none


def _is_literal(argument: ast.expr, function: ast.expr) -> bool:
    """Whether the call takes care of it; a sentence that is put together cannot be translated."""
    return isinstance(argument, ast.Constant) or (isinstance(argument, ast.JoinedStr) and not _is_gate(function))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _joined(string: ast.JoinedStr) -> str:
    parts = (each.value if isinstance(each, ast.Constant) else PLACE for each in string.values)
    return "".join(str(part) for part in parts)
