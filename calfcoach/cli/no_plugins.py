"""Keeps pydantic from looking for plug-ins of other packages: there are none for this program.

Its own switch, `PYDANTIC_DISABLE_PLUGINS`, spares the looking. The module that asks for that switch has by then loaded
all that Python has for reading packages and e-mail; so that module waits until anything else of it is wanted.
"""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

LOADER = "pydantic.plugin._loader"


class _Loader(ModuleType):
    """In place of the module that looks for plug-ins: it finds none. For any other name of it the module is loaded."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        """No plug-ins."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(LOADER, None)
        return getattr(import_module(LOADER), name)


def look_for_no_plugins() -> None:
    """From now on no plug-ins are looked for; to be called before the first model is built."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        sys.modules.setdefault(LOADER, _Loader(LOADER))
