"""No text goes past the gate: what a person reads can be translated."""

from __future__ import annotations

import pytest

from tests.texts.gate import PACKAGE, found_in, found_in_source

NO_TEXTS = {
    "audio/voice_baking.py": "the synthesiser's name, for the list of recordings",
    "background/children.py": "a line of Python for a child process",
    "background/windows_job.py": "only a bug shows it",
    "coach/mpris.py": "the names of a protocol",
    "history/backup.py": "what SQLite says of a lock",
    "history/probing.py": "only a bug shows it",
    "history/reader.py": "SQL",
    "history/salvage_rows.py": "SQL",
    "history/schema.py": "SQL",
    "history/transfer/merging.py": "SQL",
    "history/transfer/other_layouts.py": "the columns' names of other programs' files",
    "history/transfer/rows.py": "SQL",
    "library/yaml_words.py": "what the YAML parser says, to be found in its messages; ours go through the gate",
    "player/spawn.py": "what the sound server is told",
    "session/states.py": "only a bug shows it",
    "ui/stylesheet.py": "a style sheet is Qt's language",
}
"""Modules with words that no person reads as such, each with its reason."""

MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def test_no_text_goes_past():
    gone_past = {module: found_in(PACKAGE / module) for module in MODULES if module not in NO_TEXTS}
    assert {module: list(map(str, found)) for module, found in gone_past.items() if found} == {}


@pytest.mark.parametrize("module", NO_TEXTS)
def test_what_is_let_through_is_still_there(module):
    assert found_in(PACKAGE / module), "take it from the list"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('label.setText("Get ready")', ["Get ready"]),
        ('label.setText(f"{n} sets done")', ["{} sets done"]),
        ('button("Start")', ["Start"]),
        ('label.setText(text("Get ready"))', []),
        ('label.setText(plural("{number} set", "{number} sets", n))', []),
        ('label.setText(text(f"{n} sets done"))', ["{} sets done"]),
        ('painter.text("Get ready")', ["Get ready"]),
        ('NAMES = {1: marked("Get ready")}', []),
        ('text("{what} is there", what="no file")', []),
        ('text("{what} is there", what=name or "no file here")', ["no file here"]),
        ('log.info("the machine slept")', []),
        ('raise ValueError("a bug of ours")', []),
        ('@model_validator(mode="after")\ndef f(self): raise ValueError("no good file")', ["no good file"]),
        ('raise KnownError("your file is broken")', ["your file is broken"]),
        ('def f() -> "Get ready": ...', []),
        ('x: "Not read" = 1', []),
        ('"""A docstring that is read by programmers."""', []),
        ('assert x, "this is a bug"', []),
        ('Text(name, style="bold red")', []),
        ('key = "Space"', []),
        ('if kind == "two words": pass', []),
        ('print("Source: " + name)', ["Source: "]),
        ('print(f"Variant {id}: {name}")', ["Variant {}: {}"]),
        ('names = " nor ".join(keys)', [" nor "]),
        ('told = f"neither {names} is"', ["neither {} is"]),
        ('how = f"({kind}, estimated)"', ["({}, estimated)"]),
        ('have = "a hold"', ["a hold"]),
        ('parser(help="explain a tempo")', ["explain a tempo"]),
        ('unit = f"{number} kg"', ["{} kg"]),
        ('name = f"{size}-bit {kind}"; sign = ", ".join(names); path = f"{folder}/{name}.wav"', []),
    ],
)
def test_what_counts_as_a_text(source, found):
    assert found_in_source(source) == found
