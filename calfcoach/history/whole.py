"""One session whole, made of its rows: what was asked for, every attempt at a set, every rep. Opens nothing."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.history.past import PastItem, PastRep, PastSession, PastSet, Place, Remarks
from calfcoach.history.schema import REP_PHASES

Rows = Callable[..., Iterator[dict[str, Any]]]
"""Rows of a table by their columns: `Reader.table`."""


def whole_session(rows: Rows, session_id: str, reps: bool) -> PastSession | None:
    """A session with its sets, and (`reps`) every rep; None where there is none of that id."""
    for row in rows("session", "WHERE id = ?", UUID(session_id).bytes):
        items = rows("session_item", "WHERE session_id = ? ORDER BY number", UUID(session_id).bytes)
        return _session(row, tuple(_item(rows, item, reps) for item in items))
    return None


def _session(row: dict[str, Any], items: tuple[PastItem, ...]) -> PastSession:
    block = row["place_block"]
    return PastSession(
        id=row["id"],
        person_id=row["person_id"],
        started=local_time(row["started_ms"], row["utc_offset_s"]),
        ended=row["ended"],
        lasted_s=row["last_ms"] / 1000,
        pauses=row["pauses"],
        paused_s=row["paused_ms"] / 1000,
        remarks=Remarks(row["note"], row["effort"], row["pain"]),
        device=row["device"],
        device_offset_ms=row["device_offset_ms"],
        changeover_s=row["changeover_s"],
        place=Place(block, row["place_phase"], row["place_rep"]) if block is not None else None,
        run_id=row["run_id"],
        items=items,
    )


_ITEM = ("id", "number", "exercise", "exercise_name", "variant", "variant_name", "start_phase")
_SET = (
    *("id", "attempt", "block_number", "set_number", "planned_reps", "counted_reps"),
    *("performed_reps", "performed_left", "performed_right"),
)
_REP = ("side", "number", "at_ms", "block_id", "source", "uncertainty_ms")
"""What is told as it stands in the file."""


def _item(rows: Rows, row: dict[str, Any], reps: bool) -> PastItem:
    sets = rows("exercise_set", "WHERE item_id = ? ORDER BY attempt", UUID(row["id"]).bytes)
    return PastItem(
        **{name: row[name] for name in _ITEM},
        dose=_dose(row["dose"]),
        load=_load(row),
        sets=tuple(_set(rows, each, reps) for each in sets),
    )


def _set(rows: Rows, row: dict[str, Any], reps: bool) -> PastSet:
    which = "WHERE set_id = ? ORDER BY coalesce(at_ms, number), side, number"
    return PastSet(
        **{name: row[name] for name in _SET},
        complete=bool(row["complete"]),
        repeated=bool(row["repeated"]),
        tension_s=row["tension_ms"] / 1000,
        load=_load(row),
        rep_records=tuple(map(_rep, rows("rep", which, UUID(row["id"]).bytes))) if reps else (),
    )


def _rep(row: dict[str, Any]) -> PastRep:
    return PastRep(
        **{name: row[name] for name in _REP},
        planned_ms=_times(row, "planned"),
        performed_ms=_times(row, "performed"),
    )


def _times(row: dict[str, Any], kind: str) -> dict[str, int]:
    times = {what: row[f"{kind}_{what}_ms"] for what in ("start", *REP_PHASES)}
    return {what: ms for what, ms in times.items() if ms is not None}


def local_time(started_ms: int, offset_s: int) -> datetime:
    """A UTC time in the local time of the place where it was; a time outside the calendar becomes the start of 1970."""
    try:
        return datetime.fromtimestamp(started_ms / 1000, timezone(timedelta(seconds=offset_s)))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _dose(kept: str) -> dict[str, object]:
    try:
        dose = json.loads(kept)
    except (ValueError, RecursionError):
        return {}
    return dose if isinstance(dose, dict) else {}


def _load(row: dict[str, Any]) -> Load | None:
    return load_of(row["load"], row["load_unit"]) if row["load"] is not None else None


def load_of(amount: float, unit: str | None) -> Load:
    """A load from its two fields; without a unit it is in kilograms."""
    return Load(Decimal(repr(amount)), LoadUnit(unit) if unit in set(LoadUnit) else LoadUnit.KG)
