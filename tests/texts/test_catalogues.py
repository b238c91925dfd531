"""What translators get: the extraction is complete and deterministic, and a translation is checked."""

from __future__ import annotations

from babel.messages import Catalog
from babel.messages.pofile import read_po

from tools.texts import FOLDER, TEMPLATE, extracted, problems_of, texts_in


def ids(catalog: Catalog) -> set:
    return {message.id for message in catalog if message.id}


def test_the_template_is_up_to_date():
    with TEMPLATE.open("rb") as file:
        assert ids(read_po(file)) == ids(extracted()), "run make texts"


def test_every_translation_is_sound():
    for path in FOLDER.glob("*/LC_MESSAGES/calfcoach.po"):
        with path.open("rb") as file:
            assert list(problems_of(read_po(file, locale=path.parents[1].name), path.name)) == []


def test_texts_are_found_by_the_plain_name_of_a_gate():
    source = """
marked("one")
text("two {a}", a=text("three"))
plural("a set", "{number} sets", count)
painter.text("not this")
text(chosen)
"""
    assert set(texts_in(source)) == {"one", "two {a}", "three", ("a set", "{number} sets")}


def translated(message, translation) -> list[str]:
    catalog = Catalog(locale="de")
    catalog.add(message, translation)
    return list(problems_of(catalog, "de"))


def test_a_translation_with_the_places_of_its_text_is_fine():
    assert translated("The file {path}", "Datei {path}") == []
    assert translated(("{number} rep", "{number} reps"), ("eine", "{number} Wdh.")) == []


def test_a_place_that_the_text_does_not_have_is_told():
    (problem,) = translated("The file {path}", "Datei {pfad}")
    assert "['pfad']" in problem and "['path']" in problem


def test_a_brace_left_open_is_told():
    (problem,) = translated("The file {path}", "Datei {path")
    assert "no sentence with places" in problem
