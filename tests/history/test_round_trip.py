"""Any history there can be goes out into a file and comes back the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfcoach.history.schema import REP_PHASES, TABLES, Value
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.rows import TableRow
from tests.history.machines import nobody_looks, rows_in, take_in, write

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=12) | st.sampled_from(["=1+1", "'", "-2", 'a;b,c\t"d"', "two\r\nlines", "\r", " "])
MAYBE = st.none() | TEXTS.filter(bool)
COUNTS = st.integers(0, 300)
MAYBE_COUNT = st.none() | COUNTS
MILLISECONDS = st.none() | st.integers(0, 10**7)
LOADS = st.none() | st.floats(0, 500)
IDS = st.uuids().map(str)


def a_row(table: str, **given_by: st.SearchStrategy[Value]) -> st.SearchStrategy[dict[str, Value]]:
    assert set(given_by) == set(TABLES[table].columns)
    return st.fixed_dictionaries({column: given_by[column] for column in TABLES[table].columns})


@st.composite
def histories(draw: st.DrawFn) -> list[TableRow]:
    rows: list[TableRow] = []
    for person in draw(st.lists(IDS, max_size=2, unique=True)):
        rows.append(("person", draw(a_row("person", id=st.just(person), name=TEXTS, created_ms=COUNTS))))
        for _ in range(draw(st.integers(0, 2))):
            rows += draw(sessions(person))
    return rows


@st.composite
def sessions(draw: st.DrawFn, person: str) -> list[TableRow]:
    session = draw(
        a_row(
            "session",
            id=IDS,
            person_id=st.just(person),
            started_ms=st.integers(-(10**13), 10**13),
            utc_offset_s=st.integers(-86399, 86399),
            last_ms=COUNTS,
            ended=st.sampled_from([None, "finished", "stopped"]),
            pauses=COUNTS,
            paused_ms=COUNTS,
            note=TEXTS,
            effort=st.none() | st.integers(0, 10),
            pain=st.none() | st.integers(0, 10),
            device=MAYBE,
            device_offset_ms=st.none() | st.floats(-500, 500),
            changeover_s=MAYBE,
            place_block=MAYBE_COUNT,
            place_phase=MAYBE,
            place_rep=MAYBE_COUNT,
            run_id=st.none() | IDS,
        )
    )
    rows: list[TableRow] = [("session", session)]
    for number in range(draw(st.integers(0, 2))):
        item = draw(
            a_row(
                "session_item",
                id=IDS,
                session_id=st.just(session["id"]),
                number=st.just(number),
                exercise=TEXTS,
                exercise_name=TEXTS,
                variant=MAYBE,
                variant_name=MAYBE,
                start_phase=MAYBE,
                dose=TEXTS,
                load=LOADS,
                load_unit=st.sampled_from([None, "kg", "lb"]),
            )
        )
        rows.append(("session_item", item))
        for attempt in range(draw(st.integers(0, 2))):
            rows += draw(sets(item["id"], attempt))
    return rows


@st.composite
def sets(draw: st.DrawFn, item: Value, attempt: int) -> list[TableRow]:
    done = draw(
        a_row(
            "exercise_set",
            id=IDS,
            item_id=st.just(item),
            attempt=st.just(attempt),
            block_number=COUNTS,
            set_number=COUNTS,
            planned_reps=COUNTS,
            counted_reps=COUNTS,
            performed_reps=MAYBE_COUNT,
            complete=st.integers(0, 1),
            repeated=st.integers(0, 1),
            tension_ms=COUNTS,
            load=LOADS,
            load_unit=st.sampled_from([None, "kg", "lb"]),
            performed_left=MAYBE_COUNT,
            performed_right=MAYBE_COUNT,
        )
    )
    times = {f"{kind}_{what}_ms": MILLISECONDS for kind in ("planned", "performed") for what in ("start", *REP_PHASES)}
    rep = st.builds(
        lambda **row: ("rep", row),
        set_id=st.just(done["id"]),
        side=st.sampled_from(["both", "left", "right"]),
        number=st.integers(1, 5),
        at_ms=MILLISECONDS,
        block_id=MAYBE_COUNT,
        source=MAYBE,
        uncertainty_ms=MILLISECONDS,
        **times,
    )
    reps = draw(st.lists(rep, max_size=3, unique_by=lambda row: (row[1]["side"], row[1]["number"])))
    return [("exercise_set", done), *reps]


@pytest.mark.parametrize("ending", ["json", "csv"])
@settings(max_examples=12)
@given(rows=histories())
def test_what_goes_out_comes_back_the_same(ending: str, rows: list[TableRow]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there, file = Path(folder, "a", "h.sqlite"), Path(folder, "b", "h.sqlite"), Path(folder, f"out.{ending}")
        write(here, rows)
        export(here, file, "own", nobody_looks)
        take_in(file, there)
        assert rows_in(there) == rows_in(here)
        before = rows_in(there)
        again = take_in(file, there)
        assert (again.does_nothing, rows_in(there)) == (True, before)
