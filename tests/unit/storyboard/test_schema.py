"""The schema for editors: it is valid and current, and it finds mistakes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from storyreel.base.project import Project
from storyreel.pictures.schema import schema_files, stale_files
from storyreel.storyboard.catalog import ClipFiles, all_clips, find_clip
from storyreel.storyboard.schema import schema_for, schema_path

SHIPPED = Project.at(Path(__file__).parents[3])


def errors(schema: dict[str, Any], text: str) -> list[str]:
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
        for error in Draft7Validator(schema).iter_errors(yaml.load(text, yaml.CSafeLoader))
    ]


@pytest.fixture(scope="module")
def schema(shared_project: Project) -> dict[str, Any]:
    return schema_for(find_clip(shared_project, "hour29"), shared_project)


def keywords(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node).union(*map(keywords, node.values()))
    return set().union(*map(keywords, node)) if isinstance(node, list) else set()


def test_it_is_a_schema_of_draft_7(schema: dict[str, Any]) -> None:
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert not keywords(schema) & {"$defs", "prefixItems", "discriminator"}


def test_a_reference_has_no_siblings(schema: dict[str, Any]) -> None:
    def check(node: Any) -> None:
        assert not isinstance(node, dict) or "$ref" not in node or len(node) == 1, node
        for child in node.values() if isinstance(node, dict) else node:
            if isinstance(child, dict | list):
                check(child)

    check(schema)


def test_the_storyboard_is_valid(schema: dict[str, Any], storyboard_text: str) -> None:
    assert errors(schema, storyboard_text) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("insight:", "insigth:", "'insigth' was unexpected"),
        ("  count: 12", "  cuont: 12", "data: 'count' is a required property"),
        ("  count: 12", "  count: twelve", "data.count: 'twelve' is not of type 'integer'"),
        ("{token: cat, id", "{tokne: cat, id", "data.rows.1: Additional properties"),
        ("id: second", "id: secnod", "'secnod' is not one of ['opening', 'first', 'second'"),
        ("{drop: 1, land", "{dorp: 1, land", "beats.1.cues: 'drop' is a required property"),
        ("    cues: {show: 0.5}\n", "", "beats.0: 'cues' is a required property"),
        ("    caption: And on.\n", "", "beats.2: 'caption' is a required property"),
        ("duration: 6", "duration: 0", "beats.3.duration: 0 is less than or equal to"),
        (
            "duration: 6",
            "duration: 6\n    caption: x",
            "beats.3.caption: 'x' is not of type 'null'",
        ),
        ("[First, Second]", "[First]", "rail: "),
        ("full-slide", "full", "placement: 'full' is not valid"),
    ],
)
def test_the_schema_finds_a_planted_mistake(
    schema: dict[str, Any], storyboard_text: str, old: str, new: str, message: str
) -> None:
    found = errors(schema, storyboard_text.replace(old, new, 1))
    assert any(message in error for error in found), found


def test_every_key_is_described(schema: dict[str, Any]) -> None:
    models = [schema, *schema["definitions"].values()]
    silent = [
        name
        for model in models
        for name, prop in model.get("properties", {}).items()
        if "description" not in prop
    ]
    assert silent == []


def test_stale_files_are_found(project: Project) -> None:
    wanted = schema_files(project)
    assert stale_files(project, wanted) == sorted(wanted)
    path = min(wanted)
    path.parent.mkdir()
    for each, text in wanted.items():
        each.write_text(text, encoding="utf-8")
    assert stale_files(project, wanted) == []
    scene = find_clip(project, "hour29").scene
    scene.write_text(scene.read_text().replace('"land"', '"touch"'))
    wanted = schema_files(project)
    assert stale_files(project, wanted) == [path]
    orphan = path.with_name("hour99-gone.schema.json")
    orphan.write_text("{}")
    assert stale_files(project, wanted) == sorted([path, orphan])
    orphan.unlink()
    path.write_bytes(wanted[path].encode("utf-16"))
    assert stale_files(project, wanted) == [path], "which is text, but not in UTF-8"


def test_the_shipped_schemas_are_current() -> None:
    wanted = schema_files(SHIPPED)
    assert stale_files(SHIPPED, wanted) == [], "run: python3 render.py schema"


@pytest.mark.parametrize("clip", all_clips(SHIPPED), ids=lambda clip: clip.id)
def test_a_shipped_storyboard_names_its_schema_and_fits_it(clip: ClipFiles) -> None:
    text = clip.storyboard.read_text(encoding="utf-8")
    path = schema_path(clip, SHIPPED)
    named = path.relative_to(SHIPPED.storyboards).as_posix()
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={named}"
    published = json.loads(path.read_text(encoding="utf-8"))
    assert errors(published, text) == []


@pytest.mark.parametrize(
    "clip",
    [clip for clip in all_clips(SHIPPED) if clip.scene.is_file()],
    ids=lambda clip: clip.id,
)
def test_every_key_of_a_shipped_clip_is_described(clip: ClipFiles) -> None:
    test_every_key_is_described(schema_for(clip, SHIPPED))
