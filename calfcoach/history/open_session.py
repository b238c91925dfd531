"""The session under way as rows of the history: what a plan, its reps and its end change in it. Opens nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Self

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.history.past import Place, Remarks
from calfcoach.history.schema import ONLY_PERSON, Change, Value, new_id
from calfcoach.session.results import RepRecord, SetRecord

Row = dict[str, Value]

Earlier = Sequence[tuple[SetRecord, Row]]

CountedMs = dict[tuple[str, Side | None, int], int]
"""When reps counted, in ms from the session's start: by set, side and number."""


class OpenSession:
    """One session from its start on. Each method returns what it changes in the history, and only that."""

    def __init__(
        self,
        plan: SessionPlan,
        row: Row,
        item_ids: Sequence[str],
        earlier: Earlier = (),
        went_by_s: float = 0.0,
        counted_ms: CountedMs | None = None,
    ) -> None:
        """`earlier` are the sets of a session that goes on: as they are in the ledger and as they are in the history,
        with all that is kept of them; `went_by_s` is how long ago it began, `counted_ms` when its reps counted.
        """
        self.id = str(row["id"])
        self._plan, self._row, self._item_ids = plan, row, item_ids
        self._earlier = [kept for _, kept in earlier]
        self._went_by_s = went_by_s
        self._pauses, self._paused_ms = number_in(row, "pauses"), number_in(row, "paused_ms")
        self._records: tuple[SetRecord, ...] = tuple(record for record, _ in earlier)
        self._set_ids = [str(kept["id"]) for _, kept in earlier]
        self._counted_ms = dict(counted_ms or {})
        self.is_removed = False

    @property
    def is_empty(self) -> bool:
        """Whether no rep was done in it."""
        return not any(record.reps for record in self._records)

    @classmethod
    def new(
        cls,
        plan: SessionPlan,
        started: datetime,
        run_id: str,
        device: str | None,
        offset_s: float,
        person_id: str | None = None,
    ) -> Self:
        """A session that begins now; without `person_id` it is of the one person without a name."""
        row: Row = {
            "id": new_id(_ms(started)),
            "person_id": person_id or ONLY_PERSON,
            "started_ms": _ms(started),
            "utc_offset_s": round((started.utcoffset() or timedelta()).total_seconds()),
            "last_ms": 0,
            "ended": None,
            "pauses": 0,
            "paused_ms": 0,
            "note": "",
            "effort": None,
            "pain": None,
            "device": device,
            "device_offset_ms": round(offset_s * 1000, 3) if device is not None else None,
            "changeover_s": str(plan.changeover_s),
            "place_block": 1,
            "place_phase": None,
            "place_rep": None,
            "run_id": run_id,
        }
        return cls(plan, row, [new_id(_ms(started)) for _ in plan.items])

    def begun(self) -> Iterator[Change]:
        """The session and its exercises."""
        yield Change("person", {"id": self._row["person_id"], "name": "", "created_ms": 0}, only="")
        yield Change("session", dict(self._row))
        for number, item in enumerate(self._plan.items):
            yield Change("session_item", _item_row(item, self.id, self._item_ids[number], number + 1))

    def gone_on(self, place: Place) -> Iterator[Change]:
        """It goes on at a place after it was cut off."""
        self._row |= {"ended": None, "place_block": place.block, "place_phase": None, "place_rep": None}
        yield Change("session", dict(self._row))

    def at(self, place: Place, pauses: int, paused_s: float, at_s: float) -> Iterator[Change]:
        """It has come to a place at `at_s`, seconds after its start or after it went on; so far it has had `pauses`, of
        `paused_s` seconds in all.
        """
        where = {"place_block": place.block, "place_phase": place.phase, "place_rep": place.rep}
        yield from self._changed(**where, **self._paused(pauses, paused_s), last_ms=self._ms_at(at_s))

    def kept(self, records: tuple[SetRecord, ...], at_s: float) -> Iterator[Change]:
        """The sets as they stand at that time."""
        at_ms = self._ms_at(at_s)
        for index, record in enumerate(records):
            before = self._records[index] if index < len(self._records) else None
            if record != before:
                yield from self._set_changes(index, record, before, at_ms)
        self._records = records
        yield from self._changed(last_ms=at_ms)

    def ended(self, how: str, pauses: int, paused_s: float, at_s: float) -> Iterator[Change]:
        """It has ended at that time."""
        yield from self._changed(ended=how, **self._paused(pauses, paused_s), last_ms=self._ms_at(at_s))

    def end_taken_back(self, at_s: float) -> Iterator[Change]:
        """It had ended and goes on."""
        yield from self._changed(ended=None, last_ms=self._ms_at(at_s))

    def said(self, remarks: Remarks) -> Iterator[Change]:
        """What the person says of it."""
        yield from self._changed(note=remarks.note, effort=remarks.effort, pain=remarks.pain)

    def removed(self) -> Iterator[Change]:
        """It is not to be kept."""
        self.is_removed = True
        yield Change("session", {"id": self.id}, deleted=True)

    def restored(self) -> Iterator[Change]:
        """It was removed, and is to be kept after all: everything anew, with the same ids."""
        self.is_removed = False
        yield from self.begun()
        records, self._records = self._records, ()
        yield from self.kept(records, int(str(self._row["last_ms"])) / 1000)

    # Inside.

    def _ms_at(self, at_s: float) -> int:
        return round((self._went_by_s + at_s) * 1000)

    def _paused(self, pauses: int, paused_s: float) -> Row:
        return {"pauses": self._pauses + pauses, "paused_ms": self._paused_ms + round(paused_s * 1000)}

    def _changed(self, **fields: Value) -> Iterator[Change]:
        if any(self._row[name] != value for name, value in fields.items()):
            self._row |= fields
            yield Change("session", dict(self._row))

    def _set_changes(self, index: int, record: SetRecord, before: SetRecord | None, at_ms: int) -> Iterator[Change]:
        if index == len(self._set_ids):
            self._set_ids.append(new_id(number_in(self._row, "started_ms") + at_ms))
        set_id = self._set_ids[index]
        yield Change("exercise_set", self._set_row(index, record))
        known = before.rep_records if before is not None else ()
        for place, rep in enumerate(record.rep_records):
            if place >= len(known) or rep != known[place]:
                counted_ms = self._counted_ms.setdefault((set_id, rep.side, rep.number), at_ms)
                yield Change("rep", _rep_row(rep, set_id, counted_ms))

    def _set_row(self, index: int, record: SetRecord) -> Row:
        said: Row = {**_performed(record), "repeated": int(record.repeated)}
        if index < len(self._earlier):
            # What was kept of it may be more than its record tells: only what can still change is written anew.
            return self._earlier[index] | said
        return said | {
            "id": self._set_ids[index],
            "item_id": self._item_ids[self._item_of(record.block_number)],
            "attempt": index + 1,
            "block_number": record.block_number,
            "set_number": record.set_number,
            "planned_reps": record.planned_reps,
            "counted_reps": record.counted_reps,
            "complete": int(record.complete),
            "tension_ms": _tension_ms(record),
            **_load(record.load),
        }

    def _item_of(self, block: int) -> int:
        item, _ = self._plan.block_item(block)
        return next(index for index, each in enumerate(self._plan.items) if each is item)


def number_in(row: Row, column: str) -> int:
    """A whole number of a row, 0 where it has none."""
    value = row[column]
    return int(value) if value is not None else 0


def _item_row(item: PlannedExercise, session_id: str, item_id: str, number: int) -> Row:
    return {
        "id": item_id,
        "session_id": session_id,
        "number": number,
        "exercise": item.exercise.id,
        "exercise_name": item.exercise.name,
        "variant": item.variant_id,
        "variant_name": item.variant_name,
        "start_phase": item.exercise.start_phase.value,
        "dose": json.dumps(_dose(item), ensure_ascii=False),
        **_load(item.dose.load[0] if item.dose.load is not None and len(set(item.dose.load)) == 1 else None),
    }


def _performed(record: SetRecord) -> Row:
    """What the person says was done; of a set in which a side was corrected by itself, both sides."""
    by_side = any(side is not None for side in record.performed)
    return {
        "performed_reps": record.reps if record.performed else None,
        "performed_left": record.done_on(Side.LEFT) if by_side else None,
        "performed_right": record.done_on(Side.RIGHT) if by_side else None,
    }


def _load(load: Load | None) -> Row:
    return {
        "load": None if load is None else float(load.amount),
        "load_unit": None if load is None else load.unit.value,
    }


def _rep_row(rep: RepRecord, set_id: str, at_ms: int) -> Row:
    row: Row = {"set_id": set_id, "side": side_name(rep.side), "number": rep.number, "at_ms": at_ms}
    row |= {"block_id": rep.block_id, "source": rep.source.value}
    for kind, phases in (("planned", rep.planned), ("performed", rep.performed or ())):
        if phases:
            row[f"{kind}_start_ms"] = round(phases[0].start_s * 1000)
        row |= {f"{kind}_{each.phase}_ms": round((each.end_s - each.start_s) * 1000) for each in phases}
    return row


def side_name(side: Side | None) -> str:
    """A side as the history has it."""
    return side.value if side is not None else "both"


def _tension_ms(record: SetRecord) -> int:
    """The planned time of the reps done, of the side on which it is longest: each leg is under load by turns."""
    sums: dict[Side | None, Fraction] = {}
    for rep in record.rep_records:
        if rep.planned:
            sums[rep.side] = sums.get(rep.side, Fraction(0)) + rep.planned[-1].end_s - rep.planned[0].start_s
    return round(max(sums.values(), default=Fraction(0)) * 1000)


def _dose(item: PlannedExercise) -> dict[str, object]:
    dose: dict[str, object] = item.dose.model_dump(mode="json", exclude={"tempo"}, exclude_none=True)
    return dose if item.dose.tempo is None else dose | {"tempo": str(item.dose.tempo)}


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
