"""Commands as values: obeyed at once or from the inbox, in order, from whatever thread or process they come."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from threading import Thread

import pytest

from calfcoach.coach.conductor import CORRECTIONS, OBEYED_BY, TimedEvent
from calfcoach.coach.inbox import MOST_WAITING, Inbox
from calfcoach.session.commands import SPECS, Command, CommandKind, CommandSource, allowed, meant
from calfcoach.session.events import EventKind
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import NotPossible, State
from tests.asking import ask, command
from tests.coach.test_conductor import Stage
from tests.session.test_states import POSITIONS

SET_S, REST_S = 23.0, 20.0


def machine_in(state: State) -> SessionMachine:
    if state is not State.PAUSED:
        return POSITIONS[state]()
    machine = POSITIONS[State.LOWER]()
    machine.pause()
    return machine


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", [*OBEYED_BY, *CORRECTIONS])
def test_the_machine_refuses_what_the_state_does_not_allow_and_only_that(state: State, kind: CommandKind) -> None:
    machine = machine_in(state)
    assert machine.state is state
    possible = allowed(kind, state) and meant(kind, state) is kind
    if possible and kind in CORRECTIONS:
        possible = machine.last_set is not None
    if possible and kind is CommandKind.UNDO:
        possible = machine.undoable is not None
    obey = OBEYED_BY.get(kind, lambda machine: machine.correct_last_set(CORRECTIONS[kind]))
    if possible:
        obey(machine)
    else:
        with pytest.raises(NotPossible):
            obey(machine)
        assert machine.state is state


def test_every_command_is_obeyed_somewhere() -> None:
    assert {*OBEYED_BY, *CORRECTIONS, CommandKind.TOGGLE_PAUSE, CommandKind.STOP, CommandKind.LEAVE} == set(SPECS)


# The inbox.


def test_what_other_threads_send_is_obeyed_at_the_next_tick_in_order(stage: Stage) -> None:
    stage.play(SET_S + 1)
    sent = (CommandKind.SKIP, CommandKind.MORE_REST, CommandKind.TOGGLE_PAUSE, CommandKind.TOGGLE_PAUSE)

    def send() -> None:
        for kind in sent:
            assert stage.coach.send(command(stage.coach, kind, CommandSource.PHONE))

    thread = Thread(target=send)
    thread.start()
    thread.join()
    assert stage.coach.machine.state is State.REST, "nothing happens on the sender's thread"
    events = len(stage.events)
    stage.coach.tick()
    assert [timed.event.kind for timed in stage.events[events:]] == [
        EventKind.READY,  # skipped
        EventKind.REST,  # and rested longer
        EventKind.PAUSE,
        EventKind.RESUME,
        EventKind.REST,
    ]
    events = len(stage.events)
    stage.coach.tick()
    assert len(stage.events) == events, "each is obeyed once"


def test_none_is_lost_where_many_threads_send(stage: Stage) -> None:
    inbox = Inbox()
    each = MOST_WAITING // 4

    def send(source: CommandSource) -> None:
        for number in range(each):
            assert inbox.put(Command(CommandKind.ADD_REP, source, number))

    threads = [
        Thread(target=send, args=(source,))
        for source in (CommandSource.PHONE, CommandSource.CAMERA, CommandSource.MEDIA_KEY)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = inbox.take_out()
    for source in (CommandSource.PHONE, CommandSource.CAMERA, CommandSource.MEDIA_KEY):
        assert [each.at_s for each in taken if each.source is source] == list(range(each)), "in the sender's order"
    assert inbox.take_out() == []


def _another_process(end: Connection) -> None:
    for kind in (CommandKind.ADD_REP, CommandKind.PAUSE):
        end.send(Command(kind, CommandSource.CAMERA, 1006.0))
    end.close()


def test_another_process_sends_commands_as_they_are(stage: Stage) -> None:
    stage.play(6)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_another_process, args=(theirs,))
    process.start()
    theirs.close()
    received = [ours.recv(), ours.recv()]
    process.join()
    for each in received:
        stage.coach.send(each)
    stage.coach.tick()
    stage.settle()
    assert stage.coach.machine.state is State.PAUSED
    assert stage.coach.view().reps == 4


def test_what_was_sent_before_a_key_is_obeyed_before_it(stage: Stage) -> None:
    stage.play(6)
    stage.coach.send(command(stage.coach, CommandKind.PAUSE, CommandSource.PHONE))
    assert ask(stage.coach, CommandKind.RESUME)
    assert [timed.event.kind for timed in stage.events[-3:-1]] == [EventKind.PAUSE, EventKind.RESUME]


def test_a_source_that_floods_keeps_nobody_from_pause_and_stop(stage: Stage) -> None:
    stage.play(6)
    flood = [
        stage.coach.send(command(stage.coach, CommandKind.ADD_REP, CommandSource.PHONE))
        for _ in range(MOST_WAITING + 9)
    ]
    assert flood.count(True) == MOST_WAITING
    assert stage.coach.send(command(stage.coach, CommandKind.PAUSE))
    assert stage.coach.send(command(stage.coach, CommandKind.STOP))
    assert stage.coach.send(command(stage.coach, CommandKind.STOP))
    stage.coach.tick()
    assert stage.coach.machine.state is State.STOPPED


# Pause and stop act at once.


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (CommandKind.TOGGLE_PAUSE, EventKind.PAUSE),
        (CommandKind.PAUSE, EventKind.PAUSE),
        (CommandKind.STOP, EventKind.HALT),
        (CommandKind.END, EventKind.STOP),
        (CommandKind.BACK, EventKind.PAUSE),
        (CommandKind.SKIP, EventKind.PAUSE),
    ],
)
def test_it_is_silent_before_anybody_is_told_of_what_was_due(stage: Stage, kind: CommandKind, told: EventKind) -> None:
    stage.play(10.9)
    stage.clock.tick(0.2)  # a rep is due, and whoever keeps it may have to wait for a disk
    silent: list[tuple[EventKind, bool]] = []

    def listen(timed: TimedEvent) -> None:
        silent.append((timed.event.kind, ("pause",) in stage.player.asked))

    stage.coach.subscribe(listen)
    assert ask(stage.coach, kind)
    assert silent == [(EventKind.REP, True), (EventKind.PHASE, True), (told, True)]


def test_a_pause_in_the_moment_of_the_end_does_not_silence_the_way_out(stage: Stage) -> None:
    stage.play(SET_S + REST_S + 18 - 0.05)
    stage.clock.tick(0.1)
    assert not ask(stage.coach, CommandKind.PAUSE)
    assert stage.coach.machine.state is State.FINISHED
    assert stage.player.asked[-2:] == [("pause",), ("resume",)]
    assert stage.coach.sounding


def test_what_is_not_possible_does_not_touch_the_sound(stage: Stage) -> None:
    stage.play(6)
    asked = list(stage.player.asked)
    for kind in (CommandKind.RESUME, CommandKind.MORE_REST, CommandKind.LEAVE, CommandKind.START):
        assert not ask(stage.coach, kind)
    assert stage.player.asked == asked


# The beginning and the end.


def test_a_session_is_started_by_a_command_once() -> None:
    stage = Stage()
    assert ask(stage.coach, CommandKind.START, CommandSource.CLICKER)
    assert stage.coach.machine.state is State.READY
    assert not ask(stage.coach, CommandKind.START, CommandSource.CLICKER)
    stage.coach.close()


@pytest.mark.parametrize("kind", [CommandKind.LEAVE, CommandKind.STOP])
def test_who_leaves_after_the_end_hears_no_more_of_the_way_out(stage: Stage, kind: CommandKind) -> None:
    stage.play(SET_S + REST_S + 18 + 1.0)
    assert stage.coach.sounding
    assert ask(stage.coach, kind)
    assert stage.coach.left
    assert not stage.coach.sounding
    assert stage.player.asked[-1] == ("stop",)
    assert stage.events[-1].event.kind is EventKind.FINISHED, "it was not stopped"


def test_a_correction_after_the_end_leaves_the_closing_sound_alone(stage: Stage) -> None:
    stage.play(SET_S + REST_S + 18 + 0.1)
    asked = list(stage.player.asked)
    assert ask(stage.coach, CommandKind.ONE_DONE_LESS)
    assert stage.player.asked == asked
    assert [record.reps for record in stage.coach.machine.ledger.records] == [3, 2]


def test_a_set_that_was_ended_before_its_first_rep_is_not_counted_as_done(stage: Stage) -> None:
    stage.play(SET_S + 1)
    assert stage.coach.view().sets_done == 1
    ask(stage.coach, CommandKind.SKIP)  # to the second set
    stage.play(7.0)
    assert stage.coach.machine.state is State.LOWER
    for _ in range(2):  # the key, and the answer to what it asks
        ask(stage.coach, CommandKind.SKIP)
    view = stage.coach.view()
    assert (view.state, view.sets_done, view.sets) == (State.FINISHED, 1, 2)
