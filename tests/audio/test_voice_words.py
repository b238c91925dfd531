from pathlib import Path

import pytest

from calfcoach.audio.voice_words import read_words
from calfcoach.errors import KnownError
from calfcoach.library.lint import lint_paths
from calfcoach.library.voice_models import WordSpec
from calfcoach.resources import assets_dir

HEAD = "kind: voice\nschema: 1\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "words.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_word_has_what_its_group_gives_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = 'groups: {a: {speed: 1.2, ending: ".", words: {Lower: {short: Down}, Down: {speed: 1}}}}'
    assert read_words(written(tmp_path, HEAD + text)).specs == (
        WordSpec(text="Lower", short="Down", speed=1.2, ending="."),
        WordSpec(text="Down", speed=1, ending="."),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind: scheme\nschema: 1\nid: a\nname: A\nsummary: A\n", "words.yaml is no word list"),
        ("{", "words.yaml:2:1: "),
        (HEAD, "the key 'groups' is missing"),
        (HEAD + "groups: {a: 7}", "3:13: 'a' is the number 7; a group of keys was expected"),
        (HEAD + "groups: {a: {words: [Lower]}}", "'words' is a list; a group of keys was expected"),
        (HEAD + "groups: {a: {words: {Lower: , LOWER!: }}}", "3:39: 'LOWER!' is there already"),
        (
            HEAD + "groups: {a: {words: {Lower: {short: Down}}}}",
            "3:37: 'Down', the short form of 'Lower', is not in the list",
        ),
        (HEAD + "groups: {a: {words: {Lower: {pitch: 3}}}}", "unknown key 'pitch'"),
        (HEAD + "groups: {a: {words: {Lower: {sped: 1}}}}", "did you mean 'speed'?"),
        (HEAD + "groups: {a: {words: {Lower: 7}}}", "'Lower' is the number 7; a group of keys was expected"),
        (HEAD + "groups: {a: {words: {'…': }}}", "'…' is nothing that can be said"),
        (HEAD + f"groups: {{a: {{words: {{{'la ' * 100}: }}}}}}", "is nothing that can be said"),
        (HEAD + "texts: {rest: …}\ngroups: {a: {words: {Lower: }}}", "3:15: '…' is nothing that can be said"),
        (HEAD + "texts: {rset: Rest}\ngroups: {a: {words: {Lower: }}}", "'rset'"),
        (HEAD + "groups: {a: {words: {Lower: {speed: 1.5}}}}", "'speed' is the number 1.5; at most 1.3 was expected"),
        (HEAD + "groups: {a: {words: {Lower: {speed: quick}}}}", "'speed': a number is wanted"),
    ],
)
def test_a_list_that_is_wrong_is_refused_by_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(KnownError, match=r"words\.yaml") as refused:
        read_words(path)
    assert told in str(refused.value)
    if "no word list" not in told:
        assert any(told in line for line in lint_paths([path]).lines())


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "groups: {a: {words: {Lower: {pitch: 3}, Up: {speed: 9}, Do: {short: Di}}}}")
    with pytest.raises(KnownError, match=r"pitch.*'speed' is the number 9.*'Di'"):
        read_words(path)


def test_a_list_that_is_not_there_is_told() -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        read_words(Path("/nowhere/words.yaml"))


def test_the_shipped_list_is_clean() -> None:
    assert lint_paths([assets_dir()]).lines() == []
    assert len(read_words(assets_dir() / "voice" / "en" / "words.yaml").specs) > 100
