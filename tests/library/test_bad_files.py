"""Every kind of bad file gives its exact lines, quickly and without a traceback."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calfcoach.library.kinds import KINDS

Lint = Callable[..., list[str]]
AT = "my-raise.yaml"

KNOWN = ", ".join(f"'{kind}'" for kind in KINDS)

# What is put in place of what in the small exercise, and the lines that come of it.
EDITS: dict[str, tuple[str, str, list[str]]] = {
    "wrong type, text": (
        "name: My raise",
        "name: 3",
        ["4:7: 'name' is the number 3; a text was expected, put one that looks like something else in quotes"],
    ),
    "wrong type, number": ("sets: 3", "sets: three", ["26:9: 'sets' is the text 'three'; a whole number was expected"]),
    "fraction of a set": ("sets: 3", "sets: 3.0", ["26:9: 'sets' is the number 3.0; a whole number was expected"]),
    "number in quotes": (
        "rest_s: 60",
        'rest_s: "60"',
        ["28:11: 'rest_s': a number of seconds is wanted, such as 2 or 1.5"],
    ),
    "octal": ("rest_s: 60", "rest_s: 060", ["28:11: 'rest_s': a number of seconds is wanted, such as 2 or 1.5"]),
    "yes for true": (
        "prescription:",
        "one_side_at_a_time: yes\nprescription:",
        ["24:21: 'one_side_at_a_time' is the text 'yes'; true or false was expected"],
    ),
    "date for a year": (
        "  - title: Myself",
        "  - title: Myself\n    year: 2020-01-01",
        ["31:11: 'year' is the text '2020-01-01'; a whole number was expected"],
    ),
    "out of bounds": ("sets: 3", "sets: 51", ["26:9: 'sets' is the number 51; at most 50 was expected"]),
    "list for a group": (
        "prescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: 10\n  rest_s: 60",
        "prescription: [1]",
        ["24:15: 'prescription' is a list; a group of keys was expected"],
    ),
    "group for a list": (
        "phases: [stretch]",
        "phases: {a: 1}",
        ["23:13: 'phases' is a group of keys; a list was expected"],
    ),
    "no value": (
        "finish:\n  - title: Step off\n    text: One foot, then the other.",
        "finish:",
        ["11:8: 'finish' has no value; a list was expected"],
    ),
    "empty list": (
        "muscles:\n  - name: Gastrocnemius",
        "muscles: []",
        ["6:10: 'muscles' has 0 items; at least 1 was expected"],
    ),
    "unknown key": (
        "name: My",
        "nmae: My",
        ["1:1: the key 'name' is missing; the file needs it", "4:1: unknown key 'nmae'; did you mean 'name'?"],
    ),
    "unknown key within": (
        "least_s",
        "leest_s",
        [
            "16:5: unknown key 'leest_s'; known here: label, short, how, least_s, advised_s, nominal_s, reason; "
            "did you mean 'least_s'?"
        ],
    ),
    "unknown phase": (
        "  lower:",
        "  lowr:",
        ["15:3: unknown key 'lowr'; known here: lower, stretch, contract, squeeze, hold, relax; did you mean 'lower'?"],
    ),
    "unknown word": (
        "[stretch]",
        "[stretch, strech]",
        [
            "23:23: item 2 of 'phases' is the text 'strech'; one of lower, stretch, contract, squeeze, hold, relax "
            "was expected; did you mean 'stretch'?"
        ],
    ),
    "missing key": ("  rest_s: 60\n", "", ["24:1: the key 'rest_s' is missing; 'prescription' needs it"]),
    "missing key of an item": (
        "    text: It hurts.\n",
        "",
        ["19:5: the key 'text' is missing; item 1 of 'warnings' needs it"],
    ),
    "missing kind": (
        "kind: exercise\n",
        "",
        [f"1:1: the key 'kind' is missing; a file begins with it, and is one of {KNOWN}"],
    ),
    "missing schema": ("schema: 1\n", "", ["1:1: the key 'schema' is missing; write 'schema: 1' under 'kind'"]),
    "unknown kind": (
        "kind: exercise",
        "kind: excercise",
        [f"1:7: the text 'excercise' is no kind of file; known are {KNOWN}; did you mean 'exercise'?"],
    ),
    "newer schema": (
        "schema: 1",
        "schema: 2",
        ["2:9: this file is for a newer Calfcoach: schema 2, this one reads up to 1; update Calfcoach"],
    ),
    "reps in words": ("reps: 10", "reps: three", ["27:9: 'reps' is the text 'three'; a whole number was expected"]),
    "reps with a gap": ("reps: 10", "reps: 12//8", ["27:9: 'reps' is the text '12//8'; a whole number was expected"]),
    "schema as text": ("schema: 1", "schema: one", ["2:9: the text 'one' is no schema; write 'schema: 1'"]),
    "schema true": ("schema: 1", "schema: true", ["2:9: true is no schema; write 'schema: 1'"]),
    "double key": (
        "summary:",
        "name: Another\nsummary:",
        ["5:1: the key 'name' stands twice; it is on line 4 already, keep one of them"],
    ),
    "double key within": (
        "  reps: 10",
        "  sets: 4\n  reps: 10",
        ["27:3: the key 'sets' stands twice; it is on line 26 already, keep one of them"],
    ),
    "double id of an item": (
        "prescription:",
        "  - {id: no-bounce, title: A, text: B, short: C}\nprescription:",
        ["24:10: the id 'no-bounce' is used twice in warnings; give each its own"],
    ),
    "another id than the file's name": (
        "id: my-raise",
        "id: your-raise",
        ["3:5: the id 'your-raise' and the file's name differ; name the file 'your-raise.yaml'"],
    ),
    "id with blanks": (
        "id: my-raise",
        "id: My Raise",
        [
            "3:5: 'id' is the text 'My Raise'; a name in small letters, digits and single hyphens between them, "
            "such as donkey-calf-raise, was expected"
        ],
    ),
    "tab": ("  lower:", "\tlower:", ["15:1: a tab indents this line; indent with spaces, two for each level"]),
    "tab after blanks": (
        "    least_s: 2",
        "  \tleast_s: 2",
        ["16:3: a tab indents this line; indent with spaces, two for each level"],
    ),
    "indented too far": (
        "  sets: 3",
        "    sets: 3",
        ["26:9: this ':' cannot stand here; put a text with ': ' in quotes, or mend the indent"],
    ),
    "indented too little": (
        "    text: It hurts.",
        "   text: It hurts.",
        ["21:4: this line does not fit under the lines above; indent it like its neighbours, with spaces"],
    ),
    "colon in a text": (
        "text: It hurts.",
        "text: Mind: it hurts.",
        ["21:15: this ':' cannot stand here; put a text with ': ' in quotes, or mend the indent"],
    ),
    "text that begins with an @": ("name: My", "name: @My", ["4:7: a text cannot begin with '@'; put it in quotes"]),
    "text that begins with a star": (
        "name: My raise",
        "name: *My* raise",
        ["4:10: a text that begins with * or & must be in quotes"],
    ),
    "open quote": ("name: My raise", "name: 'My raise", ["4:7: the quote that opens here is never closed; close it"]),
    "open bracket": (
        "phases: [stretch]",
        "phases: [stretch",
        [
            "23:13: the bracket that opens here is not closed, or a comma is missing in it; close it, "
            "or use lines with '- '"
        ],
    ),
    "word without a colon": ("sets: 3", "sets", ["26:3: a ':' is missing after this key; write 'key: value'"]),
    "python object": (
        "name: My raise",
        "name: !!python/object/apply:os.system [echo]",
        [
            "4:7: the tag '!!python/object/apply:os.system' is not read; write a plain value, "
            "or put a text with ! in quotes"
        ],
    ),
    "not a number": (
        "rest_s: 60",
        "rest_s: .nan",
        ["28:11: '.nan' is no number to work with; write a plain one, such as 2 or 1.5"],
    ),
    "infinite": (
        "rest_s: 60",
        "rest_s: -.INF",
        ["28:11: '-.INF' is no number to work with; write a plain one, such as 2 or 1.5"],
    ),
    "endless number": (
        "rest_s: 60",
        f"rest_s: {'9' * 5000}",
        ["28:11: the number '999999999999…' is too long; at most 20 characters are read"],
    ),
    "control character": (
        "It hurts.",
        "It\x1bhurts.",
        ["21:13: the control character U+001B cannot stand in a file; remove it"],
    ),
    "text that turns the line round": (
        "It hurts.",
        "It\u202ehurts.",
        ["21:11: 'text': the character U+202E cannot be shown; remove it"],
    ),
    "line break in a line": (
        "name: My raise",
        'name: "My\\nraise"',
        ["4:7: 'name': this is shown in one line; write it without line breaks"],
    ),
    "tempo that could be two": (
        "3-1-2-0",
        "10010",
        [
            "25:10: 'tempo': '10010' has 5 signs run together; without separators a tempo has 3 or 4, "
            "one for each phase: write it like 3-1-2-0 (seconds down, stretch, up, squeeze)"
        ],
    ),
    "reps of no kind": (
        "reps: 10",
        "reps: [10, 0]",
        ["27:14: item 2 of 'reps' is the number 0; at least 1 was expected"],
    ),
    "a load in words": (
        "reps: 10",
        "reps: 10\n  load: forty",
        ["28:9: 'load': 'forty' is no load; write it like 40 kg, 37.5 kg or 90 lb"],
    ),
    "a load nobody lifts": (
        "reps: 10",
        "reps: 10\n  load: 1000000000",
        ["28:9: 'load': a load is 0 to 2000 kg or lb; 1000000000 kg was asked for"],
    ),
    "a load below nothing": (
        "reps: 10",
        "reps: 10\n  load: -1",
        ["28:9: 'load': a load is 0 to 2000 kg or lb; -1 kg was asked for"],
    ),
    "open sets where sides alternate": (
        "prescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: 10\n  rest_s: 60",
        "one_side_at_a_time: true\nprescription: 3xmax @ 3-1-2-0 rest 60 s",
        [
            "25:15: My raise works one side at a time, so a set cannot be open: the other side has to be given "
            "the same; give the number of reps"
        ],
    ),
    "the same, key by key": (
        "prescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: 10",
        "one_side_at_a_time: true\nprescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: max",
        [
            "28:9: My raise works one side at a time, so a set cannot be open: the other side has to be given "
            "the same; give the number of reps"
        ],
    ),
    "a dose of nothing": (
        "prescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: 10\n  rest_s: 60",
        "prescription: 0x0 @ 3-1-2-0 rest 60 s",
        [
            "24:15: 'reps' is the number 0; at least 1 was expected",
            "24:15: 'sets' is the number 0; at least 1 was expected",
        ],
    ),
    "a dose of ten thousand characters": (
        "prescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: 10\n  rest_s: 60",
        f"prescription: 3x10 @ 3-1-2-0 rest 60 s {'x' * 10_000}",
        ["24:15: 'prescription': a dose has at most 400 characters; write it like 4x15 @ 3-1-2-0 rest 60 s load 40 kg"],
    ),
    "a load of minus one in a dose": (
        "prescription:\n  tempo: 3-1-2-0\n  sets: 3\n  reps: 10\n  rest_s: 60",
        "prescription: 3x10 @ 3-1-2-0 rest 60 s load -1",
        ["24:15: 'prescription': '-1' is no load; write it like 40 kg, 37.5 kg or 90 lb"],
    ),
    "an origin that does not exist": (
        "prescription:",
        "origin: nobody\nprescription:",
        ["24:9: no exercise is called 'nobody'; 'origin' names the one this is a copy of"],
    ),
    "300 aliases": (
        "prescription:",
        f"aliases: [{', '.join(f'a{number}' for number in range(300))}]\nprescription:",
        ["24:10: 'aliases' has 300 items; at most 60 were expected"],
    ),
    "X in the lowering": (
        "3-1-2-0",
        "X-1-2-0",
        ["25:10: X cannot stand for the lowering: it is always controlled; give its seconds"],
    ),
    "below the floor": (
        "3-1-2-0",
        "1-1-2-0",
        ["25:10: Lower 1 s was asked for, in My raise it is never less than 2 s: it is a test"],
    ),
    "floor without its reason": (
        "    reason: it is a test\n",
        "",
        ["16:14: a phase with least_s also says its reason, which is shown when a tempo is refused"],
    ),
    "nominal length below the floor": (
        "    least_s: 2\n",
        "    least_s: 2\n    nominal_s: 1.5\n",
        ["17:16: nominal_s 1.5 is below the floor, least_s 2"],
    ),
    "tempo and hold": ("  sets: 3", "  hold_s: 3\n  sets: 3", ["25:3: 'prescription': give either tempo or hold_s"]),
    "hold without a hold": (
        "prescription:\n  tempo: 3-1-2-0",
        "prescription:\n  hold_s: 30",
        ["25:3: an exercise that starts with a movement is no hold; give its tempo"],
    ),
    "start in a pause": (
        "phases:\n  lower:",
        "start_phase: squeeze\nphases:\n  lower:",
        ["14:14: nothing starts with squeeze; start_phase is lower, contract or hold"],
    ),
    "warning that would never show": (
        "[stretch]",
        "[hold]",
        [
            "23:14: hold is no phase of this exercise, so this would never be shown; "
            "it has lower, stretch, contract, squeeze"
        ],
    ),
    "figure that is not there": (
        "prescription:",
        "figure: donkey-machin\nprescription:",
        ["24:9: no figure is called 'donkey-machin'; did you mean 'donkey-machine'?"],
    ),
    "variant below the floor": (
        "prescription:",
        "variants:\n  - id: quick\n    name: Quick\n    phases: {lower: {least_s: 1, reason: haste}}\n"
        "    prescription: {tempo: 1-0-1-0, sets: 1, reps: 1, rest_s: 0}\nprescription:",
        [
            "27:31: least_s 1 of lower was asked for, in My raise it is never less than 2 s: it is a test",
            "28:27: Lower 1 s was asked for, in My raise it is never less than 2 s: haste",
        ],
    ),
    "variant that raises the floor above its dose": (
        "prescription:",
        "variants:\n  - id: slow\n    name: Slow\n    phases: {lower: {least_s: 4, reason: patience}}\nprescription:",
        ["25:5: Lower 3 s was asked for, in My raise it is never less than 4 s: patience"],
    ),
}


def test_the_small_exercise_is_sound(lint: Lint, small: str) -> None:
    assert lint(small) == []
    assert lint(small.replace("\n", "\r\n")) == []
    assert lint(b"\xef\xbb\xbf" + small.encode()) == []


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_its_lines(lint: Lint, small: str, name: str) -> None:
    old, new, lines = EDITS[name]
    assert small.count(old) == 1, "the edit must be one"
    assert lint(small.replace(old, new)) == [f"{AT}:{line}" for line in lines]
