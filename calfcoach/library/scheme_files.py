"""Where schemes are, and what they are called: for choosing one. Loads no sound, and knows none.

The user's folder comes before the shipped one.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from calfcoach.errors import KnownError
from calfcoach.library.folder import Stamp, stamp, yaml_files
from calfcoach.library.problems import TOP, Problem, did_you_mean, quoted
from calfcoach.resources import assets_dir, user_data_dir
from calfcoach.setting_values import SCHEME_AT_FIRST
from calfcoach.texts import text

MOST_KEPT = 64
"""The most shipped schemes whose names are kept."""


def scheme_folders() -> tuple[Path, ...]:
    """Where schemes are looked for: the user's folder, then the shipped one."""
    return user_data_dir() / "schemes", assets_dir() / "schemes"


def scheme_files(folders: Sequence[Path] | None = None) -> Iterator[Path]:
    """Every file that may hold a scheme, by default of `scheme_folders`; a folder that cannot be read has none."""
    for folder in scheme_folders() if folders is None else folders:
        with suppress(OSError):
            yield from yaml_files(folder)


def scheme_id(name: str) -> str:
    """The id that is meant by an id or by the name shown for it: `Voice + beeps` is `voice-beeps`."""
    return "-".join(name.lower().replace("+", " ").split())


def scheme_path(name: str, folders: Sequence[Path] | None = None) -> Path | None:
    """The file of the scheme of that id or name, whatever is in it; None where there is none."""
    return next((path for path in scheme_files(folders) if path.stem == scheme_id(name)), None)


def has_scheme(name: str, folders: Sequence[Path] | None = None) -> bool:
    """Whether there is a file for a scheme of that id or name, whatever is in it."""
    return scheme_path(name, folders) is not None


def scheme_in_force(chosen: str) -> tuple[str, str | None]:
    """The scheme that is played where the settings name `chosen`, and what is to be said where that one is gone."""
    if has_scheme(chosen):
        return chosen, None
    usual = SCHEME_AT_FIRST
    gone = no_scheme(chosen)
    return usual, text(
        "The settings ask for a sound that is gone: {gone}. {usual} is played instead.", gone=gone, usual=usual
    )


def is_own_scheme(name: str) -> bool:
    """Whether the scheme of that id or name is a file of the user's."""
    path = scheme_path(name)
    return path is not None and path.parent == scheme_folders()[0]


def no_scheme(name: str, folders: Sequence[Path] | None = None) -> KnownError:
    """The error to raise for a scheme that there is not: it names those that there are."""
    known = scheme_names(folders)
    return KnownError(
        text(
            "there is no scheme {name}; there are {known}{hint}",
            name=quoted(name),
            known=", ".join(known),
            hint=did_you_mean(name, known),
        )
    )


def scheme_names(folders: Sequence[Path] | None = None) -> dict[str, str]:
    """The ids of all schemes that can be read, in alphabetical order, with the names to show."""
    shipped = assets_dir() / "schemes"
    found: dict[str, str] = {}
    for path in scheme_files(folders):
        name = _shipped_name(path, stamp(path)) if path.parent == shipped else _name(path)
        if name is not None:
            found.setdefault(path.stem, name)
    return dict(sorted(found.items()))


def _name(path: Path) -> str | None:
    """What the scheme in a file is called; None where the file holds none that can be read."""
    # Loaded here: to see whether there is a scheme, nothing of it is read.
    from calfcoach.library.files import load_file
    from calfcoach.library.scheme_models import SchemeFile

    content = load_file(path).sketch
    return content.name if isinstance(content, SchemeFile) else None


@lru_cache(MOST_KEPT)
def _shipped_name(path: Path, _at: Stamp | None) -> str | None:
    """The same for a shipped file as it is at that stamp: every set-up that is opened asks for the names."""
    return _name(path)


def unusable_schemes() -> tuple[Problem, ...]:
    """Why files in the user's folder give no scheme at all, the first reason of each."""
    from calfcoach.library.files import load_file
    from calfcoach.library.scheme_models import SchemeFile

    found: list[Problem] = []
    for path in scheme_files(scheme_folders()[:1]):
        file = load_file(path)
        if file.kind not in (None, "scheme"):
            found.append(
                Problem(
                    path, *TOP, text("this is a file of the kind '{kind}'; a scheme was expected here", kind=file.kind)
                )
            )
        elif not isinstance(file.sketch, SchemeFile):
            found.append(file.problems[0])
    return tuple(found)
