"""The kinds of files, the model of each, the head that every file has, and JSON Schemas for editors.

A new kind is one line in `KINDS`. Refuses to know how files are found or read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from calfcoach.errors import KnownError
from calfcoach.library.problems import KeyPath, described, did_you_mean, quoted
from calfcoach.library.yaml_source import YamlSource
from calfcoach.texts import text

KIND = "kind"
SCHEMA = "schema"


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its name, where its model is (`module:class`, imported when needed), its newest schema.

    `rule` (`module:function`) gives what is wrong with a content of sound form: places in the file, and sentences.
    """

    name: str
    where: str
    newest: int = 1
    rule: str = ""

    @property
    def model(self) -> type[BaseModel]:
        """The model of the file's content; it may or may not have `kind` and `schema` itself."""
        model: type[BaseModel] = _named(self.where)
        return model

    def findings(self, content: BaseModel) -> Iterable[tuple[KeyPath, str]]:
        """What the kind's own rule finds in a content of this kind; nothing where it has none."""
        return _named(self.rule)(content) if self.rule else ()

    @property
    def has_head(self) -> bool:
        """Whether the model reads `kind` and `schema` itself."""
        return KIND in self.model.model_fields


KINDS: dict[str, FileKind] = {
    kind.name: kind
    for kind in (
        FileKind("exercise", "calfcoach.domain.exercise:Exercise"),
        FileKind("figure", "calfcoach.figure.models:FigureFile", rule="calfcoach.figure.faults:findings"),
        FileKind("scheme", "calfcoach.library.scheme_models:SchemeFile"),
        FileKind("voice", "calfcoach.library.voice_models:VoiceFile"),
        FileKind("figure-body", "calfcoach.figure.body:BodyFile"),
    )
}
"""Every kind of file that can be read, by its name."""


def _named(where: str) -> Any:
    module, name = where.split(":")
    return getattr(import_module(module), name)


def find_kind(name: str) -> FileKind:
    """The kind of that name.

    Raises:
        KnownError: there is none; with a suggestion.
    """
    if name not in KINDS:
        raise KnownError(
            text(
                "no kind of file is called {name}; known are {known}{hint}",
                name=quoted(name),
                known=_known(),
                hint=did_you_mean(name, KINDS),
            )
        )
    return KINDS[name]


def read_head(source: YamlSource) -> FileKind | None:
    """The kind that the file names. None if the file cannot be read further; then `source.findings` says why."""
    data = source.data
    if not isinstance(data, dict):
        found = text("this file is empty") if data is None else text("this file holds {thing}", thing=described(data))
        source.findings.append(
            (
                source.value_spot(()),
                text("{found}; keys were expected, the first two 'kind: exercise' and 'schema: 1'", found=found),
            )
        )
        return None
    if KIND not in data:
        source.findings.append(
            (
                source.value_spot(()),
                text("the key 'kind' is missing; a file begins with it, and is one of {known}", known=_known()),
            )
        )
        return None
    said = data[KIND]
    kind = KINDS.get(said) if isinstance(said, str) else None
    if kind is None:
        source.findings.append(
            (
                source.value_spot((KIND,)),
                text(
                    "{found} is no kind of file; known are {known}{hint}",
                    found=described(said),
                    known=_known(),
                    hint=did_you_mean(said, KINDS),
                ),
            )
        )
        return None
    return kind if _read_schema(source, data, kind) else None


def _read_schema(source: YamlSource, data: dict[str, object], kind: FileKind) -> bool:
    if SCHEMA not in data:
        source.findings.append(
            (
                source.value_spot(()),
                text("the key 'schema' is missing; write 'schema: {newest}' under 'kind'", newest=kind.newest),
            )
        )
        return True
    said = data[SCHEMA]
    spot = source.value_spot((SCHEMA,))
    if isinstance(said, int) and not isinstance(said, bool) and said > kind.newest:
        message = text(
            "this file is for a newer Calfcoach: schema {said}, this one reads up to {newest}; update Calfcoach",
            said=said,
            newest=kind.newest,
        )
        source.findings.append((spot, message))
        return False
    if isinstance(said, bool) or not isinstance(said, int) or said < 1:
        source.findings.append(
            (
                spot,
                text("{found} is no schema; write 'schema: {newest}'", found=described(said), newest=kind.newest),
            )
        )
    return True


def schema_for(kind_name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind's files, made from the model that reads them.

    Raises:
        KnownError: there is no such kind.
    """
    kind = find_kind(kind_name)
    schema = kind.model.model_json_schema(by_alias=True)
    head = {
        KIND: {"const": kind.name, "description": text("What kind of file this is.")},
        SCHEMA: {"const": kind.newest, "description": text("The version of the format.")},
    }
    own = {name: value for name, value in schema.get("properties", {}).items() if name not in head}
    required = [name for name in schema.get("required", []) if name not in head]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": text("Calfcoach {kind} file", kind=kind.name),
        "properties": {**head, **own},
        "required": [*head, *required],
    }


def _known() -> str:
    return ", ".join(f"'{name}'" for name in KINDS)
