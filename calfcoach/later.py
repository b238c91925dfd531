"""Lets modules of other packages wait that are loaded along and that hardly any run uses.

Such a module is there for whoever imports it, and is loaded when a name of it is wanted. Refuses to know which modules
those are.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.abc import Loader  # not loaded: with it comes all that Python has for reading packages


def let_wait(modules: Mapping[str, Mapping[str, object]]) -> None:
    """Let these modules wait when they are imported, each with the names that it has meanwhile.

    To be called before the first of them is imported.
    """
    sys.meta_path.insert(0, _Finder(modules))


class _Finder:
    def __init__(self, modules: Mapping[str, Mapping[str, object]]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._modules:
            return None
        others = (each.find_spec(fullname, path, target) for each in sys.meta_path if each is not self)
        found = next((spec for spec in others if spec is not None), None)
        if found is not None and found.loader is not None:
            waiting: Any = _Loader(found.loader, self._modules[fullname])
            found.loader = waiting
        return found


class _Loader:
    """Gives a module the names it has meanwhile, and lets it wait."""

    def __init__(self, whole: "Loader", meanwhile: Mapping[str, object]) -> None:
        self._whole, self._meanwhile = whole, meanwhile

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._whole.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(self._meanwhile)
        module.__class__ = _Waiting

    def load(self, module: ModuleType) -> None:
        module.__class__ = ModuleType
        spec = module.__spec__
        assert spec is not None
        # PySide6 renames what it has imported, and its own loader looks for the name that it had before.
        renamed, spec.name = spec.name, module.__name__
        self._whole.exec_module(module)
        spec.name = renamed


class _Waiting(ModuleType):
    """A module that is loaded into the same object when a name is wanted that it does not have yet."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python asks an imported module for such names by itself
            raise AttributeError(name)
        assert isinstance(self.__loader__, _Loader)
        self.__loader__.load(self)
        return getattr(self, name)
