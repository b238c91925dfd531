"""An open set sounds the same whether it is rendered part by part or as if its end had been known."""

from __future__ import annotations

import numpy as np

from calfcoach.audio.pcm import RATE
from calfcoach.score.timeline import laid_out_further, lay_out, planned_spec
from tests.audio.sessions import renderer
from tests.stories import plan


def test_what_is_laid_out_further_joins_on_to_the_frame() -> None:
    session = plan(reps="max", sets=2)
    spec = planned_spec(session, 1)
    block = lay_out(session, spec)
    further = laid_out_further(session, spec, block, 100.0)
    assert further is not None
    longer = lay_out(session, further)
    by, end = renderer(), int(block.duration * RATE)
    first = by.render_from(session, spec, block, 0)
    more = by.render_from(session, further, longer, end)
    whole = by.render_from(session, further, longer, 0)
    assert whole.size == int(longer.duration * RATE)
    assert np.array_equal(np.concatenate([first[:end], more]), whole)
