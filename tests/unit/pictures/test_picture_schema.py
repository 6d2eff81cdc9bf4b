"""The schema that editors complete and check storyboards of pictures with."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml

from storyreel.pictures.board import OPTIONS
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.schema import picture_schema

ROOT = Path(__file__).parents[3]
STARTER = ROOT / "storyreel/pictures/template/storyboards/search-binary-search.yaml"
CASES = yaml.safe_load(Path(__file__).with_name("broken_boards.yaml").read_text("utf-8"))
SEEN = (
    *("misspelt kind", "misspelt field", "misspelt option", "wrong type of number"),
    *("out of range", "too many", "kind not mapping", "thing not mapping", "layout list"),
    *("no time", "bad time", "icon", "fact not number", "fact infinite", "axis 1", "arrow bad"),
    *("too long text", "unknown beat key", "picture list"),
)
"""Mistakes that an editor marks before the storyboard is checked."""


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    written = picture_schema()
    jsonschema.Draft7Validator.check_schema(written)
    return jsonschema.Draft7Validator(written)


def definition_of(name: str, schema: jsonschema.Draft7Validator) -> dict[str, Any]:
    return cast(dict[str, Any], schema.schema)["definitions"][name]  # type: ignore[no-any-return]


def board(thing: dict[str, Any], **beat: Any) -> dict[str, Any]:
    beats = [
        {"id": "one", "duration": 15, "picture": {"thing": thing}, **beat},
        {"id": "two", "duration": 15},
    ]
    return {"clip": "a", "title": "A", "alt": "A", "beats": beats, "wisdom": "Done."}


@pytest.mark.parametrize("name", KINDS)
def test_the_example_of_every_kind_is_valid(name: str, schema: jsonschema.Draft7Validator) -> None:
    example = yaml.safe_load(KINDS[name].example)
    assert [e.message for e in schema.iter_errors(board({name: example, "at": 1}))] == []
    assert list(schema.iter_errors(board({name: {**example, "misspelt": 1}})))


@pytest.mark.parametrize("name", KINDS)
def test_every_field_of_every_kind_is_described_and_refuses_nonsense(
    name: str, schema: jsonschema.Draft7Validator
) -> None:
    definition = definition_of(KINDS[name].__name__, schema)
    for field, said in definition["properties"].items():
        assert "description" in said, field
        assert list(schema.iter_errors(board({name: {field: {"no": {"such": []}}}}))), field
    (snippet,) = definition["defaultSnippets"]
    assert snippet["body"] == yaml.safe_load(KINDS[name].example)


@pytest.mark.parametrize("kind", ["card: {body: {figure: {values: 3}}}", "vs: {left: {figur: {}}}"])
def test_things_within_things_are_checked(kind: str, schema: jsonschema.Draft7Validator) -> None:
    right = kind.replace("values", "value").replace("figur:", "figure:")
    assert list(schema.iter_errors(board(yaml.safe_load(f"{{{right}}}")))) == []
    assert list(schema.iter_errors(board(yaml.safe_load(f"{{{kind}}}"))))


def test_the_starter_is_valid(schema: jsonschema.Draft7Validator) -> None:
    assert list(schema.iter_errors(yaml.safe_load(STARTER.read_text("utf-8")))) == []
    assert list(schema.iter_errors(yaml.safe_load(CASES["valid"]))) == []


@pytest.mark.parametrize("name", SEEN)
def test_a_mistake_of_form_is_marked(name: str, schema: jsonschema.Draft7Validator) -> None:
    case = CASES["mistakes"][name]
    broken = yaml.safe_load(CASES["valid"].replace(case["written"], case["broken"]))
    assert list(schema.iter_errors(broken))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ({"text": {"words": "{a / b:.1%} of all"}}, {"text": {"words": 3}}),
        ({"figure": {"value": "a / b", "digits": "n"}}, {"figure": {"value": [1]}}),
        ({"list": {"items": ["a", {"done": "b"}]}}, {"list": {"items": [{"dune": "b"}]}}),
        ({"terminal": {"lines": [{"run": "ls"}]}}, {"terminal": {"lines": [{"ran": "ls"}]}}),
        ({"chat": {"messages": [{"me": "Hi"}]}}, {"chat": {"messages": [{"me": 3}]}}),
        ({"label": "{numbers} of {all_of_the_numbers:.3f}"}, {"label": "x" * 33}),
        ({"mark": ["a", 3], "dim": True}, {"mark": "a"}),
        ({"focus": ["a"], "at": "cue", "over": 2}, {"over": 7}),
        ({"icon": {"show": "factory"}}, {"icon": {"show": "factori"}}),
    ],
)
def test_right_things_pass_and_wrong_ones_are_marked(
    right: dict[str, Any], wrong: dict[str, Any], schema: jsonschema.Draft7Validator
) -> None:
    assert list(schema.iter_errors(board(right))) == []
    assert list(schema.iter_errors(board(wrong)))


def test_later_changes_are_pictures_too(schema: jsonschema.Draft7Validator) -> None:
    right: list[Any] = [{"at": 3, "thing": {"dim": True}}, {"at": "cue", "layout": "a b"}]
    for later in right:
        assert list(schema.iter_errors(board({"dim": True}, then=[later]))) == []
    wrong: list[Any] = [{"at": -3}, {"at": 3, "thing": {"figur": {}}}, {"thing": {"dim": True}}]
    for later in wrong:
        assert list(schema.iter_errors(board({"dim": True}, then=[later])))


def test_an_editor_completes_options_kinds_and_pictograms(
    schema: jsonschema.Draft7Validator,
) -> None:
    assert set(definition_of("Thing", schema)["properties"]) == {*OPTIONS, *KINDS}
    shows = definition_of("IconState", schema)["properties"]["show"]
    assert len(shows["enum"]) > 1600
