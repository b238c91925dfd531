"""What is no exercise at all, no file, or endless: told in its exact lines, quickly, and beside good files."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from calfcoach.library.collection import Library
from calfcoach.library.files import load_file
from calfcoach.library.lint import lint_paths
from calfcoach.resources import exercises_dir
from tests.e2e.programs import MOST_S
from tests.library.test_bad_files import AT, EDITS, Lint

TOO_DEEP = "this is nested more than 50 levels deep; a file of Calfcoach is far flatter"
NO_TEXT = "this is no text file; YAML in UTF-8 was expected"
UNKNOWN_REFERENCE = "is not read; write it out, or put a text with & or * in quotes"

WHOLE: dict[str, tuple[str | bytes, list[str]]] = {
    "empty": ("", ["1:1: this file is empty; it begins with 'kind: exercise' and 'schema: 1'"]),
    "only a comment": ("# to do\n", ["1:1: this file is empty; it begins with 'kind: exercise' and 'schema: 1'"]),
    "a list": (
        "- kind: exercise\n",
        ["1:1: this file holds a list; keys were expected, the first two 'kind: exercise' and 'schema: 1'"],
    ),
    "a word": (
        "exercise\n",
        [
            "1:1: this file holds the text 'exercise'; keys were expected, "
            "the first two 'kind: exercise' and 'schema: 1'"
        ],
    ),
    "binary": (bytes(range(256)) * 40, [f"1:1: {NO_TEXT}"]),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + os.urandom(100), [f"1:1: {NO_TEXT}"]),
    "Latin-1": (
        "kind: exercise\nschema: 1\nname: Übung\n".encode("latin-1"),
        ["3:7: this character is not UTF-8; save the file as UTF-8"],
    ),
    "UTF-16": ("kind: exercise\n".encode("utf-16"), ["1:1: this file is written in UTF-16; save it as UTF-8"]),
    "50 MB": (
        b"name: " + b"x" * 50_000_000,
        ["1:1: this file is larger than 1024 KiB; a file of Calfcoach is far smaller"],
    ),
    "many values": (
        "kind: exercise\nschema: 1\naliases: [" + "a," * 400_000 + "a]\n",
        ["3:39997: this file has more than 20000 keys and values; a file of Calfcoach has far fewer"],
    ),
    "ten thousand brackets": ("kind: " + "[" * 10_000, [f"1:56: {TOO_DEEP}"]),
    "ten thousand braces": ("kind: " + "{a: " * 10_000, [f"1:203: {TOO_DEEP}"]),
    "ten thousand dashes": ("- " * 10_000, [f"1:101: {TOO_DEEP}"]),
    "a thousand levels of keys": ("\n".join(" " * n + "a:" for n in range(1_000)), [f"51:51: {TOO_DEEP}"]),
    "ten thousand question marks": (
        "? " * 10_000,
        ["1:3: a key is one word, not a list or a group; put a text with { or [ in quotes"],
    ),
    "two documents": (
        "kind: exercise\n---\nkind: exercise\n",
        ["2:1: a second document begins here; one file holds one, remove the '---'"],
    ),
    "a template": (
        "{{ name }}: 1\n",
        ["1:1: a key is one word, not a list or a group; put a text with { or [ in quotes"],
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_no_exercise_at_all(lint: Lint, name: str) -> None:
    content, lines = WHOLE[name]
    assert lint(content) == [f"{AT}:{line}" for line in lines]


def test_an_alias_bomb_is_not_expanded(lint: Lint) -> None:
    bomb = "kind: exercise\nschema: 1\nname: &a [x, x]\naliases: &b [*a, *a]\nsetup: [*b]\n"
    lines = lint(bomb)
    assert lines[:5] == [
        f"{AT}:1:1: the key 'finish' is missing; the file needs it",
        f"{AT}:1:1: the key 'id' is missing; the file needs it",
        f"{AT}:1:1: the key 'muscles' is missing; the file needs it",
        f"{AT}:1:1: the key 'prescription' is missing; the file needs it",
        f"{AT}:1:1: the key 'sources' is missing; the file needs it",
    ]
    assert lines[6:] == [
        f"{AT}:3:7: the reference '&a' {UNKNOWN_REFERENCE}",
        f"{AT}:4:10: the reference '&b' {UNKNOWN_REFERENCE}",
        f"{AT}:4:14: the reference '*a' {UNKNOWN_REFERENCE}",
        f"{AT}:4:18: the reference '*a' {UNKNOWN_REFERENCE}",
        f"{AT}:5:9: the reference '*b' {UNKNOWN_REFERENCE}",
    ]


def test_all_problems_of_a_file_come_together(lint: Lint, small: str) -> None:
    text = small.replace("name: My", "name: 7 # ", 1).replace("short:", "shrot:").replace("sets: 3", "sets: three")
    text = text.replace("3-1-2-0", "1-1-2-0").replace("Gastrocnemius", "Gastrocnemius\n    name: Soleus")
    text = text.replace("phases: [stretch]", "phases: [hold]").replace("title: Myself", "url: me")
    assert lint(text) == [
        f"{AT}:4:7: 'name' is the number 7; a text was expected, put one that looks like something else in quotes",
        f"{AT}:8:5: the key 'name' stands twice; it is on line 7 already, keep one of them",
        f"{AT}:20:5: the key 'short' is missing; item 1 of 'warnings' needs it",
        f"{AT}:23:5: unknown key 'shrot'; known here: id, title, text, short, say, severity, phases; "
        "did you mean 'short'?",
        f"{AT}:26:10: Lower 1 s was asked for, in this exercise it is never less than 2 s: it is a test",
        f"{AT}:27:9: 'sets' is the text 'three'; a whole number was expected",
        f"{AT}:31:5: the key 'title' is missing; item 1 of 'sources' needs it",
        f"{AT}:31:10: 'url' is the text 'me'; a web address that begins with https:// was expected",
    ]


def test_what_is_no_file_is_told_and_nothing_hangs(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    zero = tmp_path / "zero.yaml"
    zero.symlink_to("/dev/zero")
    messages = []

    def read() -> None:
        messages.extend(problem.message for path in (folder, pipe, loop, zero) for problem in load_file(path).problems)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(MOST_S)
    assert messages == [
        "this is a folder; a file was expected",
        "this is a pipe or a device; a file was expected",
        f"this file cannot be read: {os.strerror(errno.ELOOP)}",
        "this is a pipe or a device; a file was expected",
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / AT
    path.write_text(small)

    def refuse(*args: object) -> int:  # whoever runs the tests may read everything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("calfcoach.files.reading.os.open", refuse)
    assert lint_paths([path]).lines() == [f"{path}:1:1: this file cannot be read: Permission denied"]


def test_a_sparse_file_of_a_terabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / AT
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert "larger than 1024 KiB" in lint_paths([path]).lines()[0]


def test_bad_files_hide_no_good_ones(tmp_path: Path, small: str) -> None:
    for number, (content, _) in enumerate(WHOLE.values()):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / f"bad-{number}.yaml").write_bytes(data)
    for number, (old, new, _) in enumerate(EDITS.values()):
        (tmp_path / f"edit-{number}.yaml").write_text(small.replace(old, new), encoding="utf-8")
    (tmp_path / AT).write_text(small)
    os.mkfifo(tmp_path / "pipe.yaml")
    library = Library.load(exercises_dir(), tmp_path)
    shipped = {path.stem for path in exercises_dir().glob("*.yaml")}
    assert set(library.entries) == shipped | {"my-raise"}
    assert {problem.file.name for problem in library.problems} == {path.name for path in tmp_path.iterdir()} - {AT}


HEAD = "kind: exercise\nschema: 1\n"
ENDLESS = {
    "unknown keys": HEAD + "".join(f"prescriptio{number}: 1\n" for number in range(9_000)),
    "bad items": HEAD + "warnings:\n" + "  - {txet: 1}\n" * 6_000,
    "double keys": HEAD + "a: 1\n" * 9_000,
    "aliases": HEAD + "aliases: [" + "*a," * 300_000 + "]\n",
    "tags": HEAD + "aliases: [" + "!!x a," * 19_000 + "]\n",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_file_with_endless_problems_tells_a_hundred_of_them(lint: Lint, name: str) -> None:
    lines = lint(ENDLESS[name])
    assert len(lines) == 101
    assert lines[-1].endswith(": … and more problems follow; mend these first")
