"""JSON Schemas with which an editor completes and checks each clip's storyboard.

The YAML language server supports draft 7: without `prefixItems` and `$defs`, and with nothing
beside a `$ref`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema

from storyreel.base.project import Project
from storyreel.storyboard.catalog import ClipFiles, all_clips
from storyreel.storyboard.contract import BeatContract, SceneContract, scene_contract
from storyreel.storyboard.load import load_data_model
from storyreel.storyboard.model import Storyboard

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
FOLDER = "schema"
"""In the folder of the storyboards."""

Schema = dict[str, Any]

PICTURES = "pictures.schema.json"
"""The schema of all clips of pictures."""


def schema_path(clip: ClipFiles, project: Project) -> Path:
    """Where the schema of a clip is; clips of pictures share one."""
    name = f"{clip.stem}.schema.json" if clip.performed else PICTURES
    return project.storyboards / FOLDER / name


def schema_for(clip: ClipFiles, project: Project) -> Schema:
    """The clip's schema in draft 7: common keys, the clip's data, and the scene's beats and cues.

    Raises RequestError if the clip's modules are missing or wrong.
    """
    model = Storyboard.__class_getitem__(load_data_model(clip))
    contract = scene_contract(clip.scene, project.shown(clip.scene))
    generated = cast(type[Storyboard[Any]], model).model_json_schema(schema_generator=Untitled)
    schema = draft_7(generated)
    _add_beats(schema["definitions"]["BeatBoard"], contract)
    return {"$schema": DRAFT_7, **schema, "title": f"Storyboard of {clip.id}"}


def scene_schema_files(project: Project) -> dict[Path, str]:
    """The paths and texts of the schema files of all clips with a scene."""
    return {
        schema_path(clip, project): json.dumps(
            schema_for(clip, project), indent=2, ensure_ascii=False
        )
        + "\n"
        for clip in all_clips(project)
        if clip.performed
    }


class Untitled(GenerateJsonSchema):
    """Omits the titles that repeat the name of each key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def draft_7(schema: Schema) -> Schema:
    """Pydantic's schema of draft 2020-12, converted to draft 7."""
    out: Schema = {}
    for key, value in schema.items():
        match key, value:
            case (("const" | "enum" | "default" | "examples" | "description" | "required"), _):
                out[key] = value
            case (("properties" | "patternProperties"), dict()):
                out[key] = {name: draft_7(each) for name, each in value.items()}
            case "$defs", dict():
                out["definitions"] = {name: draft_7(each) for name, each in value.items()}
            case "$ref", str():
                out["$ref"] = value.replace("#/$defs/", "#/definitions/")
            case "prefixItems", list():
                out["items"] = [draft_7(each) for each in value]
                out["additionalItems"] = False
            case "discriminator", _:
                pass
            case _, dict():
                out[key] = draft_7(value)
            case _, list():
                out[key] = [draft_7(each) if isinstance(each, dict) else each for each in value]
            case _:
                out[key] = value
    if "$ref" in out and len(out) > 1:
        out["allOf"] = [{"$ref": out.pop("$ref")}]
    return out


def _add_beats(beat: Schema, contract: SceneContract) -> None:
    """Add the scene's beats and cues to the schema of a beat."""
    beat["properties"]["id"]["enum"] = [each.name for each in contract.beats]
    beat["allOf"] = [
        {
            "if": {"properties": {"id": {"const": each.name}}, "required": ["id"]},
            "then": _requirements(each, last=each is contract.beats[-1]),
        }
        for each in contract.beats
    ]


def _requirements(beat: BeatContract, last: bool) -> Schema:
    moment = {"type": "number", "minimum": 0, "description": "Seconds from the beat's start."}
    requirements: Schema = {
        "properties": {
            "cues": {
                "properties": dict.fromkeys(beat.cues, moment),
                "required": list(beat.cues),
                "additionalProperties": False,
            }
        },
        "required": ["cues"] if beat.cues else [],
    }
    if last:
        requirements["properties"]["caption"] = {"type": "null"}
    else:
        requirements["required"].append("caption")
    return requirements
