"""Puts into wheel and sdist the line that says which build they are (`calfcoach.build`)."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface[Any]):
    """Called by hatchling before it builds. An editable install is a checkout, and gets no line."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the line to a wheel, and to an sdist what a wheel that is made from it needs for its own."""
        if version == "editable":
            return
        root = Path(self.root)
        # By its path: what builds the project does not have the project's folder among its modules.
        source = runpy.run_path(str(root / "tools" / "package" / "source.py"))
        line = source["source_line"](root)
        made = self._made()
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(line if self.target_name == "sdist" else f"wheel {line}", encoding="utf-8")
        target = source["SOURCE_FILE"] if self.target_name == "sdist" else "calfcoach/_data/build.txt"
        build_data["force_include"][str(made)] = target

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the line's own file once it is in the package."""
        self._made().unlink(missing_ok=True)

    def _made(self) -> Path:
        return Path(self.directory) / f"calfcoach-{self.target_name}.txt"
