import numpy as np
import pytest

from calfcoach.audio.listen import one_rep
from calfcoach.audio.pcm import RATE
from tests.audio.sessions import SCHEMES, rendered, renderer
from tests.stories import iso_hold, plan, single_leg


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("of", [None, single_leg(), iso_hold()], ids=["both", "one", "hold"])
def test_one_rep_is_heard_and_nothing_else(scheme, of):
    session = plan(of, sets=1)
    pcm = one_rep(session, renderer(scheme))
    assert pcm.size == session.items[0].rep_s * RATE
    assert np.abs(pcm[:4800]).max() > 1000


def test_it_is_what_will_be_heard():
    session = plan(sets=2, reps=5, lead_in_s=0)
    pcm = one_rep(session, renderer())
    assert np.array_equal(pcm, rendered(session).pcm[: pcm.size])
