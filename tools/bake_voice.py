"""Bakes the shipped voice from its word list: `python -m tools.bake_voice`.

Needs the extra `voice` (hibari-tts). The same word list and versions give the same bytes: `--check` bakes anew and
compares. `--missing` needs nothing; it lists what the shipped exercises want said that the voice cannot say.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from calfcoach.audio.voice import VoiceBank
from calfcoach.audio.voice_baking import bake_words, find_synthesiser
from calfcoach.audio.voice_own import missing_texts
from calfcoach.audio.voice_words import WORDS_NAME, read_words
from calfcoach.coach.own_words import exercise_texts
from calfcoach.errors import EnvironmentLacks, ExitCode, KnownError
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir

VOICE = assets_dir() / "voice" / "en"


def main() -> int:
    """Run what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="bake_voice", description=__doc__.splitlines()[0])
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="bake anew and compare with what is there")
    only.add_argument("--missing", action="store_true", help="list the texts that cannot be said")
    args = parser.parse_args()
    try:
        if args.missing:
            return _list_missing()
        return _check() if args.check else _bake(VOICE)
    except KnownError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _bake(folder: Path) -> int:
    # With scipy its transforms would be taken instead of numpy's, and the last bits would differ.
    sys.modules["scipy.fft"] = None  # type: ignore[assignment]
    synthesiser = find_synthesiser()
    if synthesiser is None:
        raise EnvironmentLacks(
            "the voice is baked with hibari-tts; install the project with its extra: pip install .[voice]"
        )
    listed = read_words(VOICE / WORDS_NAME)
    words = listed.specs
    for old in (*folder.glob("*.wav"), *folder.glob("*.json")):
        old.unlink()
    baked = bake_words(words, synthesiser, folder, listed.texts)
    seconds = sum({entry.file: entry.frames for entry in baked}.values()) / 48_000
    print(f"{len(baked)} of {len(words)} words, {seconds:.0f} s, {seconds * 0.096:.1f} MB, {synthesiser.made_with}")
    return ExitCode.DONE if len(baked) == len(words) else ExitCode.WRONG_CONTENT


def _check() -> int:
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        _bake(fresh)
        names = {path.name for folder in (fresh, VOICE) for path in (*folder.glob("*.wav"), *folder.glob("*.json"))}
        changed = sorted(name for name in names if _bytes(fresh / name) != _bytes(VOICE / name))
    for name in changed:
        print(f"{name}: differs")
    print(f"{len(names) - len(changed)} of {len(names)} files are the same to the byte")
    return ExitCode.WRONG_CONTENT if changed else ExitCode.DONE


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _list_missing() -> int:
    bank = VoiceBank(VOICE)
    library = Library.load(user_dir=VOICE / "none")
    missing = missing_texts((t for exercise in library.exercises.values() for t in exercise_texts(exercise)), bank)
    for text in missing:
        print(text)
    return ExitCode.WRONG_CONTENT if missing else ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main())
