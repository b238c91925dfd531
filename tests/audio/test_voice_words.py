from pathlib import Path

import pytest

from calfcoach.audio.voice_words import WordSpec, read_words
from calfcoach.errors import KnownError

HEAD = "kind: voice\nschema: 1\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "words.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_word_has_what_its_group_gives_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = 'groups: {a: {speed: 1.2, ending: ".", words: {Lower: {short: Down}, Down: {speed: 1}}}}'
    assert read_words(written(tmp_path, HEAD + text)) == (
        WordSpec("Lower", short="Down", speed=1.2, ending="."),
        WordSpec("Down", speed=1, ending="."),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind: scheme\nschema: 1\n", "begins with `kind: voice`"),
        ("{", "cannot be read"),
        (HEAD, "`groups` names"),
        (HEAD + "groups: {a: 7}", "`groups` names"),
        (HEAD + "groups: {a: {words: [Lower]}}", "`words` maps each text"),
        (HEAD + "groups: {a: {words: {Lower: , LOWER!: }}}", "'Lower' is there twice"),
        (HEAD + "groups: {a: {words: {Lower: {short: Down}}}}", "'Down' is not in the list"),
        (HEAD + "groups: {a: {words: {Lower: {pitch: 3}}}}", "has pitch, which is not known"),
        (HEAD + "groups: {a: {words: {Lower: 7}}}", "which is not known"),
        (HEAD + "groups: {a: {words: {'…': }}}", "nothing that can be said"),
        (HEAD + "groups: {a: {words: {Lower: {speed: 1.5}}}}", "1.3 is possible"),
        (HEAD + "groups: {a: {words: {Lower: {speed: quick}}}}", "1.3 is possible"),
    ],
)
def test_a_list_that_is_wrong_is_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(KnownError, match=r"words\.yaml") as refused:
        read_words(written(tmp_path, text))
    assert told in str(refused.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "groups: {a: {words: {Lower: {pitch: 3}, Up: {speed: 9}}}}")
    with pytest.raises(KnownError, match=r"pitch.*speed 9"):
        read_words(path)


def test_a_list_that_is_not_there_is_told() -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        read_words(Path("/nowhere/words.yaml"))
