"""Reads the word list of a voice. It is for the baking only; what plays knows the `index.json` made from it."""

from pathlib import Path

from calfcoach.errors import KnownError
from calfcoach.library.files import load_file
from calfcoach.library.voice_models import VoiceFile
from calfcoach.texts import text

WORDS_NAME = "words.yaml"


def read_words(path: Path) -> VoiceFile:
    """The word list of a file.

    Raises:
        KnownError: the file cannot be read or used; everything that is wrong, with the places.
    """
    file = load_file(path)
    if file.problems:
        raise KnownError("; ".join(str(problem) for problem in file.problems))
    if not isinstance(file.content, VoiceFile):
        raise KnownError(text("{path} is no word list; one begins with 'kind: voice' and 'schema: 1'", path=path))
    return file.content
