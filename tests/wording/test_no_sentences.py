"""The core speaks by keys: no sentence stands in it, so that a translation has only the edges to look at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "calfcoach"
MODULES = sorted(path for name in ("score", "session") for path in (PACKAGE / name).glob("*.py"))
CATALOGUE = PACKAGE / "domain" / "refusals.py"
DOMAIN = sorted(path for path in (PACKAGE / "domain").glob("*.py") if path != CATALOGUE)

ERRORS = {"Exception", "ValueError", "NotPossible"}


MEDIA_KEY = re.compile(r"(Toggle )?Media [A-Za-z/]+")
"""A key by the name that Qt gives it."""


def _is_error(node: ast.AST) -> bool:
    """A place whose text tells programmers of a bug: what is raised, an assertion, the class of an error."""
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id in ERRORS for base in node.bases)
    return isinstance(node, ast.Raise | ast.Assert)


def sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts with a blank in them that are neither docstrings nor for programmers."""
    if _is_error(node) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        if MEDIA_KEY.fullmatch(node.value):
            return
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from sentences(child)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_score_and_session_hold_no_sentence(path: Path) -> None:
    assert list(sentences(ast.parse(path.read_text(encoding="utf-8")))) == []


NOTATION = re.compile(r" ?(s|s hold|x|load) ?|[\d.]+ (kg|lb)|\d+x\d+ .*")


def texts_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts with a word and a blank in them that are neither docstrings nor regular expressions."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[^\W\d_] | [^\W\d_]", node.value):
        if "[ " in node.value or NOTATION.fullmatch(node.value):
            return  # a regular expression, or a dose as it is written and read back
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from texts_of(child)


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: path.name)
def test_the_domain_has_its_sentences_in_the_catalogue_alone(path: Path) -> None:
    assert list(texts_of(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_sentence_in_the_domain_would_be_found() -> None:
    source = 'raise ValueError(f"{n} is no number")\nPATTERN = "a[ b]c d"\n'
    assert list(texts_of(ast.parse(source))) == [(1, " is no number")]


def test_a_sentence_would_be_found() -> None:
    source = 'def f(n):\n    """A text."""\n    if n:\n        raise ValueError("no number")\n    return f"{n} reps"\n'
    assert list(sentences(ast.parse(source))) == [(5, " reps")]
