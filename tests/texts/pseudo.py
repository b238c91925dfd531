"""A language nobody speaks: every text 40 % longer, with accents, in brackets. What is not in brackets went past."""

from __future__ import annotations

import re
from gettext import NullTranslations
from math import ceil

LONGER = 0.4
_ACCENTS = str.maketrans("aceinouyACEINOUY", "àçêïñõüýÀÇÊÏÑÕÜÝ")
_PLACE = re.compile(r"(\{[^{}]*\})")
_FILL = "lôrem ïpsüm "


def pseudo(message: str) -> str:
    """A text in that language; its places stay as they are."""
    parts = _PLACE.split(message)
    more = ceil(len(message) * LONGER)
    fill = (_FILL * (more // len(_FILL) + 1))[:more].rstrip()
    accented = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    return f"[{accented} {fill}]"


class PseudoTranslations(NullTranslations):
    """A catalogue of it, for every text there is."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)
