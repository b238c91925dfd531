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
        "audio/sound_files.py": {"soundfile"},
        "audio/sound_out.py": {"soundfile"},
        "audio/voice_baking.py": {"hibari"},
        "background/children.py": {"calfcoach.background.windows_job", "fcntl"},
        "coach/media_keys.py": {"jeepney", "jeepney.bus_messages", "jeepney.io.blocking"},
        "player/priority.py": {"calfcoach.player.rtkit", "resource"},
        "player/process.py": {
            "calfcoach.player.outputs.qt",
            "calfcoach.player.outputs.simple",
            "calfcoach.player.survey",
        },
        "player/rtkit.py": {"jeepney", "jeepney.io.blocking"},
        "player/survey.py": {"PySide6.QtCore", "PySide6.QtMultimedia", "simpleaudio"},
        "terminal/keys.py": {"msvcrt", "termios", "tty"},
        "ui/library_route.py": {"PySide6.QtCore"},
        "ui/plain_import.py": {"PySide6.QtCore"},
    },
    "before the program's own parts are loaded, so that a broken installation is told in a sentence": {
        "__main__.py": {"calfcoach.cli"},
        "cli/__init__.py": {"calfcoach.background.children", "calfcoach.wording.errors"},
        "cli/parser.py": {"calfcoach.wording.errors"},
    },
    "a command pays for what it does: run": {
        "cli/run.py": {
            "calfcoach.app",
            "calfcoach.cli.logs",
            "calfcoach.cli.own_folder",
            "calfcoach.cli.own_words",
            "calfcoach.cli.schemes",
            "calfcoach.coach.conductor",
            "calfcoach.coach.log",
            "calfcoach.coach.recorder",
            "calfcoach.coach.sound_check",
            "calfcoach.coach.station",
            "calfcoach.library.collection",
            "calfcoach.library.keeping",
            "calfcoach.library.last_choices",
            "calfcoach.library.lifts",
            "calfcoach.request",
            "calfcoach.session.states",
            "calfcoach.terminal.cut_off",
            "calfcoach.terminal.front",
            "calfcoach.terminal.last_time",
            "calfcoach.terminal.remarks",
            "calfcoach.terminal.sound_offer",
            "calfcoach.ui.plain_import",
            "calfcoach.wording.any_lift",
        },
        "request.py": {"calfcoach.coach.log"},
    },
    "a command pays for what it does: others": {
        "cli/info.py": {"calfcoach.library.kinds", "calfcoach.library.lint"},
        "cli/progress.py": {"calfcoach.terminal.console", "rich.progress"},
    },
    "the first frame and the words of the terminal need no history": {
        "cli/run.py": {"calfcoach.history.setup_reading", "calfcoach.history.store"},
        "request.py": {
            "calfcoach.history.people",
            "calfcoach.history.reader",
            "calfcoach.history.schema",
            "calfcoach.history.setup_reading",
            "calfcoach.history.store",
        },
    },
    "numpy and the sound: after the first frame": {
        "cli/info.py": {"calfcoach.audio.schemes"},
        "cli/own_words.py": {"calfcoach.audio.voice", "calfcoach.audio.voice_own"},
        "cli/render.py": {"calfcoach.audio.render", "calfcoach.coach.sound"},
        "cli/run.py": {"calfcoach.coach.sound"},
        "coach/saving.py": {"calfcoach.audio.render"},
        "coach/sound.py": {
            "calfcoach.audio.listen",
            "calfcoach.audio.mixer",
            "calfcoach.audio.schemes",
            "calfcoach.audio.voice",
        },
    },
    "rarely needed, and not before the first frame": {
        "display.py": {"importlib.util", "socket"},
        "history/migrations.py": {"hashlib"},
        "library/collection.py": {"calfcoach.library.judging"},
        "library/index.py": {"calfcoach.files.writing"},
        "library/near.py": {"difflib"},
        "library/problems.py": {"difflib"},
        "library/scheme_files.py": {"calfcoach.library.files", "calfcoach.library.scheme_models"},
        "library/shipped.py": {"calfcoach.library.judging"},
        "player/sentences.py": {"calfcoach.resources"},
        "settings.py": {"calfcoach.files.locks", "calfcoach.files.writing"},
    },
    "the window: rarely needed, or not before its first frame": {
        "ui/announcing.py": {"PySide6.QtGui"},
        "ui/audience.py": {"calfcoach.ui.audience_window"},
        "ui/audience_window.py": {"calfcoach.ui.fault_view"},
        "ui/awake.py": {"wakepy"},
        "ui/backstage.py": {
            "calfcoach.coach.own_words",
            "calfcoach.coach.sound",
            "calfcoach.coach.station",
            "calfcoach.history.store",
            "calfcoach.library.scheme_files",
        },
        "ui/change_route.py": {"calfcoach.ui.screens.demo"},
        "ui/charts_route.py": {"calfcoach.ui.screens.charts"},
        "ui/history_route.py": {"calfcoach.ui.screens.charts"},
        "ui/library_route.py": {"PySide6.QtGui", "calfcoach.library.template"},
        "ui/program.py": {
            "PySide6.QtGui",
            "calfcoach.ui.audience_strip",
            "calfcoach.ui.change_route",
        },
        "ui/screens/figure_card.py": {
            "calfcoach.figure.files",
            "calfcoach.figure.motion",
            "calfcoach.figure.solver",
            "calfcoach.ui.figure.painter",
        },
        "ui/screens/glyphs.py": {"calfcoach.ui.stage.shapes"},
        "ui/screens/library.py": {"calfcoach.library.search", "calfcoach.ui.screens.library_problems"},
        "ui/screens/setup_panels.py": {"calfcoach.ui.screens.class_panel"},
        "ui/screens/stage.py": {"calfcoach.ui.screens.correction"},
        "ui/screens/steppers.py": {"calfcoach.session.results"},
        "ui/session.py": {"calfcoach.coach.recorder"},
        "ui/setup_route.py": {
            "calfcoach.coach.sound_check",
            "calfcoach.history.schema",
            "calfcoach.library.scheme_files",
            "calfcoach.ui.lift_setup",
        },
        "ui/stage/picture.py": {"calfcoach.ui.stage.body"},
        "ui/window.py": {"calfcoach.ui.note_line"},
        "ui/look_keys.py": {"calfcoach.ui.note_line"},
    },
}
"""What is imported within a function, by the reason and the place: the one list of it."""

RIGHT_AFTER = set(SOON)
"""What the window's modules may leave to `calfcoach.ui.routes`, which loads it right after the first frame."""


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
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
                match node.args[0]:
                    case ast.Constant(value=str(module)):
                        yield name, {module}
                    case ast.JoinedStr():
                        yield name, {ast.unparse(node.args[0])}  # put together: no list can name it


def test_only_what_the_list_names_is_imported_later():
    found = list(imported_later())
    allowed: dict[str, set[str]] = defaultdict(set)
    for places in LATER.values():
        for name, modules in places.items():
            allowed[name] |= modules
    by_routes = {name: RIGHT_AFTER if name.startswith("ui/") else set() for name, _ in found}
    assert [(name, modules) for name, modules in found if not modules & (allowed[name] | by_routes[name])] == []
    done: dict[str, set[str]] = defaultdict(set)
    for name, modules in found:
        done[name] |= modules
    unused = {name: modules - done[name] for name, modules in allowed.items() if modules - done[name]}
    assert unused == {}, "in the list, and that file does not import it later"


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
