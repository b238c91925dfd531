"""The layouts of other programs: a row for each set, tempo and pain in the notes."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.past import Remarks
from calfcoach.history.transfer.carrying_out import export
from tests.histories import as_kept, put
from tests.history.machines import STARTED, Machine, nobody_looks, rows_in, write


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


def test_strong_is_told_how_long_a_session_took(desk: Machine, tmp_path: Path) -> None:
    took_s = (20, 59, 60, 2700, 3900)
    days = (as_kept(STARTED - timedelta(days=n), reps=(1,), said={"last_ms": s * 1000}) for n, s in enumerate(took_s))
    put(*days, path=desk.path)
    export(desk.path, tmp_path / "strong.csv", "strong", nobody_looks)
    durations = [row["Duration"] for row in reversed(a_table(tmp_path / "strong.csv"))]
    assert durations == ["20s", "59s", "1m", "45m", "1h 5m"]
