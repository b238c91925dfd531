"""The words for what is wrong in a wrong pose. Refuses to know how it is shown."""

from calfcoach.texts import marked, text

_CAPTIONS = {
    "rounded-back": marked("Wrong: rounded back"),
    "arched-back": marked("Wrong: over-arched back"),
    "leaning-back": marked("Wrong: leaning back"),
    "off-the-wall": marked("Wrong: back off the wall"),
    "bounce": marked("Wrong: bouncing"),
    "too-fast": marked("Wrong: too fast"),
    "straight-knee": marked("Wrong: knee straightened"),
    "locked-knees": marked("Wrong: knees locked"),
    "bent-knee": marked("Wrong: knee bent"),
    "heel-up": marked("Wrong: heel up"),
    "feet-slip": marked("Wrong: feet slipping off"),
    "hand-off": marked("Wrong: hand off the weight"),
    "hard-landing": marked("Wrong: hard landing"),
    "too-high": marked("Wrong: too high"),
}


def wrong_caption(kind: str) -> str:
    """What is wrong, in two to five words; KeyError for a kind there is none of."""
    return text(_CAPTIONS[kind])


def right_caption() -> str:
    """The caption of the right way beside it."""
    return text("Right")
