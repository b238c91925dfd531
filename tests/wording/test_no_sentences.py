"""The core speaks by keys: no sentence stands in it, so that a translation has only the edges to look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "calfcoach"
MODULES = sorted(path for name in ("score", "session") for path in (PACKAGE / name).glob("*.py"))


def _is_error(node: ast.AST) -> bool:
    """A place whose text tells programmers of a bug: what is raised, an assertion, the class of an error."""
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id in ("Exception", "ValueError") for base in node.bases)
    return isinstance(node, ast.Raise | ast.Assert)


def sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts with a blank in them that are neither docstrings nor for programmers."""
    if _is_error(node) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from sentences(child)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_score_and_session_hold_no_sentence(path: Path) -> None:
    assert list(sentences(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_sentence_would_be_found() -> None:
    source = 'def f(n):\n    """A text."""\n    if n:\n        raise ValueError("no number")\n    return f"{n} reps"\n'
    assert list(sentences(ast.parse(source))) == [(5, " reps")]
