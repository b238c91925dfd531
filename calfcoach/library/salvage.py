"""A file with errors, mended just enough to look at the rest of it: so that all its problems are told at once.

What is mended is never used for training; it only lets the checks run that need a whole model. Refuses to know
what those checks are.
"""

from copy import deepcopy
from dataclasses import dataclass, field

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from calfcoach.domain.base import Finding, FindingsOnly, Inconsistent
from calfcoach.library.explain import child, real_path
from calfcoach.library.problems import KeyPath
from calfcoach.texts import text

ROUNDS = 6
"""The most rounds of mending: mending one error may bring up the next. The rest is left for the next reading."""

_STEP = [{"title": "?", "text": "?"}]
_STAND_INS: dict[str, object] = {
    "id": "stand-in",
    "name": text("this exercise"),
    "summary": "?",
    "muscles": [{"name": "?"}],
    "setup": _STEP,
    "finish": _STEP,
    "sources": [{"title": "?"}],
    "sets": 1,
    "reps": 1,
    "rest_s": 60,
    "prescription": {"tempo": "9-9-9-9", "sets": 1, "reps": 1, "rest_s": 60},
}


@dataclass
class Mended:
    """A model of what is right in the data, None where too little is.

    `touched` are the paths that were changed for it; `findings` what does not go together in the rest.
    """

    model: BaseModel | None = None
    touched: set[KeyPath] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def mend(model: type[BaseModel], data: object, error: ValidationError) -> Mended:
    """What is right in data that did not pass; `error` is what was found wrong with it."""
    data = deepcopy(data)
    mended = Mended()
    for _ in range(ROUNDS):
        # Mending shifts no list's index: a list with a bad item is left out as a whole.
        done = [_mend_one(data, details, mended.touched) for details in error.errors(include_url=False)]
        context = FindingsOnly()
        try:
            mended.model = model.model_validate(data, context=context)
        except ValidationError as left:
            error = left
            if not any(done):
                break
        else:
            mended.findings = [one for one in context.findings if not concerns(one[0], mended.touched)]
            break
    return mended


def concerns(path: KeyPath, touched: set[KeyPath]) -> bool:
    """Whether a finding at `path` may come from the mending itself."""
    return any(path[: len(other)] == other or other[: len(path)] == path for other in touched)


def _mend_one(data: object, details: ErrorDetails, touched: set[KeyPath]) -> bool:
    loc = tuple(step for step in details["loc"] if step != "[key]")
    problem = details.get("ctx", {}).get("error")
    if isinstance(problem, Inconsistent):
        loc = (*loc, *problem.findings[0][0]) if loc else ()
    path, complete = real_path(loc, data)
    if details["type"] == "missing" and not complete:
        key = loc[-1]
        if isinstance(key, str) and key in _STAND_INS and len(path) <= 1:
            _holder(data, (*path, key))[key] = deepcopy(_STAND_INS[key])
            touched.add((*path, key))
            return True
    elif path and isinstance(path[-1], str):
        return _remove(data, path, touched)
    whole_list = path[: next((at for at, step in enumerate(path) if isinstance(step, int)), len(path))]
    return _remove(data, whole_list, touched)


def _remove(data: object, path: KeyPath, touched: set[KeyPath]) -> bool:
    if not path:
        return False
    touched.add(path)
    return _holder(data, path).pop(str(path[-1]), None) is not None


def _holder(data: object, path: KeyPath) -> dict[str, object]:
    for step in path[:-1]:
        data = child(data, step)
    return data if isinstance(data, dict) else {}
