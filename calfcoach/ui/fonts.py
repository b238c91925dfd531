"""Inter, shipped with the program, and fonts made of it: by role on the desk, by height in pixels on the stage.

Figures are tabular everywhere, so that a running number does not shift. Refuses to know colours and layouts.
"""

import logging
from functools import cache
from math import floor

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from calfcoach.resources import assets_dir
from calfcoach.ui.theme import DESK_TYPE

log = logging.getLogger(__name__)

FAMILY = "Inter"
CAP_HEIGHT_EM = 2048 / 2816
"""The height of a capital and of a digit, in font sizes."""

SMALLEST_PX = 13
"""No text on the desk screens is smaller, whatever the text size asked for."""

_text_scale = 1.0


def use_text_scale(scale: float) -> None:
    """Set the text size of the desk screens; a `scale` of 1.0 is 100 %. Then what is shown must be laid out again."""
    global _text_scale
    _text_scale = scale


def text_scale() -> float:
    """How much larger the texts of the desk are than what belongs to the window, 1.0 is 100 %."""
    return _text_scale


_TABULAR = QFont.Tag("tnum")


@cache
def load_fonts() -> bool:
    """Makes Inter known to Qt, once; needs an application. False: it is missing, and the system's font stands in."""
    files = sorted((assets_dir() / "fonts").glob("Inter-*.otf"))
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    if not files or min(loaded) < 0:
        log.warning("the font Inter could not be read from %s", assets_dir() / "fonts")
        return False
    return True


def pixel_font(size_px: float, weight: int = 400, spacing_em: float = 0.0) -> QFont:
    """Inter at a font size in pixels (rounded to whole ones, at least 1), weight 400, 500, 600 or 700.

    `spacing_em` is added between letters, in font sizes. Do not change the font: all who ask for the same one share it.
    """
    if QGuiApplication.instance() is not None:
        load_fonts()
    return _made(max(floor(size_px + 0.5), 1), weight, spacing_em)


@cache
def _made(size: int, weight: int, spacing_em: float) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(_TABULAR, 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing_em:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing_em * size)
    return made


def font(role: str, text_scale: float = 1.0) -> QFont:
    """The desk screens' font of a role of `theme.DESK_TYPE`; `text_scale` 1.0 = 100 %. KeyError for another role."""
    style = DESK_TYPE[role]
    return pixel_font(max(style.size * text_scale, SMALLEST_PX), style.weight)


def font_size(cap_px: float) -> float:
    """The font size of a cap height, both in pixels."""
    return cap_px / CAP_HEIGHT_EM


def cap_height(size_px: float) -> float:
    """The cap height of a font size, both in pixels."""
    return size_px * CAP_HEIGHT_EM
