"""A release: one version, its section of the changelog, a tag, and sums of what was built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.package import changes, release, systems
from tools.package.release import Refused

from .conftest import CHECKOUT

CHANGELOG = "# Changelog\n\n## Unreleased\n\n- A beep is\n  louder.\n\n## 0.1.0 (2026-01-02)\n\n- It counts.\n"
DAY = "2026-11-27"


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was released once, its tree clean."""
    for name, value in (("AUTHOR", "Ada"), ("COMMITTER", "Ada")):
        monkeypatch.setenv(f"GIT_{name}_NAME", value)
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ada@example.invalid")
    root = tmp_path / "project"
    (root / "calfcoach").mkdir(parents=True)
    (root / "calfcoach" / "__init__.py").write_text('__version__ = "0.1.0"\n')
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Begin")
    git(root, "tag", "-a", "v0.1.0", "-m", "Calfcoach 0.1.0")
    return root


def built(root: Path) -> list[Path]:
    out = root.parent / "dist"
    out.mkdir()
    made = [out / f"calfcoach-{systems.version_of(root)}.whl", out / "calfcoach_0.2.0_amd64.deb"]
    for each in made:
        each.write_bytes(each.name.encode())
    return made


def test_a_release_is_a_version_a_section_a_tag_and_sums(project: Path) -> None:
    made = release.release(project, "0.2.0", DAY, built)
    assert systems.version_of(project) == "0.2.0"
    text = (project / "CHANGELOG.md").read_text()
    assert text == CHANGELOG.replace("## Unreleased\n", f"## Unreleased\n\n## 0.2.0 ({DAY})\n")
    assert git(project, "tag").split() == ["v0.1.0", "v0.2.0"]
    assert git(project, "log", "-1", "--format=%s %d").strip().startswith("Release 0.2.0  (")
    assert git(project, "status", "--porcelain") == ""
    checked = subprocess.run(["sha256sum", "--check", release.SUMS], cwd=made[0].parent, capture_output=True, text=True)
    assert checked.stdout.splitlines() == ["calfcoach-0.2.0.whl: OK", "calfcoach_0.2.0_amd64.deb: OK"]


def test_a_build_that_fails_leaves_everything_as_it_was(project: Path) -> None:
    def fails(_: Path) -> list[Path]:
        raise subprocess.CalledProcessError(1, "pyinstaller")

    before = git(project, "rev-parse", "HEAD")
    with pytest.raises(subprocess.CalledProcessError):
        release.release(project, "0.2.0", DAY, fails)
    assert (git(project, "rev-parse", "HEAD"), git(project, "tag").split()) == (before, ["v0.1.0"])
    assert (project / "CHANGELOG.md").read_text() == CHANGELOG


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("0.1.0", "there is a tag v0.1.0 already"),
        ("0.0.9", "0.0.9 is not newer than 0.1.0"),
        ("v0.2", "v0.2 is no version such as 0.2.0"),
    ],
)
def test_what_is_no_newer_version_is_refused(project: Path, version: str, why: str) -> None:
    with pytest.raises(Refused, match=f"^{why}$"):
        release.release(project, version, DAY, built)


def test_changes_that_are_not_committed_are_refused(project: Path) -> None:
    (project / "new").write_text("")
    with pytest.raises(Refused, match="not committed"):
        release.release(project, "0.2.0", DAY, built)


def test_the_first_release_is_the_version_that_stands_there(project: Path) -> None:
    git(project, "tag", "-d", "v0.1.0")
    release.check(project, "0.1.0")


def test_without_anything_to_tell_there_is_no_release() -> None:
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        changes.released(CHANGELOG.replace("- A beep is\n  louder.\n", ""), "0.2.0", DAY)


def test_a_section_is_its_changes_each_as_one_line() -> None:
    assert changes.releases(CHANGELOG) == [
        changes.Release("", "", ("A beep is louder.",)),
        changes.Release("0.1.0", "2026-01-02", ("It counts.",)),
    ]
    with pytest.raises(ValueError, match="names no release: ## Soon"):
        changes.releases("# Changelog\n\n## Soon\n")


def test_the_changelog_of_the_project_can_be_read() -> None:
    first = changes.releases((CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    assert first.changes
