"""What a comment or docstring cites of the documentation is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("calfcoach", "tests", "tools", "benchmarks")
CITED = re.compile(r"""(?:docs/)?([a-z-]+\.md)[,:(]?\s+(?:\#\s*)?["“]([^"”\n]+)["”]""")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield from (ROOT / "pyproject.toml", ROOT / "Makefile")


def cited_in(text: str) -> list[tuple[str, str]]:
    """The pages and sections that a source cites, also where a line ends in between."""
    return [(page, section) for page, section in CITED.findall(text)]


def missing(cited: list[tuple[str, str]]) -> list[str]:
    """What of it is not there."""
    return [f'{page}, "{section}"' for page, section in cited if section not in headings(page)]


def headings(page: str) -> set[str]:
    path = ROOT / "docs" / page
    return set(HEADING.findall(path.read_text(encoding="utf-8"))) if path.exists() else set()


def test_what_is_cited_is_there() -> None:
    wrong = {
        path.relative_to(ROOT).as_posix(): found
        for path in sources()
        if (found := missing(cited_in(path.read_text(encoding="utf-8"))))
    }
    assert wrong == {}


def test_a_section_that_is_not_there_is_noticed() -> None:
    design = "design" + ".md"
    text = f'# see docs/{design}, "The wrong one"\n# and (docs/{design},\n# "Command line")'
    assert cited_in(text) == [(design, "The wrong one"), (design, "Command line")]
    assert missing(cited_in(text)) == [f'{design}, "The wrong one"']
    assert missing([("nowhere" + ".md", "Time")]) == ["nowhere" + '.md, "Time"']


def test_sections_are_cited_at_all() -> None:
    assert sum(len(cited_in(path.read_text(encoding="utf-8"))) for path in sources()) >= 10


FILE = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.py)`")


@pytest.mark.parametrize("page", ["docs/design.md", "CONTRIBUTING.md"])
def test_the_files_a_page_names_are_there(page: str) -> None:
    named = FILE.findall((ROOT / page).read_text(encoding="utf-8"))
    assert len(named) > 5
    assert [name for name in named if not any((root / name).exists() for root in (ROOT, ROOT / "calfcoach"))] == []
