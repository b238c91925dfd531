"""Rules of the house that no tool keeps: one meaning to a name, imports that wait, screens that are not probed."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from calfcoach.ui.routes import ROUTES, SOON
from calfcoach.ui.screens.screen import Screen

PACKAGE = Path(__file__).resolve().parents[1] / "calfcoach"

TWICE = {
    "Block": "the score's stretch of time, and the thing a foot stands on: nobody has to do with both",
    "Muscle": "what an exercise names, and its shape on a figure: the same muscle",
    "VoiceBank": "what the mixer asks of a voice, and the voice that is shipped",
}
"""The names that two classes have, each with its reason."""


LATER = {
    "of one system, or of what may be missing or fail where it is loaded": {
        *("PySide6.QtCore", "PySide6.QtMultimedia", "calfcoach.background.windows_job", "calfcoach.player"),
        *("calfcoach.player.outputs.qt", "calfcoach.player.outputs.simple", "calfcoach.player.survey", "fcntl"),
        *("jeepney", "jeepney.bus_messages", "jeepney.io.blocking", "msvcrt", "resource", "simpleaudio", "soundfile"),
        *("termios", "tty"),
    },
    "before the program's own parts are loaded, so that a broken installation is told in a sentence": {
        *("calfcoach.background.children", "calfcoach.cli", "calfcoach.wording.errors"),
    },
    "a command pays for what it does: run": {
        *("calfcoach.app", "calfcoach.cli.logs", "calfcoach.cli.own_folder", "calfcoach.cli.own_words"),
        *("calfcoach.cli.schemes", "calfcoach.coach.conductor", "calfcoach.coach.log", "calfcoach.coach.recorder"),
        *("calfcoach.coach.sound_check", "calfcoach.coach.station", "calfcoach.library.lifts", "calfcoach.request"),
        *("calfcoach.library.collection", "calfcoach.library.keeping", "calfcoach.library.last_choices"),
        *("calfcoach.session.states", "calfcoach.terminal.cut_off", "calfcoach.terminal.front"),
        *("calfcoach.terminal.last_time", "calfcoach.terminal.remarks", "calfcoach.terminal.sound_offer"),
        *("calfcoach.ui.plain_import", "calfcoach.wording.any_lift"),
    },
    "a command pays for what it does: others": {
        *("calfcoach.library.kinds", "calfcoach.library.lint", "calfcoach.terminal.console", "rich.progress"),
    },
    "the first frame and the words of the terminal need no history": {
        *("calfcoach.history.people", "calfcoach.history.reader", "calfcoach.history.schema"),
        *("calfcoach.history.setup_reading", "calfcoach.history.store"),
    },
    "numpy and the sound: after the first frame": {
        *("calfcoach.audio.listen", "calfcoach.audio.mixer", "calfcoach.audio.render", "calfcoach.audio.schemes"),
        *("calfcoach.audio.voice", "calfcoach.audio.voice_own", "calfcoach.coach.sound"),
    },
    "rarely needed, and not before the first frame": {
        *("calfcoach.files.locks", "calfcoach.files.writing", "calfcoach.library.scheme_models"),
        *("calfcoach.resources", "difflib", "importlib.util", "socket"),
    },
    "the window: rarely needed, or not before its first frame": {
        *(
            "PySide6.QtGui",
            "calfcoach.ui.change_route",
            "calfcoach.ui.fault_view",
            "calfcoach.ui.screens.class_panel",
            "calfcoach.coach.own_words",
            "calfcoach.coach.recorder",
            "calfcoach.coach.sound",
        ),
        *("calfcoach.coach.sound_check", "calfcoach.coach.station", "calfcoach.figure.files"),
        *("calfcoach.figure.motion", "calfcoach.figure.solver", "calfcoach.history.schema"),
        *("calfcoach.history.store", "calfcoach.library.scheme_files", "calfcoach.library.search"),
        *("calfcoach.library.template", "calfcoach.ui.audience_window", "calfcoach.ui.figure.painter"),
        *("calfcoach.ui.lift_setup", "calfcoach.ui.note_line", "calfcoach.ui.screens.charts"),
        *("calfcoach.ui.screens.correction", "calfcoach.ui.screens.library_problems", "calfcoach.ui.stage.body"),
        *("calfcoach.ui.stage.shapes", "wakepy"),
    },
    "the window: loaded by `calfcoach.ui.routes` right after the first frame": set(SOON),
}
"""What is imported within a function, by the reason: the one list of it."""


def sources(folder: str = "") -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_one_name_has_one_meaning():
    where = defaultdict(list)
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                where[node.name.lstrip("_")].append(name)  # an underscore is no other meaning
    assert len(TWICE) <= 3
    assert {name: files for name, files in where.items() if len(files) > 1 and name not in TWICE} == {}
    assert {name: len(where[name]) for name in TWICE} == dict.fromkeys(TWICE, 2)


def imported_later() -> Iterator[tuple[str, set[str]]]:
    """A file, and what one of its functions imports: the module, or the module with each of its names."""
    for name, tree in sources():
        functions = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))
        for node in (node for function in functions for node in ast.walk(function)):
            if isinstance(node, ast.Import):
                yield name, {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                yield name, {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}


def test_only_what_the_list_names_is_imported_later():
    allowed = set().union(*LATER.values())
    found = list(imported_later())
    assert [(name, modules) for name, modules in found if not modules & allowed] == []
    assert allowed - set().union(*(modules for _, modules in found)) == set(), (
        "in the list, and nobody imports it later"
    )


def test_every_way_leads_to_a_class_that_opens():
    for route in ROUTES.values():
        assert callable(route.load().open)


def test_no_screen_is_probed():
    probing = [
        name
        for name, tree in sources("ui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hasattr"
    ]
    assert probing == []
    for name, tree in sources("ui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
                # Colours, volumes and muscles are looked up by the names that files and settings use.
                assert "screen" not in ast.unparse(node.args[0]).lower(), f"{name}: {ast.unparse(node)}"


def test_no_session_is_only_its_first_exercise():
    firsts = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("plan.items")
    ]
    assert firsts == []


def test_the_window_leaves_to_others_what_is_theirs():
    assert len((PACKAGE / "ui/window.py").read_text(encoding="utf-8").splitlines()) <= 200


def test_a_screen_that_declares_nothing_can_do_nothing(qtbot):
    from calfcoach.ui.theme import DARK

    screen = Screen(DARK, "Empty")
    qtbot.addWidget(screen)
    assert (screen.desk_actions, screen.keys_room(), screen.on_stage) == ({}, None, False)
