"""What differs between systems: the table in docs/design.md names each place, and each of them is tested."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.packaging.other_systems import POSIX_NAMES, RECIPES, UNIX_ONLY, WINDOWS_ONLY

from .conftest import CHECKOUT

PACKAGE = CHECKOUT / "calfcoach"

TELLTALE = re.compile(rf"platform|os\.name|attr\(|{'|'.join(sorted(UNIX_ONLY | WINDOWS_ONLY))}")


def asks(tree: ast.Module) -> bool:
    """Whether a module asks which system it is on, or whether that has something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.platform", "os.name", "platform.system"):
            return True
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("hasattr", "getattr"):
            where = ast.unparse(node.args[0])
            if where in POSIX_NAMES or (where == "sys" and ast.unparse(node.args[1]) == "'frozen'"):
                return True
        if isinstance(node, (ast.Import, ast.ImportFrom)) and imported(node) & (UNIX_ONLY | WINDOWS_ONLY):
            return True
    return False


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {node.module or ""} if isinstance(node, ast.ImportFrom) else {each.name for each in node.names}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        # To parse all of them takes seconds, and most name nothing of the kind.
        if TELLTALE.search(text):
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(text)
    for path in sorted(path for path in RECIPES.iterdir() if path.suffix in (".py", ".spec")):
        yield path.relative_to(CHECKOUT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def table() -> dict[str, list[str]]:
    """The rows of docs/design.md, "Systems": the module, and its three columns."""
    text = (CHECKOUT / "docs" / "design.md").read_text(encoding="utf-8")
    section = text.split("\n## Systems\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_every_place_that_asks_for_the_system_stands_in_the_table() -> None:
    assert [name for name, tree in sources() if asks(tree)] == sorted(table())


def test_every_row_says_what_each_system_does() -> None:
    assert {name: len([cell for cell in cells if cell]) for name, cells in table().items()} == dict.fromkeys(table(), 4)


def test_every_row_is_tested() -> None:
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_systems_*.py"))
    named = set(re.findall(r"^# (\S+\.(?:py|spec))$", here, re.MULTILINE))
    assert named == set(table())


def test_nothing_of_one_system_alone_is_loaded_at_the_start() -> None:
    """It stands in a function, or behind the question for the system."""
    found = []
    for name, tree in sources():
        behind = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            or (isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test))
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)) and id(node) not in behind:
                found += [(name, each) for each in imported(node) & (UNIX_ONLY | WINDOWS_ONLY)]
    assert found == []
