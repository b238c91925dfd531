"""Where the shipped files are: the one module that knows. It reads nothing.

The copy packed into the wheel comes first, the checkout's top level second.
"""

from pathlib import Path

from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"
_DIRS = PlatformDirs("calfcoach", appauthor=False)


def _shipped(name: str) -> Path:
    packed = _PACKED / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def assets_dir() -> Path:
    """The folder of sounds, voice, schemes, figures, fonts and icons."""
    return _shipped("assets")


def exercises_dir() -> Path:
    """The folder of the shipped exercises."""
    return _shipped("exercises")


def build_file() -> Path:
    """The line that says which build this is (`calfcoach.build`); a checkout has none."""
    return _PACKED / "build.txt"


def licences_page() -> Path:
    """The page over the licences of what the application in one folder is made of; nothing else has one."""
    return _PACKAGE.parent / "licences" / "README.txt"


def locale_dir() -> Path:
    """The folder of the texts in other languages."""
    return assets_dir() / "locale"


def user_exercises_dir() -> Path:
    """The folder of the user's own exercises; it need not exist."""
    return _DIRS.user_data_path / "exercises"


def user_data_dir() -> Path:
    """The folder of what the user made (history, own schemes); it need not exist."""
    return _DIRS.user_data_path


def config_dir() -> Path:
    """The folder of the settings; it need not exist."""
    return _DIRS.user_config_path


def log_dir() -> Path:
    """The folder of the log; it need not exist."""
    return _DIRS.user_log_path


def cache_dir() -> Path:
    """The folder of what can be made again; it need not exist."""
    return _DIRS.user_cache_path
