"""The keys told on the stage: those in force, and only what they can do now."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

import pytest

from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import IllegalEvent, State
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage.hints import hints
from calfcoach.ui.stage.scenes import Extras
from tests.ui.stage import moments
from tests.views import view_of

DOES = {
    "Pause": ("pause",),
    "Set": ("back", "skip"),
    "+15 s": ("extend_rest",),
}
OWN = {"pause": ["P"], "skip": ["N"], "back": ["V"], "more_rest": ["M"], "leave": ["F7"], "keys": ["K"]}


def _twin(machine: SessionMachine) -> SessionMachine:
    """The same moment of the same plan, to try something with."""
    return deepcopy(machine, {id(machine.plan): machine.plan})


def works(machine: SessionMachine, command: str) -> bool:
    try:
        getattr(_twin(machine), command)()
    except IllegalEvent:
        return False
    return True


@pytest.mark.parametrize("exercise", ["donkey-calf-raise", "step-calf-raise-single", "iso-hold-calf"])
def test_what_is_told_works_and_what_works_on_the_set_is_told(exercise: str) -> None:
    machine = moments.machine_for(
        moments.exercise(exercise), sets=2, reps=2, rest_s=Decimal(20), lead_in_s=Decimal(5), switch_s=Decimal(5)
    )
    machine.start()
    seen = set()
    while machine.state is not State.FINISHED:
        playing = machine.playing
        assert playing is not None
        for segment in playing.block.segments:
            machine.advance(playing.block_id, float(segment.start))
            seen.add(machine.state)
            for moment in (machine, _twin(machine)):
                if moment is not machine:
                    moment.pause()
                view = view_of(moment, float(segment.start))
                told = [hint.does for hint in hints(view, KeyMap({}))]
                assert told[-1] == "Keys"
                for does in told[:-1]:
                    assert all(works(moment, command) for command in DOES[does]), (machine.state, does)
                assert ("Pause" in told) is works(moment, "pause")
        machine.advance(playing.block_id, playing.block.duration_s)
    assert {State.READY, State.REST} < seen


def test_in_the_lead_in_no_set_is_skipped() -> None:
    told = [([cap.key for cap in hint.caps], hint.does) for hint in hints(moments.ready(), KeyMap({}))]
    assert told == [(["Space"], "Pause"), (["↑"], "+15 s"), (["?"], "Keys")]


@pytest.mark.parametrize("scene", moments.scenes())
def test_the_keys_that_are_told_are_those_in_force(scene: str, qapp: object) -> None:
    usual, own = KeyMap({}), KeyMap(OWN)
    view = moments.scenes()[scene]
    texts = [
        [box.text for box in moments.image(view, extras=Extras(keys=keys))[1].texts if box.name == "key"]
        for keys in (usual, own)
    ]
    named = {"Space": "P", "→": "N", "←": "V", "↑": "M", "Enter": "F7", "Esc": "Esc", "Ctrl+Z": "Ctrl+Z", "?": "K"}
    assert texts[1] == [named[text] for text in texts[0]]


def test_a_key_that_was_given_away_is_not_told(qapp: object) -> None:
    own = {"stop": ["Space"], "more_rest": ["Right"], "skip": ["Left"]}
    keys = KeyMap(own, audience=True, clicker_only=True)
    assert [keys.first(name) for name in ("pause", "more_rest", "skip", "back")] == ["", "→", "←", "Page ↑"]
    for view in (moments.in_phase("lower"), moments.paused(), moments.resting()):
        texts = [box.text for box in moments.image(view, extras=Extras(keys=keys))[1].texts]
        assert "" not in texts
        assert "Pause" not in texts


@pytest.mark.parametrize("size", [(960, 540), (1280, 1024), (1080, 1920)])
def test_an_undo_is_a_large_button_before_all_other_keys(size: tuple[int, int], qapp: object) -> None:
    view = moments.scenes()["undo"]
    _, picture = moments.image(view, size)
    (button,) = [place for place in picture.buttons(view) if place.action == "undo"]
    assert button.rect.height() > 7.5 * picture.grid.u
    assert [box.text for box in picture.texts if box.name == "undo"] in (["Undo: the set was started again"], ["Undo"])
