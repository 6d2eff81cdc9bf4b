"""The schema that editors complete and check storyboards of pictures with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from storyreel.pictures.kinds import KINDS
from storyreel.pictures.schema import picture_schema

ROOT = Path(__file__).parents[3]
STARTER = ROOT / "storyreel/cli/template/storyboards/search-binary-search.yaml"


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(picture_schema())


def board(thing: dict[str, Any]) -> dict[str, Any]:
    beats = [
        {"id": "one", "duration": 15, "picture": {"thing": thing}},
        {"id": "two", "duration": 15},
    ]
    return {"clip": "a", "title": "A", "alt": "A", "beats": beats, "wisdom": "Done."}


@pytest.mark.parametrize("name", KINDS)
def test_the_example_of_every_kind_is_valid(name: str, schema: jsonschema.Draft7Validator) -> None:
    example = yaml.safe_load(KINDS[name].example)
    assert [e.message for e in schema.iter_errors(board({name: example, "at": 1}))] == []
    assert list(schema.iter_errors(board({name: {**example, "misspelt": 1}})))


def test_the_starter_is_valid(schema: jsonschema.Draft7Validator) -> None:
    assert list(schema.iter_errors(yaml.safe_load(STARTER.read_text("utf-8")))) == []


def test_unknown_kinds_options_and_pictograms_are_marked(
    schema: jsonschema.Draft7Validator,
) -> None:
    wrong: list[dict[str, Any]] = [{"figur": {}}, {"atx": 1}, {"icon": {"show": "factori"}}]
    for thing in wrong:
        assert list(schema.iter_errors(board(thing))), thing
