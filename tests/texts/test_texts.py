"""The gate of texts: the sentence, its places, its number, the language in force."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from calfcoach import texts
from calfcoach.texts import plural, text
from tests.texts.pseudo import PseudoTranslations, pseudo


@pytest.fixture(autouse=True)
def english_again():
    yield
    texts.use(None)


def test_a_sentence_with_its_places_filled():
    assert text("The file {path} cannot be read.", path="a.yaml") == "The file a.yaml cannot be read."


def test_braces_in_a_sentence_without_places_stay():
    assert text("{} stays") == "{} stays"


def test_the_number_chooses_the_sentence():
    assert [plural("{number} rep", "{number} reps", number) for number in (0, 1, 2)] == ["0 reps", "1 rep", "2 reps"]


def test_another_language_and_back():
    texts.use(PseudoTranslations())
    assert text("Rep {rep}", rep=3).startswith("[Rêp 3")
    texts.use(None)
    assert text("Rep {rep}", rep=3) == "Rep 3"


class Wrong(NullTranslations):
    def gettext(self, message: str) -> str:
        return "Die Datei {datei}"


def test_a_translation_with_other_places_is_told_in_english():
    texts.use(Wrong())
    assert text("The file {path}", path="a") == "The file a"


def test_a_value_with_braces_is_no_place():
    assert text("The file {path}", path="{x}") == "The file {x}"


def test_a_language_without_a_catalogue_is_english(tmp_path):
    texts.load(tmp_path, ["xx"])
    assert text("Start") == "Start"


def test_a_catalogue_is_found_by_its_language(tmp_path):
    from babel.messages import Catalog

    from tools.texts import compiled

    catalog = Catalog(locale="de")
    catalog.add("Rest", "Pause")
    catalog.add(("{number} rep", "{number} reps"), ("{number} Wiederholung", "{number} Wiederholungen"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "calfcoach.mo").write_bytes(compiled(catalog))
    texts.load(tmp_path, ["de"])
    assert text("Rest") == "Pause"
    assert plural("{number} rep", "{number} reps", 2) == "2 Wiederholungen"


def test_the_pseudo_language_is_40_percent_longer_and_keeps_the_places():
    said = pseudo("{number} of {all} reps were counted in this set")
    assert "{number}" in said and "{all}" in said
    assert len(said) >= 1.4 * len("{number} of {all} reps were counted in this set")
