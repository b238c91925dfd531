"""What is heard of a block, for the tests of cues.

Times in the stories are from the start of the block; `3` to `1` are the countdown, `.` a tick, `-` what a tone
tells alone.
"""

from itertools import groupby
from textwrap import dedent
from typing import Any

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.cues import Cue, CueKind, block_cues
from calfcoach.score.segments import Block
from calfcoach.score.timeline import BlockSpec, lay_out, planned_spec
from calfcoach.wording.cues import spoken_text

WARNINGS = [
    {
        "id": "no-bounce",
        "title": "No bouncing",
        "text": "Do not bounce where the calf is stretched.",
        "short": "Don't bounce",
        "say": "Don't bounce",
        "phases": ["stretch"],
    },
    {
        "id": "flat-back",
        "title": "Flat back",
        "text": "Neither round nor over-arch the back.",
        "short": "Flat back",
        "phases": "every",
    },
]


def heard(plan: SessionPlan, spec: BlockSpec) -> tuple[Block, tuple[Cue, ...]]:
    block = lay_out(plan, spec)
    return block, block_cues(plan, spec, block)


def cues_of(plan: SessionPlan, number: int = 1) -> tuple[Cue, ...]:
    return heard(plan, planned_spec(plan, number))[1]


def at(cues: tuple[Cue, ...], *kinds: CueKind) -> list[Any]:
    return [cue.at for cue in cues if cue.kind in kinds]


def story(cues: tuple[Cue, ...]) -> str:
    """One line a moment: the time, and what is heard then, the most important first."""

    def word(cue: Cue) -> str:
        return {CueKind.TICK: "."}.get(cue.kind, spoken_text(cue.spoken) or "-")

    return "\n".join(
        f"t={float(moment):g} " + ", ".join(word(cue) for cue in here)
        for moment, here in groupby(cues, key=lambda cue: cue.at)
    )


def tells(plan: SessionPlan, spec: BlockSpec, wanted: str) -> bool:
    assert story(heard(plan, spec)[1]).splitlines() == dedent(wanted).strip().splitlines()
    return True
