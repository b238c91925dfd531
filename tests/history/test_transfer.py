"""The history goes out into files and comes back whole; what comes from a spoilt file harms nothing."""

from __future__ import annotations

import csv
import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfcoach.domain.plan import SessionPlan
from calfcoach.errors import KnownError
from calfcoach.history.backup import copies_of
from calfcoach.history.database import open_history
from calfcoach.history.past import Remarks
from calfcoach.history.people import Trainee, renamed
from calfcoach.history.reader import Reader
from calfcoach.history.restore import restore
from calfcoach.history.resuming import records_of
from calfcoach.history.schema import ONLY_PERSON, REP_PHASES, SCHEMA_VERSION, TABLES, Change, Value, new_id
from calfcoach.history.store import History, default_path
from calfcoach.history.transaction import put_in
from calfcoach.history.transfer import staging, undo
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.merging import Survey
from calfcoach.history.transfer.rows import TableRow, all_rows
from calfcoach.history.transfer.taking_in import opened_import, take_back
from calfcoach.history.transfer.words import survey_lines
from tests.histories import HANG_S, as_kept, put, sessions_in
from tests.history.test_store import record

STARTED = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


def nobody_looks(_share: float) -> None:
    pass


def rows_in(path: Path) -> list[TableRow]:
    with Reader(path) as reader:
        return list(all_rows(reader))


def take_in(file: Path, path: Path) -> Survey:
    with opened_import(path, file, nobody_looks) as found:
        survey = found.survey
        found.carry_out(nobody_looks)
    return survey


def write(path: Path, rows: list[TableRow]) -> None:
    with closing(open_history(path)) as history:
        put_in(history, [Change(*row) for row in rows], lambda: True)


# Any history there can be.

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


# Two machines.


class Machine:
    """A machine with a history of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = STARTED

    def do(self, plan: SessionPlan, *reps: int, remarks: Remarks | None = None) -> None:
        self.now += timedelta(days=1)
        history = History(self.path, now=lambda: self.now)
        history.begin(plan)
        history.keep(tuple(record(each, number, complete=True) for number, each in enumerate(reps, 1)), 60.0)
        history.end("finished", 0, 0.0, 60.0)
        if remarks is not None:
            history.annotate(remarks)
        assert history.close(HANG_S), history.problem

    @property
    def told(self) -> list[tuple[tuple[int, ...], Remarks]]:
        return [(session.reps, session.remarks) for session in sessions_in(self.path)]


@pytest.fixture
def desk(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "desk" / "history.sqlite")


@pytest.fixture
def gym(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "gym" / "history.sqlite")


def test_two_machines_histories_merge_and_nothing_doubles(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10, 9)
    gym.now += timedelta(hours=1)
    gym.do(plan, 12, remarks=Remarks("at the gym", 7, 1))
    survey = take_in(gym.path, desk.path)
    assert (survey.new, survey.sets, survey.reps, survey.changed, survey.same) == (1, 1, 12, 0, 0)
    both = [((12,), Remarks("at the gym", 7, 1)), ((10, 9), Remarks())]
    assert desk.told == both
    for _ in range(2):
        assert take_in(gym.path, desk.path).does_nothing
        take_in(desk.path, gym.path)
        assert (desk.told, gym.told) == (both, both)
    assert rows_in(desk.path) == rows_in(gym.path)


def people(machine: Machine) -> dict[str, list[tuple[int, ...]]]:
    """Who is in a history, with the reps of their sessions."""
    with Reader(machine.path) as reader:
        names = dict(reader.people())
    done = sessions_in(machine.path)
    return {name: [each.reps for each in done if each.person_id == key] for key, name in names.items()}


def test_it_is_said_that_two_people_without_a_name_become_one(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    gym.do(plan, 12)
    assert take_in(gym.path, desk.path).unnamed is None, "nobody has trained here"
    gym.do(plan, 11)
    with opened_import(desk.path, gym.path, nobody_looks) as found:
        assert survey_lines(found.survey)[1:] == [
            "1 session is here already.",
            "1 of them is of a person without a name, and becomes that of the person without a name here.",
        ]
        found.carry_out(nobody_looks)
    assert people(desk) == {"": [(11,), (12,)]}


def test_two_who_got_a_name_since_are_named_both(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    for machine, name in ((desk, "Ben"), (gym, "Anna")):
        machine.do(plan, 10)
        history = History(machine.path)
        history.submit(renamed(ONLY_PERSON, name))
        assert history.close(HANG_S)
    survey = take_in(gym.path, desk.path)
    assert survey_lines(survey)[1:] == ["1 of them is of Anna, and becomes that of Ben."]
    assert people(desk) == {"Ben": [(10,), (10,)]}


def test_the_sessions_without_a_name_can_be_given_to_somebody_else_and_taken_back(
    desk: Machine, gym: Machine, plan: SessionPlan
) -> None:
    desk.do(plan, 10)
    gym.now += timedelta(hours=1)
    gym.do(plan, 12)
    anna = Trainee(new_id(), "Anna")
    for who in (anna, None, anna):  # and back, while it is not done yet
        with opened_import(desk.path, gym.path, nobody_looks) as found:
            found.give_unnamed_to(anna)
            found.give_unnamed_to(None)
            assert found.survey.unnamed is not None
            found.give_unnamed_to(who)
            assert (found.survey.unnamed is None) == (who is not None)
            found.carry_out(nobody_looks)
        assert people(desk) == ({"": [(10,)], "Anna": [(12,)]} if who else {"": [(12,), (10,)]})
        assert take_back(desk.path)
        assert people(desk) == {"": [(10,)]}


def test_whose_it_is_stays_said_when_the_other_machine_knows_more(
    desk: Machine, gym: Machine, plan: SessionPlan
) -> None:
    desk.do(plan, 10)
    gym.do(plan, 12)
    with opened_import(desk.path, gym.path, nobody_looks) as found:
        found.give_unnamed_to(Trainee(new_id(), "Anna"))
        found.carry_out(nobody_looks)
    with closing(open_history(gym.path)) as history:
        history.execute("UPDATE session SET last_ms = last_ms + 1000, note = 'more'")
    assert take_in(gym.path, desk.path).changed == 1
    assert people(desk) == {"": [(10,)], "Anna": [(12,)]}
    assert take_in(gym.path, desk.path).does_nothing


def test_of_a_session_that_both_have_the_one_that_knows_more_stays(
    desk: Machine, gym: Machine, plan: SessionPlan
) -> None:
    history = History(desk.path, now=lambda: STARTED)
    history.begin(plan)
    history.keep((record(4),), 30.0)
    assert history.settle(HANG_S)
    take_in(desk.path, gym.path)  # the file was copied while the session was under way
    history.keep((record(10, complete=True), record(8, 2, complete=True)), 90.0)
    history.end("finished", 0, 0.0, 90.0)
    history.annotate(Remarks("done", 6, 0))
    assert history.close(HANG_S)
    whole = desk.told
    assert (gym.told, whole) == ([((4,), Remarks())], [((10, 8), Remarks("done", 6, 0))])
    take_in(gym.path, desk.path)
    assert desk.told == whole
    assert take_in(desk.path, gym.path).changed == 1
    assert gym.told == whole


def test_a_set_gone_on_with_on_both_machines_counts_once(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    history = History(desk.path, now=lambda: STARTED)
    history.begin(plan)
    history.keep((record(4),), 30.0)
    assert history.close(HANG_S)
    take_in(desk.path, gym.path)
    for machine, reps, later in ((desk, 10, 60), (gym, 7, 90)):
        with Reader(machine.path) as reader:
            [cut_off] = reader.unfinished()
        again = History(machine.path, now=lambda later=later: STARTED + timedelta(seconds=later))  # type: ignore[misc]
        again.go_on(plan, cut_off)
        [before] = records_of(plan, cut_off.session)
        again.keep((replace(before, repeated=True), record(reps, complete=reps == 10)), 30.0)
        again.end("stopped", 0, 0.0, 30.0)
        assert again.close(HANG_S)
    take_in(gym.path, desk.path)
    take_in(desk.path, gym.path)
    assert [session.reps for session in sessions_in(desk.path)] == [(10,)]
    assert [session.reps for session in sessions_in(gym.path)] == [(10,)]


def test_an_import_is_taken_back_as_a_whole(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    take_in(desk.path, gym.path)
    history = History(gym.path)
    with Reader(gym.path) as reader:
        [line] = [each for each in reader.sessions() if each.reps == 10]
    history.submit([Change("session", dict(rows_of_session(gym.path, line.id), note="from the gym"))])
    assert history.close(HANG_S)
    before = rows_in(desk.path)
    take_in(gym.path, desk.path)
    assert len(desk.told) == 2
    desk.do(plan, 3)
    assert take_back(desk.path)
    after = [session.reps for session in sessions_in(desk.path)]
    assert after == [(3,), (10,)]
    assert [row for row in rows_in(desk.path) if row in before] == before
    assert not take_back(desk.path)
    assert undo.last(desk.path) is None


def rows_of_session(path: Path, session_id: str) -> dict[str, Value]:
    return next(row for table, row in rows_in(path) if table == "session" and row["id"] == session_id)


def test_a_copy_is_made_before_an_import(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    before = rows_in(desk.path)
    take_in(gym.path, desk.path)
    [copy] = copies_of(desk.path, "before-import")
    assert rows_in(copy) == before


class GivenUp(Exception):
    pass


def test_an_import_that_is_given_up_leaves_what_was_there(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    before = rows_in(desk.path)

    def give_up(_share: float) -> None:
        raise GivenUp

    with opened_import(desk.path, gym.path, nobody_looks) as found, pytest.raises(GivenUp):
        found.carry_out(give_up)
    assert rows_in(desk.path) == before
    assert not take_back(desk.path)
    assert [each.name for each in desk.path.parent.glob(".history-import-*")] == []


def test_a_copy_given_up_while_put_back_leaves_the_last_import_to_be_taken_back(
    desk: Machine, gym: Machine, plan: SessionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    take_in(gym.path, desk.path)
    monkeypatch.setattr("calfcoach.history.backup.STEP_PAGES", 1)

    def give_up(share: float) -> None:
        if share > 0.9:
            raise GivenUp

    with pytest.raises(GivenUp):
        restore(desk.path, gym.path, give_up)
    assert take_back(desk.path)
    assert [session.reps for session in sessions_in(desk.path)] == [(10,)]


def test_an_export_that_is_given_up_leaves_what_was_there(desk: Machine, plan: SessionPlan, tmp_path: Path) -> None:
    desk.do(plan, 10)
    file = tmp_path / "out.json"
    file.write_text("before")

    def give_up(_share: float) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        export(desk.path, file, "own", give_up, replace=True)
    assert file.read_text() == "before"
    assert {each.name for each in tmp_path.iterdir()} == {"desk", "out.json"}


def test_an_import_waits_for_no_session_that_is_under_way(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    gym.do(plan, 9)
    history = History(desk.path, now=lambda: STARTED)
    history.begin(plan)
    history.keep((record(4),), 30.0)
    assert history.settle(HANG_S)
    take_in(gym.path, desk.path)
    history.keep((record(10, complete=True),), 60.0)
    assert history.close(HANG_S)
    assert [session.reps for session in sessions_in(desk.path)] == [(9,), (10,)]


# Other programs' layouts.


def a_table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_strong_and_fitnotes_get_a_row_for_each_set(desk: Machine, plan: SessionPlan, tmp_path: Path) -> None:
    desk.do(plan, 10, 9, remarks=Remarks("=left calf\ntight", 7, 2))
    rows = [
        (table, row | ({"load": 45.0, "load_unit": "lb"} if table == "session_item" else {}))
        for table, row in rows_in(desk.path)
    ]
    write(desk.path, rows)
    export(desk.path, tmp_path / "strong.csv", "strong", nobody_looks)
    export(desk.path, tmp_path / "fitnotes.csv", "fitnotes", nobody_looks)
    strong, fitnotes = a_table(tmp_path / "strong.csv"), a_table(tmp_path / "fitnotes.csv")
    tempo = f"Tempo {plan.items[0].dose.tempo}"
    first = {
        "Date": "2026-01-06 18:00:00", "Workout Name": "Donkey calf raise", "Duration": "1m",
        "Exercise Name": "Donkey calf raise", "Set Order": "1", "Weight": "20.41", "Reps": "10", "Distance": "0",
        "Seconds": "0", "Notes": tempo, "Workout Notes": "'=left calf tight · Pain 2 of 10", "RPE": "7",
    }  # fmt: skip
    assert strong == [first, first | {"Set Order": "2", "Reps": "9"}]
    first = {
        "Date": "2026-01-06", "Exercise": "Donkey calf raise", "Category": "Calfcoach", "Weight": "45",
        "Weight Unit": "lbs", "Reps": "10", "Distance": "", "Distance Unit": "", "Time": "",
        "Comment": f"{tempo} · =left calf tight · Pain 2 of 10",
    }  # fmt: skip
    assert fitnotes == [first, first | {"Reps": "9"}]


# The bad world.


@pytest.fixture
def files(gym: Machine, plan: SessionPlan, tmp_path: Path) -> dict[str, Path]:
    """A history of two sessions as each kind of file."""
    gym.do(plan, 10, 9, remarks=Remarks("süß – 痛い", 7, 0))
    gym.do(plan, 8)
    kinds = {ending: tmp_path / f"good.{ending}" for ending in ("json", "csv")}
    for file in kinds.values():
        export(gym.path, file, "own", nobody_looks)
    return kinds


def refusal(file: Path, desk: Machine) -> str:
    before = rows_in(desk.path) if desk.path.exists() else []
    with pytest.raises(KnownError) as refused, opened_import(desk.path, file, nobody_looks):
        pass
    assert (rows_in(desk.path) if desk.path.exists() else []) == before
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_file_cut_off_anywhere_is_refused(ending: str, files: dict[str, Path], desk: Machine, tmp_path: Path) -> None:
    whole = files[ending].read_bytes()
    end = len(whole.rstrip(b"\r\n")) - 1
    for size in (*range(0, end, 997), end):
        cut = tmp_path / f"cut.{ending}"
        cut.write_bytes(whole[:size])
        assert "cannot be imported" in refusal(cut, desk)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ";"), ("utf-8", "\t"), ("utf-16", ","), ("utf-16", "\t"), ("utf-8-sig", ";")]
)
def test_tables_that_a_spreadsheet_wrote_anew_are_read(
    encoding: str, delimiter: str, files: dict[str, Path], gym: Machine, desk: Machine, tmp_path: Path
) -> None:
    with files["csv"].open(encoding="utf-8-sig", newline="") as lines:
        cells = list(csv.reader(lines))
    anew = tmp_path / "anew.csv"
    with anew.open("w", encoding=encoding, newline="") as lines:
        csv.writer(lines, delimiter=delimiter, lineterminator="\n").writerows(
            [*row, "" if number else "my own column"] for number, row in enumerate(cells)
        )
    take_in(anew, desk.path)
    assert rows_in(desk.path) == rows_in(gym.path)


def test_a_document_that_was_laid_out_anew_is_read(
    files: dict[str, Path], gym: Machine, desk: Machine, tmp_path: Path
) -> None:
    anew = tmp_path / "anew.json"
    anew.write_text(json.dumps(json.loads(files["json"].read_bytes()), indent=4))
    take_in(anew, desk.path)
    assert rows_in(desk.path) == rows_in(gym.path)


def test_another_encoding_is_told(files: dict[str, Path], desk: Machine, tmp_path: Path) -> None:
    for ending, file in files.items():
        other = tmp_path / f"latin.{ending}"
        other.write_bytes(file.read_text(encoding="utf-8-sig").replace("痛い", "").encode("cp1252"))
        assert "it is not in UTF-8; save it as UTF-8" in refusal(other, desk)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"pain": 0', '"pain": 11', "row 2 cannot be: session.pain cannot be '11'"),
        ('"pain": 0', '"pain": "none"', "session.pain cannot be 'none'"),
        ('"pain": 0', '"pain": NaN', "cut off or spoilt at row 2"),
        ('"ended": "finished"', '"ended": "sold"', "session.ended cannot be 'sold'"),
        (f'"schema": {SCHEMA_VERSION}', f'"schema": {SCHEMA_VERSION + 1}', "of a newer Calfcoach"),
        ('"calfcoach-history"', '"something"', "no history of Calfcoach, nor one exported"),
        ('{"person"', '{"pirate"', "row 1 is no row of a history"),
        ('{"session": {"id"', '{"session": {"no"', "a row of session lacks its id"),
        ('"exercise": "donkey-calf-raise"', '"exercise": null', "session_item.exercise cannot be 'None'"),
        (f'"person_id": "{ONLY_PERSON}"', '"person_id": "01a21cf3-fd63-7cf4-9ca5-151078a70b53"', "1 row belongs to"),
    ],
)  # fmt: skip
def test_a_document_with_something_wrong_in_it_is_refused(
    old: str, new: str, said: str, files: dict[str, Path], desk: Machine, tmp_path: Path
) -> None:
    good = files["json"].read_text(encoding="utf-8")
    assert old in good
    bad = tmp_path / "bad.json"
    bad.write_text(good.replace(old, new, 1), encoding="utf-8")
    assert said in refusal(bad, desk)


def test_what_is_no_file_of_ours_is_refused(desk: Machine, plan: SessionPlan, tmp_path: Path) -> None:
    desk.do(plan, 10)
    other = tmp_path / "other"
    for content, said in (
        (b"", "no history of Calfcoach, nor one exported as JSON or CSV"),
        (bytes(range(256)) * 20, "no history of Calfcoach, nor one exported as JSON or CSV"),
        (b"SQLite format 3\0" + bytes(5000), "cannot be read as a history"),
        (b"Date,Workout Name\n2026-01-05,Legs\n", "no history of Calfcoach, nor one exported as JSON or CSV"),
        (b"{" * 5_000_000, "no history of Calfcoach, nor one exported as JSON or CSV"),
    ):
        other.write_bytes(content)
        assert said in refusal(other, desk)
    assert "it is the history in use" in refusal(desk.path, desk)
    assert "it is a folder" in refusal(tmp_path, desk)
    assert "No such file" in refusal(tmp_path / "none.json", desk)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_large_file_is_read_whole_and_one_that_was_cut_off_late_harms_nothing(
    ending: str, desk: Machine, gym: Machine, plan: SessionPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(*(as_kept(STARTED + timedelta(hours=each), reps=(12,) * 5) for each in range(40)), path=gym.path)
    large, cut = tmp_path / f"large.{ending}", tmp_path / f"cut.{ending}"
    export(gym.path, large, "own", nobody_looks)
    size = large.stat().st_size
    cut.write_bytes(large.read_bytes()[: size - 5])
    desk.do(plan, 10)
    monkeypatch.setattr(staging, "MOST_BYTES", size - 1)
    assert "larger than" in refusal(large, desk)
    assert "cut off" in refusal(cut, desk)
    assert [each.name for each in desk.path.parent.glob(".history-import-*")] == []
    monkeypatch.setattr(staging, "MOST_BYTES", size)
    told: list[float] = []
    with opened_import(desk.path, large, told.append) as found:
        assert (found.survey.new, found.survey.reps) == (40, 2400)
        found.carry_out(nobody_looks)
    assert told == sorted(told)
    assert len(told) > 1
    assert len(sessions_in(desk.path)) == 41


def test_rows_that_do_not_end_fill_no_memory(desk: Machine, tmp_path: Path) -> None:
    endless = tmp_path / "endless"
    for start in ('{"format": "calfcoach-history", "schema": 3, "rows": [{"person": {"id": "', "row,session.id,"):
        with endless.open("w") as file:
            file.write(start + ("exercise_set.id\n" if start.startswith("row") else ""))
            for _ in range(50):
                file.write("x" * 1_000_000)
        assert "cannot be imported" in refusal(endless, desk)


def test_a_history_of_a_newer_program_is_left_alone(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    with closing(sqlite3.connect(desk.path)) as history:
        history.execute("PRAGMA user_version = 99")
    before = desk.path.read_bytes()
    with pytest.raises(KnownError, match="newer"), opened_import(desk.path, gym.path, nobody_looks):
        pass
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("name", ["history.sqlite", "history.json"])
def test_an_export_takes_no_file_of_the_programs_own(name: str, history: History) -> None:
    assert history.settle(HANG_S)
    with pytest.raises(KnownError):
        export(default_path(), default_path().with_name(name), "own", nobody_looks)
    assert name == "history.sqlite" or not default_path().with_name(name).exists()


def test_an_exported_file_is_its_owners_alone(files: dict[str, Path]) -> None:
    assert {file.stat().st_mode & 0o777 for file in files.values()} == {0o600}


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_columns_of_ones_own_are_named_and_passed_over(
    ending: str, files: dict[str, Path], gym: Machine, desk: Machine, tmp_path: Path
) -> None:
    own = tmp_path / f"own.{ending}"
    if ending == "json":
        document = json.loads(files["json"].read_bytes())
        next(row for row in document["rows"] if "session" in row)["session"]["mood\n"] = 5
        own.write_text(json.dumps(document))
    else:
        with files["csv"].open(encoding="utf-8-sig", newline="") as lines:
            cells = list(csv.reader(lines))
        with own.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([*row, "x" if number else "mood"] for number, row in enumerate(cells))
    with opened_import(desk.path, own, lambda _share: None) as found:
        assert found.passed_over == (("session.mood\\n",) if ending == "json" else ("mood",))
        found.carry_out(lambda _share: None)
    assert rows_in(desk.path) == rows_in(gym.path)
    with opened_import(desk.path, files[ending], lambda _share: None) as ours:
        assert ours.passed_over == ()
