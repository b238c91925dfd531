"""Which keys a part of a model knows: for "did you mean". Knows no files."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from calfcoach.library.problems import KeyPath


def keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that may stand in the mapping at `path`, in the model's order; empty where any may, or none."""
    places: list[Any] = [model]
    for step in path:
        places = [below for place in places for below in _below(place, step)]
    head = ["kind", "schema"] if path == () else []
    return list(dict.fromkeys([*head, *(key for place in places for key in _keys(place))]))


def _keys(place: Any) -> list[str]:
    if isinstance(place, type) and issubclass(place, BaseModel):
        return [field.alias or name for name, field in place.model_fields.items()]
    if get_origin(place) is dict:
        return [str(member) for member in getattr(get_args(place)[0], "__members__", {}).values()]
    return []


def _below(place: Any, step: str | int) -> list[Any]:
    if isinstance(place, type) and issubclass(place, BaseModel):
        for name, field in place.model_fields.items():
            if step in (field.alias or name, name):
                return _flat(field.annotation)
        return []
    arguments = [argument for argument in get_args(place) if argument is not Ellipsis]
    if get_origin(place) is dict:
        return _flat(arguments[1])
    if isinstance(step, int) and arguments:
        return _flat(arguments[step] if len(arguments) > step else arguments[0])
    return []


def _flat(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, without their validators."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _flat(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [flat for part in get_args(annotation) for flat in _flat(part)]
    return [annotation]
