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


def modeline(clip: ClipFiles) -> str:
    """The first line of a storyboard, which tells the editor where the schema is."""
    return f"# yaml-language-server: $schema={FOLDER}/{clip.stem}.schema.json"


def schema_path(clip: ClipFiles, project: Project) -> Path:
    return project.storyboards / FOLDER / f"{clip.stem}.schema.json"


def schema_for(clip: ClipFiles, project: Project) -> Schema:
    """The clip's schema in draft 7: common keys, the clip's data, and the scene's beats and cues.

    Raises RequestError if the clip's modules are missing or wrong.
    """
    model = Storyboard.__class_getitem__(load_data_model(clip))
    contract = scene_contract(clip.scene, project.shown(clip.scene))
    generated = cast(type[Storyboard[Any]], model).model_json_schema(schema_generator=_Untitled)
    schema = _draft_7(generated)
    _add_beats(schema["definitions"]["BeatBoard"], contract)
    return {"$schema": DRAFT_7, **schema, "title": f"Storyboard of {clip.id}"}


def schema_files(project: Project) -> dict[Path, str]:
    """The paths and texts of all schema files that the project needs."""
    return {
        schema_path(clip, project): json.dumps(
            schema_for(clip, project), indent=2, ensure_ascii=False
        )
        + "\n"
        for clip in all_clips(project)
    }


def stale_files(project: Project) -> list[Path]:
    """Schema files that are missing, out of date, or without a clip."""
    wanted = schema_files(project)
    there = set((project.storyboards / FOLDER).glob("*.schema.json"))
    return sorted(
        path
        for path in there | wanted.keys()
        if path not in there or path.read_text(encoding="utf-8") != wanted.get(path)
    )


def write_schemas(project: Project) -> None:
    """Write every schema file that is stale, and delete those of no clip."""
    files = schema_files(project)
    (project.storyboards / FOLDER).mkdir(parents=True, exist_ok=True)
    for path in stale_files(project):
        if path in files:
            path.write_text(files[path], encoding="utf-8")
        else:
            path.unlink()


def is_current(project: Project) -> bool:
    """Whether the schema files match the models and scenes."""
    return not stale_files(project)


class _Untitled(GenerateJsonSchema):
    """Omits the titles that repeat the name of each key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _draft_7(schema: Schema) -> Schema:
    """Pydantic's schema of draft 2020-12, converted to draft 7."""
    out: Schema = {}
    for key, value in schema.items():
        match key, value:
            case (("const" | "enum" | "default" | "examples" | "description" | "required"), _):
                out[key] = value
            case (("properties" | "patternProperties"), dict()):
                out[key] = {name: _draft_7(each) for name, each in value.items()}
            case "$defs", dict():
                out["definitions"] = {name: _draft_7(each) for name, each in value.items()}
            case "$ref", str():
                out["$ref"] = value.replace("#/$defs/", "#/definitions/")
            case "prefixItems", list():
                out["items"] = [_draft_7(each) for each in value]
                out["additionalItems"] = False
            case "discriminator", _:
                pass
            case _, dict():
                out[key] = _draft_7(value)
            case _, list():
                out[key] = [_draft_7(each) if isinstance(each, dict) else each for each in value]
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
