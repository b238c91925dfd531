"""`calfcoach history`: what was done is named, told, carried out and in, and copied."""

from __future__ import annotations

import io
import json
import os
import signal
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from calfcoach.domain.amounts import read_load
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.backup import copies_of
from calfcoach.history.database import open_history
from calfcoach.history.last_time import last_lines, look_back
from calfcoach.history.past import Remarks
from calfcoach.history.store import History, default_path
from calfcoach.settings import SettingsStore
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.interrupt import Interrupts
from calfcoach.terminal.last_time import as_last_time
from calfcoach.terminal.words import print_past
from tests.cli.conftest import Calf
from tests.histories import HANG_S, as_kept, put, sessions_in
from tests.history.test_store import record
from tests.stories import exercise, iso_hold, planned

MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


def do(plan: SessionPlan, at: datetime, *reps: int, remarks: Remarks | None = None, path: Path | None = None) -> None:
    history = History(path, now=lambda: at)
    history.begin(plan)
    history.keep(tuple(record(each, number, complete=True) for number, each in enumerate(reps, 1)), 600.0)
    history.end("finished", 1, 12.0, 600.0)
    if remarks is not None:
        history.annotate(remarks)
    assert history.close(HANG_S), history.problem


@pytest.fixture
def two() -> None:
    do(plan_of(exercise(), Choices()), MONDAY, 12, 10, remarks=Remarks("left calf tight", 7, 1))
    do(SessionPlan((planned(iso_hold()),)), MONDAY + timedelta(days=2), 5)


@pytest.mark.usefixtures("two")
def test_sessions_are_named_newest_first(calf: Calf) -> None:
    week, *lines = calf("history", "list").lines
    assert week == "Week of 2026-01-05  2 sessions · 3 sets, 22 reps, 5 holds · 2 min 42 s under tension"
    assert [line.split("  ", 1)[1] for line in lines] == [
        "2026-01-07 18:00  Calf hold  1 set, 5 holds  30 s under tension",
        "2026-01-05 18:00  Donkey calf raise  2 sets, 22 reps  2 min 12 s under tension  effort 7 of 10  pain 1 of 10",
    ]
    assert calf("history", "list", "--exercise", "iso-hold").lines[1:] == lines[:1]
    assert calf("history", "list", "--search", "tight").lines[1:] == lines[1:]
    assert calf("history", "list", "--limit", "1").lines == [week, lines[0]]
    assert calf("history", "list", "--person", "00000000-0000-0000-0000-000000000001").lines == [week, *lines]
    assert "there is no one person Ada" in calf("history", "list", "--person", "Ada").refusal
    assert calf("history", "list", "--search", "nowhere").lines == ["No session was found."]
    rows = json.loads(calf("history", "list", "--json").out)["sessions"]
    assert [(row["exercises"], row["sets"], row["reps"], row["holds"], row["effort"]) for row in rows] == [
        (["Calf hold"], 1, 0, 5, None),
        (["Donkey calf raise"], 2, 22, 0, 7),
    ]


def test_a_hold_is_no_rep(calf: Calf) -> None:
    do(SessionPlan((planned(exercise(), sets=1), planned(iso_hold(), sets=1))), MONDAY - timedelta(days=1), 12, 3)
    do(SessionPlan((planned(iso_hold(), sets=3, reps=10),)), MONDAY, 10, 1)
    lines = calf("history", "list").lines
    assert ("2 sets, 12 reps, 3 holds" in lines[3], "2 sets, 11 holds" in lines[1]) == (True, True), lines
    assert calf("history", "show").lines[1:] == [
        "Calf hold · holds of 30 s",
        "  Set 1: 10 of 10 holds, 60 s under tension",
        "  Set 2: 1 of 10 holds, 6 s under tension",
        "  Set 3: not done, 10 holds planned",
        "1 pause, 12 s",
    ]
    last = look_back(default_path(), iso_hold().id, propose=True, pain_limit=2)
    assert last is not None
    assert (last.line, last.sets[1]) == ("Last time, 2026-01-05: 10, 1 hold", "Set 2: 1 of 10 holds")


@pytest.mark.usefixtures("two")
def test_a_session_is_told_whole(calf: Calf) -> None:
    short = calf("history", "list", "--exercise", exercise().id).lines[1].split()[0]
    assert calf("history", "show", short).lines == [
        "2026-01-05 18:00, 10 min",
        f"Donkey calf raise · {plan_of(exercise(), Choices()).items[0].dose.tempo}",
        *(line for line in calf("history", "show", short).lines if line.startswith("  Set ")),
        "1 pause, 12 s",
        "effort 7 of 10",
        "pain 1 of 10",
        "“left calf tight”",
    ]
    assert "Calf hold" in calf("history", "show").out
    assert "no such session" in calf("history", "show", "ffff").refusal
    assert "more than one session begins with 0" in calf("history", "show", "0").refusal


def test_where_nothing_was_done_it_says_what_will_be_there(calf: Calf) -> None:
    assert calf("history", "list").lines == ["No session yet. What you do is kept here."]
    assert calf("history", "show").lines == ["No session yet. What you do is kept here."]
    assert "no such session" in calf("history", "show", "0").refusal
    assert "cannot be copied: there is none" in calf("history", "backup").refusal
    assert "no import" in calf("history", "undo-import").refusal


@pytest.mark.parametrize("ending", ["json", "csv"])
@pytest.mark.usefixtures("two")
def test_what_was_exported_is_imported_and_taken_back(ending: str, calf: Calf, tmp_path: Path) -> None:
    file = tmp_path / f"all.{ending}"
    assert calf("history", "export", file).code == 0
    default_path().rename(default_path().with_name("away.sqlite"))
    do(plan_of(exercise(), Choices()), MONDAY - timedelta(days=1), 3)
    told = calf("history", "import", file)
    assert told.code == 2
    assert told.lines == [
        "2 new sessions, 3 sets, 22 reps and 5 holds, from 2026-01-05 18:00 to 2026-01-07 18:00.",
        "2 of them are of a person without a name, and become those of the person without a name here.",
        "`--as NAME` gives them to somebody else, who may be new.",
    ]
    assert told.err == "calfcoach: nothing was changed, because nobody can be asked; add --yes to do it\n"
    assert len(sessions_in()) == 1
    assert calf("history", "import", file, "--yes").lines[-1] == "Done. `calfcoach history undo-import` takes it back."
    assert [session.reps for session in sessions_in()] == [(5,), (12, 10), (3,)]
    assert calf("history", "import", file, "--yes").lines == ["2 sessions are here already."]
    answer = calf("history", "undo-import")
    copy = Path(answer.lines[0].removeprefix("The last import was taken back. What was there is ").removesuffix("."))
    assert [session.reps for session in sessions_in(copy)] == [(5,), (12, 10), (3,)]
    assert [session.reps for session in sessions_in()] == [(3,)]


@pytest.mark.usefixtures("two")
def test_sessions_of_a_person_without_a_name_can_be_given_to_somebody(calf: Calf, tmp_path: Path) -> None:
    other = tmp_path / "other" / "history.sqlite"
    do(plan_of(exercise(), Choices()), MONDAY + timedelta(days=9), 8, path=other)
    for _ in range(2):
        assert calf("history", "merge", other, "--as", "Anna", "--yes").code == 0
        assert calf("history", "people").lines == ["No name  2 sessions", "Anna  1 session"]
    assert calf("history", "undo-import").code == 0
    assert calf("history", "people").lines == ["No name  2 sessions"]


@pytest.mark.usefixtures("two")
def test_another_machines_history_is_merged(calf: Calf, tmp_path: Path) -> None:
    other = tmp_path / "other" / "history.sqlite"
    do(plan_of(exercise(), Choices()), MONDAY + timedelta(days=9), 8, path=other)
    assert calf("history", "merge", other, "--yes").code == 0
    assert [session.reps for session in sessions_in()] == [(8,), (5,), (12, 10)]


@pytest.mark.usefixtures("two")
def test_a_copy_is_made_and_put_back(calf: Calf) -> None:
    made = Path(calf("history", "backup").out.strip())
    do(plan_of(exercise(), Choices()), MONDAY + timedelta(days=3), 3)
    assert "add --yes" in calf("history", "restore", made).err
    assert len(sessions_in()) == 3
    answer = calf("history", "restore", made, "--yes")
    assert answer.lines[0] == "The history, with 3 sessions, is replaced by the copy; it is kept."
    assert len(sessions_in()) == 2
    assert Path(answer.lines[1].removeprefix("Done. What was there is ").removesuffix(".")).is_file()


def test_an_import_of_before_a_copy_was_put_back_is_not_taken_back(calf: Calf, tmp_path: Path) -> None:
    do(plan_of(exercise(), Choices()), MONDAY, 8, path=tmp_path / "other" / "history.sqlite")
    assert calf("history", "merge", tmp_path / "other" / "history.sqlite", "--yes").code == 0
    copy = Path(calf("history", "backup").out.strip())
    assert calf("history", "restore", copy, "--yes").code == 0
    assert calf("history", "undo-import").refusal == (
        "no import can be taken back, because a copy of the history was put back after the last one"
    )
    assert [session.reps for session in sessions_in()] == [(8,)]
    assert calf("history", "restore", tmp_path / "nothing", "--yes").code == 2


def test_what_cannot_be_taken_in_or_out_is_one_sentence(calf: Calf, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "calfcoach-history", "schema": 3, "rows": [')
    assert calf("history", "import", bad, "--yes").refusal == (
        f"{bad} cannot be imported: it is cut off or spoilt at row 1. Nothing was changed."
    )
    assert (
        "ends in .csv for the layout strong"
        in calf("history", "export", tmp_path / "a.json", "--layout", "strong").refusal
    )
    assert "cannot be read as a history" in calf("history", "restore", bad, "--yes").refusal


def test_what_cannot_be_listed_or_put_back_is_one_sentence(calf: Calf) -> None:
    put(as_kept(MONDAY))
    for limit in (0, -1):
        assert "--limit is 1 or more" in calf("history", "list", "--limit", limit).refusal
    assert "is the history in use; choose a copy of it" in calf("history", "restore", default_path(), "--yes").refusal
    assert copies_of(default_path()) == []


def test_no_note_and_no_name_commands_the_terminal(calf: Calf, tmp_path: Path) -> None:
    escape = "\x1b[31m"
    put(as_kept(MONDAY, name=f"{escape}Raise", said={"note": f"red {escape}"}))
    for words in (("list",), ("show",), ("export", tmp_path / f"{escape}.json")):
        out = calf("history", *words).out
        assert "\x1b" not in out
        assert "\\x1b[31m" in out
    plan = plan_of(exercise(), Choices())
    console = PatientConsole(stream := io.StringIO())
    print_past(console, as_last_time(plan, default_path(), SettingsStore().settings, load_asked=False)[1])
    assert "\x1b" not in stream.getvalue()
    assert "red \\x1b[31m" in stream.getvalue()


@pytest.mark.usefixtures("two")
def test_an_export_replaces_a_file_only_with_force_and_tells_what_it_wrote(calf: Calf, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    file.write_text("last year")
    assert calf("history", "export", file).refusal == (
        f"{file} is there already; choose another file, or replace it with --force"
    )
    assert file.read_text() == "last year"
    assert calf("history", "export", file, "--force").lines == [f"2 sessions are written to {file}."]
    assert "calfcoach-history" in file.read_text()


def test_a_session_that_runs_in_another_program_is_not_cut_off(calf: Calf) -> None:
    history = History(now=lambda: MONDAY)
    history.begin(plan_of(exercise(), Choices()))
    history.keep((record(12, 1, complete=True),), 60.0)
    assert history.settle(HANG_S)
    assert calf("history", "list").lines[1].endswith("  running")
    assert calf("history", "show").lines[-1] == "It is running."
    assert history.close(HANG_S)
    assert calf("history", "list").lines[1].endswith("  cut off")
    assert calf("history", "show").lines[-1] == "It was cut off."


def test_a_damaged_history_says_what_becomes_of_it_and_where_copies_are(calf: Calf) -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_bytes(b"no history" * 500)
    assert calf("history", "list").refusal == (
        f"The history {default_path()} is damaged. The next start of Calfcoach sets it aside and keeps what can still"
        f" be read; copies of it are in {default_path().parent / 'backups'}."
    )


TOLD = "Last time, 2026-01-05: 12, 10 reps · effort 7 of 10 · pain 1 of 10 · “left calf tight”"


@pytest.mark.usefixtures("two")
def test_show_tells_the_last_time_and_what_the_rule_proposes(calf: Calf) -> None:
    out = " ".join(calf("show", exercise().id).out.split())
    assert f"{TOLD} Proposal: one rep more a set. All reps were done at effort 7 or less. " in out
    assert not any(line.startswith("Last time") for line in calf("show", "standing-calf-raise-machine").lines)


@pytest.mark.usefixtures("two")
def test_the_proposal_can_be_turned_off(calf: Calf) -> None:
    SettingsStore().change(propose=False)
    out = " ".join(calf("show", exercise().id).out.split())
    assert TOLD in out
    assert "Proposal" not in out


@pytest.mark.usefixtures("two")
def test_the_set_up_in_the_terminal_tells_it_too() -> None:
    SettingsStore().change(pain_limit=0)
    said = set_up()
    assert f"{TOLD}\nProposal: not more than last time. Pain was above your limit of 0.\n" in said


def set_up() -> str:
    """What the terminal shows before the first set to one who then ends the input."""
    limit = SettingsStore().settings.pain_limit
    lines = last_lines(look_back(default_path(), exercise().id, propose=True, pain_limit=limit))
    shown = io.StringIO()
    print_past(Console(file=shown, width=200), lines)
    return shown.getvalue()


def test_a_history_that_cannot_be_read_has_no_last_time() -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_bytes(b"no history" * 500)
    assert last_lines(look_back(default_path(), exercise().id, propose=True, pain_limit=2)) == []


@pytest.mark.parametrize(
    ("reps", "said", "expected"),
    [
        ((10,) * 4, Remarks("", 7, 0), "Proposal: one rep more a set. All reps were done at effort 7 or less."),
        ((10,) * 4, Remarks("", 8, 0), "Proposal: the same again. Effort was above 7."),
        ((10,) * 4, Remarks("", 1, 3), "Proposal: not more than last time. Pain was above your limit of 2."),
        ((10,) * 3, Remarks("", 1, 0), "Proposal: the same again, until all reps are done."),
        ((10,) * 4, Remarks("", None, 0), None),
    ],
)
def test_the_rule_gives_its_reason(reps: tuple[int, ...], said: Remarks, expected: str | None) -> None:
    plan = plan_of(exercise(), Choices(sets=4))
    do(plan, MONDAY, *reps, remarks=said)
    _, *proposal = last_lines(look_back(default_path(), exercise().id, propose=True, pain_limit=2))
    assert proposal == ([expected] if expected is not None else [])


def test_the_list_tells_what_was_moved(calf: Calf) -> None:
    put(as_kept(MONDAY, loads=(40, 42.5), name="Donkey calf raise"))
    assert "  Donkey calf raise  40/42.5 kg  2 sets, 22 reps  " in calf("history", "list").lines[1]
    [row] = json.loads(calf("history", "list", "--json").out)["sessions"]
    assert row["loads"] == ["40 kg", "42.5 kg"]


def test_the_load_of_last_time_is_taken_where_none_was_asked_for() -> None:
    put(as_kept(MONDAY, loads=(40, 42.5), name="Donkey calf raise"))
    settings = SettingsStore().settings
    plan = plan_of(exercise(), Choices(sets=3))
    taken, lines = as_last_time(plan, default_path(), settings, load_asked=False)
    assert list(map(str, taken.items[0].dose.load or ())) == ["40 kg", "42.5 kg", "40 kg"]
    assert lines[-1] == "The load is that of last time; --load gives another."
    asked = plan_of(exercise(), Choices(load=(read_load("50"),)))
    assert as_last_time(asked, default_path(), settings, load_asked=True)[0] == asked


def test_with_a_load_the_load_grows() -> None:
    plan = plan_of(exercise(), Choices(sets=2))
    do(plan, MONDAY, 10, 10, remarks=Remarks("", 6, 0))
    with closing(open_history(default_path())) as history:
        history.execute("UPDATE session_item SET load = 40, load_unit = 'kg'")
    assert last_lines(look_back(default_path(), exercise().id, propose=True, pain_limit=2)) == [
        "Last time, 2026-01-05: 40 kg × 10, 10 reps · effort 6 of 10 · pain 0 of 10",
        "Proposal: 2.5 kg more. All reps were done at effort 7 or less.",
    ]


def test_long_work_that_is_given_up_says_that_nothing_was_changed(
    calf: Calf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(as_kept(MONDAY))
    calf("history", "export", tmp_path / "all.json")
    default_path().unlink()
    check = Interrupts.check

    def ctrl_c(interrupts: Interrupts) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        check(interrupts)

    with monkeypatch.context() as pressed:
        pressed.setattr(Interrupts, "check", ctrl_c)
        answer = calf("history", "import", tmp_path / "all.json", "--yes")
    assert (answer.code, answer.out, answer.err) == (130, "", "Given up. Nothing was changed.\n")
    assert sessions_in() == []
    assert "1 new session" in calf("history", "import", tmp_path / "all.json", "--yes").out
