"""A home as earlier versions of Calfcoach left it, beside the person's own: it is laid there, and met after an upgrade.

The history is of schema 1, 2 and 3, the settings are of the time before they had a number. Knows no package.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from calfcoach.history.schema import SCHEMA_VERSION as TODAYS
from calfcoach.settings import SCHEMA_VERSION as SETTINGS_TODAY
from tests.history.old_files import make_old
from tools.package.bare import HOME, PERSON_ID, BareSystem

SCHEMAS = (1, 2, 3)
SESSIONS = 3
SETTINGS = {"theme": "light", "propose": False, "favourites": {"donkey-calf-raise": True}, "of a later day": [1]}
ANY_LIFT = ("run", "--name", "Cable row", "1x1 @ 1-0-1-0", "--terminal", "--lead-in", "0", "--audio", "silent")
"""It is remembered in the settings, so they are written anew."""


def lay(system: BareSystem) -> None:
    """Put the old files into the person's home, as their own."""
    for schema in SCHEMAS:
        folder = _folder(system, schema)
        make_old(schema, folder / "data" / "calfcoach" / "history.sqlite", sessions=SESSIONS)
        settings = folder / "config" / "calfcoach" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(SETTINGS), encoding="utf-8")
        if os.geteuid() == 0:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, PERSON_ID, PERSON_ID)


def meet(system: BareSystem) -> None:
    """Use the program on the old files: all that was in them is there, in today's form, with a copy of the old one."""
    for schema in SCHEMAS:
        _meet(system, schema)


def _meet(system: BareSystem, schema: int) -> None:
    env = {f"XDG_{name.upper()}_HOME": f"{HOME}/schema-{schema}/{name}" for name in ("data", "config", "state")}
    data = _folder(system, schema) / "data" / "calfcoach"
    assert _schema_of(data / "history.sqlite") == schema, "the package itself touched an old history"
    system.as_person("calfcoach", *ANY_LIFT, env=env)
    listed = json.loads(system.as_person("calfcoach", "history", "list", "--json", env=env))["sessions"]
    kept = [each for each in listed if each["note"] == "as it was"]
    assert (len(kept), len(listed)) == (SESSIONS, SESSIONS + 1), f"of schema {schema}: {listed}"
    assert _schema_of(data / "history.sqlite") == TODAYS
    copies = [_schema_of(each) for each in (data / "backups").glob(f"*-before-schema-{schema + 1}.sqlite")]
    assert copies == [schema], f"no copy of schema {schema} was kept"
    path = _folder(system, schema) / "config" / "calfcoach" / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    assert {name: settings.get(name) for name in SETTINGS} == SETTINGS, settings
    assert settings["schema_version"] == SETTINGS_TODAY
    assert "Cable row" in json.dumps(settings["lifts"])


def _folder(system: BareSystem, schema: int) -> Path:
    return system.root / HOME.lstrip("/") / f"schema-{schema}"


def _schema_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        (number,) = database.execute("PRAGMA user_version").fetchone()
    return int(number)
