"""Every licence that comes along is there, whole, and named on the page over all."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.licences import licences as shown_licences
from tools.package import distributions, licences

from .conftest import CHECKOUT


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as the application of a system without libraries of its own has it."""
    target = tmp_path_factory.mktemp("application") / "licences"
    licences.collect(CHECKOUT, target, [])
    return target


def test_files_of_the_same_name_are_all_kept(collected: Path) -> None:
    for each in distributions.running():
        name = each.metadata["Name"].lower().replace("_", "-")
        if name not in licences.QT:
            wanted = sorted(file.read_bytes() for file in distributions.licence_files(each))
            assert sorted(file.read_bytes() for file in (collected / name).rglob("*") if file.is_file()) == wanted


def test_what_numpys_libraries_are_under_is_there(collected: Path) -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in (collected / "numpy").rglob("LICENSE.txt"))
    for wanted in ("NumPy Developers", "OpenBLAS", "libgfortran"):
        assert wanted in texts


def test_files_lie_as_they_lay_below_what_they_have_in_common() -> None:
    files = [Path("/lib/numpy.dist/LICENSE"), Path("/lib/numpy/ma/LICENSE"), Path("/lib/numpy/LICENSE")]
    assert list(licences.places(files).values()) == [
        Path("numpy.dist/LICENSE"),
        Path("numpy/ma/LICENSE"),
        Path("numpy/LICENSE"),
    ]
    assert licences.places(files[:1]) == {files[0]: Path("LICENSE")}


def test_the_page_names_voice_icu_and_what_qt_has_of_others(collected: Path) -> None:
    page = (collected / "README.txt").read_text(encoding="utf-8")
    for wanted in ("voice: MIT", "Apache-2.0", "icu: Unicode licence", "parts-of-qt.txt"):
        assert wanted in page
    parts = (collected / "qt" / "parts-of-qt.txt").read_text(encoding="utf-8")
    for wanted in ("HarfBuzz", "FreeType", "PCRE2", "libpng", "zlib", "licenses-used-in-qt"):
        assert wanted in parts
    assert "UNICODE, INC. LICENSE AGREEMENT" in (collected / "icu" / "LICENSE.txt").read_text(encoding="utf-8")
    assert (collected / "voice" / "assets" / "voice" / "en" / "SOURCE.md").is_file()


def test_the_application_shows_every_part_of_it_with_its_texts(collected: Path) -> None:
    shown = shown_licences(collected / "README.txt")
    assert len(shown) == len((collected / "README.txt").read_text(encoding="utf-8").splitlines())
    assert all(each.files and len(each.line) < 120 for each in shown)
    qt = next(each for each in shown if each.name == "qt")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.words
    assert qt.words.startswith("with Qt for Python, under the GNU Lesser General Public Licence, version 3.")
