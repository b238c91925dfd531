"""Writes the page by which a shop of programs shows Calfcoach (AppStream), its releases read from the changelog."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from tools.package.changes import releases

TEMPLATE = Path("assets", "desktop", "calfcoach.metainfo.xml")
RELEASES = "  <!-- releases -->\n"
MOST_CHANGES = 12
"""Told of a release; a page that is longer nobody reads."""


def metainfo(root: Path) -> str:
    """The page as it is installed."""
    page = (root / TEMPLATE).read_text(encoding="utf-8")
    if RELEASES not in page:
        raise ValueError(f"{TEMPLATE} has no place for releases")
    told = []
    for release in releases((root / "CHANGELOG.md").read_text(encoding="utf-8")):
        if release.version:
            items = "".join(f"          <li>{escape(each)}</li>\n" for each in release.changes[:MOST_CHANGES])
            told.append(
                f'    <release version="{release.version}" date="{release.day}">\n      <description>\n        <ul>\n'
                f"{items}        </ul>\n      </description>\n    </release>\n"
            )
    return page.replace(RELEASES, f"  <releases>\n{''.join(told)}  </releases>\n" if told else "")
