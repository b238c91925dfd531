"""The stage: the display that people look at during a set, painted from the coach's View and nothing else.

Refuses to know what comes before and after it.
"""

from calfcoach.ui.stage.canvas import TextBox
from calfcoach.ui.stage.rest import RestTip
from calfcoach.ui.stage.scenes import Extras
from calfcoach.ui.stage.widget import StageWidget

__all__ = ["Extras", "RestTip", "StageWidget", "TextBox"]
