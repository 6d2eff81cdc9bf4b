"""The JSON Schemas of a project's storyboards, with the one that all picture clips share."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from storyreel.base.project import Project
from storyreel.pictures.board import PictureBoard, ThingOptions
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.within import ANY_KIND, kinds_within
from storyreel.storyboard.schema import (
    DRAFT_7,
    FOLDER,
    PICTURES,
    Schema,
    Untitled,
    draft_7,
    scene_schema_files,
)

AT = "Seconds into the beat, or a cue."


def picture_schema() -> Schema:
    """The schema of a storyboard of pictures, draft 7.

    A later picture may say only what changes, so no field of a kind is required.
    """
    schema = draft_7(PictureBoard.model_json_schema(schema_generator=Untitled))
    definitions = schema["definitions"]
    thing = _schema_of(ThingOptions, definitions)
    for name, kind in KINDS.items():
        definitions[kind.__name__] = _partial(kind, _schema_of(kind, definitions))
        definitions[kind.__name__]["defaultSnippets"] = [_snippet(kind)]
        thing["properties"][name] = {"$ref": f"#/definitions/{kind.__name__}"}
    definitions["Thing"] = thing
    definitions["ThingWithin"] = {
        **ANY_KIND,
        "properties": {
            name: {"$ref": f"#/definitions/{kind.__name__}"}
            for name, kind in kinds_within().items()
        },
        "additionalProperties": False,
    }
    _complete_things_within(definitions)
    things = {"type": "object", "additionalProperties": {"$ref": "#/definitions/Thing"}}
    beat = definitions["PictureBeat"]["properties"]
    beat["picture"] = {**things, "description": beat["picture"]["description"]}
    later = {"at": {**thing["properties"]["at"], "description": AT}, "layout": beat["layout"]}
    change = {**things, "properties": later, "required": ["at"]}
    then = {key: beat["then"][key] for key in ("maxItems", "description")}
    beat["then"] = {**then, "type": "array", "items": change}
    for definition in ("Thing", "Cloud", *(kind.__name__ for kind in KINDS.values())):
        _allow_numbers_in_texts(definitions[definition])
    return {"$schema": DRAFT_7, **schema, "title": "Storyboard of a picture clip"}


def _snippet(kind: type[Kind]) -> Schema:
    """The example of a kind, which an editor inserts."""
    sentence = inspect.cleandoc(kind.__doc__ or "").partition(". ")[0].replace("\n", " ")
    body = yaml.safe_load(kind.example)
    return {"label": f"{kind.name}: an example", "description": sentence, "body": body}


def _allow_numbers_in_texts(schema: Schema) -> None:
    """Let texts with {a fact} in them be longer: their length is that of what they show."""
    parts = [each for each in schema.values() if isinstance(each, (dict, list))]
    for part in parts:
        for each in part if isinstance(part, list) else (part,):
            if isinstance(each, dict):
                _allow_numbers_in_texts(each)
    if schema.get("type") == "string" and "maxLength" in schema and "pattern" not in schema:
        schema["anyOf"] = [{"maxLength": schema.pop("maxLength")}, {"pattern": "{"}]


LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def _limit(schema: Schema, field: FieldInfo) -> None:
    """Add the limits of a field's number, which may also be an expression."""
    limits = {
        key: getattr(each, name)
        for each in field.metadata
        for name, key in LIMITS.items()
        if hasattr(each, name)
    }
    for number in _numbers(schema):
        number.update(limits)


_ABOUT = ("description", "default", "title")


def _allow_list_facts(field: Schema) -> None:
    """Let a field that takes a list of numbers take the name of a fact that is one."""
    alternatives = field.get("anyOf", [field])
    if not any(
        isinstance(each.get("items"), dict) and any(_numbers(each["items"]))
        for each in alternatives
    ):
        return
    if "anyOf" not in field:
        array = {key: field.pop(key) for key in [*field] if key not in _ABOUT}
        field["anyOf"] = [array]
    field["anyOf"].append({"type": "string"})


def _numbers(schema: Schema) -> Iterator[Schema]:
    """The alternatives of a value that are numbers."""
    if schema.get("type") in ("number", "integer"):
        yield schema
    for alternative in schema.get("anyOf", ()):
        yield from _numbers(alternative)


def schema_files(project: Project) -> dict[Path, str]:
    """The paths and texts of all schema files that the project needs."""
    return {**scene_schema_files(project), _picture_path(project): _picture_text()}


def stale_files(project: Project, wanted: Mapping[Path, str]) -> list[Path]:
    """Schema files that are missing, out of date, or not wanted."""
    there = set((project.storyboards / FOLDER).glob("*.schema.json"))
    return sorted(
        path
        for path in there | wanted.keys()
        if path not in there or path.read_text("utf-8", "replace") != wanted.get(path)
    )


def write_schemas(project: Project) -> None:
    """Write every schema file that is stale, and delete those that are not wanted."""
    files = schema_files(project)
    (project.storyboards / FOLDER).mkdir(parents=True, exist_ok=True)
    for path in stale_files(project, files):
        if path in files:
            path.write_text(files[path], encoding="utf-8")
        else:
            path.unlink()


def write_picture_schema(project: Project) -> None:
    """Write the schema that all picture clips share."""
    path, text = _picture_path(project), _picture_text()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _picture_path(project: Project) -> Path:
    return project.storyboards / FOLDER / PICTURES


def _picture_text() -> str:
    return json.dumps(picture_schema(), indent=2, ensure_ascii=False) + "\n"


def _schema_of(model: Any, definitions: Schema) -> Schema:
    """A model's schema; what it refers to goes into the definitions."""
    schema = draft_7(model.model_json_schema(schema_generator=Untitled))
    definitions.update(schema.pop("definitions", {}))
    schema.pop("title", None)
    return schema


def _complete_things_within(definitions: Schema) -> None:
    """Let fields that hold any kind name the kinds."""
    reference = {"$ref": "#/definitions/ThingWithin"}
    for kind in KINDS.values():
        for field in definitions[kind.__name__]["properties"].values():
            alternatives = field.get("anyOf", [])
            if ANY_KIND in alternatives:
                alternatives[alternatives.index(ANY_KIND)] = reference
            elif ANY_KIND.items() <= field.items():
                for key in ANY_KIND:
                    del field[key]
                field["allOf"] = [reference]


def _partial(kind: type[Kind], schema: Schema) -> Schema:
    """The same without required fields, and without fields that are worked out."""
    worked_out = {name for name, field in kind.model_fields.items() if field.exclude}
    fields = schema["properties"].items()
    properties = {key: value for key, value in fields if key not in worked_out}
    for name, field in kind.model_fields.items():
        if name not in worked_out:
            _limit(properties[field.alias or name], field)
            _allow_list_facts(properties[field.alias or name])
    return {**{k: v for k, v in schema.items() if k != "required"}, "properties": properties}
