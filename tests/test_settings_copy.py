"""The settings as one file: what is in it, what stays on the computer, and what is no such file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calfcoach.errors import KnownError
from calfcoach.licences import licences
from calfcoach.resources import config_dir
from calfcoach.settings import Settings, SettingsStore, WindowPlace
from calfcoach.settings_copy import OF_THIS_COMPUTER, save_settings, take_settings

MINE = {"theme": "light", "flash": True, "keys": {"pause": ["F12"]}, "volumes": {"ticks": 0.5}, "pain_limit": 4}


def store_at(path: Path, **values: object) -> SettingsStore:
    store = SettingsStore(path)
    store.change(**values)
    return store


def test_what_was_chosen_is_taken_over_and_what_belongs_to_a_computer_stays(tmp_path: Path) -> None:
    place = WindowPlace(screen="A", left=1, top=2, width=3, height=4)
    old = store_at(tmp_path / "old.json", **MINE, device="blue", window=place)
    copy = tmp_path / "copy.json"
    assert save_settings(old.settings, copy) == f"The settings are in {copy}."
    assert set(json.loads(copy.read_text())) == {"schema_version", *Settings.model_fields} - OF_THIS_COMPUTER | {
        "schema_version"
    }
    new = store_at(tmp_path / "new.json", device="built-in", keys={"stop": ["Q"]}, said="counts")
    assert take_settings(new, copy).said == f"The settings of {copy} are in force."
    for settings in (new.settings, SettingsStore(tmp_path / "new.json").settings):
        kept = settings.model_dump(mode="json", exclude_defaults=True)
        keys = {"stop": ["Q"], "pause": ["F12"]}
        assert kept == {**MINE, "keys": keys, "volumes": {**kept["volumes"]}, "device": "built-in"}
        assert settings.volumes.ticks == 0.5


OWN = {
    "last_used": {"donkey-calf-raise": {"sets": 5}},
    "lifts": {"Back squat": {"dose": "3x5"}},
    "favourites": {"calf-hold": True},
    "said": "counts",
}


def test_what_a_file_has_not_stays_as_it_is_and_what_it_changed_can_be_taken_back(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps({"schema_version": 1, "theme": "light", "favourites": {"donkey-calf-raise": True}}))
    store = store_at(tmp_path / "s.json", **OWN)
    before = store.settings
    taken = take_settings(store, copy)
    assert store.settings == before.model_copy(
        update={"theme": "light", "favourites": {"calf-hold": True, "donkey-calf-raise": True}}
    )
    store.change(**taken.before)
    assert store.settings == before == SettingsStore(store.path).settings
    assert take_settings(store, copy).before and not take_settings(store, copy).before, "the same again changes nothing"


def test_nothing_of_other_people_goes_out_or_comes_in(tmp_path: Path) -> None:
    used = {"donkey-calf-raise": {"sets": 5}, "donkey-calf-raise anna-id": {"load": ["87.5 kg"]}}
    lifts = {"Back squat": {"dose": "3x5"}, "Back squat\nanna-id": {"dose": "1x1"}}
    copy, old, new = tmp_path / "copy.json", store_at(tmp_path / "old.json"), store_at(tmp_path / "new.json")
    old.change(last_used=used, lifts=lifts)
    save_settings(old.settings, copy)
    assert "anna-id" not in copy.read_text()
    copy.write_text(json.dumps({"schema_version": 1, "last_used": used, "lifts": lifts}))
    take_settings(new, copy)
    assert list(new.settings.last_used) == ["donkey-calf-raise"] and list(new.settings.lifts) == ["Back squat"]


def test_a_bad_value_costs_no_other_and_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    store = store_at(tmp_path / "s.json", theme="light", **OWN)
    bad = {"schema_version": 1, "theme": "pink", "flash": True, "favourites": "none", "keys": {"stop": 3}, "device": 4}
    copy.write_text(json.dumps(bad))
    assert take_settings(store, copy).said.endswith(
        "in force, but for 3 values that cannot be used, such as theme, favourites, keys.stop."
    )
    assert store.settings.flash and store.settings.theme == "light", "not the default: what was there"
    assert store.settings.favourites == {"calf-hold": True}
    copy.write_text(json.dumps({"schema_version": 1, "theme": "pink"}))
    assert take_settings(store, copy).said.endswith("but for one value that cannot be used: theme.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "holds no settings. Nothing was changed."),
        ("not JSON", "holds no settings. Nothing was changed."),
        ('{"schema_version": 99}', "is of a newer Calfcoach. Nothing was changed."),
        (None, "cannot be read: "),
    ],
    ids=["empty", "no JSON", "newer", "not there"],
)
def test_what_is_no_copy_changes_nothing(tmp_path: Path, content: str | None, said: str) -> None:
    copy, store = tmp_path / "copy.json", store_at(tmp_path / "s.json", theme="light")
    if content is not None:
        copy.write_text(content)
    with pytest.raises(KnownError) as refused:
        take_settings(store, copy)
    assert said in str(refused.value) and store.settings.theme == "light"


def test_a_copy_never_takes_the_place_of_the_programs_own_files(tmp_path: Path) -> None:
    own = config_dir() / "settings.json"
    store_at(own, theme="light")
    before = own.read_bytes()
    for path in (own, tmp_path / "no such folder" / "copy.json"):
        with pytest.raises(KnownError, match="The settings cannot be written to"):
            save_settings(Settings(), path)
    assert own.read_bytes() == before


def test_what_ships_is_named_with_its_licence_and_its_text() -> None:
    found = {each.name.lower(): each for each in licences()}
    named = {name: each.licence for name, each in found.items()}
    assert named["calfcoach"] == "MIT" and named["inter"].startswith("OFL") and "LGPL" in named["pyside6"]
    assert named["voice"] == "MIT", "assets/voice/en/SOURCE.md"
    assert {"numpy", "pydantic", "pydantic_core", "pyyaml", "rich", "pyqtgraph", "python"} <= set(named)
    assert all(licence and "\n" not in licence and "License" not in licence for licence in named.values())
    assert {named["soundfile"], named["pyqtgraph"], named["wakepy"]} == {"BSD-3-Clause", "MIT"}, "one spelling each"
    assert "OpenBLAS" in found["numpy"].words, "what is inside a package, too"
    assert "Permission is hereby granted" in found["pydantic"].words
    assert "SIL OPEN FONT LICENSE" in found["inter"].words
    without = [name for name, each in found.items() if each.words == "Its package has no text of the licence."]
    assert all(name.startswith(("pyside6", "shiboken6", "python")) for name in without), without
